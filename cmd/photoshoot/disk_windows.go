// The room on a disk, as Windows tells it.

package main

import "golang.org/x/sys/windows"

// freeBytes is how much may still be written to the disk of a folder.
func freeBytes(dir string) (free uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	return free, windows.GetDiskFreeSpaceEx(name, &free, nil, nil)
}
