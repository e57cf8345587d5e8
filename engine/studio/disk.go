// The folder: whole files under names of the studio's own.

package studio

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
)

// disk is the studio's folder. Names of files are made of ids that were parsed and printed
// again, never of text from a request. Whatever is written is whole or absent: a file is
// written beside its place, synced, renamed, and its folder synced.
type disk struct{ dir string }

// ErrInUse is New's answer for a folder that another studio works in.
var ErrInUse = errors.New("the studio's folder is in use by another studio")

// The kinds of files kept, each in a folder of its own.
const (
	assets    = "assets"    // <asset>.json and the cut-out as <asset>.png
	processes = "processes" // <process>.json
	pictures  = "pictures"  // <image>.png and its thumbnail <image>.jpg
	previews  = "previews"  // <digest>.webp, made again when missing
	channels  = "channels"  // <channel>.json
)

func openDisk(dir string) (disk, error) {
	for _, kind := range []string{assets, processes, pictures, previews, channels} {
		if err := os.MkdirAll(filepath.Join(dir, kind), 0o700); err != nil {
			return disk{}, fmt.Errorf("make the studio's folder: %w", err)
		}
	}
	return disk{dir}, nil
}

func (d disk) path(kind string, id uuid.UUID, ext string) string {
	return filepath.Join(d.dir, kind, id.String()+ext)
}

func (d disk) write(kind string, id uuid.UUID, ext string, data []byte) error {
	return writeWhole(d.path(kind, id, ext), data)
}

func (d disk) read(kind string, id uuid.UUID, ext string) ([]byte, error) {
	return os.ReadFile(d.path(kind, id, ext))
}

func (d disk) remove(kind string, id uuid.UUID, ext string) error {
	err := os.Remove(d.path(kind, id, ext))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (d disk) writeJSON(kind string, id uuid.UUID, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode %s %s: %w", kind, id, err)
	}
	return d.write(kind, id, ".json", data)
}

func (d disk) readJSON(kind string, id uuid.UUID, value any) error {
	data, err := d.read(kind, id, ".json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, value); err != nil {
		return fmt.Errorf("read %s: %w", d.path(kind, id, ".json"), err)
	}
	return nil
}

// used is how many bytes the files of some kinds take.
func (d disk) used(kinds ...string) (total int64, err error) {
	for _, kind := range kinds {
		err = errors.Join(err, fs.WalkDir(os.DirFS(d.dir), kind, func(_ string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if info, err := e.Info(); err == nil {
				total += info.Size()
			}
			return nil
		}))
	}
	return total, err
}

// size is how many bytes one file takes; none when it is not there.
func (d disk) size(kind string, id uuid.UUID, ext string) int64 {
	info, err := os.Stat(d.path(kind, id, ext))
	if err != nil {
		return 0
	}
	return info.Size()
}

// touch notes that a file was asked for.
func (d disk) touch(kind string, id uuid.UUID, ext string, at time.Time) error {
	return os.Chtimes(d.path(kind, id, ext), at, at)
}

// ids lists what is kept of a kind, and clears away what a killed write left behind.
func (d disk) ids(kind, ext string) ([]uuid.UUID, error) {
	entries, err := os.ReadDir(filepath.Join(d.dir, kind))
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partial) {
			if err := os.Remove(filepath.Join(d.dir, kind, e.Name())); err != nil {
				return nil, err
			}
		}
		if name, ok := strings.CutSuffix(e.Name(), ext); ok {
			if id, err := uuid.Parse(name); err == nil {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// partial begins the name of a file that is being written.
const partial = ".partial-"

// writeWhole puts data at path so that a reader, now or after a crash, finds all of it or
// what was there before.
func writeWhole(path string, data []byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, partial)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}
