package state

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

var tick = time.Date(2026, 3, 1, 12, 0, 0, 123456789, time.UTC)

// sample is a step with one row of every kind.
func sample() Step {
	return Step{
		Heads: []Head{{Product: "product.mug", Digest: Digest{1}, Seen: Digest{2}}},
		Shots: []Shot{{Address: "product.mug.front", Product: "product.mug", Digest: Digest{3}, Manifest: "photo ab\npreset 7",
			Object: "0f", Width: 1674, Height: 628, Process: "p1", Task: "t1", Made: tick, Previous: "0e", Before: "photo ab\npreset 6"}},
		Files: []File{{FileKey: FileKey{"product.mug.front", "web"}, Recipe: "jpeg high", Path: "mug/front.jpg", Object: "0f",
			SHA256: "aa", Size: 12, ModTime: 42}},
		Assets: []Asset{{Photo: "ab", Provider: "studio", ID: "as1", Name: "Mug", Description: "A mug", Prompts: []string{"on oak"},
			Presets: []string{"7", "8"}, Attempts: 1}},
		Jobs: []Job{{ID: "j1", Product: "product.mug", Provider: "studio", Lane: "l1", State: Intent, Attempt: 1, Order: `{"a":1}`,
			NotAfter: tick.Add(time.Minute), Epoch: 1, Credits: 2, Created: tick, Updated: tick,
			Tasks: []Task{{Shot: "product.mug.front", Digest: Digest{3}, Manifest: "photo ab", State: Todo},
				{Shot: "product.mug.side", Digest: Digest{4}, Manifest: "photo ab", State: Todo, URL: "u", Attempts: 1}}}},
		Ledger: []Entry{{Time: tick, Run: "r1", Kind: IntentEntry, Product: "product.mug", Job: "j1", Credits: 2}},
	}
}

func stateFile(t testing.TB) string { return filepath.Join(t.TempDir(), "shop", "state.db") }

func lockAt(t testing.TB, path string) Store {
	t.Helper()
	s, err := Lock(t.Context(), path, Holder{ID: "test", Who: "a@b", Operation: "apply"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func commit(t testing.TB, s Store, step Step) {
	t.Helper()
	if err := s.Commit(t.Context(), step); err != nil {
		t.Fatal(err)
	}
}

// made is the path of a closed state that holds the sample.
func made(t testing.TB) string {
	t.Helper()
	path := stateFile(t)
	s := lockAt(t, path)
	commit(t, s, sample())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string) Reader {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func TestWhatWasCommittedIsRead(t *testing.T) {
	r := open(t, made(t))
	ctx := context.Background()
	want := sample()

	rec, err := r.Product(ctx, "product.mug")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(rec, Record{Head: want.Heads[0], Shots: want.Shots, Files: want.Files, Jobs: want.Jobs}) {
		t.Errorf("product:\n got %+v\nwant %+v", rec, want)
	}
	jobs, err := r.OpenJobs(ctx)
	if err != nil || !reflect.DeepEqual(jobs, want.Jobs) {
		t.Errorf("open jobs: %+v, %v", jobs, err)
	}
	asset, err := r.Asset(ctx, "ab", "studio")
	if err != nil || !reflect.DeepEqual(asset, want.Assets[0]) {
		t.Errorf("asset: %+v, %v", asset, err)
	}
	var heads []Head
	err = r.Heads(ctx, func(h Head) error { heads = append(heads, h); return nil })
	if err != nil || !reflect.DeepEqual(heads, want.Heads) {
		t.Errorf("heads: %+v, %v", heads, err)
	}
	var shots []Shot
	err = r.Shots(ctx, func(s Shot) error { shots = append(shots, s); return nil })
	if err != nil || !reflect.DeepEqual(shots, want.Shots) {
		t.Errorf("shots: %+v, %v", shots, err)
	}
	var ledger []Entry
	err = r.Ledger(ctx, func(e Entry) error { ledger = append(ledger, e); return nil })
	if err != nil || !reflect.DeepEqual(ledger, want.Ledger) {
		t.Errorf("ledger: %+v, %v", ledger, err)
	}
	w, err := r.Workspace(ctx)
	if err != nil || w.Lineage == "" || w.Serial != 1 || w.Epoch != 1 || w.Commits != 1 || w.Schema != 1 {
		t.Errorf("workspace: %+v, %v", w, err)
	}
}

func TestAMissingStateIsEmptyAndStaysMissing(t *testing.T) {
	path := stateFile(t)
	r := open(t, path)
	ctx := context.Background()
	w, err := r.Workspace(ctx)
	if err != nil || w != (Workspace{}) {
		t.Errorf("workspace: %+v, %v", w, err)
	}
	rec, err := r.Product(ctx, "product.mug")
	if err != nil || !reflect.DeepEqual(rec, Record{}) {
		t.Errorf("product: %+v, %v", rec, err)
	}
	if err := r.Heads(ctx, func(Head) error { return errors.New("a head") }); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) {
		t.Errorf("the folder was made: %v", err)
	}
	if _, err := r.Workspace(ctx); !errors.Is(err, ErrClosed) {
		t.Errorf("read after Close: %v", err)
	}
}
