// Objects: originals, kept by the hash of their bytes, so that a picture is bought once.

package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Objects is the store of originals. Its zero value is not usable: see OpenObjects.
//
// An original arrives in incoming, under its task's id, and then gets its hash as a
// second name. The first name survives a kill between arriving and being recorded, so
// that what was paid for is found and not fetched again.
type Objects struct{ dir string }

// OpenObjects returns the store in dir, which is made when something is first put.
func OpenObjects(dir string) *Objects { return &Objects{dir: dir} }

func (o *Objects) path(sum string) string {
	return filepath.Join(o.dir, sum[:2], sum+".png")
}

// Locate is the name an original has for this machine, whether it is there or not.
func (o *Objects) Locate(sum string) string { return o.path(sum) }

// Has says whether the original is there.
func (o *Objects) Has(sum string) bool {
	if len(sum) < 2 {
		return false
	}
	_, err := os.Stat(o.path(sum))
	return err == nil
}

// Read returns the bytes of an original, checked against their hash.
func (o *Objects) Read(sum string) ([]byte, error) {
	data, err := os.ReadFile(o.path(sum))
	if err != nil {
		return nil, fmt.Errorf("reading a stored original: %w", err)
	}
	if got := hashOf(data); got != sum {
		return nil, fmt.Errorf("stored original %s is damaged: its bytes hash to %s", o.path(sum), got)
	}
	return data, nil
}

// Arrived returns the bytes of a task that came in before the process was killed.
func (o *Objects) Arrived(task string) ([]byte, bool) {
	data, err := os.ReadFile(o.incoming(task))
	return data, err == nil
}

func (o *Objects) incoming(task string) string {
	return filepath.Join(o.dir, "incoming", hashOf([]byte(task))[:32]+".png")
}

// Arrive reads a download to its end and makes it durable under its task's name.
func (o *Objects) Arrive(task string, body io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("the picture is larger than %d MB", limit>>20)
	}
	return data, writeDurably(o.incoming(task), data)
}

// Store gives an arrived original its lasting name and returns its hash.
func (o *Objects) Store(data []byte) (string, error) {
	sum := hashOf(data)
	if o.Has(sum) {
		return sum, nil
	}
	return sum, writeDurably(o.path(sum), data)
}

// Forget drops the arrival of a task whose original is recorded.
func (o *Objects) Forget(task string) { os.Remove(o.incoming(task)) }

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// writeDurably writes beside the target, syncs, renames and syncs the folder, so that the
// name never shows half a file and survives a power cut. The neighbour's name is the
// target's, so that what a kill leaves of it is taken up by the next writer.
func writeDurably(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	part := filepath.Join(dir, "."+filepath.Base(path)+".part")
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	err = fill(f, data)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		os.Remove(part)
		return err
	}
	return syncDir(dir)
}

func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
