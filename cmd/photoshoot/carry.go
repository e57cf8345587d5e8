// Carrying out: the way from a selection to a finished run, for apply's relatives.

package main

import (
	"context"

	"photoshoot/engine"
)

// carryOut locks, plans, shows, asks and works. Wanted nil is what the configuration says;
// check may refuse the plan.
func (a *app) carryOut(ctx context.Context, name string, f *workFlags, check func(*session, *engine.Plan) error, wanted engine.Wanted) error {
	only := engine.Only(f.only)
	f.only = ""
	sel, err := f.selection()
	if err != nil {
		return err
	}
	sel.Only = only
	s, err := a.load(f.inputs)
	if err != nil {
		return err
	}
	store, err := s.lock(ctx, name, f.lockTimeout)
	if err != nil {
		return err
	}
	defer store.Close()
	a.view.events = f.json
	var p *engine.Plan
	if wanted == nil {
		p, err = s.plan(ctx, store, sel)
	} else if p, err = s.compare(ctx, store, sel, wanted); err == nil {
		err = s.matched(p)
	}
	if err == nil && check != nil {
		err = check(s, p)
	}
	if err != nil {
		return err
	}
	return s.execute(ctx, &f.applyFlags, store, p)
}

// openFor opens the provider if the plan needs it: what is only derived, moved or deleted
// takes no account and no connection.
func (s *session) openFor(p *engine.Plan) (*service, error) {
	if p.Offline() {
		return &service{close: func(context.Context) error { return nil }}, nil
	}
	return s.open()
}
