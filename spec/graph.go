// Graph: which block refers to which.

package spec

import (
	"cmp"
	"slices"
)

// Edge is a reference from one block to another, by their addresses.
type Edge struct{ From, To string }

// Graph lists the references between blocks, sorted.
func (c *Config) Graph() []Edge {
	edges := make([]Edge, 0, len(c.scope.uses))
	for e := range c.scope.uses {
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return edges
}
