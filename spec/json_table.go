// JSON and JSON Lines: records that are objects, one after the other.

package spec

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// jsonTable reads the objects of an array, or of the lines of a file.
type jsonTable struct {
	window
	lines   bool
	columns *columns
	first   bool // no element has been read yet
	ended   bool
	record  record
}

func newJSON(in *textInput, name string, lines bool, c *columns) *jsonTable {
	return &jsonTable{window: newWindow(in, name), lines: lines, columns: c, first: true}
}

// open finds the array: the file itself, or the only list of an object such as {"products": [...]}.
func (t *jsonTable) open(f *faults) bool {
	if t.lines {
		return true
	}
	c := t.peek()
	if c == '{' && t.enterMember() {
		c = t.peek()
	}
	if c != '[' {
		f.errorAt(t.here(), "Not a list of objects", "A JSON catalogue is an array of objects, [{...}, {...}], or an object that holds one. For one object a line, set type = \"jsonl\".")
		return false
	}
	t.step(t.start + 1)
	return true
}

// peek skips space and gives the next byte, 0 at the end.
func (t *jsonTable) peek() byte {
	for {
		i := t.start
		for i < t.end && isSpace(t.buf[i]) {
			i++
		}
		t.step(i)
		if t.start < t.end {
			return t.buf[t.start]
		}
		if !t.fill() {
			return 0
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// enterMember steps over {"name": of an object's first member.
func (t *jsonTable) enterMember() bool {
	t.step(t.start + 1)
	if t.peek() != '"' {
		return false
	}
	end, ok := t.valueEnd()
	if !ok {
		return false
	}
	t.step(end)
	if t.peek() != ':' {
		return false
	}
	t.step(t.start + 1)
	return true
}

// next gives the next object.
func (t *jsonTable) next(f *faults) *record {
	for {
		at, ok := t.nextValue(f)
		if !ok {
			t.reportRead(f)
			return nil
		}
		if data := t.buf[at.from:at.to]; t.usable(f, at, data) {
			t.record.at = t.lineRange(at.pos, data)
			t.take(data)
			return &t.record
		}
	}
}

// nextValue finds the extent of the next element or line.
func (t *jsonTable) nextValue(f *faults) (recordSpan, bool) {
	if t.ended || t.separator(f) {
		return recordSpan{}, false
	}
	end, ok := t.valueEnd()
	if t.lines {
		end, ok = t.lineEnd(), true
	}
	if !ok {
		f.errorAt(t.oneAt(t.pos), "Invalid JSON", "The value that begins here has no end. The file may be cut off.")
		return recordSpan{}, false
	}
	at := recordSpan{t.start, end, t.pos}
	t.step(end)
	return at, true
}

// separator steps to the next element. True: there is none.
func (t *jsonTable) separator(f *faults) bool {
	c := t.peek()
	switch {
	case t.lines:
		return c == 0
	case c == ']':
		t.ended = true
		return true
	case t.first:
		t.first = false
	case c == ',':
		t.step(t.start + 1)
		c = t.peek()
	default:
		f.errorAt(t.oneAt(t.pos), "Invalid JSON", "A comma or the end of the array is missing here.")
		return true
	}
	if c == 0 {
		f.errorAt(t.here(), "Invalid JSON", "The array has no end. The file may be cut off.")
	}
	return c == 0
}

// lineEnd is the end of the line in the buffer.
func (t *jsonTable) lineEnd() int {
	for seen := 0; ; {
		if i := bytes.IndexByte(t.buf[t.start+seen:t.end], '\n'); i >= 0 {
			return t.start + seen + i
		}
		if seen = t.end - t.start; seen > maxRecord || !t.fill() {
			return t.end
		}
	}
}

// usable says whether a value is an object, in JSON and in UTF-8.
func (t *jsonTable) usable(f *faults, at recordSpan, data []byte) bool {
	switch {
	case !utf8.Valid(data):
		t.wrongEncoding(f, at.pos, data)
	case !json.Valid(data):
		pos, what := at.pos, "it is cut off"
		var syntax *json.SyntaxError
		if err := json.Unmarshal(data, new(json.RawMessage)); errors.As(err, &syntax) {
			pos, what = advance(at.pos, data[:max(0, min(int(syntax.Offset)-1, len(data)))]), syntax.Error()
		}
		f.errorAt(t.oneAt(pos), "Invalid JSON", "This is not JSON: %s.", what)
	case data[0] != '{':
		f.errorAt(t.lineRange(at.pos, data), "Not an object", "Each row of a catalogue is a JSON object, {\"column\": value, ...}.")
	default:
		return true
	}
	return false
}

// take reads the members of a valid object into the cells that are wanted.
func (t *jsonTable) take(data []byte) {
	cells := t.record.cells
	for i := range cells {
		cells[i] = cell{}
	}
	for len(cells) < len(t.columns.names) {
		cells = append(cells, cell{})
	}
	i := skipSpace(data, 1)
	for data[i] == '"' {
		nameEnd := jsonValueEnd(data, i)
		from := skipSpace(data, skipSpace(data, nameEnd)+1)
		to := jsonValueEnd(data, from)
		if n, ok := t.column(data[i+1 : nameEnd-1]); ok {
			for n >= len(cells) {
				cells = append(cells, cell{})
			}
			cells[n] = jsonCell(data[from:to])
		}
		if i = skipSpace(data, to); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
	t.record.cells = cells
}

// column says which cell a member belongs to.
func (t *jsonTable) column(raw []byte) (int, bool) {
	if n, ok := t.columns.index[string(raw)]; ok && t.columns.found[n] {
		return n, true
	}
	if t.columns.other[string(raw)] {
		return 0, false
	}
	name := string(jsonText(raw))
	n, ok := t.columns.index[name]
	if !ok && t.columns.all {
		n, ok = t.columns.want(name), true
	}
	if !ok {
		t.columns.see(name)
		return 0, false
	}
	t.columns.found[n] = true
	return n, true
}
