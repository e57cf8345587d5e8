// plan: what apply would change, why, and what it would cost.

package main

import (
	"context"

	"photoshoot/engine"
	"photoshoot/state"
)

func plan(ctx context.Context, a *app, args []string) error {
	var in inputs
	var chosen selectFlags
	fs := a.flags("plan")
	in.register(fs)
	chosen.register(fs)
	limits := registerLimits(fs)
	detailed := fs.Bool("detailed-exitcode", false, "exit with 2 where there are changes")
	json := fs.Bool("json", false, "print the plan as JSON")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	sel, err := chosen.selection()
	if err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	p, err := s.planReadOnly(ctx, sel)
	if err != nil {
		return err
	}
	if *json {
		if err := a.view.planJSON(p); err != nil {
			return err
		}
	} else {
		a.view.plan(p, limits.credits(s.config))
	}
	return planExit(p, limits, s, *detailed)
}

// planReadOnly compares without taking the lock, while an apply may be at work.
func (s *session) planReadOnly(ctx context.Context, sel engine.Selection) (*engine.Plan, error) {
	st, err := state.Open(s.state)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	return s.plan(ctx, st, sel)
}

// planExit turns a plan into the code that plan ends with.
func planExit(p *engine.Plan, l *limitFlags, s *session, detailed bool) error {
	if err := l.check(p, s.config); err != nil {
		return s.app.view.block(err)
	}
	switch {
	case len(p.Faults) > 0:
		return exit(exitError)
	case detailed && !p.Empty():
		return exit(exitChanges)
	}
	return nil
}
