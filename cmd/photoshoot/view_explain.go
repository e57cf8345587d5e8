// An explanation for people: each line that decides about a picture, and where it is from.

package main

import (
	"strings"
	"time"

	"photoshoot/engine"
	"photoshoot/spec"
)

// explanation prints one shot.
func (v *view) explanation(e *engine.Explanation, origin func(string) string, s *session) {
	v.print("%s\n", v.paint(bold, e.Address))
	for _, c := range e.Changes {
		mark, style := sign(c.Action)
		v.print("  %s %s%s: %s\n", v.paint(style, mark), c.Action, strings.TrimPrefix(c.Address, e.Address), because(c.Reason))
		if c.Reason != engine.ManifestChanged {
			for _, d := range c.Evidence {
				v.print("      %s\n", evidence(d))
			}
		}
	}
	if len(e.Changes) == 0 {
		v.print("  nothing to do: it was made from these inputs, and its files are as delivered\n")
	}
	if e.Made != nil {
		v.print("  made %s, %dx%d, original %s\n", e.Made.Made.UTC().Format(time.RFC3339), e.Made.Width, e.Made.Height, e.Made.Object)
	}
	v.print("\n")
	for i := range e.Lines {
		v.manifestLine(&e.Lines[i], e, origin)
	}
	for _, f := range e.Files {
		v.print("    file %-7s %s, %s\n", f.Format, shown(s.output.Locate(f.Path)), f.Recipe)
	}
	v.print("\n")
}

// manifestLine prints a line of the manifest: its key, its value, and where that is from.
func (v *view) manifestLine(l *engine.Line, e *engine.Explanation, origin func(string) string) {
	mark, value := " ", l.New
	switch {
	case e.Shot == nil:
		value = l.Old
	case e.Made == nil || !l.Moved():
	case l.Ignored:
		value = l.Old + " (ignored: " + l.New + ")"
	default:
		mark, value = v.paint(yellow, "±"), l.Old+" -> "+l.New
	}
	v.print("  %s %-12s %s\n", mark, l.Key, value)
	if from := origin(l.Key); from != "" {
		v.print("      %s\n", v.paint(dim, from))
	}
}

// changers prints what would have the shots of a product made anew, and what would not.
func (v *view) changers(p *spec.Product) {
	if p == nil {
		v.print("The configuration does not name it, so apply deletes it with its files.\n")
		return
	}
	v.print("What makes a new picture: another value of any line above, other bytes in %s, or -replace.\n", p.Image)
	v.print("What does not: another output folder, path, format or max_credits, a renamed product, an upgraded tool, a file that was deleted or edited.\n")
	if len(p.IgnoreChanges) > 0 {
		v.print("Ignored by lifecycle once it is made: %s.\n", strings.Join(p.IgnoreChanges, ", "))
	}
}
