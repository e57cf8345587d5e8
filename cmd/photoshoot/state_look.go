// state list, show, pull and verify: they only look.

package main

import (
	"context"
	"fmt"
	"path/filepath"

	"photoshoot/engine/gallery"
	"photoshoot/state"
)

// stateList prints the addresses of shots, of all or of those that match a pattern.
func stateList(ctx context.Context, s *session, args []string, _ bool) error {
	what, err := scopeOf("state list", args...)
	if err != nil {
		return err
	}
	return s.reading(func(r state.Reader) error {
		records, err := recordsOf(ctx, r, what)
		for _, rec := range records {
			for _, shot := range rec.Shots {
				s.app.view.print("%s\n", shot.Address)
			}
		}
		return err
	})
}

func stateShow(ctx context.Context, s *session, args []string, _ bool) error {
	what, err := scopeOf("state show", args...)
	if err != nil {
		return err
	}
	return s.showState(ctx, what, false, gallery.NoPictures)
}

func statePull(ctx context.Context, s *session, _ []string, _ bool) error {
	return s.reading(func(r state.Reader) error { return r.Pull(ctx, s.app.view.out) })
}

// stateVerify says what is broken, and how to go back.
func stateVerify(ctx context.Context, s *session, _ []string, _ bool) error {
	return s.reading(func(r state.Reader) error {
		broken, err := r.Verify(ctx)
		if err != nil {
			return err
		}
		if len(broken) == 0 {
			s.app.view.print("The state breaks none of its laws.\n")
			return nil
		}
		for _, b := range broken {
			s.app.view.print("%s\n", b)
		}
		return &advised{fmt.Errorf("the state breaks %d laws", len(broken)), s.wayBack()}
	})
}

// wayBack names the copies of the state that there are.
func (s *session) wayBack() string {
	copies, _ := filepath.Glob(s.state + ".*backup")
	if len(copies) == 0 {
		return "There is no copy beside it; keep it, and report what you see."
	}
	return "The newest copy beside it is " + shown(newest(copies)) + "; with photoshoot state pull -state=COPY > FILE and photoshoot state push -force FILE it takes its place."
}
