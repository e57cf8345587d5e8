// Addresses: how products, shots and files are named in files, on the command line and in state.

package spec

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

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

// Address names a product, one of its shots, or a file of that. In patterns, * stands for
// any text in each of its parts, and a part left out for anything.
type Address struct {
	Block string
	Key   string // of for_each
	Keyed bool   // Key holds
	Shot  string // empty: the product
	File  string // empty: the shot
}

// ParseAddress reads product.NAME, product.NAME["KEY"], and what follows of
// .shot["ID"] and .file["FORMAT"]. Quotes may be left out, as shells eat them.
func ParseAddress(text string) (Address, error) {
	var a Address
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "product.")
	if !ok {
		return a, fmt.Errorf("an address starts with product., as in product.lamp or product.spring[\"SKU-1\"]; %q does not", text)
	}
	end := strings.IndexAny(rest, ".[")
	if end < 0 {
		end = len(rest)
	}
	a.Block, rest = rest[:end], rest[end:]
	if a.Block == "" || strings.ContainsFunc(a.Block, notInName) {
		return a, fmt.Errorf("%q is not the name of a product block in the address %q", a.Block, text)
	}
	var err error
	if strings.HasPrefix(rest, "[") {
		a.Keyed = true
		if a.Key, rest, err = cutIndex(rest); err != nil {
			return a, fmt.Errorf("address %q: %w", text, err)
		}
	}
	for _, part := range []struct {
		word string
		into *string
	}{{".shot", &a.Shot}, {".file", &a.File}} {
		tail, ok := strings.CutPrefix(rest, part.word)
		if !ok {
			break
		}
		if *part.into, rest, err = cutIndex(tail); err != nil {
			return a, fmt.Errorf("address %q: %w", text, err)
		}
	}
	if rest != "" {
		return a, fmt.Errorf("address %q: %q cannot follow; a shot is .shot[\"landscape/alley\"], a file of it .file[\"web\"]", text, rest)
	}
	return a, nil
}

func notInName(r rune) bool {
	return !(r == '_' || r == '-' || r == '*' || unicode.IsLetter(r) || unicode.IsDigit(r))
}

// cutIndex reads ["text"] or [text] at the start.
func cutIndex(s string) (index, rest string, err error) {
	if strings.HasPrefix(s, `["`) {
		for i := 2; i < len(s); i++ {
			switch {
			case s[i] == '\\':
				i++
			case s[i] == '"' && strings.HasPrefix(s[i:], `"]`):
				index, err = unquote(s[1 : i+1])
				return index, s[i+2:], err
			}
		}
		return "", "", fmt.Errorf("the quotes and brackets of %s are not closed", s)
	}
	end := strings.IndexByte(s, ']')
	if !strings.HasPrefix(s, "[") || end < 2 {
		return "", "", fmt.Errorf(`%q should be a name in brackets and quotes, such as ["SKU-1"]`, s)
	}
	return s[1:end], s[end+1:], nil
}

func unquote(quoted string) (string, error) {
	if !strings.ContainsAny(quoted, `\$%`) {
		return quoted[1 : len(quoted)-1], nil
	}
	expr, diags := hclsyntax.ParseExpression([]byte(quoted), "", hcl.InitialPos)
	if diags.HasErrors() {
		return "", fmt.Errorf("%s is not a text", quoted)
	}
	v, diags := expr.Value(nil)
	if diags.HasErrors() || v.Type() != cty.String {
		return "", fmt.Errorf("%s is not a text", quoted)
	}
	return v.AsString(), nil
}

// String writes the address as a user would.
func (a Address) String() string {
	s := productAddress(a.Block, a.Key, a.Keyed)
	if a.Shot != "" {
		s += ".shot[" + string(appendQuoted(nil, []byte(a.Shot))) + "]"
	}
	if a.File != "" {
		s += ".file[" + string(appendQuoted(nil, []byte(a.File))) + "]"
	}
	return s
}

// Product is the address of the product alone.
func (a Address) Product() Address {
	a.Shot, a.File = "", ""
	return a
}

// Matches says whether the address, as a pattern, covers another: it, or something of it.
func (a Address) Matches(other Address) bool {
	covers := func(pattern, text string) bool { _, ok := glob(pattern, text); return ok }
	return covers(a.Block, other.Block) &&
		(!a.Keyed || other.Keyed && covers(a.Key, other.Key)) &&
		(a.Shot == "" || covers(a.Shot, other.Shot)) &&
		(a.File == "" || covers(a.File, other.File))
}

// glob matches a text against a pattern and gives what each * stood for.
func glob(pattern, text string) (stars []string, ok bool) {
	literal, rest, star := strings.Cut(pattern, "*")
	if !strings.HasPrefix(text, literal) {
		return nil, false
	}
	text = text[len(literal):]
	if !star {
		return nil, text == ""
	}
	for i := 0; i <= len(text); i++ {
		if more, ok := glob(rest, text[i:]); ok {
			return append([]string{text[:i]}, more...), true
		}
	}
	return nil, false
}

// MarshalText writes the address as a user would.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (a *Address) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAddress(string(text))
	return err
}
