// The end of a run: what was made, where it is, and what is left.

package main

import (
	"fmt"

	"photoshoot/engine"
)

// maxPaths is how many delivered files a summary names; the folder has the rest.
const maxPaths = 24

// summary prints the result and turns it into an exit code.
func (v *view) summary(r engine.Result, faults int) error {
	if v.events {
		v.resultJSON(r)
		return resultExit(r, faults)
	}
	for i, p := range r.Paths {
		if i == maxPaths {
			v.print("  and %d more\n", len(r.Paths)-maxPaths)
			break
		}
		v.print("  %s\n", shown(p))
	}
	v.print("\nApply %s: %d made, %d derived, %d moved, %d deleted, %d failed. Credits: %d.\n", ending(r, faults),
		r.Made, r.Derived, r.Moved, r.Deleted, r.Failed+faults, r.Credits)
	v.left(r)
	return resultExit(r, faults)
}

func ending(r engine.Result, faults int) string {
	switch {
	case r.Interrupted:
		return "interrupted"
	case r.Failed+r.Held+faults > 0:
		return "incomplete"
	case r.Running > 0:
		return "detached"
	}
	return "complete"
}

// left says what a person or a later run has to do.
func (v *view) left(r engine.Result) {
	if r.WastedCredits > 0 {
		v.print("%d credits were charged for downloads that broke.\n", r.WastedCredits)
	}
	if r.Failed > 0 {
		v.print("What was made is safe. Run apply again to try what failed.\n")
	}
	if r.Running > 0 {
		v.print("%s still under way at the service; run apply again to collect.\n", count(r.Running, "shot"))
	}
	if r.Held > 0 {
		v.print("%s held: nobody can tell whether they were bought. Decide with photoshoot resolve.\n", count(r.Held, "shot"))
	}
	if r.Duplicates > 0 {
		v.print("%s at the service that were not meant to be; the ledger names them.\n", count(r.Duplicates, "job"))
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s is", noun)
	}
	return fmt.Sprintf("%d %ss are", n, noun)
}

// resultExit is the code a run ends with.
func resultExit(r engine.Result, faults int) error {
	switch {
	case r.Interrupted:
		return exit(exitInterrupted)
	case r.Failed+r.Held+r.Duplicates+faults > 0:
		return exit(exitPartial)
	case r.Running > 0:
		return exit(exitUnfinished)
	}
	return nil
}
