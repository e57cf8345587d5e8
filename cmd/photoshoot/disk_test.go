package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiskFull delivers to a disk without room: it says so, loses nothing, and delivers
// at no cost once there is room.
func TestDiskFull(t *testing.T) {
	dir := shootFolder(t)
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if msg, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", out).CombinedOutput(); err != nil {
		t.Skipf("a full disk needs the right to mount one: %v %s", err, msg)
	}
	mounted := true
	defer func() {
		if mounted {
			exec.Command("umount", out).Run()
		}
	}()
	text, err := photoshoot(dir, "", "apply", "-auto-approve")
	if codeOf(err) != "1" || !strings.Contains(text, "no space left on device") || !strings.Contains(text, "Make room") {
		t.Errorf("a full disk ends with %s:\n%s", codeOf(err), text)
	}
	if msg, err := exec.Command("umount", out).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, msg)
	}
	mounted = false
	text, err = photoshoot(dir, "", "apply", "-auto-approve")
	if err != nil || !strings.Contains(text, "0 failed") {
		t.Fatalf("with room again: %v\n%s", err, text)
	}
	if n := len(pictures(t, dir)); n != 4 {
		t.Errorf("%d pictures, want 4", n)
	}
}
