// Tables: files of records, read one at a time, of which only the wanted columns are kept.

package spec

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// table reads the records of one file.
type table interface {
	// open reads what stands before the first record and resolves the columns.
	open(f *faults) bool
	// next gives the next record without faults; nil at the end. Its cells are good until
	// the next call.
	next(f *faults) *record
}

// record is a line of a table, or what stands for one.
type record struct {
	at    hcl.Range
	cells []cell // by wanted column
}

// cell is a value of a record.
type cell struct {
	text []byte // of nested values and numbers: as JSON
	kind cellKind
}

type cellKind uint8

const (
	absent cellKind = iota // null, or no such column in this record
	textCell
	numberCell
	trueCell
	falseCell
	nestedCell
)

// value is the cell as expressions see it.
func (c cell) value() cty.Value {
	switch c.kind {
	case textCell:
		return cty.StringVal(string(c.text))
	case trueCell, falseCell:
		return cty.BoolVal(c.kind == trueCell)
	case numberCell:
		if v, err := cty.ParseNumberVal(string(c.text)); err == nil {
			return v
		}
	case nestedCell:
		if typ, err := ctyjson.ImpliedType(c.text); err == nil {
			if v, err := ctyjson.Unmarshal(c.text, typ); err == nil {
				return v
			}
		}
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// columns are the columns that are wanted of a table, and those that it has.
type columns struct {
	names []string // wanted
	index map[string]int
	all   bool            // every column is wanted
	known bool            // the table named its columns before its records
	found []bool          // by wanted column: the table has it
	other map[string]bool // names the table has and nobody wants, for suggestions
}

func newColumns() *columns { return &columns{index: map[string]int{}, other: map[string]bool{}} }

// want asks for a column and says which cell of each record holds it.
func (c *columns) want(name string) int {
	if i, ok := c.index[name]; ok {
		return i
	}
	c.index[name] = len(c.names)
	c.names = append(c.names, name)
	c.found = append(c.found, false)
	return len(c.names) - 1
}

// maxNames bounds the names kept for suggestions: a table of objects can have any number.
const maxNames = 1000

// see notes a column that nobody wants.
func (c *columns) see(name string) {
	if len(c.other) < maxNames {
		c.other[name] = true
	}
}

// has lists the names that the table was seen to have.
func (c *columns) has() []string {
	names := slices.Sorted(maps.Keys(c.other))
	for i, name := range c.names {
		if c.found[i] {
			names = append(names, name)
		}
	}
	return names
}

// object is a record as one value, with the wanted columns as attributes.
func (c *columns) object(cells []cell) cty.Value {
	attrs := make(map[string]cty.Value, len(cells))
	for i, name := range c.names {
		if i < len(cells) {
			attrs[name] = cells[i].value()
		} else {
			attrs[name] = cty.NullVal(cty.DynamicPseudoType)
		}
	}
	return cty.ObjectVal(attrs)
}
