// destroy: removes what was made, from the output folder and from state.

package main

import (
	"context"
	"flag"
	"fmt"

	"photoshoot/engine"
	"photoshoot/spec"
)

// workFlags are the flags of verbs that carry out a plan of their own.
type workFlags struct {
	applyFlags
}

// registerWork registers them: fewer than apply has, since nothing new is ordered.
func (a *app) registerWork(fs *flag.FlagSet) *workFlags {
	f := &workFlags{}
	f.inputs.register(fs)
	f.limitFlags = registerLimits(fs)
	fs.Var(&f.targets, "target", "only what matches this `address`, in which * stands for any text; may be repeated")
	fs.Var(&f.excludes, "exclude", "nothing that matches this `address`; may be repeated")
	a.view.lengths(fs)
	fs.BoolVar(&f.json, "json", false, "print one JSON object a line")
	fs.IntVar(&f.parallelism, "parallelism", 8, "run at most `n` calls of a kind side by side; 8 when left out")
	fs.DurationVar(&f.lockTimeout, "lock-timeout", 0, "wait so long for the lock")
	f.reports = a.registerReports(fs)
	return f
}

func destroy(ctx context.Context, a *app, args []string) error {
	fs := a.flags("destroy")
	f := a.registerWork(fs)
	fs.BoolVar(&f.approve, "auto-approve", false, "do not ask")
	fs.BoolVar(&f.input, "input", a.getenv("PHOTOSHOOT_INPUT") != "false", "ask where an answer is needed; -input=false never asks")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	nothing := func(func(*spec.Product) bool) {}
	return a.carryOut(ctx, "destroy", f, func(s *session, p *engine.Plan) error { return s.unprotected(p) }, nothing)
}

// unprotected refuses to delete pictures of products whose lifecycle forbids it.
func (s *session) unprotected(p *engine.Plan) error {
	doomed := map[string]bool{}
	for _, pp := range p.Products {
		doomed[pp.Address] = true
	}
	var err error
	s.config.Products(func(p *spec.Product) bool {
		if p.PreventDestroy && doomed[p.Address] {
			err = s.app.view.block(&advised{fmt.Errorf("the lifecycle of %s has prevent_destroy", p.Address),
				"Leave it out with -exclude=" + p.Address + ", or take prevent_destroy away."})
		}
		return err == nil
	})
	return err
}
