package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"photoshoot/state"
)

// TestLaws holds the laws of the design over every example, with the real command. Those of
// kills and of bad input have tests of their own: TestKill and the simulation of the engine,
// spec's fixtures; the conformance suite is the last of the ten.
func TestLaws(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every law renders the examples")
	}
	upgraded := anotherRelease(t)
	folders, err := filepath.Glob("../../examples/*/*.shoot.hcl")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for i := range folders {
		folders[i] = filepath.Dir(folders[i])
	}
	for _, example := range slices.Compact(folders) {
		t.Run(filepath.Base(example), func(t *testing.T) {
			laws := law{t, example, copyExample(t, example)}
			laws.must("apply", "-auto-approve")
			made := pictures(t, laws.dir)
			if len(made) == 0 {
				t.Fatal("the example made no pictures")
			}
			laws.nothingToDo("photoshoot")
			laws.nothingToDo(upgraded)
			laws.shuffled()
			laws.repaired(made)
			laws.oneReason()
			laws.locked()
			laws.anyParallelism(made)
		})
	}
}

// law is one example, applied.
type law struct {
	*testing.T
	example, dir string
}

func (l law) must(args ...string) string {
	l.Helper()
	text, err := photoshoot(l.dir, "", args...)
	if err != nil {
		l.Fatalf("photoshoot %v: %v\n%s", args, err, text)
	}
	return text
}

// nothingToDo is the first law and the second: the plan after an apply is empty, and an apply
// of it changes no byte. It holds for a tool of another release too.
func (l law) nothingToDo(binary string) {
	before := allFiles(l.T, l.dir)
	for _, args := range [][]string{{"plan", "-detailed-exitcode"}, {"apply", "-auto-approve"}} {
		cmd := exec.Command(binary, args...)
		cmd.Dir = l.dir
		if text, err := cmd.CombinedOutput(); err != nil {
			l.Errorf("after an apply, %s %v: %v\n%s", filepath.Base(binary), args, err, text)
		}
	}
	if after := allFiles(l.T, l.dir); !maps.Equal(before, after) {
		maps.DeleteFunc(after, func(path, is string) bool { return before[path] == is })
		l.Errorf("an apply with nothing to do changed %v", slices.Collect(maps.Keys(after)))
	}
}

// shuffled turns the blocks of every file around and gives the files other names.
func (l law) shuffled() {
	dir := l.TempDir()
	if err := os.CopyFS(dir, os.DirFS(l.dir)); err != nil {
		l.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.shoot.hcl"))
	for i, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			l.Fatal(err)
		}
		file, diags := hclwrite.ParseConfig(data, name, hcl.InitialPos)
		if diags.HasErrors() {
			l.Fatal(diags)
		}
		turned := hclwrite.NewEmptyFile()
		for _, block := range slices.Backward(file.Body().Blocks()) {
			turned.Body().AppendBlock(block)
		}
		if err := os.Remove(name); err != nil {
			l.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.shoot.hcl", len(files)-i)), turned.Bytes(), 0o644); err != nil {
			l.Fatal(err)
		}
	}
	if text, err := photoshoot(dir, "", "plan", "-detailed-exitcode"); err != nil {
		l.Errorf("shuffled files plan otherwise: %v\n%s", err, text)
	}
}

// repaired deletes one delivered file and edits another: each is one derive that costs
// nothing, and comes back byte for byte.
func (l law) repaired(made map[string][]byte) {
	files := names(made)
	first, last := filepath.Join(l.dir, "out", files[0]), filepath.Join(l.dir, "out", files[len(files)-1])
	if err := os.Remove(first); err != nil {
		l.Fatal(err)
	}
	if err := os.WriteFile(last, []byte("scribbled over"), 0o644); err != nil {
		l.Fatal(err)
	}
	if text := l.must("plan"); !strings.Contains(text, "0 to create, 0 to replace, 0 to resume, 2 to derive") || !strings.Contains(text, "Credits: 0") {
		l.Errorf("a deleted and an edited file plan otherwise:\n%s", text)
	}
	l.must("apply", "-auto-approve")
	if !equalPictures(pictures(l.T, l.dir), made) {
		l.Error("the files are not what they were before one was deleted and one edited")
	}
}

