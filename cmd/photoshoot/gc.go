// gc: stored originals that nothing refers to are found, and deleted where that is asked for.

package main

import (
	"context"

	"photoshoot/engine"
	"photoshoot/state"
)

func gc(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("gc")
	in.register(fs)
	remove := fs.Bool("delete", false, "delete them; without it they are only listed")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	if !*remove {
		return s.reading(func(r state.Reader) error {
			found, err := s.unreferenced(ctx, r)
			a.view.garbage(found, false)
			return err
		})
	}
	store, err := s.lock(ctx, "gc", 0)
	if err != nil {
		return err
	}
	defer store.Close()
	found, err := s.unreferenced(ctx, store)
	if err != nil {
		return err
	}
	if err := engine.Sweep(found); err != nil {
		return err
	}
	a.view.garbage(found, true)
	return nil
}

func (s *session) unreferenced(ctx context.Context, r state.Reader) ([]engine.Stored, error) {
	refs, err := r.Objects(ctx)
	if err != nil {
		return nil, err
	}
	open, err := r.OpenJobs(ctx)
	if err != nil {
		return nil, err
	}
	return s.objects.Unreferenced(refs, open)
}
