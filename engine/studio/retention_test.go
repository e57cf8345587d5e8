package studio_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"photoshoot/engine/studio"
)

// left counts the files of the studio's folders.
func left(t *testing.T, dir string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for _, kind := range []string{"assets", "processes", "pictures"} {
		entries, err := os.ReadDir(filepath.Join(dir, kind))
		if err != nil {
			t.Fatal(err)
		}
		count[kind] = len(entries)
	}
	return count
}

// settles waits for the sweep that a studio begins with.
func settles(t *testing.T, dir string, assets, processes, pictures int) {
	t.Helper()
	for range 1000 {
		if got := left(t, dir); got["assets"] == assets && got["processes"] == processes && got["pictures"] == pictures {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("kept %v, want %d assets, %d processes, %d pictures", left(t, dir), assets, processes, pictures)
}

func TestRetentionByAge(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	clock := func() time.Time { return now }
	s := open(t, studio.Config{Dir: dir, Clock: clock})
	c := newCaller(t, s)
	asset := c.recommend(mug(t))
	old := c.wait(c.start(asset, twoPrompts))
	closeNow(t, s)
	now = now.Add(30 * time.Minute)
	s = open(t, studio.Config{Dir: dir, Clock: clock})
	c.handler = s
	young := c.wait(c.start(asset, twoPrompts))
	closeNow(t, s)
	// What a crash in the middle of a removal leaves behind.
	os.WriteFile(filepath.Join(dir, "pictures", newID().String()+".png"), []byte("orphan"), 0o600)

	now = now.Add(25 * time.Minute) // a token lives for an hour
	s = open(t, studio.Config{Dir: dir, Clock: clock, Retention: studio.Retention{Age: 40 * time.Minute}})
	c.handler = s
	settles(t, dir, 2, 1, 4)
	if len(c.check(old.ImageRenderProcessID)) != 0 || len(c.check(young.ImageRenderProcessID)) != 1 {
		t.Error("the wrong process is kept")
	}
	c.read(c.download(old.ImageRenderProcessID, old.TaskURLs[0].TaskID, ""), 404)
	c.read(c.download(young.ImageRenderProcessID, young.TaskURLs[0].TaskID, ""), 200)
	closeNow(t, s)

	now = now.Add(time.Hour)
	s = open(t, studio.Config{Dir: dir, Clock: clock, Retention: studio.Retention{Age: 40 * time.Minute}})
	settles(t, dir, 0, 0, 0)
	if got := s.Stats()[c.application]; got.Generations != 2 || got.Pictures != 4 {
		t.Errorf("what is removed is no longer counted: %+v", got)
	}
}

func TestRetentionBySize(t *testing.T) {
	dir := t.TempDir()
	s := open(t, studio.Config{Dir: dir})
	c := newCaller(t, s)
	c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	closeNow(t, s)
	s = open(t, studio.Config{Dir: dir, Retention: studio.Retention{Bytes: 1 << 30}})
	settles(t, dir, 2, 1, 4)
	closeNow(t, s)
	open(t, studio.Config{Dir: dir, Retention: studio.Retention{Bytes: 1}})
	settles(t, dir, 0, 0, 0)
}
