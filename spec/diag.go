// Faults: collected in bulk, each with its place, what is wrong and what to do.

package spec

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/hcl/v2"
)

// faults gathers diagnostics. Its zero value is ready, and takes any number.
type faults struct {
	list  hcl.Diagnostics
	limit int // 0: none
	more  int // above the limit, which are counted alone
}

func (f *faults) add(diags ...*hcl.Diagnostic) {
	if f.limit == 0 {
		f.list = append(f.list, diags...)
		return
	}
	take := min(len(diags), f.limit-len(f.list))
	f.list = append(f.list, diags[:take]...)
	f.more += len(diags) - take
}

// errorAt adds an error. The summary is in sentence case without a full stop, the detail
// full sentences that end with what to do.
func (f *faults) errorAt(at hcl.Range, summary, detail string, args ...any) {
	f.add(newDiag(hcl.DiagError, at, summary, detail, args))
}

func (f *faults) warnAt(at hcl.Range, summary, detail string, args ...any) {
	f.add(newDiag(hcl.DiagWarning, at, summary, detail, args))
}

func newDiag(severity hcl.DiagnosticSeverity, at hcl.Range, summary, detail string, args []any) *hcl.Diagnostic {
	d := &hcl.Diagnostic{Severity: severity, Summary: summary, Detail: fmt.Sprintf(detail, args...)}
	if at.Filename != "" {
		d.Subject = &at
	}
	return d
}

// sorted puts faults in the order of the files, so that the order in which they were
// found, which depends on the names of blocks, does not show. A fault found twice, such as
// one of a catalogue that two products read, shows once.
func (f *faults) sorted() hcl.Diagnostics {
	type words struct {
		at              hcl.Range
		summary, detail string
	}
	seen := map[words]bool{}
	list := slices.DeleteFunc(slices.Clone(f.list), func(d *hcl.Diagnostic) bool {
		w := words{summary: d.Summary, detail: d.Detail}
		if d.Subject != nil {
			w.at = *d.Subject
		}
		again := seen[w]
		seen[w] = true
		return again
	})
	slices.SortStableFunc(list, func(a, b *hcl.Diagnostic) int { return comparePlace(a.Subject, b.Subject) })
	return list
}

func comparePlace(a, b *hcl.Range) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column))
}

// didYouMean is the end of a message about a name that is not there: the nearest of the
// names that are, where one is near enough for a slip of the finger.
func didYouMean(given string, names []string) string {
	best, least := "", max(2, len(given)/3)+1
	for _, name := range names {
		if d := levenshtein.Distance(given, name, nil); d < least {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", best)
}

// place is where a range begins.
func place(r hcl.Range) Source {
	return Source{File: r.Filename, Line: r.Start.Line, Column: r.Start.Column}
}

// anyOf writes choices as a person would.
func anyOf(choices []string) string {
	quoted := make([]string, len(choices))
	for i, c := range choices {
		quoted[i] = strconv.Quote(c)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// between writes the bounds of a number; the highest number stands for no upper bound.
func between(low, high float64) string {
	if high >= math.MaxInt32 {
		return fmt.Sprintf("%v or more", low)
	}
	return fmt.Sprintf("between %v and %v", low, high)
}
