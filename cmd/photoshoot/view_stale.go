// The difference between a saved plan and what would be done now.

package main

import "photoshoot/engine"

// maxDifferences is how many addresses a stale plan names; a new plan shows the rest.
const maxDifferences = 20

// difference prints what only one of two plans does.
func (v *view) difference(diff []engine.Diff) {
	for i, d := range diff {
		if i == maxDifferences {
			v.note("  and %d more; photoshoot plan shows what is to be done now\n", len(diff)-i)
			return
		}
		v.note("  %s\n", v.paint(bold, d.Key))
		if d.Old != "" {
			v.note("    %s %s\n", v.paint(red, "- planned"), d.Old)
		}
		if d.New != "" {
			v.note("    %s %s\n", v.paint(green, "+ now    "), d.New)
		}
	}
}
