// What the doctor found, for people.

package main

// finding prints one check.
func (v *view) finding(f finding) {
	mark, style := "ok   ", green
	switch f.grade {
	case worth:
		mark, style = "note ", yellow
	case wrong:
		mark, style = "fault", red
	}
	v.print("%s  %-14s %s\n", v.paint(style, mark), f.about, f.says)
	if f.next != "" {
		v.print("                      %s\n", f.next)
	}
}

// diagnosis is the last line.
func (v *view) diagnosis(worst grade) {
	switch worst {
	case well:
		v.print("All is well.\n")
	case worth:
		v.print("An apply would work; see the notes.\n")
	default:
		v.print("An apply would fail; see the faults.\n")
	}
}
