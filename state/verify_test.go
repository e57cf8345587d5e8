package state

import (
	"os"
	"strings"
	"testing"
)

// paid is a state as runs leave it: one job is done, one failed, one is on its way.
func paid(t testing.TB) string {
	t.Helper()
	path := stateFile(t)
	s := lockAt(t, path)
	step := sample()
	step.Ledger = append(step.Ledger, Entry{Kind: Accepted, Job: "j0", Process: "p1"})
	commit(t, s, step)
	for _, end := range []JobState{Done, Failed} {
		job := sample().Jobs[0]
		job.ID, job.Lane, job.Process = "job "+string(end), string(end), "process "+string(end)
		for i := range job.Tasks {
			job.Tasks[i].State, job.Tasks[i].Object = Stored, "0f"
		}
		for _, next := range []struct {
			to     JobState
			booked []Entry
		}{
			{Prepared, nil},
			{Intent, []Entry{{Kind: IntentEntry, Job: job.ID, Credits: 2}}},
			{Prepared, []Entry{{Kind: Absent, Job: job.ID, Credits: -2}}},
			{Intent, []Entry{{Kind: IntentEntry, Job: job.ID, Credits: 2}}},
			{Submitted, []Entry{{Kind: Accepted, Job: job.ID, Process: job.Process}}},
			{Rendered, nil},
			{end, []Entry{{Kind: Settled, Job: job.ID, Credits: 2}}},
		} {
			job.State = next.to
			commit(t, s, Step{Jobs: []Job{job}, Ledger: next.booked})
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestASoundStateBreaksNoLaw(t *testing.T) {
	for name, path := range map[string]string{"paid": paid(t), "missing": stateFile(t)} {
		if found, err := open(t, path).Verify(t.Context()); err != nil || len(found) != 0 {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

func TestEachLawFindsWhatBreaksIt(t *testing.T) {
	for _, c := range []struct{ law, spoil, says string }{
		{"integrity", "UPDATE job SET state = 'lost' WHERE id = 'job done'", "job job done is in no known state: lost"},
		{"integrity", "UPDATE task SET state = 'lost' WHERE job = 'job failed' AND place = 0", "no known state: lost"},
		{"integrity", "PRAGMA foreign_keys = 0; UPDATE file SET shot = 'product.x'", "a row of file belongs to a missing row of shot"},
		{"integrity", "DELETE FROM workspace", "there are 0 workspaces"},
		{"I1", "DROP INDEX job_intent; INSERT INTO job SELECT 'j9', product, provider, lane, state, 0, request, not_after, epoch, credits, process, provenance, fault, trace_id, created, updated FROM job WHERE id = 'j1'; INSERT INTO ledger SELECT NULL, time, run, kind, product, 'j9', shot, process, credits, note FROM ledger WHERE job = 'j1'",
			"lane l1 has 2 open intents"},
		{"I3", "UPDATE job SET epoch = 9 WHERE id = 'j1'", "job j1 was written by epoch 9, and the state has seen 1"},
		{"I5", "UPDATE job SET process = 'stray' WHERE id = 'job done'", "process stray of job job done is not in the ledger"},
		{"I5", "UPDATE shot SET process = 'stray'", "process stray of shot product.mug.front"},
		{"I5", "DROP INDEX ledger_process; INSERT INTO ledger SELECT NULL, time, run, 'duplicate', product, job, shot, process, credits, note FROM ledger WHERE process = 'p1'",
			"process p1 is 2 times in the ledger"},
		{"I5", "UPDATE job SET state = 'submitted', process = '' WHERE id = 'job done'", "job job done is submitted and has no process"},
		{"I6", "UPDATE ledger SET job = 'other' WHERE job = 'j1'; UPDATE job SET attempt = 0 WHERE id = 'j1'", "job j1 may be on its way and is not in the ledger"},
		{"I6", "DELETE FROM ledger WHERE process = 'process done'; UPDATE job SET process = '' WHERE id = 'job done'", "job job done is done and an intent of it was never settled"},
		{"I6", "UPDATE ledger SET credits = -9 WHERE kind = 'absent' AND job = 'job done'", "job job done has released 5 credits more"},
		{"I7", "UPDATE job SET attempt = 3 WHERE id = 'job failed'", "job job failed counts 3 attempts, and the ledger 2"},
		{"I8", "UPDATE task SET object = '' WHERE job = 'job done' AND place = 1", "task product.mug.side of job job done is stored under no name"},
		{"I8", "UPDATE task SET state = 'fetching' WHERE job = 'job done' AND place = 1", "its task product.mug.side is fetching"},
		{"I8", "UPDATE shot SET object = ''", "shot product.mug.front has no original"},
		{"I8", "UPDATE file SET sha256 = ''", "file product.mug.front in web has no path or no hash"},
		{"I8", "INSERT INTO file SELECT shot, 'other', recipe, path, object, sha256, size, mtime FROM file", "2 files are delivered to mug/front.jpg"},
	} {
		path := paid(t)
		if err := execute(path, c.spoil); err != nil {
			t.Fatalf("%s: %v", c.spoil, err)
		}
		found, err := open(t, path).Verify(t.Context())
		if err != nil || len(found) != 1 || found[0].Law != c.law || !strings.Contains(found[0].What, c.says) {
			t.Errorf("after %s\ngot  %v, %v\nwant %s: %s", c.spoil, found, err, c.law, c.says)
		}
	}
}

func TestABrokenPageIsFound(t *testing.T) {
	path := catalogue(t, 500)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 10 * 4096; at < 12*4096; at++ {
		data[at] ^= 0x5a
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	found, err := open(t, path).Verify(t.Context())
	if err == nil && len(found) == 0 {
		t.Error("two pages of noise went unseen")
	}
}
