// plan: what apply would change, why, and what it would cost.

package main

import (
	"cmp"
	"context"

	"photoshoot/engine"
	"photoshoot/state"
)

// planFlags are the flags of plan, and of refresh.
type planFlags struct {
	inputs
	selectFlags
	*limitFlags
	detailed, json bool
	out            string
	reports        *reports
}

func plan(ctx context.Context, a *app, args []string) error {
	return a.planVerb(ctx, "plan", args, false)
}

// planVerb plans and shows. With drift, only delivered files are looked at.
func (a *app) planVerb(ctx context.Context, name string, args []string, drift bool) error {
	f := &planFlags{}
	fs := a.flags(name)
	f.inputs.register(fs)
	f.selectFlags.register(fs)
	f.limitFlags = registerLimits(fs)
	a.view.lengths(fs)
	fs.BoolVar(&f.detailed, "detailed-exitcode", false, "exit with 2 where there are changes")
	fs.BoolVar(&f.json, "json", false, "print the plan as JSON")
	f.reports = a.registerReports(fs)
	fs.StringVar(&f.out, "out", "", "save the plan in `file`, for photoshoot apply FILE")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	f.refreshOnly = f.refreshOnly || drift
	sel, err := f.selection()
	if err != nil {
		return err
	}
	s, err := a.load(f.inputs)
	if err != nil {
		return err
	}
	p, err := s.planReadOnly(ctx, sel)
	if err != nil {
		return err
	}
	return s.offer(p, f)
}

// offer shows a plan and saves it where that is asked for. One that a limit blocks is not
// saved: it could not be applied.
func (s *session) offer(p *engine.Plan, f *planFlags) error {
	view := s.app.view
	if f.json {
		if err := view.planJSON(p, s); err != nil {
			return err
		}
	} else {
		view.plan(p, creditLimit(f.credits(s.config)))
	}
	if err := f.reports.planned(p, cmp.Or(f.out, "plan")); err != nil {
		return err
	}
	if err := f.check(p, s.config); err != nil {
		return view.block(err)
	}
	if f.out != "" {
		if err := s.save(p, f.out); err != nil {
			return err
		}
		if !f.json {
			view.print("Saved in %[1]s. To do exactly this: photoshoot apply %[1]s\n", f.out)
		}
	}
	switch {
	case len(p.Faults) > 0:
		return exit(exitError)
	case f.detailed && !p.Empty():
		return exit(exitChanges)
	}
	return nil
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
