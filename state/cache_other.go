//go:build !unix

package state

import "io/fs"

// inode is 0: the system's file information has none.
func inode(fs.FileInfo) uint64 { return 0 }
