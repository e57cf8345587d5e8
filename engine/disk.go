// Folders that take no files: told apart from faults of one file.

package engine

import (
	"errors"
	"io/fs"
	"syscall"
)

// OutputError ends a run: the output folder takes no files at all.
type OutputError struct{ Err error }

func (e *OutputError) Error() string { return e.Err.Error() }
func (e *OutputError) Unwrap() error { return e.Err }

// Advice says what to do.
func (e *OutputError) Advice() string {
	return "Make room, or check the permissions of the output folder, and apply again: the pictures that were made are safe and are delivered then, at no cost."
}

// unwritable says whether an error is about the whole folder: full, read-only, forbidden,
// or no folder.
func unwritable(err error) bool {
	for _, e := range []error{fs.ErrPermission, syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.ENOTDIR} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
