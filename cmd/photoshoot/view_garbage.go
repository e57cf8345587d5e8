// What nothing refers to, for people.

package main

import "photoshoot/engine"

// garbage prints what gc found, or what it deleted.
func (v *view) garbage(found []engine.Stored, deleted bool) {
	var bytes int64
	for _, f := range found {
		bytes += f.Size
		v.print("  %s\n", f.Path)
	}
	switch {
	case len(found) == 0:
		v.print("Nothing is stored that nothing refers to.\n")
	case deleted:
		v.print("Deleted %d files of %.1f MB.\n", len(found), float64(bytes)/1e6)
	default:
		v.print("%d files of %.1f MB are referred to by nothing. photoshoot gc -delete removes them.\n", len(found), float64(bytes)/1e6)
	}
}
