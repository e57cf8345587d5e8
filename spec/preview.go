// Preview: what a catalogue's file turns into, before anything is made of it.

package spec

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// Preview is the beginning of a catalogue as products would see it.
type Preview struct {
	Name    string
	File    string // as the user would type it
	Type    string
	Columns []string // as in each.value: the file's own, and the names that its type adds
	Rows    []PreviewRow
	Count   int // of all rows that pass where
}

// PreviewRow is one row.
type PreviewRow struct {
	Line   int
	Key    string
	Values []string // by column; empty: none
}

// Catalogs names the catalogues, sorted.
func (c *Config) Catalogs() []string {
	var names []string
	for _, cat := range c.catalogs {
		names = append(names, cat.name)
	}
	return names
}

// Preview reads a catalogue to its end and keeps its first rows.
func (c *Config) Preview(name string, rows int) (Preview, hcl.Diagnostics) {
	f := &faults{}
	for _, cat := range c.catalogs {
		if cat.name == name {
			return cat.preview(f, rows), f.sorted()
		}
	}
	f.errorAt(hcl.Range{}, "No such catalogue", "There is no catalogue named %q.%s", name, didYouMean(name, c.Catalogs()))
	return Preview{}, f.sorted()
}

func (c *catalogBlock) preview(f *faults, most int) Preview {
	p := Preview{Name: c.name, File: c.shown, Type: c.typ}
	source := c.alone()
	source.columns.all = true
	for _, name := range c.names() {
		source.columns.want(name)
	}
	source.rows(f, func(r *row) bool {
		if p.Count++; p.Count <= most {
			p.Columns = r.columns.names
			p.Rows = append(p.Rows, r.preview())
		}
		return true
	})
	p.dropEmpty()
	return p
}

// dropEmpty leaves out the columns that are empty in all the rows that are kept, of which
// a shop's export has dozens.
func (p *Preview) dropEmpty() {
	var kept []int
	for i := range p.Columns {
		if slices.ContainsFunc(p.Rows, func(r PreviewRow) bool { return i < len(r.Values) && r.Values[i] != "" }) {
			kept = append(kept, i)
		}
	}
	keep := func(values []string) []string {
		var left []string
		for _, i := range kept {
			if i < len(values) {
				left = append(left, values[i])
			} else {
				left = append(left, "")
			}
		}
		return left
	}
	p.Columns = keep(p.Columns)
	for i := range p.Rows {
		p.Rows[i].Values = keep(p.Rows[i].Values)
	}
}

func (r *row) preview() PreviewRow {
	p := PreviewRow{Line: r.at.Start.Line, Key: string(r.key)}
	for _, c := range r.cells {
		switch c.kind {
		case trueCell, falseCell:
			p.Values = append(p.Values, fmt.Sprint(c.kind == trueCell))
		default:
			p.Values = append(p.Values, string(c.text))
		}
	}
	return p
}
