// Drift: delivered files that are not as they were delivered, whatever the configuration says now.

package engine

import (
	"context"
	"fmt"
	"strings"

	"photoshoot/spec"
	"photoshoot/state"
)

// compareFolder plans the repair of a product's delivered files. It looks neither at the
// photo nor at what the configuration changed: each file is brought back as recorded.
func (pl *planner) compareFolder(ctx context.Context, p *spec.Product) error {
	head, _, err := pl.take(p.Address)
	if err != nil {
		return err
	}
	if asSeen(head, p, pl.observed) {
		pl.add(ProductPlan{}, pl.sel.count(p))
		return nil
	}
	rec, err := pl.recorded.Product(ctx, p.Address)
	if err != nil {
		return fmt.Errorf("reading %s from state: %w", p.Address, err)
	}
	pp := ProductPlan{Address: p.Address, Want: p, Head: rec.Head, Partial: rec.Head.Product == "" || p.Recommended.Presets+p.Recommended.Prompts > 0}
	old := newIndex(rec)
	unchanged, lost := 0, 0
	for _, was := range rec.Shots {
		files := old.files[was.Address]
		if len(files) > 0 {
			was.Object = files[0].Object // an approved picture may be delivered in place of a newer one
		}
		changes := pl.compareFiles(was.Address, recordedShot(was, files), was, files)
		switch {
		case len(changes) == 0 && pl.sel.shot(was.Address):
			unchanged++
		case len(changes) > 0 && !pl.original(was, files):
			lost, pp.Partial = lost+len(changes), true
		default:
			pp.Changes = append(pp.Changes, changes...)
		}
	}
	pl.mu.Lock()
	pl.lost += lost
	pl.mu.Unlock()
	pl.add(pp, unchanged)
	return nil
}

// recordedShot is a shot as it would have to be wanted for its files to be as recorded.
func recordedShot(was state.Shot, files []state.File) *spec.Shot {
	s := &spec.Shot{ID: parse(was.Address).Shot}
	for _, f := range files {
		typ, low := strings.CutSuffix(f.Recipe, lowResolution)
		s.Files = append(s.Files, spec.File{Format: spec.Format{Name: f.Format, Type: typ, LowRes: low}, Path: f.Path})
	}
	return s
}
