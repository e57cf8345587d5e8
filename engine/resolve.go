// Resolving: what became of a paid call that nobody saw answered. Never sent again on a
// guess: it is found, proven absent, or left to a person.

package engine

import (
	"fmt"
	"time"

	"photoshoot/engine/adcreative"
)

// verdict is what a listing says of a job in doubt.
type verdict int

const (
	wait   verdict = iota // the listing began too early to prove anything
	adopt                 // it is there
	absent                // it never arrived
	hold                  // a person decides
)

// doubt is a job in intent, as a listing is asked about it.
type doubt struct {
	prompts int
	shared  bool      // its lane serves other products too
	settled time.Time // from then on the call is no longer on its way, and if accepted it is listed
}

// finding is a verdict with what it rests on.
type finding struct {
	verdict    verdict
	process    adcreative.Progress   // to adopt
	duplicates []adcreative.Progress // further processes of a lane that is the product's own
	why        string
}

// resolve is durability's rule for one job in doubt: unknown are the processes in its lane
// that the ledger has not, from a complete listing that began at started; trusted is
// false where that listing lacks a process known to be alive.
func resolve(d doubt, unknown []adcreative.Progress, started time.Time, trusted bool) finding {
	var fits []adcreative.Progress
	for _, p := range unknown {
		if p.TotalTasks == d.prompts {
			fits = append(fits, p)
		}
	}
	switch {
	case len(unknown) == 1 && len(fits) == 1:
		return finding{verdict: adopt, process: fits[0]}
	case len(unknown) > 1 && len(fits) > 0 && !d.shared:
		return finding{verdict: adopt, process: fits[0], duplicates: others(unknown, fits[0])}
	case len(unknown) > 0:
		return finding{verdict: hold, why: fmt.Sprintf("the service lists %d jobs under its user id that nobody here knows, and none can be told to be this one", len(unknown))}
	case started.Before(d.settled):
		return finding{verdict: wait}
	case !trusted:
		return finding{verdict: hold, why: "the service's listing lacks a job that is known to run, so it proves nothing"}
	}
	return finding{verdict: absent}
}

func others(all []adcreative.Progress, but adcreative.Progress) []adcreative.Progress {
	var rest []adcreative.Progress
	for _, p := range all {
		if p.ProcessID != but.ProcessID {
			rest = append(rest, p)
		}
	}
	return rest
}
