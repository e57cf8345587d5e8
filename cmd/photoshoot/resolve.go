// resolve: a person decides on a job that nobody else can tell the fate of.

package main

import (
	"context"
	"flag"
	"fmt"

	"photoshoot/engine"
	"photoshoot/engine/adcreative"
	"photoshoot/spec"
	"photoshoot/state"
)

// decisionFlags are the three ways on.
type decisionFlags struct {
	adopt             string
	resubmit, abandon bool
}

func (f *decisionFlags) register(fs *flag.FlagSet) {
	fs.StringVar(&f.adopt, "adopt", "", "the service has it: collect `process`")
	fs.BoolVar(&f.resubmit, "resubmit", false, "it never arrived: order it again")
	fs.BoolVar(&f.abandon, "abandon", false, "write it off, whatever became of it")
}

// choice is the one that was made; none: the jobs are only shown.
func (f *decisionFlags) choice() (engine.Choice, error) {
	var made []engine.Choice
	for choice, given := range map[engine.Choice]bool{engine.AdoptProcess: f.adopt != "", engine.Resubmit: f.resubmit, engine.Abandon: f.abandon} {
		if given {
			made = append(made, choice)
		}
	}
	switch len(made) {
	case 0:
		return "", nil
	case 1:
		return made[0], nil
	}
	return "", &usageError{"resolve: -adopt, -resubmit and -abandon exclude each other", "Give one of them."}
}

func resolve(ctx context.Context, a *app, args []string) error {
	var in inputs
	var f decisionFlags
	fs := a.flags("resolve")
	in.register(fs)
	f.register(fs)
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	choice, err := f.choice()
	if err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	store, err := s.lock(ctx, "resolve", 0)
	if err != nil {
		return err
	}
	defer store.Close()
	return s.resolve(ctx, store, fs.Arg(0), engine.Decision{Choice: choice, Process: f.adopt, By: whoAmI()})
}

// resolve decides on the held jobs of an address, or shows them.
func (s *session) resolve(ctx context.Context, store state.Store, address string, d engine.Decision) error {
	jobs, err := heldJobs(ctx, store, address)
	if err != nil {
		return err
	}
	if d.Choice == "" || len(jobs) == 0 {
		s.app.view.held(jobs)
		return nil
	}
	if d.Choice == engine.AdoptProcess && len(jobs) > 1 {
		s.app.view.held(jobs)
		return &advised{fmt.Errorf("%s has %d held jobs, and a process belongs to one", address, len(jobs)), "Name a shot of the one that is meant."}
	}
	var svc adcreative.Service
	if d.Choice == engine.AdoptProcess {
		opened, err := s.open()
		if err != nil {
			return err
		}
		defer opened.close(context.WithoutCancel(ctx))
		svc = opened.Service
	}
	for _, j := range jobs {
		if err := engine.Decide(ctx, store, svc, j, d); err != nil {
			return err
		}
		s.app.view.decided(j, d)
	}
	return nil
}

// heldJobs lists the held jobs that have a shot at an address; an empty one is any.
func heldJobs(ctx context.Context, r state.Reader, address string) ([]state.Job, error) {
	pattern := spec.Address{Block: "*"}
	if address != "" {
		var err error
		if pattern, err = spec.ParseAddress(address); err != nil {
			return nil, &usageError{"resolve: " + err.Error(), "photoshoot resolve without an address lists the held jobs."}
		}
	}
	open, err := r.OpenJobs(ctx)
	var held []state.Job
	for _, j := range open {
		for _, t := range j.Tasks {
			if a, err := spec.ParseAddress(t.Shot); err == nil && j.State == state.Held && pattern.Matches(a) {
				held = append(held, j)
				break
			}
		}
	}
	return held, err
}
