// Moves: a shot that leaves one address and appears at another is not bought again.

package engine

import "photoshoot/state"

// findMoves turns a deletion and a creation into a move, which costs nothing: where a moved
// block says so, and where both have the same inputs. A shot that moved and changed is
// replaced at its new address, and keeps its picture until then.
func (pl *planner) findMoves(products []ProductPlan) []ProductPlan {
	leaving := map[state.Digest][]*Change{}
	moved := map[string]bool{}
	created := creations(products)
	for i := range products {
		for j := range products[i].Changes {
			was := &products[i].Changes[j]
			if was.Action != Delete || was.Format != "" {
				continue
			}
			if c := created[pl.movedTo(was.Address)]; c != nil && c.From == "" {
				moved[was.Address] = true
				takeOver(c, was)
				continue
			}
			leaving[was.Digest] = append(leaving[was.Digest], was)
		}
	}
	for i := range products {
		for j := range products[i].Changes {
			c := &products[i].Changes[j]
			if from := leaving[c.Digest]; c.Action == Create && len(from) > 0 {
				leaving[c.Digest] = from[1:]
				moved[from[0].Address] = true
				takeOver(c, from[0])
			}
		}
	}
	return dropDeletions(products, moved)
}

// creations are the shots that a plan creates, by address.
func creations(products []ProductPlan) map[string]*Change {
	created := map[string]*Change{}
	for i := range products {
		for j := range products[i].Changes {
			if c := &products[i].Changes[j]; c.Action == Create {
				created[c.Address] = c
			}
		}
	}
	return created
}

// takeOver makes a creation the move, or the replacement, of what was at another address.
func takeOver(c, was *Change) {
	c.From, c.Recorded, c.Previous = was.Address, was.Recorded, was.Previous
	evidence := []Diff{{Key: "address", Old: was.Address, New: c.Address}}
	if c.Digest == was.Digest {
		c.Action, c.Credits, c.Reason, c.Original = MoveTo, 0, Renamed, was.Original
	} else {
		c.Action, c.Reason = Replace, ManifestChanged
		evidence = append(evidence, compare(was.Manifest, c.Manifest)...)
	}
	c.Evidence = evidence
}

// dropDeletions takes out the deletions that became the start of a move.
func dropDeletions(products []ProductPlan, moved map[string]bool) []ProductPlan {
	if len(moved) == 0 {
		return products
	}
	for i := range products {
		var kept []Change
		for _, c := range products[i].Changes {
			if c.Action != Delete || c.Format != "" || !moved[c.Address] {
				kept = append(kept, c)
			}
		}
		products[i].Changes = kept
	}
	return products
}

func (pl *planner) movedTo(address string) string {
	if pl.terms.Language.MovedTo == nil {
		return ""
	}
	to, _ := pl.terms.Language.MovedTo(address)
	return to
}

func (pl *planner) forgets(address string) bool {
	return pl.terms.Language.Forget != nil && pl.terms.Language.Forget(address)
}
