// apply: makes the pictures that the configuration asks for.

package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"photoshoot/engine"
	"photoshoot/state"
)

// applyFlags are the flags of apply.
type applyFlags struct {
	inputs
	selectFlags
	*limitFlags
	approve, detach, failFast, input, json bool
	plan                                   string // a saved one
	parallelism                            int
	reports                                *reports
	lockTimeout                            time.Duration
}

func (a *app) applyFlags(args []string) (*applyFlags, error) {
	f := &applyFlags{}
	fs := a.flags("apply")
	f.inputs.register(fs)
	f.selectFlags.register(fs)
	f.limitFlags = registerLimits(fs)
	fs.BoolVar(&f.approve, "auto-approve", false, "do not ask")
	fs.BoolVar(&f.input, "input", a.getenv("PHOTOSHOOT_INPUT") != "false", "ask where an answer is needed; -input=false never asks")
	fs.BoolVar(&f.detach, "detach", false, "submit, and leave the rest to a later apply (exit 5)")
	fs.BoolVar(&f.failFast, "fail-fast", false, "start nothing new after the first failure")
	fs.BoolVar(&f.json, "json", false, "print one JSON object a line")
	f.reports = a.registerReports(fs)
	fs.IntVar(&f.parallelism, "parallelism", 8, "run at most `n` calls of a kind side by side; 8 when left out")
	fs.DurationVar(&f.lockTimeout, "lock-timeout", 0, "wait so long for the lock")
	a.view.lengths(fs)
	if err := a.parse(fs, args, 1); err != nil {
		return nil, err
	}
	if f.plan = fs.Arg(0); f.plan != "" && f.selects() {
		return nil, &usageError{"a saved plan says itself what is selected", "Leave out -target and its neighbours, or plan again with them."}
	}
	f.approve = f.approve || f.plan != "" // it was reviewed when it was made
	return f, nil
}

func apply(ctx context.Context, a *app, args []string) error {
	f, err := a.applyFlags(args)
	if err != nil {
		return err
	}
	sel, err := f.selection()
	if err != nil {
		return err
	}
	s, err := a.load(f.inputs)
	if err != nil {
		return err
	}
	store, err := s.lock(ctx, "apply", f.lockTimeout)
	if err != nil {
		return err
	}
	defer store.Close()
	a.view.events = f.json
	var p *engine.Plan
	if f.plan != "" {
		p, err = s.fresh(ctx, store, f.plan)
	} else {
		p, err = s.plan(ctx, store, sel)
	}
	if err != nil {
		return err
	}
	return s.execute(ctx, f, store, p)
}

// execute shows the plan, asks, works and tells. A plan with nothing to do opens nothing.
func (s *session) execute(ctx context.Context, f *applyFlags, store state.Store, p *engine.Plan) error {
	view := s.app.view
	view.plan(p, creditLimit(f.credits(s.config)))
	if err := f.check(p, s.config); err != nil {
		return view.block(err)
	}
	if p.Empty() {
		if len(p.Faults) > 0 {
			return exit(exitError)
		}
		return nil
	}
	if !f.approve {
		if err := s.app.confirm(f.input); err != nil {
			return err
		}
	}
	result, err := s.work(ctx, f, store, p)
	if err != nil {
		return err
	}
	if err := f.reports.applied(p, result); err != nil {
		return err
	}
	return view.summary(result, len(p.Faults))
}

// work runs the plan on the provider, under the signals of the terminal.
func (s *session) work(ctx context.Context, f *applyFlags, store state.Store, p *engine.Plan) (engine.Result, error) {
	svc, err := s.openFor(p)
	if err != nil {
		return engine.Result{}, err
	}
	defer svc.close(context.WithoutCancel(ctx))
	ctx, drain, stop := interrupts(ctx, s.app.view)
	defer stop()
	o := s.options(svc, f.parallelism, s.config.Provider)
	o.Store, o.Drain, o.Detach, o.FailFast = store, drain, f.detach, f.failFast
	o.Hit = failpoint(s.app.getenv("PHOTOSHOOT_FAILPOINT"))
	o.Events = func(e engine.Event) {
		f.reports.event(e)
		s.app.view.event(e)
	}
	s.app.view.begin(p)
	result, err := engine.Apply(ctx, p, o)
	s.app.view.end()
	return result, err
}

// confirm asks. Only yes approves.
func (a *app) confirm(input bool) error {
	if !input {
		return &advised{fmt.Errorf("the plan is not approved"), "Give -auto-approve where nobody can be asked."}
	}
	a.view.ask("Do you want to perform these actions? Only yes is accepted: ")
	answer, err := bufio.NewReader(a.stdin).ReadString('\n')
	if strings.TrimSpace(answer) != "yes" {
		if err != nil && answer == "" {
			return &advised{fmt.Errorf("the plan is not approved: there is nobody to ask"), "Give -auto-approve where nobody can be asked."}
		}
		return fmt.Errorf("apply was not approved; nothing was changed")
	}
	return nil
}
