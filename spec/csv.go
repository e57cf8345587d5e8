// CSV and TSV: records of cells between delimiters, quoted where they hold any.

package spec

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// maxRecord is the size of a record at which a quote that was never closed is the likelier
// explanation.
const maxRecord = 1 << 20

// csvTable reads records of any width and yields those that fit the header.
type csvTable struct {
	window
	delimiter byte // 0: found in the header
	columns   *columns
	resolve   func(name string, header []string) []int // which cells a wanted column is made of

	header []string
	from   [][]int // by wanted column: cells of the file, the first that is not empty counts
	raw    []span  // cells of the current record, in buf
	broken int     // records with broken quotes
	record record
}

// span is a part of the buffer.
type span struct {
	from, to int
	rewrite  bool // holds doubled quotes, or line ends of two bytes
}

func newCSV(in *textInput, name string, delimiter byte, c *columns, resolve func(string, []string) []int) *csvTable {
	return &csvTable{window: newWindow(in, name), delimiter: delimiter, columns: c, resolve: resolve}
}

// open reads the header.
func (t *csvTable) open(f *faults) bool {
	t.fill()
	if t.delimiter == 0 {
		t.delimiter = sniffDelimiter(t.buf[t.start:t.end])
	}
	at, ok := t.nextRaw(f)
	if !ok {
		if t.readErr == nil && !f.list.HasErrors() {
			f.errorAt(t.here(), "Empty catalogue", "The file %s is empty. Its first line must name the columns.", t.name)
		}
		return false
	}
	for _, s := range t.raw {
		t.header = append(t.header, string(bytes.TrimSpace(t.cell(s))))
	}
	if whole := t.buf[at.from:at.to]; !utf8.Valid(whole) {
		t.wrongEncoding(f, at.pos, whole)
		return false
	} else if bytes.IndexByte(whole, '\r') >= 0 && t.eof && t.start == t.end {
		f.errorAt(t.rangeOf(at), "Unsupported line ends", "The lines of %s end with a carriage return alone, so the file is one single line. Save it again as CSV in UTF-8.", t.name)
		return false
	}
	for _, name := range t.header {
		if t.columns.all && name != "" {
			t.columns.want(name)
		}
		t.columns.see(name)
	}
	t.columns.known = true
	t.resolveColumns()
	return t.unambiguous(f, at)
}

// unambiguous refuses a wanted column that the header names twice.
func (t *csvTable) unambiguous(f *faults, at recordSpan) bool {
	before := len(f.list)
	for i, from := range t.from {
		if len(from) == 0 {
			continue
		}
		name := t.header[from[0]]
		if again := slices.Index(t.header[from[0]+1:], name); again >= 0 && !t.columns.all {
			f.errorAt(t.rangeOf(at), "Duplicate column", "The columns %d and %d are both named %q, and %s is asked for. Rename one of them.", from[0]+1, from[0]+again+2, name, t.columns.names[i])
		}
	}
	return len(f.list) == before
}

func (t *csvTable) resolveColumns() {
	t.from = make([][]int, len(t.columns.names))
	for i, name := range t.columns.names {
		t.from[i] = t.resolve(name, t.header)
		t.columns.found[i] = len(t.from[i]) > 0
	}
	t.record.cells = make([]cell, len(t.from))
}

// exactColumn finds a column by its name in the header, which it has once.
func exactColumn(name string, header []string) []int {
	for i, h := range header {
		if h == name {
			return []int{i}
		}
	}
	return nil
}

// sniffDelimiter takes the likeliest of the delimiters in the first line.
func sniffDelimiter(data []byte) byte {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		if n := bytes.Count(line, []byte{d}); n > most {
			best, most = d, n
		}
	}
	return best
}

// next gives the next record that has as many cells as the header.
func (t *csvTable) next(f *faults) *record {
	for {
		at, ok := t.nextRaw(f)
		if !ok {
			return nil
		}
		whole := t.buf[at.from:at.to]
		switch {
		case !utf8.Valid(whole):
			t.wrongEncoding(f, at.pos, whole)
			continue
		case bytes.IndexByte(whole, 0) >= 0:
			f.errorAt(t.rangeOf(at), "Zero byte in a catalogue", "The row holds a zero byte. Save the file as CSV in UTF-8.")
			continue
		case len(t.raw) != len(t.header) && !t.ragged(f, at):
			continue
		}
		t.record.at = t.rangeOf(at)
		for i, from := range t.from {
			t.record.cells[i] = t.pick(from)
		}
		return &t.record
	}
}

// pick gives the first of some cells that is not empty.
func (t *csvTable) pick(from []int) cell {
	var c cell
	for _, i := range from {
		if c = (cell{t.cell(t.raw[i]), textCell}); len(c.text) > 0 {
			break
		}
	}
	return c
}

// ragged says whether a record of another width than the header's can be taken: cells
// too many are no loss where they are empty.
func (t *csvTable) ragged(f *faults, at recordSpan) bool {
	n := len(t.header)
	if len(t.raw) > n {
		empty := true
		for _, s := range t.raw[n:] {
			empty = empty && s.from == s.to
		}
		if empty {
			return true
		}
	}
	f.errorAt(t.rangeOf(at), "Row of the wrong width", "The row has %d cells, and the header has %d columns. Put quotes around a cell that holds a %s, or fill in what is missing.", len(t.raw), n, delimiterName(t.delimiter))
	return false
}

func delimiterName(d byte) string {
	switch d {
	case '\t':
		return "tab"
	case ';':
		return "semicolon"
	case '|':
		return "bar"
	}
	return "comma"
}

// cell is the content of a cell, with doubled quotes made one. Line ends become those of
// all systems but Windows, so that saving a file there changes no text.
func (t *csvTable) cell(s span) []byte {
	data := t.buf[s.from:s.to]
	if s.rewrite {
		data = bytes.ReplaceAll(data, []byte(`""`), []byte(`"`))
		return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	return data
}

// rangeOf is the first line of a record.
func (t *csvTable) rangeOf(at recordSpan) hcl.Range {
	return t.lineRange(at.pos, t.buf[at.from:at.to])
}
