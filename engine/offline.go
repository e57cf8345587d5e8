// Offline: plans that need no service, and so no account and no connection.

package engine

// Offline says whether the plan can be applied without the service: it derives, moves and
// deletes at most.
func (p *Plan) Offline() bool {
	for _, pp := range p.Products {
		if pp.Unknown > 0 {
			return false
		}
		for _, c := range pp.Changes {
			switch c.Action {
			case Create, Replace, Resume:
				return false
			}
		}
	}
	return len(p.Stray) == 0
}
