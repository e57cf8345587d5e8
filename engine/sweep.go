// Sweeping: stored originals that nothing refers to.

package engine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"photoshoot/state"
)

// Stored is a file of the object store.
type Stored struct {
	Path string
	Size int64
}

// Unreferenced lists what nothing needs: originals that are not in refs, arrivals of tasks
// that no open job has, and halves of files that a kill left. Only while the state is
// locked is it sure that none of them is about to be needed.
func (o *Objects) Unreferenced(refs map[string]bool, open []state.Job) ([]Stored, error) {
	arriving := map[string]bool{}
	for _, j := range open {
		for _, t := range j.Tasks {
			arriving[filepath.Base(o.incoming(t.ID))] = true
		}
	}
	var found []Stored
	err := filepath.WalkDir(o.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, png := strings.CutSuffix(d.Name(), ".png")
		inside := filepath.Base(filepath.Dir(path))
		needed := !png && !strings.HasSuffix(name, ".part") || refs[name] || inside == "incoming" && arriving[d.Name()]
		if needed {
			return nil // or none of ours
		}
		info, err := d.Info()
		if err == nil {
			found = append(found, Stored{path, info.Size()})
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // nothing was ever stored
	}
	return found, err
}

// Sweep removes files that Unreferenced listed, and the folders that they leave empty.
func Sweep(files []Stored) error {
	for _, f := range files {
		if err := os.Remove(f.Path); err != nil {
			return err
		}
		os.Remove(filepath.Dir(f.Path)) // while others are in it, it stays
	}
	return nil
}
