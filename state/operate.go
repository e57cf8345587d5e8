// Operating: the steps of state mv and state rm.

package state

import (
	"fmt"
	"strings"
)

// Rename is the step that gives a product another address, with its shots, their files and
// its jobs. The addresses of the shots begin with the product's.
func Rename(rec Record, from, to string) Step {
	readdress := func(shot string) string {
		if tail, ok := strings.CutPrefix(shot, from); ok {
			return to + tail
		}
		return shot
	}
	var s Step
	if rec.Head.Product == from {
		rec.Head.Product = to
		s.DropHeads, s.Heads = []string{from}, []Head{rec.Head}
	}
	for _, shot := range rec.Shots {
		s.Moves = append(s.Moves, Move{From: shot.Address, To: readdress(shot.Address), Product: to})
	}
	for _, job := range rec.Jobs {
		job.Product = to
		job.Tasks = append([]Task(nil), job.Tasks...)
		for i := range job.Tasks {
			job.Tasks[i].Shot = readdress(job.Tasks[i].Shot)
		}
		s.Jobs = append(s.Jobs, job)
	}
	return s
}

// Remove is the step that forgets a product. A job that may have cost something and has not
// come to its end forbids it.
func Remove(rec Record) (Step, error) {
	s := Step{DropHeads: []string{rec.Head.Product}}
	for _, shot := range rec.Shots {
		s.DropShots = append(s.DropShots, shot.Address)
	}
	for _, job := range rec.Jobs {
		switch job.State {
		case Intent, Submitted, Rendered, Held:
			return Step{}, fmt.Errorf("forget %s: its job %s is %s and may be paid for; apply, or resolve it, first", job.Product, job.ID, job.State)
		}
		s.DropJobs = append(s.DropJobs, job.ID)
	}
	return s, nil
}
