//go:build unix

package state

import (
	"io/fs"
	"syscall"
)

// inode is the place of a file on its disk, 0 where there is none.
func inode(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Ino)
	}
	return 0
}
