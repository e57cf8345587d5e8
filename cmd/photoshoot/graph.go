// graph: which block refers to which, for tools that draw.

package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"photoshoot/spec"
)

func graph(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("graph")
	in.register(fs)
	format := fs.String("format", "dot", "write for Graphviz or for Markdown: `dot or mermaid`")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	draw, ok := map[string]func([]spec.Edge) string{"dot": dot, "mermaid": mermaid}[*format]
	if !ok {
		return &usageError{fmt.Sprintf("graph: there is no -format=%s", *format), "It is -format=dot or -format=mermaid."}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	a.view.print("%s", draw(s.config.Graph()))
	return nil
}

// dot writes a graph in the language of Graphviz.
func dot(edges []spec.Edge) string {
	var b strings.Builder
	b.WriteString("digraph photoshoot {\n  rankdir = LR\n  node [shape = box, fontname = \"Helvetica\"]\n")
	for _, e := range edges {
		fmt.Fprintf(&b, "  %s -> %s\n", strconv.Quote(e.From), strconv.Quote(e.To))
	}
	return b.String() + "}\n"
}

// mermaid writes a graph as Markdown pages of GitHub and GitLab draw it: nodes by number,
// because the names of blocks may hold what the language keeps for itself.
func mermaid(edges []spec.Edge) string {
	var nodes []string
	for _, e := range edges {
		nodes = append(nodes, e.From, e.To)
	}
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	var b strings.Builder
	b.WriteString("graph LR\n")
	for i, name := range nodes {
		fmt.Fprintf(&b, "  n%d[\"%s\"]\n", i, name)
	}
	for _, e := range edges {
		from, _ := slices.BinarySearch(nodes, e.From)
		to, _ := slices.BinarySearch(nodes, e.To)
		fmt.Fprintf(&b, "  n%d --> n%d\n", from, to)
	}
	return b.String()
}
