package state

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

var anHourAgo = time.Now().Add(-time.Hour)

// photo writes a file of an age, and looks at it.
func photo(t testing.TB, path, content string, written time.Time) fs.FileInfo {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

var sum = strings.Repeat("0123456789abcdef", 4)

func TestCacheTrustsOnlyWhatHasNotMoved(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "mug.jpg")
	info := photo(t, path, "mug", anHourAgo)
	c := OpenCache(filepath.Join(dir, "new", "sightings"))
	if _, ok := c.Lookup(path, info); ok {
		t.Error("an empty cache knows it")
	}
	c.Remember(path, info, sum)
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c = OpenCache(c.path)
	if got, ok := c.Lookup(path, info); !ok || got != sum {
		t.Errorf("unmoved: %q, %v", got, ok)
	}
	for name, moved := range map[string]fs.FileInfo{
		"longer": photo(t, path, "mugs", anHourAgo),
		"later":  photo(t, path, "mug", anHourAgo.Add(time.Nanosecond)),
		"another file under its name": func() fs.FileInfo {
			photo(t, path+".new", "mug", anHourAgo)
			if err := os.Rename(path+".new", path); err != nil {
				t.Fatal(err)
			}
			info, _ := os.Stat(path)
			return info
		}(),
	} {
		if _, ok := c.Lookup(path, moved); ok {
			t.Errorf("%s, and still trusted", name)
		}
	}
}

func TestCacheDoesNotTrustTheClockOfAFreshFile(t *testing.T) {
	dir := t.TempDir()
	for name, written := range map[string]time.Time{"now": time.Now(), "soon": time.Now().Add(time.Second)} {
		path := filepath.Join(dir, name)
		c := OpenCache(filepath.Join(dir, "sightings"))
		info := photo(t, path, name, written)
		c.Remember(path, info, sum)
		if _, ok := c.Lookup(path, info); ok {
			t.Errorf("a file written %s is trusted", name)
		}
	}
}

func TestABrokenCacheIsAnEmptyOne(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "mug.jpg")
	info := photo(t, path, "mug", anHourAgo)
	fill := func(c *Cache) []byte {
		c.Remember(path, info, sum)
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(c.path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	file := filepath.Join(dir, "sightings")
	good := fill(OpenCache(file))
	for at := range good {
		bad := append([]byte(nil), good...)
		bad[at] ^= 1
		for how, data := range map[string][]byte{"flipped": bad, "cut": good[:at]} {
			if s, err := decodeSightings(data); err == nil {
				t.Errorf("%s at %d, and still trusted: %v", how, at, s.all)
			}
		}
	}
	if err := os.WriteFile(file, []byte("not a cache"), 0o644); err != nil {
		t.Fatal(err)
	}
	if again := fill(OpenCache(file)); string(again) != string(good) {
		t.Error("it was not built again")
	}
}

func TestCacheFromManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	info := photo(t, filepath.Join(dir, "mug.jpg"), "mug", anHourAgo)
	c := OpenCache(filepath.Join(dir, "sightings"))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 100 {
				path := fmt.Sprint(i, "/", n)
				c.Remember(path, info, sum)
				if _, ok := c.Lookup(path, info); !ok {
					t.Error(path)
				}
			}
			if err := c.Flush(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	c = OpenCache(c.path)
	if _, ok := c.Lookup("7/99", info); !ok || len(c.seen.all) != 800 {
		t.Errorf("%d of 800 were kept", len(c.seen.all))
	}
}

func FuzzCache(f *testing.F) {
	good := (&sightings{all: []sighting{{Path: "a.jpg", Size: 1}, {Path: "b/c.png", Inode: 2}}}).encode()
	f.Add(good[len(cacheMagic)+4:])
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := crc32.Checksum(body, castagnoli())
		read, err := decodeSightings(append(binary.LittleEndian.AppendUint32([]byte(cacheMagic), sum), body...))
		if err != nil {
			return
		}
		if again, err := decodeSightings(read.encode()); err != nil || !reflect.DeepEqual(again.all, read.all) {
			t.Errorf("%v became %v, %v", read.all, again.all, err)
		}
	})
}

func BenchmarkCache(b *testing.B) {
	dir := b.TempDir()
	info := photo(b, filepath.Join(dir, "mug.jpg"), "mug", anHourAgo)
	c := OpenCache(filepath.Join(dir, "sightings"))
	var paths []string
	for i := range 100_000 {
		paths = append(paths, fmt.Sprintf("/srv/shop/photos/%03d/row-%07d.jpg", i/1000, i))
		c.Remember(paths[i], info, sum)
	}
	if err := c.Flush(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := OpenCache(c.path)
		for _, path := range paths {
			if _, ok := c.Lookup(path, info); !ok {
				b.Fatal(path)
			}
		}
	}
}
