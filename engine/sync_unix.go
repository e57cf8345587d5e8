// A folder's sync, which makes a rename in it durable.

//go:build unix

package engine

import "os"

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
