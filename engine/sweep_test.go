package engine

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"photoshoot/state"
)

func TestSweepTakesWhatNobodyNeeds(t *testing.T) {
	dir := t.TempDir()
	o := OpenObjects(dir)
	if found, err := OpenObjects(filepath.Join(dir, "absent")).Unreferenced(nil, nil); err != nil || found != nil {
		t.Errorf("an absent store has %v (%v)", found, err)
	}
	kept, err := o.Store([]byte("kept"))
	if err != nil {
		t.Fatal(err)
	}
	lost, _ := o.Store([]byte("lost"))
	for _, task := range []string{"open", "closed"} {
		if _, err := o.Arrive(task, strings.NewReader(task), 100); err != nil {
			t.Fatal(err)
		}
	}
	half := filepath.Join(dir, "ab", ".abc.png.part")
	if err := writeDurably(half, []byte("half")); err != nil {
		t.Fatal(err)
	}
	if err := writeDurably(filepath.Join(dir, "README"), []byte("somebody's")); err != nil {
		t.Fatal(err)
	}
	found, err := o.Unreferenced(map[string]bool{kept: true}, []state.Job{{Tasks: []state.Task{{ID: "open"}}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.Path)
	}
	want := []string{half, o.path(lost), o.incoming("closed")}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if err := Sweep(found); err != nil {
		t.Fatal(err)
	}
	if _, ok := o.Arrived("open"); !ok || !o.Has(kept) || o.Has(lost) {
		t.Error("the wrong files are gone")
	}
}
