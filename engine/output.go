// The output folder: delivered files, written whole and removed only while they are ours.

package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Output is where files are delivered. Paths are slash-separated and relative to it.
type Output struct {
	dir     string
	mu      sync.Mutex
	written map[string]bool // in this run: another shot's old path may be a shot's new one
}

// OpenOutput returns the output folder, which is made when the first file is delivered.
func OpenOutput(dir string) *Output { return &Output{dir: dir, written: map[string]bool{}} }

// Locate is the name a delivered file has for this machine.
func (o *Output) Locate(path string) string { return filepath.Join(o.dir, filepath.FromSlash(path)) }

// File looks at a delivered file.
func (o *Output) File(path string) (Stat, bool) {
	info, err := os.Stat(o.Locate(path))
	if err != nil || !info.Mode().IsRegular() {
		return Stat{}, false
	}
	return Stat{Size: info.Size(), ModTime: info.ModTime().UnixNano()}, true
}

// Read returns the bytes of a delivered file.
func (o *Output) Read(path string) ([]byte, error) { return os.ReadFile(o.Locate(path)) }

// Put delivers a file: never half of it, and durable when Put returns.
func (o *Output) Put(path string, data []byte) error {
	o.mu.Lock()
	o.written[path] = true
	o.mu.Unlock()
	if err := writeDurably(o.Locate(path), data); err != nil {
		return fmt.Errorf("delivering %s: %w", o.Locate(path), err)
	}
	return nil
}

// Remove takes away a file that was delivered with the hash, with the folders that it
// leaves empty. A file with other bytes is somebody's work: it is kept, and kept is true.
func (o *Output) Remove(path, sum string) (kept bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.written[path] {
		return false, nil
	}
	data, err := o.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("removing %s: %w", o.Locate(path), err)
	case hashOf(data) != sum:
		return true, nil
	}
	if err := os.Remove(o.Locate(path)); err != nil {
		return false, fmt.Errorf("removing %s: %w", o.Locate(path), err)
	}
	for dir := filepath.Dir(o.Locate(path)); dir != o.dir && os.Remove(dir) == nil; {
		dir = filepath.Dir(dir)
	}
	return false, nil
}
