package state

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// snapshot is the bytes of every file beside a state, but for its lock.
func snapshot(t testing.TB, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == filepath.Base(lockPath(path)) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = fmt.Sprintf("%d bytes %x", len(data), sha256.Sum256(data))
	}
	return all
}

func TestReadingAndLockingLeaveTheFileAsItWas(t *testing.T) {
	path := made(t)
	before := snapshot(t, path)
	if len(before) != 1 {
		t.Fatalf("beside the state lie %v", before)
	}
	for name, use := range map[string]func() error{
		"read": func() error {
			r := open(t, path)
			if _, err := r.Product(t.Context(), "product.mug"); err != nil {
				return err
			}
			return r.Close()
		},
		"lock": func() error {
			s := lockAt(t, path)
			if _, err := s.OpenJobs(t.Context()); err != nil {
				return err
			}
			return s.Close()
		},
		"lock and commit nothing": func() error {
			s := lockAt(t, path)
			if err := s.Commit(t.Context(), Step{}); err != nil {
				return err
			}
			return s.Close()
		},
	} {
		if err := use(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if after := snapshot(t, path); !reflect.DeepEqual(before, after) {
			t.Errorf("%s changed the files from %v to %v", name, before, after)
		}
	}
}

func TestLockingAMissingStateDoesNotMakeIt(t *testing.T) {
	path := stateFile(t)
	if err := lockAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if left := snapshot(t, path); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestARunCountsOnceAndOnlyIfItCommits(t *testing.T) {
	path := made(t)
	for range 2 {
		s := lockAt(t, path)
		for i := range 3 {
			commit(t, s, Step{Heads: []Head{{Product: fmt.Sprint("product.p", i)}}})
		}
		w, err := s.Workspace(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		t.Log(w)
	}
	w, err := open(t, path).Workspace(t.Context())
	if err != nil || w.Serial != 3 || w.Epoch != 3 || w.Commits != 7 {
		t.Errorf("after three runs and seven commits: %+v, %v", w, err)
	}
}

func TestAReaderSeesWhatAWriterHasCommitted(t *testing.T) {
	path := made(t)
	s := lockAt(t, path)
	r := open(t, path)
	for i := range 20 {
		address := fmt.Sprint("product.p", i)
		commit(t, s, Step{Heads: []Head{{Product: address, Digest: Digest{9}}}})
		for who, from := range map[string]Reader{"open reader": r, "new reader": open(t, path), "store": s} {
			if rec, err := from.Product(t.Context(), address); err != nil || rec.Head.Digest != (Digest{9}) {
				t.Fatalf("%s: %+v, %v", who, rec, err)
			}
		}
	}
}

func TestAStoreMayBeReadAndWrittenInTheMidstOfReading(t *testing.T) {
	s := lockAt(t, made(t))
	err := s.Heads(t.Context(), func(h Head) error {
		if _, err := s.Product(t.Context(), h.Product); err != nil {
			return err
		}
		h.Seen = Digest{7}
		return s.Commit(t.Context(), Step{Heads: []Head{h}})
	})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := s.Product(t.Context(), "product.mug")
	if err != nil || rec.Head.Seen != (Digest{7}) {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestAReaderThatOutlivesTheRunLeavesOneFile(t *testing.T) {
	path := made(t)
	s := lockAt(t, path)
	commit(t, s, Step{Heads: []Head{{Product: "product.new"}}})
	r := open(t, path)
	if _, err := r.Product(t.Context(), "product.new"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if left := snapshot(t, path); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// together commits steps in one batch: it holds the pen until all are in line.
func together(t testing.TB, s *store, steps []Step) []error {
	t.Helper()
	errs := make([]error, len(steps))
	s.turn <- struct{}{}
	var wg sync.WaitGroup
	for i, step := range steps {
		wg.Go(func() { errs[i] = s.Commit(context.Background(), step) })
		for waits := 0; waits <= i; {
			s.mu.Lock()
			waits = len(s.waiting)
			s.mu.Unlock()
		}
	}
	<-s.turn
	wg.Wait()
	return errs
}

func TestCommitsThatComeTogetherShareATransaction(t *testing.T) {
	s := lockAt(t, stateFile(t)).(*store)
	var steps []Step
	for i := range 10 {
		steps = append(steps, Step{Heads: []Head{{Product: fmt.Sprint("product.p", i)}}})
	}
	bad := Job{ID: "bad", State: Done}
	steps[3].Jobs = []Job{bad}
	for i, err := range together(t, s, steps) {
		var refused *TransitionError
		if (i == 3) != errors.As(err, &refused) || i != 3 && err != nil {
			t.Errorf("step %d: %v", i, err)
		}
		rec, err := s.Product(t.Context(), fmt.Sprint("product.p", i))
		if written := rec.Head.Product != ""; written != (i != 3) || err != nil {
			t.Errorf("product %d is there: %v, %v", i, written, err)
		}
	}
	if w, err := s.Workspace(t.Context()); err != nil || w.Commits != 1 {
		t.Errorf("%+v, %v", w, err)
	}
}

func TestARefusedFirstStepTakesNoEpoch(t *testing.T) {
	path := made(t)
	before := snapshot(t, path)
	s := lockAt(t, path)
	if err := s.Commit(t.Context(), Step{Jobs: []Job{{ID: "j1", State: Done}}}); err == nil {
		t.Fatal("an intent went to done")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := snapshot(t, path); !reflect.DeepEqual(before, after) {
		t.Errorf("from %v to %v", before, after)
	}
}

func TestRules(t *testing.T) {
	s := lockAt(t, made(t))
	for _, c := range []struct {
		name string
		step Step
		want error
	}{
		{"a second intent in a lane", Step{Jobs: []Job{{ID: "j2", Lane: "l1", State: Intent}}}, ErrLaneBusy},
		{"an intent in another lane", Step{Jobs: []Job{{ID: "j3", Lane: "l3", State: Intent}}}, nil},
		{"a process", Step{Ledger: []Entry{{Kind: Accepted, Process: "p1"}}}, nil},
		{"the same process, adopted", Step{Ledger: []Entry{{Kind: Adopted, Process: "p1"}}}, ErrProcessKnown},
		{"the same process, settled", Step{Ledger: []Entry{{Kind: Settled, Process: "p1"}}}, nil},
		{"a process twice in a step", Step{Ledger: []Entry{{Kind: Accepted, Process: "p2"}, {Kind: Duplicate, Process: "p2"}}}, ErrProcessKnown},
		{"entries without a process", Step{Ledger: []Entry{{Kind: Accepted}, {Kind: Accepted}}}, nil},
		{"a state nobody knows", Step{Jobs: []Job{{ID: "j4", State: "lost"}}}, &TransitionError{"j4", "", "lost"}},
		{"an intent that is planned", Step{Jobs: []Job{{ID: "j1", State: Planned}}}, &TransitionError{"j1", Intent, Planned}},
		{"a file of an unknown shot", Step{Files: []File{{FileKey: FileKey{"product.x", "web"}}}}, errAny},
		{"another shot", Step{Shots: []Shot{{Address: "product.b"}}}, nil},
		{"a move onto it", Step{Moves: []Move{{"product.mug.front", "product.b", "product.b"}}}, errAny},
		{"a move of what is not there", Step{Moves: []Move{{"product.x", "product.y", "product.y"}}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := s.Commit(t.Context(), c.step)
			var refused *TransitionError
			switch {
			case errors.As(c.want, &refused):
				if got := (*TransitionError)(nil); !errors.As(err, &got) || *got != *refused {
					t.Errorf("got %v, want %v", err, c.want)
				}
			case errors.Is(c.want, errAny):
				if err == nil {
					t.Error("it was written")
				}
			case !errors.Is(err, c.want):
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

var errAny = errors.New("any error")

func TestNext(t *testing.T) {
	all := []JobState{"", Planned, Prepared, Intent, Submitted, Rendered, Done, Held, Failed, Rejected}
	for _, from := range all {
		for _, to := range all {
			if Next(from, to) && to == "" {
				t.Errorf("%s may go to nothing", from)
			}
			// What may have been paid for is never simply sent again.
			if (from == Submitted || from == Rendered) && (to == Prepared || to == Intent || to == Planned) && Next(from, to) {
				t.Errorf("%s may go back to %s", from, to)
			}
		}
		if from != "" && !Next(from, from) {
			t.Errorf("%s may not stay", from)
		}
	}
	path := []JobState{"", Planned, Prepared, Intent, Prepared, Intent, Submitted, Rendered, Done, Prepared, Intent, Held, Submitted, Failed}
	for i := range path[1:] {
		if !Next(path[i], path[i+1]) {
			t.Errorf("%q may not go to %s", path[i], path[i+1])
		}
	}
	if Next(Intent, Intent) != true || Next("", "lost") || Next("lost", Done) {
		t.Error("unknown states take part")
	}
}

func TestMoves(t *testing.T) {
	s := lockAt(t, made(t))
	side := sample().Shots[0]
	side.Address, side.Object = "product.mug.side", "51de"
	commit(t, s, Step{Shots: []Shot{side}})
	commit(t, s, Step{Moves: []Move{
		{"product.mug.front", "product.mug.side", "product.mug"},
		{"product.mug.side", "product.mug.front", "product.mug"},
	}})
	rec, err := s.Product(t.Context(), "product.mug")
	if err != nil {
		t.Fatal(err)
	}
	if len(rec.Shots) != 2 || rec.Shots[0].Object != "51de" || rec.Shots[1].Object != "0f" {
		t.Errorf("shots did not change places: %+v", rec.Shots)
	}
	if len(rec.Files) != 1 || rec.Files[0].Shot != "product.mug.side" {
		t.Errorf("the file stayed: %+v", rec.Files)
	}
	if tasks := rec.Jobs[0].Tasks; tasks[0].Shot != "product.mug.side" || tasks[1].Shot != "product.mug.front" {
		t.Errorf("the tasks stayed: %+v", tasks)
	}
	commit(t, s, Step{Moves: []Move{{"product.mug.side", "product.cup.front", "product.cup"}}})
	rec, err = s.Product(t.Context(), "product.cup")
	if err != nil || len(rec.Shots) != 1 || len(rec.Files) != 1 || rec.Shots[0].Product != "product.cup" {
		t.Errorf("the other product: %+v, %v", rec, err)
	}
}

func TestDrops(t *testing.T) {
	s := lockAt(t, made(t))
	side := sample().Shots[0]
	side.Address = "product.mug.side"
	file := sample().Files[0]
	file.Shot = side.Address
	print := file
	print.Format = "print"
	commit(t, s, Step{Shots: []Shot{side}, Files: []File{file, print}})
	commit(t, s, Step{DropShots: []string{"product.mug.front"}, DropFiles: []FileKey{print.FileKey}, DropJobs: []string{"j1"}})
	rec, err := s.Product(t.Context(), "product.mug")
	if err != nil || !reflect.DeepEqual(rec, Record{Head: sample().Heads[0], Shots: []Shot{side}, Files: []File{file}}) {
		t.Errorf("left: %+v, %v", rec, err)
	}
	commit(t, s, Step{DropHeads: []string{"product.mug"}, DropShots: []string{side.Address}})
	rec, err = s.Product(t.Context(), "product.mug")
	if err != nil || !reflect.DeepEqual(rec, Record{}) {
		t.Errorf("left: %+v, %v", rec, err)
	}
}

func TestAJobsTasksAreReplaced(t *testing.T) {
	s := lockAt(t, made(t))
	job := sample().Jobs[0]
	job.State, job.Tasks = Submitted, job.Tasks[1:]
	commit(t, s, Step{Jobs: []Job{job}})
	jobs, err := s.OpenJobs(t.Context())
	job.Epoch = 2 // of this run
	if err != nil || !reflect.DeepEqual(jobs, []Job{job}) {
		t.Errorf("got %+v, %v", jobs, err)
	}
}

func TestACancelledCommitIsNotWritten(t *testing.T) {
	s := lockAt(t, made(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Commit(ctx, Step{DropHeads: []string{"product.mug"}}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if rec, err := s.Product(t.Context(), "product.mug"); err != nil || rec.Head.Product == "" {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestAClosedStoreRefuses(t *testing.T) {
	s := lockAt(t, made(t))
	s.Close()
	if err := s.Commit(t.Context(), sample()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestFullDisk(t *testing.T) {
	s := lockAt(t, made(t)).(*store)
	commit(t, s, Step{Heads: []Head{{Product: "product.first"}}})
	if _, err := s.writer.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	big := Step{Shots: []Shot{{Address: "product.big", Manifest: strings.Repeat("x", 1<<20)}}}
	for _, err := range together(t, s, []Step{{Heads: []Head{{Product: "product.a"}}}, big}) {
		if !errors.Is(err, ErrDiskFull) {
			t.Errorf("a full disk: %v", err)
		}
	}
	if _, err := s.writer.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	commit(t, s, big)
	if rec, err := s.Product(t.Context(), "product.first"); err != nil || rec.Head.Product == "" {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestRenameTakesEverythingAlong(t *testing.T) {
	s := lockAt(t, made(t))
	was, err := s.Product(t.Context(), "product.mug")
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, Rename(was, "product.mug", "product.cup"))
	is, err := s.Product(t.Context(), "product.cup")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []*Record{&was, &is} {
		text.Jobs[0].Epoch = 0 // another run writes another epoch
	}
	if got, want := fmt.Sprint(is), strings.ReplaceAll(fmt.Sprint(was), "product.mug", "product.cup"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if left, err := s.Product(t.Context(), "product.mug"); err != nil || !reflect.DeepEqual(left, Record{}) {
		t.Errorf("left behind: %+v, %v", left, err)
	}
}

func TestRemoveForgetsAProductThatOwesNothing(t *testing.T) {
	s := lockAt(t, made(t))
	rec, err := s.Product(t.Context(), "product.mug")
	if err != nil {
		t.Fatal(err)
	}
	if step, err := Remove(rec); err == nil {
		t.Errorf("a job that may be on its way was forgotten: %+v", step)
	}
	commit(t, s, Step{Jobs: []Job{{ID: "j1", Product: "product.mug", State: Rejected}}})
	if rec, err = s.Product(t.Context(), "product.mug"); err != nil {
		t.Fatal(err)
	}
	step, err := Remove(rec)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, step)
	if objects, err := s.Objects(t.Context()); err != nil || len(objects) != 0 {
		t.Errorf("originals still in use: %v, %v", objects, err)
	}
}
