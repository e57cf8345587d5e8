// Expand: products out of their blocks, one row at a time, in an order that is always the same.

package spec

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
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
	more, shown, hidden := true, 0, 0
	a := &assembly{block: b, rowFaults: rowFaults{scope: b.scope}}
	b.source.rows(&e.faults, func(row *row) bool {
		a.turn(row)
		p, ok := a.product()
		if ok && e.pathsFree(a, p) {
			more = e.yield(p)
		}
		if len(a.list) > 0 {
			if shown++; shown <= maxRowFaults {
				e.add(b.locate(&a.rowFaults)...)
			} else if a.list.HasErrors() {
				hidden++
			}
		}
		return more
	})
	if hidden > 0 {
		e.errorAt(b.at, "More rows at fault", "%d more rows of product %q have faults like those shown.", hidden, b.name)
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
