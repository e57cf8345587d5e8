// Jobs in doubt for people: what is known of each, and the ways on.

package main

import (
	"photoshoot/engine"
	"photoshoot/state"
)

// held prints the jobs that wait for a person.
func (v *view) held(jobs []state.Job) {
	if len(jobs) == 0 {
		v.print("No job waits for a decision.\n")
		return
	}
	for _, j := range jobs {
		v.print("%s\n  job       %s, ordered %s under the user %s\n  held      %s\n", v.paint(bold, j.Product), j.ID, stamp(j.Created), j.Lane, j.Fault)
		if j.Process != "" {
			v.print("  process   %s\n", j.Process)
		}
		for _, t := range j.Tasks {
			v.print("  picture   %s\n", t.Shot)
		}
	}
	v.print(`
Look into the service's own list of jobs, then say which it is:
  photoshoot resolve ADDRESS -adopt=PROCESS   the service has it: collect it
  photoshoot resolve ADDRESS -resubmit        it never arrived: order it again
  photoshoot resolve ADDRESS -abandon         write it off, whatever became of it
`)
}

// decided says what follows from a decision.
func (v *view) decided(j state.Job, d engine.Decision) {
	switch d.Choice {
	case engine.AdoptProcess:
		v.print("Job %s of %s is process %s. photoshoot resume collects its %d pictures.\n", j.ID, j.Product, d.Process, len(j.Tasks))
	case engine.Resubmit:
		v.print("Job %s of %s is to be ordered again by the next apply.\n", j.ID, j.Product)
	default:
		v.print("Job %s of %s is written off with %d credits. The next apply orders its %d pictures anew, if they are still wanted.\n", j.ID, j.Product, j.Credits, len(j.Tasks))
	}
}
