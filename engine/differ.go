// Differing: whether a plan that was made earlier would still do the same.

package engine

import (
	"fmt"

	"photoshoot/spec"
	"photoshoot/state"
)

// Differ lists what only one of two plans does: Old is what the first would have done, New
// what the second does. None: they do the same.
func Differ(first, second *Plan) []Diff {
	was, is := first.deeds(), second.deeds()
	var diffs []Diff
	for _, d := range was.order {
		if was.of[d] != is.of[d] {
			diffs = append(diffs, Diff{Key: d, Old: was.of[d], New: is.of[d]})
		}
	}
	for _, d := range is.order {
		if _, both := was.of[d]; !both {
			diffs = append(diffs, Diff{Key: d, New: is.of[d]})
		}
	}
	return diffs
}

// deeds is what a plan does by address, in its order.
type deeds struct {
	order []string
	of    map[string]string
}

func (p *Plan) deeds() deeds {
	d := deeds{of: map[string]string{}}
	add := func(address, deed string) {
		d.order = append(d.order, address)
		d.of[address] = deed
	}
	for _, pp := range p.Products {
		for i := range pp.Changes {
			add(pp.Changes[i].Address, pp.Changes[i].deed())
		}
	}
	for _, pp := range p.Products {
		if pp.Unknown > 0 {
			add(pp.Address, fmt.Sprintf("create %d shots of recommended scenes", pp.Unknown))
		}
	}
	for _, f := range p.Faults {
		add(f.Address, "fault "+f.Err.Error())
	}
	for _, j := range p.Stray {
		add("job "+j.ID, "see to its end")
	}
	return d
}

// deed is all that makes two changes of one address the same.
func (c *Change) deed() string {
	text := string(c.Action)
	if c.From != "" {
		text += " from " + c.From
	}
	if c.Digest != (state.Digest{}) {
		text += " with inputs " + c.Digest.String()[:12]
	}
	if c.Original != "" {
		text += " of original " + c.Original[:min(12, len(c.Original))]
	}
	if c.Credits > 0 {
		text += fmt.Sprintf(" for %d credits", c.Credits)
	}
	for _, f := range c.files() {
		text += fmt.Sprintf(", %s (%s)", f.Path, recipe(f.Format))
	}
	return text
}

// files are those that the change delivers.
func (c *Change) files() []spec.File {
	if c.Shot == nil {
		return nil
	}
	if c.Format == "" {
		return c.Shot.Files
	}
	for _, f := range c.Shot.Files {
		if f.Format.Name == c.Format {
			return []spec.File{f}
		}
	}
	return nil
}
