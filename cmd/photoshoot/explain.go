// explain: why a picture would be made, or not: each line that decides, and where it comes from.

package main

import (
	"context"
	"fmt"

	"photoshoot/engine"
	"photoshoot/spec"
	"photoshoot/state"
)

func explain(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("explain")
	in.register(fs)
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	address, err := spec.ParseAddress(fs.Arg(0))
	if err != nil {
		return &usageError{"explain: " + err.Error(), "photoshoot plan and photoshoot state list show addresses."}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	st, err := state.Open(s.state)
	if err != nil {
		return err
	}
	defer st.Close()
	return s.explain(ctx, st, address)
}

// explain plans the product of an address alone and shows what the plan rests on.
func (s *session) explain(ctx context.Context, st state.Reader, address spec.Address) error {
	product := address
	product.Shot, product.File = "", ""
	p, err := s.plan(ctx, st, engine.Selection{Targets: []spec.Address{product}})
	if err != nil {
		return err
	}
	if len(p.Faults) > 0 {
		s.app.view.faults(p.Faults)
		return exit(exitError)
	}
	wanted := s.product(product.String())
	folder, flush := s.folder()
	defer flush()
	all, err := engine.Explain(ctx, s.terms(engine.Selection{}), p, product.String(), wanted, st, folder)
	if err != nil {
		return err
	}
	shown := 0
	for _, e := range all {
		if shot, err := spec.ParseAddress(e.Address); err == nil && shotOf(address).Matches(shot) {
			s.app.view.explanation(&e, s.origins(wanted, e.Shot), s)
			shown++
		}
	}
	if shown == 0 {
		return &advised{fmt.Errorf("neither the configuration nor state has a shot at %s", address), "photoshoot explain " + product.String() + " tells of all its shots."}
	}
	s.app.view.changers(wanted)
	return nil
}

func shotOf(a spec.Address) spec.Address {
	a.File = ""
	return a
}

// product finds a product of the configuration; nil: there is none.
func (s *session) product(address string) (found *spec.Product) {
	s.config.Products(func(p *spec.Product) bool {
		if p.Address == address {
			found = p
		}
		return found == nil
	})
	return found
}
