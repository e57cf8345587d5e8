package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
)

// killConfig asks for three pictures in two requests, small enough to be made often.
const killConfig = `
defaults { render_kinds = ["medium_banner"] }
product "mug" {
  image   = "mug.jpg"
  presets = ["white_background", "light_blue_background"]
}
product "tall" {
  image        = "mug.jpg"
  presets      = ["white_background"]
  render_kinds = ["wide_skyscraper"]
  formats      = ["png", "jpeg"]
}
`

// TestKill kills an apply at every commit and every call that it makes, at the first hit
// and at the second, and lets another finish: the files are those of a run that was
// never killed, and the studio was asked for each picture once.
func TestKill(t *testing.T) {
	whole := shootFolder(t)
	out, err := photoshoot(whole, "?", "apply", "-auto-approve")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := pictures(t, whole)
	points := hitPoints(out)
	if len(want) != 4 || len(points) < 20 {
		t.Fatalf("an apply that is not killed made %d files and hit %d points:\n%s", len(want), len(points), out)
	}
	for i, point := range points {
		if testing.Short() && i%6 != 0 {
			continue
		}
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			killedOnce(t, point, want)
		})
	}
}

func killedOnce(t *testing.T, point string, want map[string][]byte) {
	dir := shootFolder(t)
	out, err := photoshoot(dir, point, "apply", "-auto-approve")
	var died *exec.ExitError
	if !errors.As(err, &died) || died.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("apply was not killed: %v\n%s", err, out)
	}
	if out, err := photoshoot(dir, "", "apply", "-auto-approve"); err != nil {
		t.Fatalf("the apply after the kill: %v\n%s", err, out)
	}
	if got := pictures(t, dir); !equalPictures(got, want) {
		t.Errorf("there are the files %v; a run that was never killed has %v, with these bytes", names(got), names(want))
	}
	if out, err := photoshoot(dir, "", "plan", "-detailed-exitcode"); err != nil {
		t.Errorf("the plan after all: %v\n%s", err, out)
	}
	st, err := studio.New(studio.Config{Dir: filepath.Join(dir, ".photoshoot", "studio")})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close(t.Context())
	for application, n := range st.Stats() {
		if n.Generations != 2 || n.Tasks != 3 {
			t.Errorf("application %s asked for %d generations of %d pictures; want 2 of 3", application, n.Generations, n.Tasks)
		}
	}
}

// hitPoints is each point of a run, at its first and, where there is one, its second hit.
func hitPoints(log string) []string {
	var points []string
	hits := map[string]int{}
	for line := range strings.Lines(log) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "failpoint "); ok {
			if hits[name]++; hits[name] <= 2 {
				points = append(points, name+":"+string(rune('0'+hits[name])))
			}
		}
	}
	slices.Sort(points)
	return points
}

// shootFolder is a folder with a configuration and a small photo.
func shootFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	data, err := os.ReadFile("../../examples/first/photos/mug.jpg")
	if err != nil {
		t.Fatal(err)
	}
	photo, err := raster.Decode(data, raster.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	if err := raster.EncodeJPEG(&small, raster.Reduce(photo.Image, 240), 90, raster.Meta{}); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"mug.jpg": small.Bytes(), "main.shoot.hcl": []byte(killConfig)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// photoshoot runs the command in a folder and returns all that it prints.
func photoshoot(dir, armed string, args ...string) (string, error) {
	cmd := exec.Command("photoshoot", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PHOTOSHOOT_FAILPOINT="+armed, "NO_COLOR=1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func pictures(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := filepath.Join(dir, "out")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(root, path)
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }

func equalPictures(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			return false
		}
	}
	return true
}
