package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A file that cannot be our state is refused, told apart, and left as it is.
func TestWhatIsNoStateIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(path string) error
		want  any
	}{
		"cut in half":     {func(p string) error { return os.Truncate(p, size(p)/2) }, new(*DamagedError)},
		"cut to one page": {func(p string) error { return os.Truncate(p, 4096) }, new(*DamagedError)},
		"emptied":         {func(p string) error { return os.Truncate(p, 0) }, new(*DamagedError)},
		"only the log is left": {func(p string) error {
			return errors.Join(os.Remove(p), os.WriteFile(p+"-wal", []byte("a log"), 0o644))
		}, new(*DamagedError)},
		"text":         {func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("hello\n", 1000)), 0o644) }, new(*ForeignError)},
		"a short text": {func(p string) error { return os.WriteFile(p, []byte("hello"), 0o644) }, new(*ForeignError)},
		"a folder":     {func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o755)) }, new(*ForeignError)},
		"zeros":        {func(p string) error { return os.WriteFile(p, make([]byte, 8192), 0o644) }, new(*ForeignError)},
		"another program's": {func(p string) error {
			return errors.Join(os.Remove(p), execute(p, "CREATE TABLE bookmark (url TEXT)"))
		}, new(*ForeignError)},
		"of a newer version":      {func(p string) error { return execute(p, "PRAGMA user_version = 99") }, new(*NewerError)},
		"marked as ours and void": {func(p string) error { return execute(p, "PRAGMA user_version = 0") }, new(*DamagedError)},
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t)
			if err := c.spoil(path); err != nil {
				t.Fatal(err)
			}
			before := stat(t, path)
			r, err := Open(path)
			if err == nil { // a torn page shows when it is read
				_, err = r.Product(t.Context(), "product.mug")
				r.Close()
			}
			refused(t, "Open", path, err, c.want)
			s, err := Lock(t.Context(), path, Holder{}, 0)
			if err == nil {
				s.Close()
			}
			refused(t, "Lock", path, err, c.want)
			if after := stat(t, path); !reflect.DeepEqual(before, after) {
				t.Errorf("changed from %v to %v", before, after)
			}
		})
	}
}

func refused(t *testing.T, who, path string, err error, want any) {
	t.Helper()
	if !errors.As(err, want) {
		t.Errorf("%s: got %T %v, want %T", who, err, err, want)
	} else if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "left as it is") {
		t.Errorf("%s does not say what and where: %v", who, err)
	}
}

// stat is what lies in a state's folder, with its bytes; a folder in its place has none.
func stat(t *testing.T, path string) any {
	t.Helper()
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return info.ModTime()
	}
	return snapshot(t, path)
}

func execute(path, query string) error {
	db, err := sql.Open("sqlite", source(path, "mode=rwc"))
	if err != nil {
		return err
	}
	_, err = db.Exec(query)
	return errors.Join(err, db.Close())
}

// two is a schema with a step after the first.
func two(t *testing.T) schema {
	t.Helper()
	steps, err := currentSchema()
	if err != nil {
		t.Fatal(err)
	}
	return append(steps[:1:1], "ALTER TABLE product ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")
}

func TestAnOlderStateIsReadWithoutTouchingIt(t *testing.T) {
	path := made(t)
	before := snapshot(t, path)
	r, err := file{path, two(t)}.reader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	colour, err := first(t.Context(), r, scanString, "SELECT colour FROM product")
	if err != nil || colour != "blue" {
		t.Errorf("%q, %v", colour, err)
	}
	scratch := r.scratch
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if after := snapshot(t, path); !reflect.DeepEqual(before, after) {
		t.Errorf("changed from %v to %v", before, after)
	}
	if _, err := os.Stat(scratch); scratch == "" || !os.IsNotExist(err) {
		t.Errorf("%q was left behind: %v", scratch, err)
	}
}

func TestAnOlderStateIsBroughtForwardAndACopyKept(t *testing.T) {
	path := made(t)
	s, err := file{path, two(t)}.lock(t.Context(), Holder{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, Step{Heads: []Head{{Product: "product.new"}}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if names := fmt.Sprint(keys(snapshot(t, path))); names != "[state.db state.db.v1.backup]" {
		t.Errorf("beside each other lie %s", names)
	}
	_, err = Open(path)
	var newer *NewerError
	if !errors.As(err, &newer) || newer.Schema != 2 || newer.Known != 1 || !strings.Contains(err.Error(), backupName(path, 1)) {
		t.Errorf("the build of before: %v", err)
	}
	r := open(t, backupName(path, 1))
	if rec, err := r.Product(t.Context(), "product.mug"); err != nil || len(rec.Shots) != 1 {
		t.Errorf("the copy: %+v, %v", rec, err)
	}
	if w, err := r.Workspace(t.Context()); err != nil || w.Schema != 1 || w.Serial != 1 {
		t.Errorf("the copy: %+v, %v", w, err)
	}
}

func TestAStepForwardThatFailsLeavesTheStateAsItWas(t *testing.T) {
	path := made(t)
	_, err := file{path, append(two(t), "CREATE TABLE product (again TEXT)")}.lock(t.Context(), Holder{}, 0)
	if err == nil || !strings.Contains(err.Error(), "version 3") {
		t.Fatal(err)
	}
	if w, err := open(t, path).Workspace(t.Context()); err != nil || w.Schema != 1 {
		t.Errorf("%+v, %v", w, err)
	}
	if h, err := Status(path); h != nil || err != nil {
		t.Errorf("the lock was kept: %v, %v", h, err)
	}
}

func TestAnEarlierCopyIsKeptToo(t *testing.T) {
	path := made(t)
	if err := os.WriteFile(backupName(path, 1), []byte("kept"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := file{path, two(t)}.lock(t.Context(), Holder{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if text, err := os.ReadFile(backupName(path, 1)); err != nil || string(text) != "kept" {
		t.Errorf("%s, %v", text, err)
	}
	if w, err := open(t, backupName(path, 1)+".2").Workspace(t.Context()); err != nil || w.Schema != 1 {
		t.Errorf("%+v, %v", w, err)
	}
}

func TestBackup(t *testing.T) {
	path := made(t)
	s := lockAt(t, path).(*store)
	commit(t, s, Step{Heads: []Head{{Product: "product.new"}}})
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	commit(t, s, Step{Heads: []Head{{Product: "product.later"}}})
	r := open(t, backup)
	for address, want := range map[string]bool{"product.mug": true, "product.new": true, "product.later": false} {
		if rec, err := r.Product(t.Context(), address); err != nil || (rec.Head.Product != "") != want {
			t.Errorf("%s: %+v, %v", address, rec, err)
		}
	}
	if err := s.Backup(context.Background(), backup); !errors.Is(err, os.ErrExist) {
		t.Errorf("a second copy: %v", err)
	}
}

func keys(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
