// One shot of an exhibit: where it stands, and why.

package main

import (
	"photoshoot/engine"
	"photoshoot/engine/gallery"
	"photoshoot/engine/studio"
	"photoshoot/state"
)

// recorded is a shot that was made.
func (e *exhibit) recorded(s state.Shot, files []state.File) gallery.Shot {
	m := engine.Manifest(s.Manifest)
	shot := gallery.Shot{Address: s.Address, Product: s.Product, Preset: m.Value("preset"), Prompt: unquoted(m.Value("prompt")),
		Kind: m.Value("render_kind"), Condition: gallery.Current, Object: s.Object, Before: s.Previous, Width: s.Width, Height: s.Height,
		Made: s.Made, Cost: e.costs[s.Address+"\x00"+s.Process], Latest: e.latest[s.Address],
		Warnings: studio.Notes(e.session.app.path(".photoshoot/studio"), s.Process, s.Task)}
	e.scene(&shot)
	e.full(&shot, files)
	shot.Reason = "It was never made before."
	if s.Previous != "" {
		shot.Reason, shot.Evidence = "It was asked for again.", lines(m.Since(engine.Manifest(s.Before)))
		if len(shot.Evidence) > 0 {
			shot.Reason = "Its inputs changed."
		}
	}
	e.expect(&shot)
	return shot
}

// full finds the full size: a delivered file that is the original, or the stored one.
func (e *exhibit) full(shot *gallery.Shot, files []state.File) {
	shot.Full = e.href(e.session.objects.Locate(shot.Object))
	if shot.Before != "" {
		shot.FullOld = e.href(e.session.objects.Locate(shot.Before))
	}
	for _, f := range files {
		if f.Shot != shot.Address {
			continue
		}
		href := e.href(e.session.output.Locate(f.Path))
		shot.Files = append(shot.Files, gallery.File{Format: f.Format, Href: href})
		if f.SHA256 == shot.Object {
			shot.Full = href
		}
	}
}

// expect says what the next apply does to a shot.
func (e *exhibit) expect(shot *gallery.Shot) {
	if fault := e.faults[shot.Product]; fault != "" {
		shot.Warnings = append(shot.Warnings, fault)
	}
	for _, c := range e.changes[shot.Address] {
		condition := conditionOf(c)
		if condition != gallery.Deriving || shot.Condition == gallery.Current {
			shot.Condition, shot.Reason, shot.Evidence = condition, sentence(because(c.Reason)), lines(c.Evidence)
		}
		shot.Planned += c.Credits
		if condition == gallery.Failed || condition == gallery.Held {
			for _, d := range c.Evidence {
				shot.Warnings = append(shot.Warnings, sentence(d.Old+d.New))
			}
		}
	}
}

// conditionOf says where a change leaves its shot.
func conditionOf(c engine.Change) gallery.Condition {
	switch {
	case c.Reason == engine.FailedBefore:
		return gallery.Failed
	case c.Reason == engine.InDoubt:
		return gallery.Held
	case c.Action == engine.Resume:
		return gallery.Running
	case c.Action == engine.Create:
		return gallery.New
	case c.Action == engine.Replace:
		return gallery.Changed
	case c.Action == engine.Delete && c.Format == "":
		return gallery.Leaving
	}
	return gallery.Deriving
}

// lines are the evidence of a plan in the words of a gallery.
func lines(diffs []engine.Diff) []gallery.Line {
	var all []gallery.Line
	for _, d := range diffs {
		all = append(all, gallery.Line{Key: d.Key, Old: unquoted(d.Old), New: unquoted(d.New)})
	}
	return all
}
