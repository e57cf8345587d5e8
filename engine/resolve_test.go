package engine

import (
	"testing"
	"time"

	"photoshoot/engine/adcreative"
)

func TestResolve(t *testing.T) {
	settled := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	early, late := settled.Add(-time.Second), settled.Add(time.Second)
	six, two := adcreative.Progress{ProcessID: "a", TotalTasks: 6}, adcreative.Progress{ProcessID: "b", TotalTasks: 2}
	for _, test := range []struct {
		name       string
		shared     bool
		unknown    []adcreative.Progress
		started    time.Time
		trusted    bool
		want       verdict
		process    string
		duplicates int
	}{
		{"it is there", false, []adcreative.Progress{six}, early, true, adopt, "a", 0},
		{"it is there, in a shared lane", true, []adcreative.Progress{six}, early, true, adopt, "a", 0},
		{"twice, in its own lane", false, []adcreative.Progress{six, {ProcessID: "c", TotalTasks: 6}}, early, true, adopt, "a", 1},
		{"with another, in its own lane", false, []adcreative.Progress{two, six}, early, true, adopt, "a", 1},
		{"twice, in a shared lane", true, []adcreative.Progress{six, {ProcessID: "c", TotalTasks: 6}}, late, true, hold, "", 0},
		{"only another", false, []adcreative.Progress{two}, late, true, hold, "", 0},
		{"not there yet", false, nil, early, true, wait, "", 0},
		{"not there yet, and the listing is short", false, nil, early, false, wait, "", 0},
		{"not there", false, nil, late, true, absent, "", 0},
		{"not there, and the listing is short", false, nil, late, false, hold, "", 0},
		{"not there, to the instant", false, nil, settled, true, absent, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := resolve(doubt{prompts: 6, shared: test.shared, settled: settled}, test.unknown, test.started, test.trusted)
			if got.verdict != test.want || got.process.ProcessID != test.process || len(got.duplicates) != test.duplicates {
				t.Errorf("got verdict %v of %q with %d duplicates; want %v of %q with %d", got.verdict, got.process.ProcessID,
					len(got.duplicates), test.want, test.process, test.duplicates)
			}
			if got.verdict == hold && got.why == "" {
				t.Error("held without a reason")
			}
		})
	}
}
