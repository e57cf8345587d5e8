// Progress: one line that a terminal rewrites, and now and then a line elsewhere.

package main

import (
	"fmt"
	"os"
	"time"

	"photoshoot/engine"
)

// plainEvery is how often a run that nobody watches says how far it is.
const plainEvery = 10 * time.Second

// progress is what the line is made of.
type progress struct {
	started          time.Time
	said             time.Time
	total, made      int
	failed           int
	rendering, ready int // tasks at the service, and finished there
	last             string
	drawn            bool
}

// begin starts the count of a run.
func (v *view) begin(p *engine.Plan) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	v.progress = progress{started: now, said: now, total: p.Count(engine.Create) + p.Count(engine.Replace) + p.Count(engine.Resume)}
	if !v.events {
		v.note("\n")
	}
}

// end takes the line away.
func (v *view) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.erase()
}

// event shows one event, in the form that the run was asked for.
func (v *view) event(e engine.Event) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.events {
		if e.Kind != engine.Looked {
			v.eventJSON(e)
		}
		return
	}
	v.count(e)
	if text := v.line(e); text != "" {
		v.erase()
		v.note("%s\n", text)
	}
	v.draw()
}

// count keeps the figures of the line.
func (v *view) count(e engine.Event) {
	p := &v.progress
	switch e.Kind {
	case engine.Accepted, engine.Adopted:
		p.rendering += e.Total
	case engine.Rendered:
		p.rendering -= min(e.Total, p.rendering)
	case engine.Made:
		p.made++
	case engine.FailedEvent:
		p.failed++
	case engine.Recognised:
		p.last = e.Address + " is " + e.Note
	case engine.Uploading:
		p.last = "cutting out " + e.Address
	}
}

// line is what an event is worth a line of its own for; most are not.
func (v *view) line(e engine.Event) string {
	switch e.Kind {
	case engine.FailedEvent:
		text := v.paint(red, "failed") + " " + e.Address + ": " + e.Err.Error()
		if a, ok := e.Err.(interface{ Advice() string }); ok {
			text += "\n       " + a.Advice()
		}
		return text
	case engine.HeldEvent:
		return v.paint(yellow, "held") + " " + e.Address + ": " + e.Note
	case engine.Waiting:
		return v.paint(yellow, "waiting") + " " + e.Address + ": " + e.Err.Error()
	case engine.Adopted:
		return v.paint(blue, "found") + " " + e.Address + ": an earlier run's job is at the service; it is not sent again"
	case engine.Absent:
		return v.paint(blue, "absent") + " " + e.Address + ": an earlier call never arrived; it is sent again"
	case engine.Duplicated:
		return v.paint(red, "duplicate") + " " + e.Address + ": the service has a job that was not meant to be, " + e.Note
	case engine.Wasted:
		return v.paint(yellow, "wasted") + " " + e.Address + fmt.Sprintf(": %d credits for a download that broke", e.Total)
	case engine.Kept:
		return v.paint(yellow, "kept") + " " + e.Note + ": it is not as it was delivered, so it is left alone"
	}
	return ""
}

// draw rewrites the line on a terminal; elsewhere it says one when the last is old.
func (v *view) draw() {
	p := &v.progress
	now := time.Now()
	text := fmt.Sprintf("%d of %d made", p.made, p.total)
	if p.rendering > 0 {
		text += fmt.Sprintf(", %d rendering", p.rendering)
	}
	if p.failed > 0 {
		text += fmt.Sprintf(", %d failed", p.failed)
	}
	text += fmt.Sprintf(", %s", now.Sub(p.started).Round(time.Second))
	if p.made > 0 && p.made < p.total {
		left := time.Duration(float64(now.Sub(p.started)) / float64(p.made) * float64(p.total-p.made))
		text += fmt.Sprintf(", about %s left", left.Round(time.Second))
	}
	switch {
	case v.live:
		if p.last != "" && p.made == 0 {
			text += "  " + p.last
		}
		fmt.Fprintf(v.err, "\r\x1b[K%s", clip(text, v.width-1))
		p.drawn = true
	case now.Sub(p.said) >= plainEvery:
		v.note("%s\n", text)
		p.said = now
	}
}

func (v *view) erase() {
	if v.progress.drawn {
		fmt.Fprint(v.err, "\r\x1b[K")
		v.progress.drawn = false
	}
}

// clip keeps a text on one line of the terminal.
func clip(text string, width int) string {
	if r := []rune(text); len(r) > width && width > 1 {
		return string(r[:width-1]) + "…"
	}
	return text
}

// draining says that the first interrupt was heard.
func (v *view) draining(s os.Signal) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.erase()
	v.note("%s: finishing what is under way; nothing new is started. Once more stops at once; both can be continued.\n", s)
}
