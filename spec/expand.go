// Expand: products out of their blocks, one row at a time, in an order that is always the same.

package spec

import (
	"fmt"
	"math"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// maxRowFaults is how many faulty rows of one block are shown before the rest is counted.
const maxRowFaults = 20

// Products yields every product that is wanted, blocks by name and rows in the order of
// their source, until yield returns false. A product is never touched again once yielded.
// The faults are those of rows; the rows that have any are left out.
func (c *Config) Products(yield func(*Product) bool) hcl.Diagnostics {
	e := newExpansion(c, yield)
	e.paths = newKeySet()
	for _, b := range c.products {
		if !e.block(b) {
			return e.sorted()
		}
	}
	e.unused(c.catalogs)
	return e.sorted()
}

// expansion is one pass over all products.
type expansion struct {
	faults
	config *Config
	yield  func(*Product) bool
	paths  *keySet // of delivered files, where the template does not keep products apart; nil: unchecked
	used   map[*catalogBlock]bool

	clashes int // of paths
}

func newExpansion(c *Config, yield func(*Product) bool) *expansion {
	return &expansion{config: c, yield: yield, used: map[*catalogBlock]bool{}}
}

// block expands one block. False: yield wants no more.
func (e *expansion) block(b *productBlock) bool {
	if b.source == nil {
		return true
	}
	if rows, ok := b.source.(*catalogRows); ok {
		e.used[rows.catalog] = true
	}
	more, faulty := true, 0
	a := &assembly{block: b, rowFaults: rowFaults{scope: b.scope}}
	b.source.rows(&e.faults, func(row *row) bool {
		a.turn(row)
		p, ok := a.product()
		if ok && e.pathsFree(a, p) {
			more = e.yield(p)
		}
		if len(a.list) > 0 {
			if faulty++; faulty <= maxRowFaults {
				e.add(b.locate(&a.rowFaults)...)
			}
		}
		return more
	})
	if faulty > maxRowFaults {
		e.errorAt(b.at, "More rows at fault", "%d more rows of product %q have faults like those shown.", faulty-maxRowFaults, b.name)
	}
	return more
}

// unused reads the catalogues that no product is repeated for, for their faults.
func (e *expansion) unused(catalogs []*catalogBlock) {
	for _, c := range catalogs {
		if !e.used[c] {
			c.alone().rows(&e.faults, func(*row) bool { return true })
		}
	}
}

// locate says of which product a fault is, where its place alone does not.
func (b *productBlock) locate(r *rowFaults) hcl.Diagnostics {
	if r.row == nil {
		return r.list
	}
	for _, d := range r.list {
		d.Detail += "\n\nThis is " + productAddress(b.name, string(r.row.key), true)
		if at := r.row.at; at.Filename != "" {
			d.Detail += fmt.Sprintf(", the row at %s:%d", at.Filename, at.Start.Line)
		}
		d.Detail += "."
	}
	return r.list
}

// checkImage takes local paths and https URLs. Whether there is a photo is not looked at here.
func checkImage(f *faults, image string, at hcl.Range) {
	scheme, _, isURL := strings.Cut(image, "://")
	switch {
	case strings.TrimSpace(image) == "":
		f.errorAt(at, "No photo", "image is empty. Name a photo by its path, relative to this folder, or by an https URL.")
	case strings.ContainsRune(image, 0):
		f.errorAt(at, "Invalid photo path", "image holds a zero byte, which no path may.")
	case isURL && scheme != "https":
		f.errorAt(at, "Unsupported photo URL", "image is a path or an https URL; this one starts with %s://.", scheme)
	}
}

// makeShape resolves what the block asks for in this row.
func (b *productBlock) makeShape(r *rowFaults) (*shape, bool) {
	before := len(r.list)
	w := &wish{shotOptions: b.inherit}
	if items, given, ok := b.formats.items(r); given {
		w.formats = b.library.findFormats(&r.faults, items)
		refuseEmpty(r, &b.formats, items, ok)
	}
	if items, given, ok := b.renderKinds.items(r); given {
		w.kinds = b.library.findKinds(&r.faults, items)
		refuseEmpty(r, &b.renderKinds, items, ok)
	}
	items, _, known := b.presets.items(r)
	for _, it := range items {
		if p, ok := b.library.findPreset(&r.faults, it.text, it.at); ok {
			w.presets, w.presetsAt = append(w.presets, p), append(w.presetsAt, it.at)
		}
	}
	w.safeMargin, _ = b.safeMargin.flag(r, w.safeMargin)
	w.sameStyle, _ = b.sameStyle.flag(r, w.sameStyle)
	w.recommended.Presets = b.count(r, &b.recommendedPresets)
	w.recommended.Prompts = b.count(r, &b.recommendedPrompts)
	known = known && !b.recommendedPresets.faulty && !b.recommendedPrompts.faulty
	if known && len(items)+w.recommended.Presets+w.recommended.Prompts == 0 && !r.list[before:].HasErrors() {
		r.errorAt(b.scenesAt(), "Product without scenes", "Product %q asks for no picture. Give it presets = [...], or a recommended block with the number of scenes that the service may choose.", b.name)
	}
	s, ok := buildShape(&r.faults, w, b.path)
	return s, ok && !r.list[before:].HasErrors()
}

func (b *productBlock) scenesAt() hcl.Range {
	if b.presets.expr != nil {
		return b.presets.at()
	}
	return b.at
}

func refuseEmpty(r *rowFaults, f *field, items []item, ok bool) {
	if ok && len(items) == 0 {
		r.errorAt(f.at(), "Empty list", "%s is empty, so nothing would be made. Leave it out for the default.", f.name)
	}
}

// maxRecommended is how many presets, and how many prompts, the service recommends for a photo.
const maxRecommended = 6

// count reads a number of recommended scenes.
func (b *productBlock) count(r *rowFaults, f *field) int {
	v, ok := f.in(r)
	if v == cty.NilVal || !ok {
		return 0
	}
	n, _ := v.AsBigFloat().Float64()
	if n < 0 || n > maxRecommended || n != math.Trunc(n) {
		r.errorAt(f.at(), "Number out of range", "%s of recommended must be a whole number from 0 to %d; the service recommends no more.", f.name, maxRecommended)
		return 0
	}
	return int(n)
}

// pathsFree refuses a path that another product has taken, which a template with {product}
// as a part of its own rules out.
func (e *expansion) pathsFree(a *assembly, p *Product) bool {
	path := a.block.path
	if e.paths == nil || path.rooted {
		return true
	}
	for _, s := range p.Shots {
		for _, f := range s.Files {
			if e.paths.add(foldKey(nil, []byte(f.Path))) {
				continue
			}
			other := "another product"
			if e.clashes++; e.clashes <= maxRowFaults {
				other = e.config.firstWith(f.Path)
			}
			if other != p.Address {
				a.errorAt(path.at, "Two files with one path", "%s and %s would both deliver %s. Let path keep products apart with {product}/, as the default does: %q.", other, p.Address, f.Path, defaultPath)
				return false
			}
		}
	}
	return true
}

// firstWith is the address of the first product that delivers to a path. It expands all
// products again, which a configuration without faults never needs.
func (c *Config) firstWith(path string) (address string) {
	e := newExpansion(c, func(p *Product) bool {
		for _, s := range p.Shots {
			for _, f := range s.Files {
				if strings.EqualFold(f.Path, path) {
					address = p.Address
				}
			}
		}
		return address == ""
	})
	for _, b := range c.products {
		if !e.block(b) {
			break
		}
	}
	return address
}
