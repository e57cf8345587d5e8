// Addresses: how products, shots and files are named in files, on the command line and in state.

package spec

import "fmt"

// productAddress writes an address as a user would in a file.
func productAddress(block, key string, keyed bool) string {
	if !keyed {
		return "product." + block
	}
	return "product." + block + "[" + string(appendQuoted(nil, []byte(key))) + "]"
}

// appendQuoted writes a key in quotes so that the language reads it back.
func appendQuoted(buf, key []byte) []byte {
	buf = append(buf, '"')
	for i, c := range key {
		switch {
		case c == '"' || c == '\\':
			buf = append(buf, '\\', c)
		case c == '\n':
			buf = append(buf, `\n`...)
		case c == '\r':
			buf = append(buf, `\r`...)
		case c == '\t':
			buf = append(buf, `\t`...)
		case c < ' ' || c == 0x7f:
			buf = fmt.Appendf(buf, `\u%04x`, c)
		case (c == '$' || c == '%') && i+1 < len(key) && key[i+1] == '{':
			buf = append(buf, c, c)
		default:
			buf = append(buf, c)
		}
	}
	return append(buf, '"')
}
