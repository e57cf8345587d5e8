// resume: collects what earlier runs ordered, and orders nothing new.

package main

import (
	"context"

	"photoshoot/engine"
)

func resume(ctx context.Context, a *app, args []string) error {
	fs := a.flags("resume")
	f := a.registerWork(fs)
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	f.only = string(engine.OnlyOpen)
	f.approve = true // it was approved when it was ordered
	return a.carryOut(ctx, "resume", f, nil, nil)
}
