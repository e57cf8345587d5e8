// Approvals: verdicts as the file that is committed.

package gallery

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// ApprovalsFile is what the file of verdicts is called.
const ApprovalsFile = "approvals.shoot.hcl"

const preamble = `# Verdicts on pictures, each under the SHA-256 of its original. Commit this file.
# A picture that is made again has another hash, and with it no verdict yet.
`

// WriteApprovals writes the file, by shot. The page's script writes the same bytes.
func WriteApprovals(w io.Writer, all []Approval) error {
	out := bufio.NewWriter(w)
	out.WriteString(preamble)
	for _, a := range slices.SortedFunc(slices.Values(all), func(a, b Approval) int {
		return cmp.Or(cmp.Compare(a.Shot, b.Shot), cmp.Compare(a.Object, b.Object))
	}) {
		out.WriteByte('\n')
		if a.Shot != "" {
			fmt.Fprintf(out, "# %s\n", strings.Map(plain, a.Shot))
		}
		fmt.Fprintf(out, "approval %s {\n", quote(a.Object))
		writeFields(out, [][2]string{{"verdict", string(a.Verdict)}, {"reviewer", a.Reviewer}, {"note", a.Note}})
		out.WriteString("}\n")
	}
	return out.Flush()
}

// writeFields writes the fields that are not empty, their signs in one column.
func writeFields(w io.Writer, fields [][2]string) {
	fields = slices.DeleteFunc(fields, func(f [2]string) bool { return f[1] == "" })
	wide := 0
	for _, f := range fields {
		wide = max(wide, len(f[0]))
	}
	for _, f := range fields {
		fmt.Fprintf(w, "  %-*s = %s\n", wide, f[0], quote(f[1]))
	}
}

// plain keeps a comment on its line.
func plain(r rune) rune {
	if breaks(r) {
		return ' '
	}
	return r
}

func breaks(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// quote writes a text as an HCL string: a dollar or percent sign before a brace is
// doubled, or it would begin a template.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range text {
		switch {
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case breaks(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		case (r == '$' || r == '%') && strings.HasPrefix(text[i+1:], "{"):
			b.WriteRune(r)
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
