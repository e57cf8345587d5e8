// state: what was made, as an operator sees it: look at it, move it, copy it, repair it.

package main

import (
	"context"
	"fmt"
	"strings"

	"photoshoot/state"
)

// stateVerb is one of the commands below state.
type stateVerb struct {
	usage   string
	example string
	run     func(ctx context.Context, s *session, args []string, force bool) error
	args    [2]int // how many, at least and at most
}

func stateVerbs() map[string]stateVerb {
	return map[string]stateVerb{
		"list":   {"[ADDRESS...]", "the addresses of shots, or of those that match", stateList, [2]int{0, 99}},
		"show":   {"ADDRESS", "all that is known of a shot or a product", stateShow, [2]int{1, 1}},
		"mv":     {"FROM TO", "give a product or a shot another address", stateMove, [2]int{2, 2}},
		"rm":     {"ADDRESS...", "forget products or shots, and leave their files", stateRemove, [2]int{1, 99}},
		"pull":   {"", "print everything as JSON lines", statePull, [2]int{0, 0}},
		"push":   {"[-force] FILE", "put what pull printed in the place of everything", statePush, [2]int{1, 1}},
		"verify": {"", "look for what must never be", stateVerify, [2]int{0, 0}},
	}
}

const stateUsage = "It is state list, show, mv, rm, pull, push or verify; photoshoot help state has examples."

func stateCommand(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("state")
	in.register(fs)
	force := fs.Bool("force", false, "push: even if it is not a later copy of this state")
	if err := a.parse(fs, args, 100); err != nil {
		return err
	}
	verb, ok := stateVerbs()[fs.Arg(0)]
	if !ok {
		return &usageError{fmt.Sprintf("there is no command state %s", fs.Arg(0)), stateUsage}
	}
	rest := fs.Args()[1:]
	if len(rest) < verb.args[0] || len(rest) > verb.args[1] {
		return &usageError{fmt.Sprintf("state %s takes %s", fs.Arg(0), strings.TrimSpace(verb.usage)), stateUsage}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	return verb.run(ctx, s, rest, *force)
}

// reading opens the state for a verb that changes nothing.
func (s *session) reading(do func(state.Reader) error) error {
	st, err := state.Open(s.state)
	if err != nil {
		return err
	}
	defer st.Close()
	return do(st)
}

// changing locks the state for a verb that changes it, and keeps a copy of it first.
func (s *session) changing(ctx context.Context, operation string, do func(state.Store) error) error {
	store, err := s.lock(ctx, operation, 0)
	if err != nil {
		return err
	}
	defer store.Close()
	copied, err := s.backUp(ctx, store)
	if err != nil {
		return fmt.Errorf("nothing was changed, because no copy could be kept: %w", err)
	}
	if err := do(store); err != nil {
		return err
	}
	if copied != "" {
		s.app.view.note("A copy of the state as it was is %s.\n", shown(copied))
	}
	return nil
}
