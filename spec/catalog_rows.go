// Catalog rows: the records of a catalogue that pass where, each with a key of its own.

package spec

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// catalogRows are the rows of a catalogue as one product block sees them.
type catalogRows struct {
	catalog *catalogBlock
	columns *columns    // wanted by the catalogue and the block
	refs    []columnRef // of the block
}

// rows yields the rows in the order of the file. Those at fault are reported and left out.
func (c *catalogRows) rows(f *faults, yield func(*row) bool) {
	keys, folded := newKeySet(), []byte(nil)
	own := &faults{limit: maxRowFaults}
	n, whole := 0, true
	c.each(own, func(r *row) bool {
		if folded = foldKey(folded[:0], r.key); !keys.add(folded) {
			if c.taken(own, r) {
				return true
			}
		}
		n++
		whole = yield(r)
		return whole
	})
	f.add(own.list...)
	if own.more > 0 {
		f.errorAt(c.catalog.at, "More faults in a catalogue", "%s has %d more faults. Those shown may explain them.", c.catalog.shown, own.more)
	}
	if whole {
		c.catalog.count = n
	}
}

// each yields the rows that pass where, whether or not their keys are unique.
func (c *catalogRows) each(f *faults, yield func(*row) bool) {
	if c.catalog.broken {
		return
	}
	columns := c.columns.clone()
	t, in := c.catalog.open(f, columns)
	if t == nil {
		return
	}
	defer in.Close()
	refs := append(append([]columnRef{}, c.catalog.refs...), c.refs...)
	if !t.open(f) || (columns.known && columns.unknown(f, refs, c.catalog.shown, c.catalog.names())) {
		return
	}
	r := &rowFaults{scope: c.catalog.scope}
	row := &row{columns: columns}
	read := 0
	for rec := t.next(f); rec != nil; rec = t.next(f) {
		read++
		row.cells, row.key = rec.cells, row.key[:0]
		row.at = rec.at
		r.turn(row)
		if c.keep(r, rec.at) && !yield(row) {
			return
		}
		f.add(r.list...)
	}
	if read > 0 && !columns.known {
		columns.unknown(f, refs, c.catalog.shown, c.catalog.names())
	}
}

// keep evaluates where and key. False: the row does not count, or is at fault.
func (c *catalogRows) keep(r *rowFaults, at hcl.Range) bool {
	met, ok := c.catalog.where.flag(r, true)
	if ok && met {
		r.row.key, ok = c.catalog.key.text(r.row.key, r)
	}
	for _, d := range r.list {
		d.Detail += fmt.Sprintf("\n\nThis is the row at %s:%d.", at.Filename, at.Start.Line)
	}
	if !ok || !met {
		return false
	}
	if len(bytes.TrimSpace(r.row.key)) == 0 {
		r.errorAt(at, "Empty key", "The key of this row is empty. Each row needs a name that lasts: fill the column in, or leave such rows out with where.")
		return false
	}
	return true
}

// names are the names that the catalogue's type gives columns beside the file's own.
func (c *catalogBlock) names() []string {
	var names []string
	for _, s := range shopColumns(c.typ) {
		names = append(names, s.name)
	}
	return names
}

// foldKey appends a key without its case, as its folder is on some file systems.
func foldKey(buf, key []byte) []byte {
	for i, c := range key {
		if c >= utf8.RuneSelf {
			return append(buf[:0], strings.ToLower(string(key))...)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf = append(buf[:i], c)
	}
	return buf
}

// taken says whether a row before this one has its key, and reports that. It reads the
// file again, which a file without faults never needs.
func (c *catalogRows) taken(f *faults, r *row) bool {
	if f.more > 0 || len(f.list) >= f.limit {
		f.more++
		return true
	}
	folded, found := foldKey(nil, r.key), false
	c.each(&faults{limit: 1}, func(other *row) bool {
		if other.at.Start.Byte >= r.at.Start.Byte {
			return false
		}
		if bytes.Equal(folded, foldKey(nil, other.key)) {
			found = true
			duplicateKey(f, r.at, string(r.key), string(other.key), other.at.Start.Line)
		}
		return !found
	})
	return found
}

func duplicateKey(f *faults, at hcl.Range, key, other string, first int) {
	if key == other {
		f.errorAt(at, "Duplicate key", "The row at line %d has the key %q already. Each row needs a key of its own: choose another column for key, or leave one of the rows out with where.", first, key)
		return
	}
	f.errorAt(at, "Duplicate key", "The key %q differs from %q at line %d in upper and lower case alone, and not every file system tells their folders apart. Change one of the two.", key, other, first)
}

// length counts the rows.
func (c *catalogBlock) length() (cty.Value, error) {
	f := &faults{}
	if c.count < 0 {
		c.alone().rows(f, func(*row) bool { return true })
	}
	if c.broken || f.list.HasErrors() {
		return cty.NilVal, errors.New("the catalogue has faults")
	}
	return cty.NumberIntVal(int64(c.count)), nil
}

// alone are the rows of a catalogue without a product.
func (c *catalogBlock) alone() *catalogRows {
	return &catalogRows{catalog: c, columns: c.columns.clone()}
}

// few lists names for the end of a message, and no more of them than one reads.
func few(names []string) string {
	const most = 12
	if len(names) == 0 {
		return "no columns"
	}
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
