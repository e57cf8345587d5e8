// Window: the part of a text that is in memory while it is read from end to end.

package spec

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// window holds what is read and not used yet.
type window struct {
	in         io.Reader
	name       string // of the file, in messages
	buf        []byte
	start, end int
	eof        bool
	readErr    error
	pos        hcl.Pos // of start
}

func newWindow(in *textInput, name string) window {
	return window{in: in, name: name, buf: make([]byte, 64<<10), pos: hcl.Pos{Line: 1, Column: 1, Byte: int(in.skipped)}}
}

// fill reads on, after making room by moving what is there to the front. False: there is no more.
func (w *window) fill() bool {
	if w.eof {
		return false
	}
	if w.start > 0 {
		copy(w.buf, w.buf[w.start:w.end])
		w.start, w.end = 0, w.end-w.start
	}
	if w.end == len(w.buf) {
		w.buf = append(w.buf, make([]byte, len(w.buf))...)
	}
	n, err := io.ReadAtLeast(w.in, w.buf[w.end:], 1)
	w.end += n
	if err != nil {
		w.eof = true
		if err != io.EOF {
			w.readErr = err
		}
	}
	return true
}

// step moves the start behind what was used. The buffer keeps it until the next fill.
func (w *window) step(after int) {
	w.pos = advance(w.pos, w.buf[w.start:after])
	w.start = after
}

func (w *window) here() hcl.Range { return hcl.Range{Filename: w.name, Start: w.pos, End: w.pos} }

// reportRead tells of a fault of reading, once.
func (w *window) reportRead(f *faults) {
	if w.readErr != nil {
		f.errorAt(w.here(), "Cannot read a catalogue", "Reading %s stopped here: %s.", w.name, reason(w.readErr))
		w.readErr = nil
	}
}

// wrongEncoding reports the first byte of a text that is no UTF-8.
func (w *window) wrongEncoding(f *faults, start hcl.Pos, text []byte) {
	i := 0
	for i < len(text) {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	pos := advance(start, text[:i])
	f.errorAt(w.oneAt(pos), "Not UTF-8", "Byte 0x%02x is no UTF-8 here. The file seems to be in an older encoding such as Windows-1252: save it in UTF-8.", text[i])
}

// oneAt is the range of one character.
func (w *window) oneAt(pos hcl.Pos) hcl.Range {
	end := pos
	end.Column, end.Byte = pos.Column+1, pos.Byte+1
	return hcl.Range{Filename: w.name, Start: pos, End: end}
}

// lineRange is the first line of a text.
func (w *window) lineRange(start hcl.Pos, text []byte) hcl.Range {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	end := hcl.Pos{Line: start.Line, Column: start.Column + utf8.RuneCount(line), Byte: start.Byte + len(line)}
	return hcl.Range{Filename: w.name, Start: start, End: end}
}

// advance moves a position over text.
func advance(p hcl.Pos, text []byte) hcl.Pos {
	p.Byte += len(text)
	if last := bytes.LastIndexByte(text, '\n'); last >= 0 {
		p.Line += bytes.Count(text, []byte("\n"))
		p.Column = 1
		text = text[last+1:]
	}
	p.Column += utf8.RuneCount(text)
	return p
}
