package engine

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/state"
)

// oneProcess is a service that knows one process.
type oneProcess struct {
	adcreative.Service
	progress adcreative.Progress
}

func (s oneProcess) Progress(_ context.Context, _, id string) (adcreative.Progress, error) {
	if id != s.progress.ProcessID {
		return adcreative.Progress{}, adcreative.ErrNotFound
	}
	return s.progress, nil
}

// heldJob is a state with a job of two pictures that nobody knows the fate of.
func heldJob(t *testing.T) (state.Store, state.Job) {
	t.Helper()
	store, err := state.Lock(t.Context(), filepath.Join(t.TempDir(), "state.db"), state.Holder{ID: "test"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	j := state.Job{ID: "1", Product: "product.lamp", Lane: "lane", State: state.Intent, Attempt: 1, Credits: 2,
		Tasks: []state.Task{{Shot: "a", State: state.Todo}, {Shot: "b", State: state.Todo}}}
	intent := state.Entry{Time: time.Now(), Kind: state.IntentEntry, Product: j.Product, Job: j.ID, Credits: 2}
	if err := store.Commit(t.Context(), state.Step{Jobs: []state.Job{j}, Ledger: []state.Entry{intent}}); err != nil {
		t.Fatal(err)
	}
	j.State, j.Fault = state.Held, "two fit"
	if err := store.Commit(t.Context(), state.Step{Jobs: []state.Job{j}}); err != nil {
		t.Fatal(err)
	}
	return store, j
}

func TestDecide(t *testing.T) {
	two := oneProcess{progress: adcreative.Progress{ProcessID: "p", Tasks: []adcreative.Task{{ID: "x"}, {ID: "y"}}}}
	three := oneProcess{progress: adcreative.Progress{ProcessID: "p", Tasks: make([]adcreative.Task, 3)}}
	for _, test := range []struct {
		name     string
		svc      adcreative.Service
		decision Decision
		want     state.JobState
		reserved int // credits that stay reserved
		wasted   int
		fault    string
	}{
		{"adopt", two, Decision{AdoptProcess, "p", "me"}, state.Submitted, 2, 0, ""},
		{"adopt what is not there", two, Decision{AdoptProcess, "q", "me"}, "", 0, 0, "no process q"},
		{"adopt another job", three, Decision{AdoptProcess, "p", "me"}, "", 0, 0, "it is another one"},
		{"resubmit", nil, Decision{Resubmit, "", "me"}, state.Prepared, 0, 0, ""},
		{"abandon", nil, Decision{Abandon, "", "me"}, state.Failed, 0, 2, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			store, j := heldJob(t)
			err := Decide(t.Context(), store, test.svc, j, test.decision)
			if test.fault != "" {
				if err == nil || !strings.Contains(err.Error(), test.fault) {
					t.Errorf("%v; want it to say %q", err, test.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			rec, err := store.Product(t.Context(), j.Product)
			if err != nil || len(rec.Jobs) != 1 || rec.Jobs[0].State != test.want {
				t.Fatalf("jobs %+v, %v", rec.Jobs, err)
			}
			if id := rec.Jobs[0].Tasks[1].ID; (test.want == state.Submitted) != (id == "y") {
				t.Errorf("the second task is %q", id)
			}
			reserved, wasted := 0, 0
			store.Ledger(t.Context(), func(e state.Entry) error {
				if e.Kind == state.Wasted {
					wasted += e.Credits
				} else {
					reserved += e.Credits
				}
				return nil
			})
			if reserved != test.reserved || wasted != test.wasted {
				t.Errorf("%d credits reserved and %d wasted; want %d and %d", reserved, wasted, test.reserved, test.wasted)
			}
			if broken, err := store.Verify(t.Context()); err != nil || len(broken) > 0 {
				t.Errorf("the state breaks %v (%v)", broken, err)
			}
			if err := Decide(t.Context(), store, test.svc, rec.Jobs[0], test.decision); err == nil {
				t.Error("what is decided can be decided again")
			}
		})
	}
}
