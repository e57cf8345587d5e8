// A catalogue for people: a row as a list of its columns, because a shop's export has more
// of them than a terminal is wide.

package main

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"photoshoot/spec"
)

func (v *view) preview(p spec.Preview) {
	v.print("%s is %s, read as %s: %s.\n", v.paint(bold, "catalog."+p.Name), p.File, p.Type, counted(p.Count, "row"))
	wide := 0
	for _, name := range p.Columns {
		wide = max(wide, utf8.RuneCountInString(name))
	}
	for _, r := range p.Rows {
		v.print("\n  %s  %s\n", v.paint(bold, r.Key), v.paint(dim, "line "+strconv.Itoa(r.Line)))
		for i, name := range p.Columns {
			if r.Values[i] != "" {
				v.print("    %-*s  %s\n", wide, name, oneLine(r.Values[i], max(v.width-wide-6, 20)))
			}
		}
	}
	if rest := p.Count - len(p.Rows); rest > 0 && len(p.Rows) > 0 {
		v.print("\nAnd %s; -rows=%d shows more.\n", counted(rest, "more row"), len(p.Rows)*10)
	}
}

// oneLine keeps a text on one line of a terminal.
func oneLine(text string, width int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= width {
		return string(runes)
	}
	return string(runes[:width-1]) + "…"
}