// oneReason changes one photo: all shots of its products are made again, no others, and the
// line of the photo is the one reason.
func (l law) oneReason() {
	photos, _ := filepath.Glob(filepath.Join(l.dir, "photos", "*.jpg"))
	data, err := os.ReadFile(photos[0])
	if err != nil {
		l.Fatal(err)
	}
	defer os.WriteFile(photos[0], data, 0o644)
	if err := os.WriteFile(photos[0], append(slices.Clone(data), 0), 0o644); err != nil {
		l.Fatal(err)
	}
	var plan struct {
		Counts   map[string]int
		Products []struct {
			Want    struct{ Image string }
			Changes []struct {
				Action   string
				Evidence []struct{ Key string }
			}
		}
	}
	if err := json.Unmarshal([]byte(l.must("plan", "-json")), &plan); err != nil {
		l.Fatal(err)
	}
	for _, p := range plan.Products {
		if p.Want.Image != "photos/"+filepath.Base(photos[0]) {
			l.Errorf("%s changed, and %s is planned", photos[0], p.Want.Image)
		}
		for _, c := range p.Changes {
			if c.Action != "replace" || len(c.Evidence) != 1 || c.Evidence[0].Key != "photo" {
				l.Errorf("a changed photo plans %+v", c)
			}
		}
	}
	if plan.Counts["replace"] == 0 {
		l.Errorf("a changed photo plans %v", plan.Counts)
	}
}

// locked holds the state while another wants to write.
func (l law) locked() {
	path := filepath.Join(l.dir, ".photoshoot/state.db")
	store, err := state.Lock(context.Background(), path, state.Holder{ID: "law", Who: "an auditor", Operation: "audit"}, 0)
	if err != nil {
		l.Fatal(err)
	}
	defer store.Close()
	text, err := photoshoot(l.dir, "", "apply", "-auto-approve", "-replace=product.*")
	if codeOf(err) != "6" || !strings.Contains(text, "an auditor") {
		l.Errorf("apply of a locked state ends with %s:\n%s", codeOf(err), text)
	}
}

// anyParallelism applies with other numbers of calls side by side.
func (l law) anyParallelism(made map[string][]byte) {
	for _, n := range []string{"1", "64"} {
		dir := copyExample(l.T, l.example)
		if text, err := photoshoot(dir, "", "apply", "-auto-approve", "-parallelism="+n); err != nil {
			l.Fatalf("apply -parallelism=%s: %v\n%s", n, err, text)
		}
		if !equalPictures(pictures(l.T, dir), made) {
			l.Errorf("-parallelism=%s makes other files", n)
		}
		if text, err := photoshoot(dir, "", "state", "verify"); err != nil {
			l.Errorf("the state of -parallelism=%s: %v\n%s", n, err, text)
		}
	}
}

// copyExample copies what is committed of an example.
func copyExample(t *testing.T, example string) string {
	t.Helper()
	dir := t.TempDir()
	if err := copyCommitted(example, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copyCommitted copies a folder without what an apply has left in it.
func copyCommitted(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == "out" || d.Name() == ".photoshoot" {
			return fs.SkipDir
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// allFiles is every file of a folder with its time and its hash, but for the cache of photos,
// which may learn at any time, and the lock, which notes who held it.
func allFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "photos.cache" || d.Name() == "state.db.lock" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files[path] = fmt.Sprintf("%s %x", info.ModTime(), sha256.Sum256(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// anotherRelease builds the command as a later version of itself.
func anotherRelease(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	source, err := os.ReadFile("version.go")
	if err != nil {
		t.Fatal(err)
	}
	later := strings.Replace(string(source), `"`+release+`"`, `"9.9.9"`, 1)
	if later == string(source) {
		t.Fatal("version.go does not say its release")
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(wd, "version.go"): filepath.Join(dir, "version.go")}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"version.go": []byte(later), "overlay.json": overlay} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	binary := filepath.Join(dir, "photoshoot9")
	if text, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("building another release: %v\n%s", err, text)
	}
	if text, err := exec.Command(binary, "version").CombinedOutput(); err != nil || !strings.Contains(string(text), "9.9.9") {
		t.Fatalf("the other release says %s (%v)", text, err)
	}
	return binary
}
