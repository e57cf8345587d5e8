// The end of a plan: what it left out, and the line that scripts look for.

package main

import (
	"fmt"
	"strings"

	"photoshoot/engine"
)

// totals is the last line of every plan.
func (v *view) totals(p *engine.Plan, limit string) {
	v.selected(p)
	if p.Empty() && len(p.Faults) == 0 {
		v.print("No changes. %s\n", nothing(p))
		return
	}
	if limit != "" {
		limit = " (" + limit + ")"
	}
	v.print("\nPlan: %s; %d unchanged. Credits: %d%s.\n", counts(p), p.Unchanged, p.Credits, limit)
}

// counts says how many changes there are of each action.
func counts(p *engine.Plan) string {
	var counts []string
	for _, a := range engine.Actions() {
		counts = append(counts, fmt.Sprintf("%d to %s", p.Count(a), a))
	}
	return strings.Join(counts, ", ")
}

// creditLimit says a limit; below zero there is none.
func creditLimit(credits int) string {
	if credits < 0 {
		return "no limit"
	}
	return fmt.Sprintf("limit %d", credits)
}

// selected says what the plan left out, so that nobody takes a part for the whole.
func (v *view) selected(p *engine.Plan) {
	if p.Lost > 0 {
		v.print("\n%d more files cannot be made again since their originals are gone; a plan without -refresh-only makes new pictures.\n", p.Lost)
	}
	if !p.Selection.Whole() && p.Selection.Only != engine.OnlyDrift {
		v.print("\nThis is the part that was selected; a plan without -target, -exclude and -only shows the rest.\n")
	}
}

// nothing says what was found to be as it should be.
func nothing(p *engine.Plan) string {
	switch {
	case p.Selection.Only == engine.OnlyDrift:
		return fmt.Sprintf("The files of %d shots are as they were delivered.", p.Unchanged)
	case !p.Selection.Whole():
		return fmt.Sprintf("%d selected shots are as the configuration asks.", p.Unchanged)
	}
	return fmt.Sprintf("All %d shots are as the configuration asks.", p.Unchanged)
}
