// state mv, rm and push: they change what is recorded, and nothing at the service or in folders.

package main

import (
	"context"
	"fmt"
	"os"

	"photoshoot/spec"
	"photoshoot/state"
)

// stateMove gives a product, or one shot of it, another address.
func stateMove(ctx context.Context, s *session, args []string, _ bool) error {
	ends, err := scopeOf("state mv", args...)
	if err != nil {
		return err
	}
	from, to := ends[0], ends[1]
	if (from.Shot == "") != (to.Shot == "") || from.File+to.File != "" {
		return &usageError{"state mv: a product moves to a product, and a shot to a shot", "Name both ends alike."}
	}
	return s.changing(ctx, "state mv", func(store state.Store) error {
		step, err := moving(ctx, store, from, to)
		if err != nil {
			return err
		}
		if err := store.Commit(ctx, step); err != nil {
			return err
		}
		s.app.view.print("%s is %s now.\n", from, to)
		return nil
	})
}

// moving is the step that moves, if there is something to move and nothing in the way.
func moving(ctx context.Context, r state.Reader, from, to spec.Address) (state.Step, error) {
	source, err := r.Product(ctx, from.Product().String())
	if err != nil {
		return state.Step{}, err
	}
	target, err := r.Product(ctx, to.Product().String())
	if err != nil {
		return state.Step{}, err
	}
	if from.Shot == "" {
		switch {
		case len(source.Shots)+len(source.Jobs) == 0:
			return state.Step{}, nothingAt(from)
		case len(target.Shots)+len(target.Jobs) > 0:
			return state.Step{}, inTheWay(to)
		}
		return state.Rename(source, from.String(), to.String()), nil
	}
	switch {
	case !hasShot(source, from):
		return state.Step{}, nothingAt(from)
	case hasShot(target, to):
		return state.Step{}, inTheWay(to)
	}
	return state.Step{Moves: []state.Move{{From: from.String(), To: to.String(), Product: to.Product().String()}},
		Heads: []state.Head{closer(from.Product().String()), closer(to.Product().String())}}, nil
}

// closer is the line of a product that has the next plan look at each of its shots.
func closer(product string) state.Head { return state.Head{Product: product} }

func inTheWay(a spec.Address) error {
	return &advised{fmt.Errorf("state has something at %s already", a), "Choose another address, or forget that one first with photoshoot state rm."}
}

func hasShot(rec state.Record, a spec.Address) bool {
	for _, shot := range rec.Shots {
		if shot.Address == a.String() {
			return true
		}
	}
	return false
}

// stateRemove forgets what matches. Delivered files stay, and belong to nobody then.
func stateRemove(ctx context.Context, s *session, args []string, _ bool) error {
	what, err := scopeOf("state rm", args...)
	if err != nil {
		return err
	}
	return s.changing(ctx, "state rm", func(store state.Store) error {
		records, err := recordsOf(ctx, store, nil)
		if err != nil {
			return err
		}
		var all state.Step
		for _, rec := range records {
			step, err := forgetting(rec, what)
			if err != nil {
				return err
			}
			all.Heads = append(all.Heads, step.Heads...)
			all.DropHeads = append(all.DropHeads, step.DropHeads...)
			all.DropShots = append(all.DropShots, step.DropShots...)
			all.DropJobs = append(all.DropJobs, step.DropJobs...)
		}
		if len(all.DropHeads)+len(all.DropShots) == 0 {
			return nothingAt(what[0])
		}
		if err := store.Commit(ctx, all); err != nil {
			return err
		}
		s.app.view.print("Forgot %d shots. Their files and originals are left where they are.\n", len(all.DropShots))
		return nil
	})
}

// forgetting is the step that drops what matches of a product: all of it, or some shots.
func forgetting(rec state.Record, what scope) (step state.Step, err error) {
	if what.holds(rec.Head.Product) {
		return state.Remove(rec)
	}
	for _, shot := range rec.Shots {
		if what.holds(shot.Address) {
			step.DropShots = append(step.DropShots, shot.Address)
			step.Heads = []state.Head{closer(rec.Head.Product)}
		}
	}
	return step, nil
}

func statePush(ctx context.Context, s *session, args []string, force bool) error {
	file, err := os.Open(s.app.path(args[0]))
	if err != nil {
		return &advised{fmt.Errorf("reading the state to push: %w", err), "photoshoot state pull > FILE writes one."}
	}
	defer file.Close()
	return s.changing(ctx, "state push", func(store state.Store) error {
		if err := store.Push(ctx, file, force); err != nil {
			return err
		}
		s.app.view.print("%s is the state now.\n", args[0])
		return nil
	})
}
