// cost: what the ledger says was reserved, charged and wasted.

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"photoshoot/spec"
	"photoshoot/state"
)

// spending is what one product, preset or run came to, in credits.
type spending struct {
	Name      string    `json:"name"`
	Since     time.Time `json:"since,omitzero"`
	Estimated int       `json:"estimated"` // reserved when it was ordered, less what was released again
	Charged   int       `json:"charged"`
	Wasted    int       `json:"wasted"`
	Pictures  int       `json:"pictures"`
}

func cost(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("cost")
	in.register(fs)
	by := fs.String("by", "product", "add up by `what`: product, preset or run")
	asJSON := fs.Bool("json", false, "print JSON")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	key, ok := map[string]func(state.Entry) string{
		"product": func(e state.Entry) string { return e.Product },
		"preset":  presetOf,
		"run":     func(e state.Entry) string { return e.Run },
	}[*by]
	if !ok {
		return &usageError{fmt.Sprintf("cost: there is no -by=%s", *by), "It is -by=product, -by=preset or -by=run."}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	return s.reading(func(r state.Reader) error {
		rows, total, err := addUp(ctx, r, key)
		if err != nil {
			return err
		}
		if *asJSON {
			return a.view.document(map[string]any{"version": jsonVersion, "by": *by, "rows": rows, "total": total})
		}
		a.view.costs(rows, total)
		return nil
	})
}

// presetOf is the scene of an entry. One request orders several, so what it reserves is
// nobody's by itself.
func presetOf(e state.Entry) string {
	a, err := spec.ParseAddress(e.Shot)
	if err != nil {
		return "(of whole requests)"
	}
	return a.Shot[strings.LastIndex(a.Shot, "/")+1:]
}

// addUp reads the ledger once. The rows are sorted by what they came to, the dearest first.
func addUp(ctx context.Context, r state.Reader, key func(state.Entry) string) (rows []spending, total spending, err error) {
	at := map[string]int{}
	rows = []spending{}
	err = r.Ledger(ctx, func(e state.Entry) error {
		k := key(e)
		i, known := at[k]
		if !known {
			i = len(rows)
			at[k] = i
			rows = append(rows, spending{Name: k, Since: e.Time})
		}
		rows[i].add(e)
		total.add(e)
		return nil
	})
	slices.SortStableFunc(rows, func(a, b spending) int {
		return cmp.Or(cmp.Compare(b.Charged+b.Wasted, a.Charged+a.Wasted), cmp.Compare(b.Pictures, a.Pictures), cmp.Compare(a.Name, b.Name))
	})
	total.Name = "all"
	return rows, total, err
}

func (s *spending) add(e state.Entry) {
	switch e.Kind {
	case state.IntentEntry, state.Absent, state.NotAccepted:
		s.Estimated += e.Credits
	case state.Settled:
		s.Charged += e.Credits
		s.Pictures++
	case state.Wasted:
		s.Wasted += e.Credits
	}
}
