// Saved plans: what plan -out writes, and whether it still fits when apply reads it.

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"photoshoot/engine"
	"photoshoot/state"
)

// staleError is a saved plan that would not do any more what was reviewed.
type staleError struct {
	why  string
	diff []engine.Diff
}

func (e *staleError) Error() string { return "the saved plan is stale: " + e.why }
func (e *staleError) Advice() string {
	return "Plan again, and review what it says now."
}

// binding is what a plan of this session is made for.
func (s *session) binding() (engine.Binding, error) {
	digest, err := s.config.Digest()
	return engine.Binding{Tool: release, Config: digest, Account: s.maker}, err
}

// fingerprint stands for values that may be secret, where only whether they are the same counts.
func fingerprint(values ...string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", values))
	return hex.EncodeToString(sum[:8])
}

// save writes a plan.
func (s *session) save(p *engine.Plan, name string) error {
	bound, err := s.binding()
	if err != nil {
		return err
	}
	var doc bytes.Buffer
	if err := p.Encode(&doc, bound); err != nil {
		return err
	}
	path := s.app.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := writeWhole(path, 0o644, doc.Bytes()); err != nil {
		return fmt.Errorf("saving the plan: %w", err)
	}
	return nil
}

// readPlan reads a saved plan. Its photos are found from the configuration's folder.
func (a *app) readPlan(name string) (*engine.Plan, engine.Binding, error) {
	data, err := os.ReadFile(a.path(name))
	if err != nil {
		return nil, engine.Binding{}, &advised{fmt.Errorf("reading the plan: %w", err), "photoshoot plan -out=FILE saves one."}
	}
	p, bound, err := engine.DecodePlan(data, (&engine.Folder{Dir: a.dir}).Locate)
	if err != nil {
		return nil, bound, &advised{fmt.Errorf("%s cannot be applied: %w", name, err), "photoshoot plan -out=FILE saves a plan."}
	}
	return p, bound, nil
}

// fresh is the plan to apply for a saved one: itself where nothing moved, or one made now
// that does the same. Anything else is a staleError.
func (s *session) fresh(ctx context.Context, store state.Store, name string) (*engine.Plan, error) {
	saved, bound, err := s.app.readPlan(name)
	if err != nil {
		return nil, err
	}
	now, err := s.binding()
	if err != nil {
		return nil, err
	}
	found, err := store.Workspace(ctx)
	switch {
	case err != nil:
		return nil, err
	case bound.Account != now.Account:
		return nil, &staleError{why: "it was made for another provider or account"}
	case !engine.SameHistory(saved.Workspace, found):
		return nil, &staleError{why: fmt.Sprintf("it was made for the state %s, and this one is %s", saved.Workspace.Lineage, found.Lineage)}
	case engine.Unmoved(saved.Workspace, found) && bound.Config == now.Config && s.photosStay(saved):
		return saved, nil
	}
	again, err := s.plan(ctx, store, saved.Selection)
	if err != nil {
		return nil, err
	}
	if diff := engine.Differ(saved, again); len(diff) > 0 {
		why := "state or photos have changed since"
		if bound.Config != now.Config {
			why = "the configuration was changed since"
		}
		return nil, &staleError{why, diff}
	}
	return again, nil
}

// photosStay says whether the photos of a plan are still those that it was made for.
func (s *session) photosStay(p *engine.Plan) bool {
	folder, flush := s.folder()
	defer flush()
	for _, pp := range p.Products {
		if pp.Want == nil || pp.Photo.SHA256 == "" {
			continue
		}
		if photo, err := folder.Photo(pp.Want); err != nil || photo.SHA256 != pp.Photo.SHA256 {
			return false
		}
	}
	return true
}
