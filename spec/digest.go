// Digest: whether the files that a configuration was read from are still the same.

package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Digest sums up the files that the configuration was read from, with those of its
// catalogues. Files that functions read, and values of the command line and of the
// environment, are not among them.
func (c *Config) Digest() (string, error) {
	h := sha256.New()
	files := c.sources.parser.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", c.within(name), len(files[name].Bytes))
		h.Write(files[name].Bytes)
	}
	for _, cat := range c.catalogs {
		if err := addFile(h, c.within(cat.shown), cat.path); err != nil {
			return "", fmt.Errorf("reading a catalogue: %w", err)
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}

// within is a file's name from the folder of the configuration, wherever it is read from.
func (c *Config) within(name string) string {
	if rel, err := filepath.Rel(c.Dir, filepath.FromSlash(name)); err == nil {
		return filepath.ToSlash(rel)
	}
	return name
}

func addFile(h io.Writer, name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintf(h, "%s\n", name)
	_, err = io.Copy(h, f)
	return err
}
