// CSV scanning: where records and their cells begin and end, without copying them.

package spec

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
)

// recordSpan is a record in the buffer, without its line end.
type recordSpan struct {
	from, to int
	pos      hcl.Pos
}

// scan is how the search for the end of a record ended.
type scan int

const (
	complete   scan = iota
	incomplete      // more must be read
	unclosed        // a quote has no other end
	trailing        // text follows a closing quote
)

// nextRaw finds the next record that is not blank, and its cells.
func (t *csvTable) nextRaw(f *faults) (recordSpan, bool) {
	for {
		end, after, how := t.scan()
		switch {
		case how == incomplete && t.end-t.start < maxRecord && t.fill():
			continue
		case how == incomplete:
			how = unclosed
		}
		if t.start == t.end || t.broken > maxRowFaults {
			t.reportRead(f)
			return recordSpan{}, false
		}
		at := recordSpan{t.start, end, t.pos}
		if how != complete {
			t.brokenQuotes(f, at, how)
			t.skipLine()
			continue
		}
		if t.step(after); at.from < at.to {
			return at, true
		}
	}
}

// skipLine steps over the first line of a broken record. Reading goes on with the next.
func (t *csvTable) skipLine() {
	for {
		if i := bytes.IndexByte(t.buf[t.start:t.end], '\n'); i >= 0 {
			t.step(t.start + i + 1)
			return
		}
		t.step(t.end)
		if !t.fill() {
			return
		}
	}
}

func (t *csvTable) brokenQuotes(f *faults, at recordSpan, how scan) {
	t.broken++
	last := t.raw[len(t.raw)-1]
	pos := advance(at.pos, t.buf[at.from:last.from])
	subject := t.oneAt(pos)
	switch {
	case how == trailing:
		f.errorAt(subject, "Text after a closing quote", `The quoted cell ends before this text. Write a quote within a quoted cell twice: "".`)
		return
	case t.buf[last.from] != '"':
		f.errorAt(subject, "Row too long", "The row has more than %d bytes. Check that the file is a table with one record a line.", maxRecord)
		return
	}
	f.errorAt(subject, "Quote without an end", "The quote that opens here is never closed. Close it, or write a quote within a quoted cell twice.")
}

// scan finds the end of the record at start, where the next begins, and the cells. For a
// record with broken quotes, the last cell is where they are broken.
func (t *csvTable) scan() (end, after int, how scan) {
	t.raw = t.raw[:0]
	data := t.buf[:t.end]
	if nl := bytes.IndexByte(data[t.start:], '\n'); nl >= 0 {
		end = t.start + nl
		if bytes.IndexByte(data[t.start:end], '"') < 0 {
			after = end + 1
			if end > t.start && data[end-1] == '\r' {
				end--
			}
			t.split(end)
			return end, after, complete
		}
	}
	return t.scanQuoted(data)
}

// split cuts a record without quotes.
func (t *csvTable) split(end int) {
	from := t.start
	for {
		i := bytes.IndexByte(t.buf[from:end], t.delimiter)
		if i < 0 {
			t.raw = append(t.raw, span{from: from, to: end})
			return
		}
		t.raw = append(t.raw, span{from: from, to: from + i})
		from += i + 1
	}
}

// scanQuoted cuts a record that has quotes, or that may not be all there.
func (t *csvTable) scanQuoted(data []byte) (end, after int, how scan) {
	i := t.start
	for {
		if i < len(data) && data[i] == '"' {
			i, how = t.quoted(data, i)
		} else {
			i = t.bare(data, i)
		}
		switch {
		case how != complete:
			return 0, 0, how
		case i >= len(data):
			if !t.eof {
				return 0, 0, incomplete
			}
			return len(data), len(data), complete
		case data[i] == t.delimiter:
			i++
		case data[i] == '\n':
			return i, i + 1, complete
		default: // \r\n
			return i, i + 2, complete
		}
	}
}

// bare cuts a cell without quotes at its start and gives what ends it.
func (t *csvTable) bare(data []byte, from int) int {
	i := from
	for i < len(data) && data[i] != t.delimiter && data[i] != '\n' {
		i++
	}
	if i < len(data) && data[i] == '\n' && i > from && data[i-1] == '\r' {
		i--
	}
	t.raw = append(t.raw, span{from: from, to: i})
	return i
}

// quoted cuts a quoted cell and gives what ends it.
func (t *csvTable) quoted(data []byte, from int) (int, scan) {
	s := span{from: from + 1}
	for i := from + 1; ; {
		q := bytes.IndexByte(data[i:], '"')
		if q < 0 {
			t.raw = append(t.raw, span{from: from, to: len(data)})
			if t.eof {
				return 0, unclosed
			}
			return 0, incomplete
		}
		i += q + 1
		if i < len(data) && data[i] == '"' {
			s.rewrite = true
			i++
			continue
		}
		s.to = i - 1
		s.rewrite = s.rewrite || bytes.IndexByte(data[s.from:s.to], '\r') >= 0
		return t.closed(data, s, i)
	}
}

// closed looks at what follows a closing quote.
func (t *csvTable) closed(data []byte, s span, i int) (int, scan) {
	lineEnd := i+1 < len(data) && data[i] == '\r' && data[i+1] == '\n'
	switch {
	case i >= len(data) && !t.eof, i+1 == len(data) && data[i] == '\r' && !t.eof:
		t.raw = append(t.raw, s)
		return 0, incomplete
	case i >= len(data), data[i] == t.delimiter, data[i] == '\n', lineEnd:
		t.raw = append(t.raw, s)
		return i, complete
	}
	t.raw = append(t.raw, span{from: i, to: i})
	return 0, trailing
}
