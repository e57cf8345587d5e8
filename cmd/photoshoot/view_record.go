// A record for people: a product's shots, their files and their open jobs.

package main

import (
	"time"

	"photoshoot/state"
)

// record prints what is known of a product; picture draws a shot below its lines.
func (v *view) record(rec state.Record, s *session, picture func(*state.Shot)) {
	for i := range rec.Shots {
		shot := &rec.Shots[i]
		v.print("%s\n", v.paint(bold, shot.Address))
		v.print("  made      %s, %dx%d\n", shot.Made.UTC().Format(time.RFC3339), shot.Width, shot.Height)
		v.print("  original  %s\n", shot.Object)
		for _, f := range rec.Files {
			if f.Shot == shot.Address {
				v.print("  %-9s %s (%d bytes)\n", f.Format, shown(s.output.Locate(f.Path)), f.Size)
			}
		}
		picture(shot)
	}
	for _, j := range rec.Jobs {
		v.print("%s job %s is %s%s\n", v.paint(bold, rec.Head.Product), j.ID, j.State, colon(j.Fault))
	}
}

func colon(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}
