// Files: written whole under their name or not at all, and why one cannot be reached.

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole puts data in the place of what a file held. Whoever reads it meanwhile finds
// the old text or the new one, never a part.
func writeWhole(path string, mode fs.FileMode, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing, once it has its name
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// reason is why a file could not be reached, without its name, which is said already.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
