// XML: the items of a Google Merchant feed, in RSS or Atom.

package spec

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/text/encoding/htmlindex"
)

// googleNamespace is that of the attributes of a product, as Google's feed specification
// says. Other elements of an item count where it has no attribute of their name.
const googleNamespace = "http://base.google.com/ns/1.0"

// xmlTable reads <item> and <entry> elements, whose children are the columns.
type xmlTable struct {
	name    string
	decoder *xml.Decoder
	columns *columns
	aliases func(name string) []string // the names of the file that a wanted name stands for
	record  record
	values  map[string]*xmlValue // of the current item
	known   int                  // of values, when last looked at
	items   int
}

// xmlValue is the text of one column of an item.
type xmlValue struct {
	text   []byte
	set    bool
	google bool
}

func newXML(in *textInput, name string, c *columns, aliases func(string) []string) *xmlTable {
	t := &xmlTable{name: name, decoder: xml.NewDecoder(in), columns: c, aliases: aliases, values: map[string]*xmlValue{}}
	t.decoder.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if in.decoded {
			return r, nil
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(r), nil
	}
	return t
}

func (t *xmlTable) open(*faults) bool { return true }

func (t *xmlTable) next(f *faults) *record {
	for {
		token, err := t.decoder.Token()
		if err != nil {
			t.ended(f, err)
			return nil
		}
		start, ok := token.(xml.StartElement)
		if !ok || (start.Name.Local != "item" && start.Name.Local != "entry") {
			continue
		}
		t.items++
		t.record.at = t.here()
		if err := t.readItem(); err != nil {
			t.ended(f, err)
			return nil
		}
		t.fillCells()
		return &t.record
	}
}

func (t *xmlTable) here() hcl.Range {
	line, column := t.decoder.InputPos()
	pos := hcl.Pos{Line: line, Column: column, Byte: int(t.decoder.InputOffset())}
	return hcl.Range{Filename: t.name, Start: pos, End: pos}
}

// ended tells a fault from the end of the file.
func (t *xmlTable) ended(f *faults, err error) {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && t.items == 0:
		f.errorAt(t.here(), "Empty catalogue", "There is no <item> or <entry> in %s. A Google Merchant feed has one for each product.", t.name)
	case errors.Is(err, io.EOF):
	case errors.As(err, &syntax):
		f.errorAt(t.here(), "Invalid XML", "This is not XML: %s. What follows was not read.", syntax.Msg)
	default:
		f.errorAt(t.here(), "Cannot read a catalogue", "Reading %s stopped here: %s.", t.name, reason(err))
	}
}

// readItem reads the children of an item up to its end.
func (t *xmlTable) readItem() error {
	for _, v := range t.values {
		*v = xmlValue{text: v.text[:0]}
	}
	var current *xmlValue
	for depth := 0; ; {
		token, err := t.decoder.Token()
		if err == io.EOF {
			err = &xml.SyntaxError{Msg: "unexpected EOF"}
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				current = t.child(token.Name)
			}
		case xml.EndElement:
			if depth--; depth < 0 {
				return nil
			}
			current = nil
		case xml.CharData:
			if current != nil && depth == 1 {
				current.text = append(current.text, token...)
			}
		}
	}
}

// child finds where the text of a child belongs; nil: nowhere.
func (t *xmlTable) child(name xml.Name) *xmlValue {
	v := t.values[name.Local]
	if v == nil {
		v = &xmlValue{}
		t.values[name.Local] = v
	}
	google := name.Space == googleNamespace || name.Space == "g"
	switch {
	case !v.set, google && !v.google:
		*v = xmlValue{text: v.text[:0], set: true, google: google}
	case v.google && !google:
		return nil
	default:
		v.text = append(v.text, ',') // a list, such as of additional_image_link
	}
	return v
}

// fillCells puts the item's texts where they are wanted.
func (t *xmlTable) fillCells() {
	if len(t.values) > t.known {
		t.known = len(t.values)
		for _, name := range slices.Sorted(maps.Keys(t.values)) {
			if t.columns.all {
				t.columns.want(name)
			}
			t.columns.see(name)
		}
	}
	cells := t.record.cells[:0]
	for i, name := range t.columns.names {
		var c cell
		for _, own := range t.aliases(name) {
			if v := t.values[own]; v != nil && v.set && len(c.text) == 0 {
				c = cell{[]byte(strings.TrimSpace(string(v.text))), textCell}
				t.columns.found[i] = true
			}
		}
		cells = append(cells, c)
	}
	t.record.cells = cells
}
