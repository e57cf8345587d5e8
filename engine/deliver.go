// Delivering: files are derived from originals, put in their place, and then recorded.

package engine

import (
	"context"
	"errors"
	"fmt"

	"photoshoot/engine/raster"
	"photoshoot/spec"
	"photoshoot/state"
)

// deliver makes the files of a shot from its original, removes those it had elsewhere, and
// records both in one commit. True: all is done.
func (r *run) deliver(ctx context.Context, t *target, files []spec.File, object string, original []byte) bool {
	step := state.Step{}
	for _, f := range files {
		row, err := r.put(t.change.Shot.Address(t.product.plan.Address), f, object, original)
		if err != nil {
			r.undelivered(t, err)
			return false
		}
		step.Files = append(step.Files, row)
	}
	if err := r.removeOld(t.change, &step); err != nil {
		r.undelivered(t, err)
		return false
	}
	if !r.commit(ctx, "delivered", step) {
		return false
	}
	for _, f := range step.Files {
		r.event(Event{Kind: Delivered, Address: FileAddress(f.Shot, f.Format), Note: r.Output.Locate(f.Path)})
	}
	return true
}

// undelivered gives up a shot whose original is safe. A folder that takes no file takes
// none of the others either: that ends the run, and all is delivered by the next.
func (r *run) undelivered(t *target, err error) {
	if unwritable(err) {
		r.fatal(&OutputError{err})
		return
	}
	r.fail(t.change.Address, err)
}

// put derives one file and brings it to its place.
func (r *run) put(shot string, f spec.File, object string, original []byte) (state.File, error) {
	format, ok := raster.FormatNamed(f.Format.Type)
	if !ok {
		return state.File{}, fmt.Errorf("there is no format %q", f.Format.Type)
	}
	data, err := raster.Deliver(original, nil, format, f.Format.LowRes)
	if err != nil {
		return state.File{}, fmt.Errorf("deriving %s: %w", f.Path, err)
	}
	r.hit("before-file")
	if err := r.Output.Put(f.Path, data); err != nil {
		return state.File{}, err
	}
	r.hit("after-file")
	st, _ := r.Output.File(f.Path)
	return state.File{FileKey: state.FileKey{Shot: shot, Format: f.Format.Name}, Recipe: recipe(f.Format), Path: f.Path,
		Object: object, SHA256: hashOf(data), Size: st.Size, ModTime: st.ModTime}, nil
}

// removeOld takes away the recorded files of a change that its shot does not have any more.
func (r *run) removeOld(c *Change, step *state.Step) error {
	wanted := map[string]string{}
	if c.Shot != nil && c.Action != Delete {
		for _, f := range c.Shot.Files {
			wanted[f.Format.Name] = f.Path
		}
	}
	for _, old := range c.Recorded {
		path, ok := wanted[old.Format]
		if !ok {
			step.DropFiles = append(step.DropFiles, state.FileKey{Shot: old.Shot, Format: old.Format})
		}
		if path == old.Path {
			continue
		}
		kept, err := r.Output.Remove(old.Path, old.SHA256)
		if err != nil {
			return err
		}
		if kept {
			r.event(Event{Kind: Kept, Address: FileAddress(old.Shot, old.Format), Note: r.Output.Locate(old.Path)})
		}
	}
	return nil
}

// deriveAll makes the missing files of a product's shots again from stored originals.
func (r *run) deriveAll(ctx context.Context, pp *ProductPlan) {
	for i := range pp.Changes {
		c := &pp.Changes[i]
		if c.Action != Derive || ctx.Err() != nil || r.draining() {
			continue
		}
		r.encodes.Go(func() error { r.derive(ctx, r.target(c.Address)); return nil })
	}
}

func (r *run) derive(ctx context.Context, t *target) {
	original, err := r.stored(t.change)
	if err != nil {
		r.fail(t.change.Address, err)
		return
	}
	for _, f := range t.change.Shot.Files {
		if f.Format.Name != t.change.Format {
			continue
		}
		if r.deliver(ctx, t, []spec.File{f}, t.change.Original, original) {
			r.mu.Lock()
			r.result.Derived++
			r.mu.Unlock()
			r.finished(ctx, t.product)
		}
	}
}

// stored reads an original: from the store, or from a delivered PNG that still is it.
func (r *run) stored(c *Change) ([]byte, error) {
	data, err := r.Objects.Read(c.Original)
	if err == nil {
		return data, nil
	}
	for _, f := range c.Recorded {
		if f.SHA256 != c.Original {
			continue
		}
		if data, e := r.Output.Read(f.Path); e == nil && hashOf(data) == c.Original {
			return data, nil
		}
	}
	return nil, err
}

// moveAll gives shots their new addresses before anything else looks at them.
func (r *run) moveAll(ctx context.Context, plan *Plan) error {
	for i := range plan.Products {
		for j := range plan.Products[i].Changes {
			if c := &plan.Products[i].Changes[j]; c.From != "" {
				if err := r.move(ctx, r.target(c.Address)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (r *run) move(ctx context.Context, t *target) error {
	c := t.change
	if !r.commit(ctx, "moved", state.Step{Moves: []state.Move{{From: c.From, To: c.Address, Product: t.product.plan.Address}}}) {
		return context.Cause(ctx)
	}
	for i := range c.Recorded {
		c.Recorded[i].Shot = c.Address
	}
	if c.Action != MoveTo {
		return nil // it has changed besides, and is ordered with the others
	}
	original, err := r.stored(c)
	if err != nil {
		r.fail(c.Address, err)
		return nil
	}
	if r.deliverFirst(ctx, t, c.Original, original) {
		r.event(Event{Kind: Moved, Address: c.Address, Note: c.From})
		r.finished(ctx, t.product)
	}
	return nil
}

// deleteAll comes last, so that an interrupted run has lost as little as can be.
func (r *run) deleteAll(ctx context.Context, plan *Plan) error {
	for i := range plan.Products {
		pp := &plan.Products[i]
		for j := range pp.Changes {
			if r.draining() {
				return errDrained
			}
			if c := &pp.Changes[j]; c.Action == Delete {
				r.delete(ctx, r.target(c.Address))
			}
		}
		if pp.Want == nil && len(pp.Changes) == 0 { // all its shots moved away
			r.commit(ctx, "head", state.Step{DropHeads: []string{pp.Address}})
		}
	}
	return nil
}

func (r *run) delete(ctx context.Context, t *target) {
	step := state.Step{}
	if !t.change.Keep {
		if err := r.removeOld(t.change, &step); err != nil {
			r.undelivered(t, err)
			return
		}
	}
	if t.change.Format == "" {
		step = state.Step{DropShots: []string{t.change.Address}}
	}
	if r.commit(ctx, "deleted", step) {
		r.event(Event{Kind: Deleted, Address: t.change.Address})
		r.finished(ctx, t.product)
	}
}

// errStalled is why a job is left to a later run.
var errStalled = errors.New("the service shows no progress on this job; a later apply looks again")
