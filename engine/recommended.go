// Recommended scenes: known once the service has seen the photo, and planned like others from then on.

package engine

import (
	"context"
	"fmt"

	"photoshoot/spec"
	"photoshoot/state"
)

// withRecommended adds the shots of recommended scenes to a product. Where the photo was not
// recommended for yet, it says how many there will be.
func (pl *planner) withRecommended(ctx context.Context, p *spec.Product, photo Photo) (with *spec.Product, unknown int, err error) {
	asked := p.Recommended.Presets + p.Recommended.Prompts
	if asked == 0 || pl.terms.Language.Recommended == nil {
		return p, 0, nil
	}
	asset, err := pl.recorded.Asset(ctx, photo.SHA256, pl.terms.Account)
	if err != nil {
		return p, 0, fmt.Errorf("reading recommendations for %s from state: %w", p.Address, err)
	}
	if asset.ID == "" {
		return p, asked * len(p.Recommended.RenderKinds), nil
	}
	return recommendedFor(p, asset, pl.terms.Language), 0, nil
}

func recommendedFor(p *spec.Product, asset state.Asset, l Language) *spec.Product {
	with := *p
	with.Shots = append(append([]spec.Shot{}, p.Shots...), l.Recommended(p, asset.Presets, asset.Prompts)...)
	return &with
}

// learn turns what a plan could not know into shots to order, now that the service has
// answered.
func (r *run) learn(pp *ProductPlan, asset state.Asset) []*Change {
	want := recommendedFor(pp.Want, asset, r.Language)
	manifests := manifestsOf(r.Provider.Type, pp.Photo, want)
	var learned []*Change
	for i := len(pp.Want.Shots); i < len(want.Shots); i++ {
		s := &want.Shots[i]
		learned = append(learned, &Change{Action: Create, Address: s.Address(pp.Address), Reason: New, Shot: s,
			Credits: r.Provider.CreditsPerDownload, Manifest: manifests[i], Digest: manifests[i].Digest()})
	}
	pp.Want, pp.Head.Digest = want, headDigest(want, manifests)
	r.aim(pp.Address, learned)
	return learned
}

// aim adds targets that the plan did not know.
func (r *run) aim(address string, changes []*Change) {
	r.targetsMu.Lock()
	defer r.targetsMu.Unlock()
	p := r.products[address]
	p.mu.Lock()
	p.left += len(changes) - 1 // the place that was kept for them
	p.mu.Unlock()
	for _, c := range changes {
		r.targets[c.Address] = &target{p, c}
	}
}

// target is what the run wants with an address; nil: nothing.
func (r *run) target(address string) *target {
	r.targetsMu.RLock()
	defer r.targetsMu.RUnlock()
	return r.targets[address]
}
