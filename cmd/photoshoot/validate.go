// validate: the configuration alone, without photos, state or network.

package main

import (
	"context"

	"photoshoot/spec"
)

func validate(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("validate")
	in.register(fs)
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	products, shots := 0, 0
	diags := s.config.Products(func(p *spec.Product) bool {
		products++
		shots += len(p.Shots)
		return true
	})
	if a.view.diagnostics(diags, s.config) {
		return exit(exitError)
	}
	a.view.print("The configuration is valid: %d products, %d shots.\n", products, shots)
	return nil
}
