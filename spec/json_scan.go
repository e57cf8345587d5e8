// JSON scanning: where values begin and end, in a stream and in an object known to be valid.

package spec

import (
	"bytes"
	"encoding/json"
)

// valueEnd finds the end of the value at start by its brackets and quotes. False: it is
// longer than any record, or the file ends within it.
func (t *jsonTable) valueEnd() (int, bool) {
	depth, inText := 0, false
	for i := 0; ; i++ { // from start, which fill moves
		for t.start+i >= t.end {
			if i > maxRecord || !t.fill() {
				return 0, false
			}
		}
		switch c := t.buf[t.start+i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
			if !inText && depth == 0 {
				return t.start + i + 1, true
			}
		case inText:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth <= 0 {
				return t.start + i + min(depth+1, 1), true
			}
		case depth == 0 && (c == ',' || isSpace(c)):
			return t.start + i, true
		}
	}
}

func skipSpace(data []byte, i int) int {
	for isSpace(data[i]) {
		i++
	}
	return i
}

// jsonValueEnd is the end of the value at i of a valid object.
func jsonValueEnd(data []byte, i int) int {
	depth := 0
	for ; ; i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
			if depth < 0 {
				return i
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i
			}
		}
	}
}

// jsonCell is a valid value as a cell.
func jsonCell(data []byte) cell {
	switch data[0] {
	case '"':
		return cell{jsonText(data[1 : len(data)-1]), textCell}
	case 't':
		return cell{kind: trueCell}
	case 'f':
		return cell{kind: falseCell}
	case 'n':
		return cell{}
	case '{', '[':
		return cell{data, nestedCell}
	}
	return cell{data, numberCell}
}

// jsonText is what stands between the quotes of a valid text, without escapes.
func jsonText(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	var text string
	quoted := append(append([]byte{'"'}, raw...), '"')
	if json.Unmarshal(quoted, &text) != nil {
		return raw
	}
	return []byte(text)
}
