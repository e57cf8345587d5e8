// show: what state holds.

package main

import (
	"context"
	"fmt"
	"strings"

	"photoshoot/state"
)

func show(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("show")
	in.register(fs)
	if err := a.parse(fs, args, 1); err != nil {
		return err
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
	shown := 0
	err = st.Heads(ctx, func(h state.Head) error {
		if !strings.HasPrefix(h.Product, fs.Arg(0)) && !strings.HasPrefix(fs.Arg(0), h.Product) {
			return nil
		}
		rec, err := st.Product(ctx, h.Product)
		if err == nil {
			shown += a.view.record(rec, fs.Arg(0), s)
		}
		return err
	})
	if err == nil && shown == 0 && fs.Arg(0) != "" {
		return &advised{fmt.Errorf("state has nothing at %s", fs.Arg(0)), "photoshoot show lists all addresses."}
	}
	if err == nil && shown == 0 {
		a.view.print("State is empty: nothing was made yet.\n")
	}
	return err
}
