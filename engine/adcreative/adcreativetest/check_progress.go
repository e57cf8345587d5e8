// Checks of the two progress calls.

package adcreativetest

import (
	"encoding/json"

	"photoshoot/engine/adcreative"
)

func progressChecks() []check {
	return []check{
		{"progress of a finished job", paid, progressFinished},
		{"progress of a job that runs", advised | paid, progressRunning},
		{"progress of nothing", advised, progressOfNothing},
		{"progress query", nothing, progressQuery},
		{"listing", paid, listing},
		{"listing query", advised, listingQuery},
	}
}

// C9, C10 and C11: an array of one, in which all signs of the end agree.
func progressFinished(p *probe) {
	job := p.finished()
	jobs := p.check(job.ProcessID).jobs("progress.json")
	if len(jobs) != 1 {
		p.Fatalf("%d jobs of one process", len(jobs))
	}
	ends := jobs[0]
	if ends.MessageType != "ImageProductGenerationProgress" || ends.State != adcreative.Succeeded || ends.Percent != 100 || ends.TotalTasks != 3 ||
		ends.CompletedTasks != 3 || !ends.Successful || ends.ErrorMessage != "" || ends.RenderType != adcreative.AIProduct || len(ends.Tasks) != 3 ||
		ends.ApplicationID != p.as.ApplicationID || ends.UserID != p.as.UserID {
		p.Errorf("finished as %+v", ends)
	}
	for _, task := range ends.Tasks {
		if task.State != adcreative.Succeeded || task.URL == "" {
			p.Errorf("a task finished as %+v", task)
		}
	}
}

// C2: every task from the start, its address null or absent until it is there.
func progressRunning(p *probe) {
	job := p.start(p.order())
	var raw []struct {
		Tasks    json.RawMessage
		TaskURLs []struct {
			TaskID         string
			RenderState    adcreative.RenderState
			PublicImageURL *string
		}
	}
	p.check(job.ProcessID).answers("", &raw)
	if len(raw) != 1 || raw[0].Tasks != nil || len(raw[0].TaskURLs) != 1 {
		p.Fatalf("running as %+v", raw)
	}
	if task := raw[0].TaskURLs[0]; task.TaskID != job.Tasks[0].ID || (task.PublicImageURL != nil) != (task.RenderState == adcreative.Succeeded) {
		p.Errorf("a task runs as %+v", task)
	}
	p.wait(job.ProcessID)
}

// C11: what is not found is an empty array.
func progressOfNothing(p *probe) {
	if jobs := p.check(p.as.UserID).jobs("progress.json"); len(jobs) > 0 {
		p.Errorf("an id that is no process has %+v", jobs)
	}
}

func progressQuery(p *probe) {
	full := fields("userId", p.as.UserID, "imageProductGeneratorProcessId", p.as.UserID)
	bad := p.as.UserID + "1"
	p.get(adcreative.OpProgress, full.with("imageProductGeneratorProcessId", bad)).says(400, true, notValid("imageProductGeneratorProcessId", bad))
	if !p.Vendor {
		p.get(adcreative.OpProgress, full.without("userId")).rejects("userId")
		p.get(adcreative.OpProgress, full.without("imageProductGeneratorProcessId")).rejects("imageProductGeneratorProcessId")
	}
}

// Jobs of every user of the application, each once, as CheckUserProgress has them.
func listing(p *probe) {
	want := map[string]bool{p.finished().ProcessID: true}
	if !p.Vendor {
		second := p.as
		second.UserID = p.finished().Tasks[0].ID // an id like any other
		job := p.by(second).start(p.by(second).order())
		p.by(second).wait(job.ProcessID)
		want[job.ProcessID] = true
	}
	seen := map[string]int{}
	for _, job := range p.get(adcreative.OpAllProgress, p.application()).jobs("listing.json") {
		if seen[job.ProcessID]++; seen[job.ProcessID] > 1 || job.ApplicationID != p.as.ApplicationID {
			p.Errorf("lists %+v", job)
		}
	}
	for process := range want {
		if seen[process] != 1 {
			p.Errorf("process %s is listed %d times", process, seen[process])
		}
	}
}

func listingQuery(p *probe) {
	p.get(adcreative.OpAllProgress, nil).rejects("applicationId")
	p.get(adcreative.OpAllProgress, fields("applicationId", "x")).says(400, true, notValid("applicationId", "x"))
}
