// A plan in short: what is done for which reason, with examples.

package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"photoshoot/engine"
)

// maxExamples is how many addresses a reason names.
const maxExamples = 3

// cause is what a group of changes has in common.
type cause struct {
	action engine.Action
	why    string
}

// group is the changes of one cause.
type group struct {
	cause
	addresses []string // the first of them, and all of them counted
	count     int
}

// groups gathers the changes of products by their cause, in the order of the actions.
func groups(products []engine.ProductPlan) []group {
	byCause := map[cause]*group{}
	add := func(key cause, address string, n int) {
		g := byCause[key]
		if g == nil {
			g = &group{cause: key}
			byCause[key] = g
		}
		if g.count += n; len(g.addresses) < maxExamples {
			g.addresses = append(g.addresses, address)
		}
	}
	for _, pp := range products {
		for i := range pp.Changes {
			add(cause{pp.Changes[i].Action, whyInShort(&pp.Changes[i])}, pp.Changes[i].Address, 1)
		}
		if pp.Unknown > 0 {
			add(cause{engine.Create, "of recommended scenes: known after apply"}, pp.Address, pp.Unknown)
		}
	}
	var list []group
	for _, g := range byCause {
		list = append(list, *g)
	}
	order := engine.Actions()
	slices.SortFunc(list, func(a, b group) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.action), slices.Index(order, b.action)), cmp.Compare(b.count, a.count), cmp.Compare(a.why, b.why))
	})
	return list
}

// whyInShort is the reason of a change with the names of the lines that moved.
func whyInShort(c *engine.Change) string {
	if c.Reason != engine.ManifestChanged {
		return because(c.Reason)
	}
	var keys []string
	for _, d := range c.Evidence {
		keys = append(keys, d.Key)
	}
	return because(c.Reason) + ": " + strings.Join(keys, ", ")
}

// reasons prints the changes by their cause.
func (v *view) reasons(products []engine.ProductPlan) {
	for _, g := range groups(products) {
		mark, style := sign(g.action)
		v.print("  %s %d to %s  %s\n", v.paint(style, mark), g.count, g.action, g.why)
		for _, a := range g.addresses {
			v.print("      %s\n", v.paint(dim, a))
		}
		if more := g.count - len(g.addresses); more > 0 {
			v.print("      %s\n", v.paint(dim, fmt.Sprintf("and %d more", more)))
		}
	}
}
