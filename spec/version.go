// Versions: whether this tool is one that the configuration was written for.

package spec

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// version is major, minor and patch; pre-release words are left aside, as a development
// build has the language of the release it leads to.
type version [3]int

func parseVersion(text string) (v version, given int, ok bool) {
	text, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "v"), "-")
	text, _, _ = strings.Cut(text, "+")
	for i, part := range strings.Split(text, ".") {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || i >= len(v) {
			return version{}, 0, false
		}
		v[i], given = int(n), i+1
	}
	return v, given, true
}

func (v version) compare(w version) int {
	return cmp.Or(cmp.Compare(v[0], w[0]), cmp.Compare(v[1], w[1]), cmp.Compare(v[2], w[2]))
}

// checkVersion holds the tool's version against constraints such as ">= 0.1, < 2.0".
func (l *loader) checkVersion(required string, at hcl.Range) {
	tool, _, known := parseVersion(l.in.Version)
	for _, constraint := range strings.Split(required, ",") {
		met, ok := meets(tool, constraint)
		if !ok {
			l.errorAt(at, "Invalid version constraint", `required_version takes constraints such as ">= 0.1" or "~> 1.2, < 1.9"; %q is none.`, strings.TrimSpace(constraint))
			return
		}
		if known && !met {
			l.errorAt(at, "Unsupported version", "This configuration requires photoshoot %s, and this is %s. Install another version, or change required_version.", required, l.in.Version)
			return
		}
	}
}

// meets understands =, !=, <, <=, >, >= and ~>, which allows only the last number given to grow.
func meets(tool version, constraint string) (met, ok bool) {
	constraint = strings.TrimSpace(constraint)
	number := strings.TrimLeft(constraint, "=!<>~")
	operator := constraint[:len(constraint)-len(number)]
	want, given, ok := parseVersion(number)
	c := tool.compare(want)
	switch operator {
	case "", "=":
		return c == 0, ok
	case "!=":
		return c != 0, ok
	case "<":
		return c < 0, ok
	case "<=":
		return c <= 0, ok
	case ">":
		return c > 0, ok
	case ">=":
		return c >= 0, ok
	case "~>":
		fixed := max(given-1, 1)
		return c >= 0 && sameStart(tool, want, fixed), ok
	}
	return false, false
}

func sameStart(a, b version, n int) bool {
	for i := range n {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
