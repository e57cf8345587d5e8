// Disks that take no more: told apart from faults of one file.

package engine

import (
	"errors"
	"io/fs"
	"syscall"
)

// unwritable says whether an error is about the whole folder: full, read-only or forbidden.
func unwritable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EDQUOT)
}
