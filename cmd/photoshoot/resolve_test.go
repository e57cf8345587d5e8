package main

import (
	"path/filepath"
	"strings"
	"testing"

	"photoshoot/state"
)

// TestResolve holds the job of a detached apply and goes each of the three ways on.
func TestResolve(t *testing.T) {
	for _, test := range []struct {
		name string
		args func(process string) []string
		code string
		says string
		then string // what resume or apply says after it
	}{
		{"show", func(string) []string { return nil }, "0", "-adopt=PROCESS", ""},
		{"adopt", func(p string) []string { return []string{"product.mug", "-adopt=" + p} }, "0", "photoshoot resume collects its 2 pictures", "2 made"},
		{"adopt what is not there", func(string) []string {
			return []string{"product.mug", "-adopt=6a9d3f2c-1b0e-4c7f-a8d5-e3f0c1b9a4d6"}
		}, "1", "service has no process", ""},
		{"resubmit", func(string) []string { return []string{"-resubmit", "product.mug"} }, "0", "ordered again by the next apply", "2 made"},
		{"abandon", func(string) []string { return []string{"product.mug", "-abandon"} }, "0", "The next apply orders its 2 pictures anew", "2 made"},
		{"two ways", func(string) []string { return []string{"-abandon", "-resubmit"} }, "1", "exclude each other", ""},
		{"nothing there", func(string) []string { return []string{"-abandon", "product.tall"} }, "0", "No job waits", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := shootFolder(t)
			if out, err := photoshoot(dir, "", "apply", "-auto-approve", "-detach", "-target=product.mug"); codeOf(err) != "5" {
				t.Fatalf("%v\n%s", err, out)
			}
			process := holdJob(t, dir)
			if out, err := photoshoot(dir, "", "apply", "-auto-approve", "-target=product.mug"); codeOf(err) != "3" || !strings.Contains(out, "held") {
				t.Fatalf("with a held job, apply ends with %v:\n%s", err, out)
			}
			out, err := photoshoot(dir, "", append([]string{"resolve"}, test.args(process)...)...)
			if codeOf(err) != test.code || !strings.Contains(out, test.says) {
				t.Errorf("it ends with %s and says:\n%s", codeOf(err), out)
			}
			if test.then == "" {
				return
			}
			if out, err := photoshoot(dir, "", "apply", "-auto-approve", "-target=product.mug"); err != nil || !strings.Contains(out, test.then) {
				t.Errorf("the next apply: %v\n%s", err, out)
			}
			if out, err := photoshoot(dir, "", "state", "verify"); err != nil {
				t.Errorf("state verify: %v\n%s", err, out)
			}
		})
	}
}

// holdJob makes a job under way look as if nobody knew the service had it.
func holdJob(t *testing.T, dir string) (process string) {
	t.Helper()
	store, err := state.Lock(t.Context(), filepath.Join(dir, ".photoshoot", "state.db"), state.Holder{ID: "test"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	jobs, err := store.OpenJobs(t.Context())
	if err != nil || len(jobs) != 1 {
		t.Fatalf("jobs %v, %v", jobs, err)
	}
	j := jobs[0]
	process = j.Process
	j.State, j.Fault = state.Held, "nobody knows"
	if err := store.Commit(t.Context(), state.Step{Jobs: []state.Job{j}}); err != nil {
		t.Fatal(err)
	}
	return process
}
