// Assembly: one product put together from a row, its texts in a single piece of memory.

package spec

import "encoding/binary"

// assembly makes the products of a block, one row after the other.
type assembly struct {
	rowFaults
	block *productBlock
	buf   []byte
	paths []span

	shapes map[string]*shape // of rows so far, by the cells that shapes depend on
	cells  []byte
}

// product makes the product of the current row. False: it is not wanted, or at fault.
func (a *assembly) product() (*Product, bool) {
	b := a.block
	enabled, ok := b.enabled.flag(&a.rowFaults, true)
	if !ok || !enabled {
		return nil, false
	}
	a.buf = a.buf[:0]
	address, key := a.address()
	image, imageOK := a.text(&b.image)
	title, _ := a.text(&b.title)
	description, _ := a.text(&b.description)
	protected, _ := b.preventDestroy.flag(&a.rowFaults, false)
	s := b.shape
	if s == nil {
		s, ok = a.rowShape()
	}
	if ok = ok && !b.broken; ok {
		a.filePaths(s, a.folder(key))
	}
	all := string(a.buf)
	cut := func(s span) string { return all[s.from:s.to] }
	if imageOK && b.image.expr != nil {
		checkImage(&a.faults, cut(image), b.image.at())
	}
	if !ok || a.list.HasErrors() {
		return nil, false
	}
	p := &Product{Address: cut(address), Block: b.name, Key: cut(key), Source: place(b.at), ImageSource: place(b.image.at()),
		Image: cut(image), Name: cut(title), Description: cut(description), Recommended: s.recommended,
		PreventDestroy: protected, IgnoreChanges: b.ignoreChanges}
	if a.row != nil {
		p.Row = place(a.row.at)
	}
	p.Shots = s.fill(func(file int) string { return cut(a.paths[file]) })
	return p, true
}

// address writes the product's address, and gives where its key is.
func (a *assembly) address() (address, key span) {
	a.buf = append(a.buf, a.block.address...)
	if a.row == nil {
		return span{to: len(a.buf)}, span{}
	}
	a.buf = append(a.buf, '[')
	quote := len(a.buf)
	a.buf = appendQuoted(a.buf, a.row.key)
	a.buf = append(a.buf, ']')
	address = span{to: len(a.buf)}
	if len(a.buf)-quote == len(a.row.key)+3 { // nothing was escaped: the address holds the key
		return address, span{from: quote + 1, to: quote + 1 + len(a.row.key)}
	}
	a.buf = append(a.buf, a.row.key...)
	return address, span{from: address.to, to: len(a.buf)}
}

// text writes what an argument is in this row.
func (a *assembly) text(f *field) (span, bool) {
	from := len(a.buf)
	var ok bool
	a.buf, ok = f.text(a.buf, &a.rowFaults)
	return span{from: from, to: len(a.buf)}, ok
}

// folder writes what {product} stands for in paths: the block, and the key made safe.
func (a *assembly) folder(key span) span {
	from := len(a.buf)
	a.buf = append(a.buf, a.block.folder...)
	if a.row == nil {
		return span{from: from, to: len(a.buf)}
	}
	a.buf = append(a.buf, '/')
	if raw := a.buf[key.from:key.to]; safeAsItIs(raw) {
		a.buf = append(a.buf, raw...)
	} else {
		a.buf = append(a.buf, safeName(string(raw))...)
	}
	return span{from: from, to: len(a.buf)}
}

// filePaths writes the path of each file.
func (a *assembly) filePaths(s *shape, folder span) {
	a.paths = a.paths[:0]
	for _, pieces := range s.pieces {
		from := len(a.buf)
		for i, piece := range pieces {
			if i > 0 {
				a.buf = append(a.buf, a.buf[folder.from:folder.to]...)
			}
			a.buf = append(a.buf, piece...)
		}
		a.paths = append(a.paths, span{from: from, to: len(a.buf)})
	}
}

// maxShapes bounds the shapes that are kept: a catalogue has few different ones, or too many.
const maxShapes = 4096

// rowShape makes the row's shape, or finds the one of a row with the same cells.
func (a *assembly) rowShape() (*shape, bool) {
	if a.block.shapeCells == nil {
		return a.block.makeShape(&a.rowFaults)
	}
	a.cells = a.cells[:0]
	for _, i := range a.block.shapeCells {
		c := cell{}
		if i < len(a.row.cells) {
			c = a.row.cells[i]
		}
		a.cells = append(binary.AppendUvarint(a.cells, uint64(len(c.text))), byte(c.kind))
		a.cells = append(a.cells, c.text...)
	}
	if s, ok := a.shapes[string(a.cells)]; ok {
		return s, true
	}
	before := len(a.list)
	s, ok := a.block.makeShape(&a.rowFaults)
	if ok && len(a.list) == before && len(a.shapes) < maxShapes {
		if a.shapes == nil {
			a.shapes = map[string]*shape{}
		}
		a.shapes[string(a.cells)] = s
	}
	return s, ok
}
