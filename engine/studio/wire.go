// Wire: a process as the progress object tells it.

package studio

import (
	"strings"

	"photoshoot/engine/adcreative"
)

// progress is p as the service would tell it now, with public addresses under base.
func (p *process) progress(base string) adcreative.Progress {
	tasks := make([]adcreative.Task, len(p.Tasks))
	for i, t := range p.Tasks {
		tasks[i] = adcreative.Task{ID: t.ID.String(), State: t.State}
		if t.State == adcreative.Succeeded {
			tasks[i].URL = base + imagePath + t.Image.String() + ".png"
		}
	}
	told := adcreative.NewProgress(p.Application.String(), p.User.String(), p.ID.String(), tasks)
	told.State, told.CompletedTasks = p.state(), p.done()
	told.Percent = 100 * told.CompletedTasks / len(tasks)
	told.Successful = told.State == adcreative.Succeeded
	told.ErrorMessage = p.faults()
	return told
}

// faults says of each failed task why.
func (p *process) faults() string {
	var said []string
	for _, t := range p.Tasks {
		if t.Fault != "" {
			said = append(said, "Task "+t.ID.String()+": "+t.Fault)
		}
	}
	return strings.Join(said, " ")
}
