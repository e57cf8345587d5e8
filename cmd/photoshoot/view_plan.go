// A plan for people: what, why, and what it may cost.

package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"photoshoot/engine"
)

// sign is how an action is marked; the word beside it says the same.
func sign(a engine.Action) (mark, style string) {
	switch a {
	case engine.Create:
		return "+", green
	case engine.Replace:
		return "±", yellow
	case engine.Resume:
		return "»", blue
	case engine.Derive:
		return "=", blue
	case engine.MoveTo:
		return ">", blue
	}
	return "-", red
}

// because says a reason in words.
func because(r engine.Reason) string {
	switch r {
	case engine.New:
		return "never made"
	case engine.ManifestChanged:
		return "its inputs changed"
	case engine.Requested:
		return "asked for with -replace"
	case engine.FailedBefore:
		return "the last try failed"
	case engine.OriginalMissing:
		return "its stored original is gone"
	case engine.UnderWay:
		return "a job of an earlier run has it"
	case engine.InDoubt:
		return "its job is held until a person decides"
	case engine.FormatAdded:
		return "wanted in one more format"
	case engine.RecipeChanged:
		return "the format is made otherwise"
	case engine.PathChanged:
		return "it belongs elsewhere"
	case engine.FileMissing:
		return "the file is gone"
	case engine.FileEdited:
		return "the file is not as delivered"
	case engine.Renamed:
		return "the same inputs have another address"
	}
	return "the configuration does not name it"
}

// plan prints the changes and the line that scripts look for.
func (v *view) plan(p *engine.Plan, maxCredits int) {
	v.faults(p.Faults)
	if v.events {
		return
	}
	if len(p.Products) > 0 {
		v.print("photoshoot will do the following:\n")
	}
	for _, pp := range p.Products {
		v.product(pp)
	}
	for _, j := range p.Held {
		v.print("\n  %s job %s of %s is held: %s\n", v.paint(yellow, "!"), j.ID, j.Product, j.Fault)
	}
	for _, j := range p.Stray {
		v.print("\n  %s job %s of %s is under way for pictures that nobody wants now; it is seen to its end\n", v.paint(yellow, "!"), j.ID, j.Product)
	}
	v.totals(p, maxCredits)
}

// product prints the changes of one product.
func (v *view) product(pp engine.ProductPlan) {
	v.print("\n  %s", v.paint(bold, pp.Address))
	if pp.Want != nil {
		v.print("  %s", v.paint(dim, fmt.Sprintf("%s (%s:%d)", pp.Want.Image, filepath.Base(pp.Want.Source.File), pp.Want.Source.Line)))
	}
	v.print("\n")
	for _, c := range pp.Changes {
		mark, style := sign(c.Action)
		v.print("    %s %s %s  %s\n", v.paint(style, mark), c.Action, strings.TrimPrefix(c.Address, pp.Address+"."), v.paint(dim, because(c.Reason)))
		for _, d := range c.Evidence {
			v.print("        %s\n", evidence(d))
		}
	}
}

// evidence is one line that moved.
func evidence(d engine.Diff) string {
	switch {
	case d.Old == "":
		return d.Key + " = " + d.New
	case d.New == "":
		return d.Key + " was " + d.Old
	}
	return d.Key + ": " + d.Old + " -> " + d.New
}

// totals is the last line of every plan.
func (v *view) totals(p *engine.Plan, maxCredits int) {
	v.selected(p)
	if p.Empty() && len(p.Faults) == 0 {
		v.print("No changes. %s\n", nothing(p))
		return
	}
	var counts []string
	for _, a := range engine.Actions() {
		counts = append(counts, fmt.Sprintf("%d to %s", p.Count(a), a))
	}
	limit := "no limit"
	if maxCredits >= 0 {
		limit = fmt.Sprintf("limit %d", maxCredits)
	}
	v.print("\nPlan: %s; %d unchanged. Credits: %d (%s).\n", strings.Join(counts, ", "), p.Unchanged, p.Credits, limit)
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

// faults prints the products whose photos cannot be used.
func (v *view) faults(faults []engine.Fault) {
	for _, f := range faults {
		v.note("%s %s\n\n  on %s line %d, in %s\n", v.paint(red, "Error:"), sentence(f.Err.Error()), f.Source.File, f.Source.Line, f.Address)
		if a, ok := f.Err.(interface{ Advice() string }); ok {
			v.note("\n  %s\n", a.Advice())
		}
		v.note("\n")
	}
}
