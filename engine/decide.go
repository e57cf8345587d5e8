// Deciding: what a person makes of a job that nobody else can tell the fate of.

package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/state"
)

// Choice is how a held job goes on.
type Choice string

// The choices.
const (
	AdoptProcess Choice = "adopt"    // the service has it: it is collected
	Resubmit     Choice = "resubmit" // it never arrived: it is ordered again
	Abandon      Choice = "abandon"  // it is written off, whatever became of it
)

// Decision is a choice with who made it.
type Decision struct {
	Choice  Choice
	Process string // to adopt
	By      string // user@host, for the ledger
}

// Decide records what a person makes of a held job. Only adopting asks the service, which
// may be nil otherwise. Nothing is sent: a later apply does what follows.
func Decide(ctx context.Context, store state.Store, svc adcreative.Service, j state.Job, d Decision) error {
	if j.State != state.Held {
		return fmt.Errorf("job %s is %s; only a held one is decided on", j.ID, j.State)
	}
	owed, err := unsettled(ctx, store, j.ID)
	if err != nil {
		return err
	}
	step := state.Step{}
	book := func(kind state.EntryKind, credits int, note string) {
		step.Ledger = append(step.Ledger, state.Entry{Time: time.Now(), Kind: kind, Product: j.Product, Job: j.ID,
			Process: j.Process, Credits: credits, Note: note + " by " + d.By})
	}
	j.Updated = time.Now()
	switch d.Choice {
	case AdoptProcess:
		known := j.Process == d.Process
		if err := adoptByHand(ctx, svc, &j, d.Process); err != nil {
			return err
		}
		if !known {
			book(state.Adopted, 0, "adopted")
		}
	case Resubmit:
		j.State, j.Fault = state.Prepared, ""
		if owed {
			book(state.Absent, -j.Credits, "said to have never arrived")
		}
	case Abandon:
		j.State, j.Fault = state.Failed, "abandoned by "+d.By+": "+j.Fault
		for i := range j.Tasks {
			j.Tasks[i].State, j.Tasks[i].Fault = state.TaskFailed, j.Fault
		}
		if owed {
			book(state.Absent, -j.Credits, "abandoned")
		}
		if j.Credits > 0 {
			book(state.Wasted, j.Credits, "abandoned")
		}
	}
	step.Jobs = []state.Job{j}
	err = store.Commit(ctx, step)
	if errors.Is(err, state.ErrProcessKnown) {
		return fmt.Errorf("process %s is booked for another job already: %w", d.Process, err)
	}
	return err
}

// unsettled says whether an intent of the job is in the ledger without its end.
func unsettled(ctx context.Context, r state.Reader, job string) (bool, error) {
	open := 0
	err := r.Ledger(ctx, func(e state.Entry) error {
		if e.Job != job {
			return nil
		}
		switch e.Kind {
		case state.IntentEntry:
			open++
		case state.Accepted, state.Adopted, state.Absent, state.NotAccepted:
			open--
		}
		return nil
	})
	return open > 0, err
}

// adoptByHand takes a process of the service for the job's, if it has as many pictures.
func adoptByHand(ctx context.Context, svc adcreative.Service, j *state.Job, process string) error {
	p, err := svc.Progress(ctx, j.Lane, process)
	switch {
	case errors.Is(err, adcreative.ErrNotFound):
		return fmt.Errorf("the service has no process %s under the user %s", process, j.Lane)
	case err != nil:
		return fmt.Errorf("asking for process %s: %w", process, err)
	case len(p.Tasks) != len(j.Tasks):
		return fmt.Errorf("process %s has %d pictures, and the job asked for %d: it is another one", process, len(p.Tasks), len(j.Tasks))
	}
	j.State, j.Process, j.Provenance, j.Fault = state.Submitted, process, "adopted", ""
	for i := range j.Tasks {
		j.Tasks[i].ID = p.Tasks[i].ID
	}
	return nil
}
