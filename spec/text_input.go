// Text input: any file as a stream of UTF-8, whatever a spreadsheet saved it as.

package spec

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"

	"golang.org/x/text/encoding/unicode"
)

// textInput is a file read as text.
type textInput struct {
	io.Reader
	file    *os.File
	skipped int64 // bytes of a byte order mark, which positions count
	decoded bool  // it is not UTF-8: positions in the text are none in the file
}

// openText opens a file and looks at its first bytes for its encoding.
func openText(path string) (*textInput, error) {
	info, err := os.Stat(path) // before it is opened: opening a pipe waits for a writer
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	in := &textInput{file: file}
	in.detect(bufio.NewReaderSize(file, 64<<10))
	return in, nil
}

func (in *textInput) detect(r *bufio.Reader) {
	in.Reader = r
	head, _ := r.Peek(64)
	utf16 := func(e unicode.Endianness) {
		in.decoded = true
		in.Reader = unicode.UTF16(e, unicode.UseBOM).NewDecoder().Reader(r)
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		in.skipped = 3
		r.Discard(3)
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		utf16(unicode.LittleEndian)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		utf16(unicode.BigEndian)
	case zerosAt(head, 1):
		in.decoded = true
		in.Reader = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Reader(r)
	case zerosAt(head, 0):
		in.decoded = true
		in.Reader = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Reader(r)
	}
}

// zerosAt says whether every second byte is zero, as in UTF-16 of a Western text without
// a byte order mark.
func zerosAt(head []byte, from int) bool {
	if len(head) < 8 {
		return false
	}
	for i := range head {
		if (head[i] == 0) != (i%2 == from) {
			return false
		}
	}
	return true
}

func (in *textInput) Close() error { return in.file.Close() }
