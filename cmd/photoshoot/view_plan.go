// A plan for people: what, why, and what it may cost.

package main

import (
	"flag"
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
	case engine.WasRejected:
		return "the picture was rejected"
	case engine.NotApproved:
		return "nobody has approved the picture"
	}
	return "the configuration does not name it"
}

// How much of a plan is shown before the rest is counted; -full shows everything.
const (
	usualProducts = 40
	usualFaults   = 20
)

// lengths registers the flags that say how much of a plan is shown.
func (v *view) lengths(fs *flag.FlagSet) {
	fs.BoolVar(&v.compact, "compact", false, "show the plan in short: what, why, how often")
	fs.BoolVar(&v.full, "full", false, "show all of the plan, however long")
}

// plan prints the changes and the line that scripts look for. The limit is in words.
func (v *view) plan(p *engine.Plan, limit string) {
	v.faults(p.Faults)
	if v.events {
		return
	}
	v.changes(p.Products)
	for _, j := range p.Held {
		v.print("\n  %s job %s of %s is held: %s\n", v.paint(yellow, "!"), j.ID, j.Product, j.Fault)
	}
	for _, j := range p.Stray {
		v.print("\n  %s job %s of %s is under way for pictures that nobody wants now; it is seen to its end\n", v.paint(yellow, "!"), j.ID, j.Product)
	}
	v.totals(p, limit)
}

// changes prints what is done, in the length that was asked for.
func (v *view) changes(products []engine.ProductPlan) {
	if len(products) == 0 {
		return
	}
	v.print("photoshoot will do the following:\n")
	shown := products
	switch {
	case v.compact:
		shown = nil
	case !v.full && len(products) > usualProducts:
		shown = products[:usualProducts]
	}
	for _, pp := range shown {
		v.product(pp)
	}
	if rest := products[len(shown):]; len(rest) > 0 {
		v.print("\n")
		if len(shown) > 0 {
			v.print("And for %d more products, which photoshoot plan -full lists:\n", len(rest))
		}
		v.reasons(rest)
	}
}

// product prints the changes of one product.
func (v *view) product(pp engine.ProductPlan) {
	v.print("\n  %s", v.paint(bold, pp.Address))
	if pp.Want != nil {
		v.print("  %s", v.paint(dim, fmt.Sprintf("%s (%s:%d)", pp.Want.Image, filepath.Base(pp.Want.Source.File), pp.Want.Source.Line)))
	}
	v.print("\n")
	if pp.Unknown > 0 {
		v.print("    %s create %s  %s\n", v.paint(green, "+"), fmt.Sprintf("%d shots", pp.Unknown), v.paint(dim, "of recommended scenes: known after apply"))
	}
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

// faults prints the products whose photos cannot be used.
func (v *view) faults(faults []engine.Fault) {
	for i, f := range faults {
		if i == usualFaults && !v.full {
			v.note("%s %d more products have photos that cannot be used; photoshoot plan -full names them.\n\n", v.paint(red, "Error:"), len(faults)-i)
			return
		}
		v.note("%s %s\n\n  on %s line %d, in %s\n", v.paint(red, "Error:"), sentence(f.Err.Error()), f.Source.File, f.Source.Line, f.Address)
		if a, ok := f.Err.(interface{ Advice() string }); ok {
			v.note("\n  %s\n", a.Advice())
		}
		v.note("\n")
		if v.annotations {
			v.annotation("error", f.Source.File, f.Source.Line, f.Address, f.Err.Error())
		}
	}
}
