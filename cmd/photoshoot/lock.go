// lock: who has the state locked, and breaking the lock of one that is surely gone.

package main

import (
	"context"
	"fmt"

	"photoshoot/state"
)

func lockVerb(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("lock")
	in.register(fs)
	if err := a.parse(fs, args, 2); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	switch what := fs.Arg(0); {
	case what == "status" && fs.NArg() == 1:
		return s.lockStatus()
	case what == "force" && fs.NArg() == 2:
		return s.lockForce(ctx, fs.Arg(1))
	}
	return &usageError{"lock: what shall it do", "It is lock status, or lock force ID with the id that status prints."}
}

func (s *session) lockStatus() error {
	h, err := state.Status(s.state)
	switch {
	case err != nil:
		return err
	case h == nil:
		s.app.view.print("Nobody has %s locked.\n", shown(s.state))
		return nil
	}
	s.app.view.print("%s is locked by %s\n", shown(s.state), h)
	return exit(exitLocked)
}

// lockForce keeps a copy first: the one whose lock is broken may have been writing.
func (s *session) lockForce(ctx context.Context, id string) error {
	h, err := state.Status(s.state)
	if err != nil {
		return err
	}
	if h == nil {
		return &advised{fmt.Errorf("nobody has %s locked", shown(s.state)), "There is nothing to break."}
	}
	err = s.reading(func(r state.Reader) error {
		_, err := s.backUp(ctx, r)
		return err
	})
	if err == nil {
		err = state.Force(s.state, id)
	}
	if err != nil {
		return err
	}
	s.app.view.print("The lock is broken. Whoever held it can write no more; photoshoot plan shows what is left.\n")
	return nil
}
