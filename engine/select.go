// Selecting: the part of a plan that is wanted: -target, -exclude, -replace, -only, -refresh-only.

package engine

import (
	"sync/atomic"

	"photoshoot/spec"
	"photoshoot/state"
)

// Only narrows a plan to one kind of work.
type Only string

// The kinds of work that a plan can be narrowed to.
const (
	Everything Only = ""
	OnlyFailed Only = "failed" // what the last try could not make
	OnlyOpen   Only = "open"   // what a job of an earlier run has
	OnlyDrift  Only = "drift"  // delivered files that are missing or edited; it never costs anything
)

// Selection says which changes a plan is about; zero: all. Its addresses are patterns.
type Selection struct {
	Targets  []spec.Address `json:"targets,omitempty"`  // none: everything
	Excludes []spec.Address `json:"excludes,omitempty"` // stronger than Targets
	Replace  []spec.Address `json:"replace,omitempty"`  // shots to make anew
	Only     Only           `json:"only,omitempty"`
}

// Whole says whether the selection leaves nothing out.
func (s *Selection) Whole() bool {
	return len(s.Targets)+len(s.Excludes) == 0 && s.Only == Everything
}

// selector is a selection at work. It is used from many goroutines.
type selector struct {
	Selection
	doubted map[string]bool // products with a call that may be on its way: never left out
	hits    map[spec.Address]*atomic.Bool
}

func newSelector(s Selection, open []state.Job) *selector {
	sel := &selector{Selection: s, doubted: map[string]bool{}, hits: map[spec.Address]*atomic.Bool{}}
	for _, j := range open {
		if j.State == state.Intent {
			sel.doubted[j.Product] = true
		}
	}
	for _, pattern := range sel.patterns() {
		sel.hits[pattern] = new(atomic.Bool)
	}
	return sel
}

func (s *selector) patterns() []spec.Address {
	var all []spec.Address
	for _, list := range [][]spec.Address{s.Targets, s.Excludes, s.Replace} {
		all = append(all, list...)
	}
	return all
}

// unmatched lists the patterns that nothing wanted or recorded matched.
func (s *selector) unmatched() []string {
	var lost []string
	for _, pattern := range s.patterns() {
		if !s.hits[pattern].Load() {
			lost = append(lost, pattern.String())
		}
	}
	return lost
}

// product says whether anything of a product may be selected, and notes which patterns
// its shots match.
func (s *selector) product(address string, shots func() []string) bool {
	if len(s.hits) == 0 {
		return true
	}
	a := parse(address)
	for pattern, hit := range s.hits {
		if !hit.Load() && pattern.Product().Matches(a) && (pattern.Shot == "" || anyShot(pattern, shots())) {
			hit.Store(true)
		}
	}
	if s.doubted[address] {
		return true
	}
	for _, pattern := range s.Excludes {
		if pattern.Shot == "" && pattern.Matches(a) {
			return false
		}
	}
	return len(s.Targets) == 0 || anyOf(s.Targets, func(p spec.Address) bool { return p.Product().Matches(a) })
}

func anyShot(pattern spec.Address, shots []string) bool {
	pattern.File = ""
	for _, s := range shots {
		if pattern.Matches(parse(s)) {
			return true
		}
	}
	return false
}

// shot says whether an address is selected. A target that names a file of a shot selects
// the shot too, since there is no file without its picture.
func (s *selector) shot(address string) bool {
	if len(s.Targets)+len(s.Excludes) == 0 {
		return true
	}
	a := parse(address)
	covers := func(p spec.Address) bool {
		if a.File == "" {
			p.File = ""
		}
		return p.Matches(a)
	}
	if anyOf(s.Excludes, func(p spec.Address) bool { return p.Matches(a) }) {
		return false
	}
	return len(s.Targets) == 0 || anyOf(s.Targets, covers)
}

// replaces says whether a shot is asked for anew; for a product, whether any of its may be.
func (s *selector) replaces(address string) bool {
	if len(s.Replace) == 0 {
		return false
	}
	a := parse(address)
	return anyOf(s.Replace, func(p spec.Address) bool {
		if a.Shot == "" {
			p = p.Product()
		}
		p.File = ""
		return p.Matches(a)
	})
}

// change says whether a planned change is selected by itself.
func (s *selector) change(c *Change) bool {
	switch {
	case c.doubt && s.Only != OnlyDrift:
		return true
	case !s.shot(c.Address) && (c.From == "" || !s.shot(c.From)):
		return false
	case s.Only == OnlyFailed:
		return c.triedInVain()
	case s.Only == OnlyOpen:
		return c.Action == Resume
	}
	return true
}

// triedInVain says whether the last try at the very same picture failed.
func (c *Change) triedInVain() bool {
	return anyOf(c.Evidence, func(d Diff) bool { return d.Key == lastTry })
}

// stray says whether a job that no selected change takes up is seen to its end all the same.
func (s *selector) stray(j state.Job) bool {
	switch {
	case s.Only == OnlyDrift:
		return false
	case j.State == state.Intent || s.Whole() || s.Only == OnlyOpen && len(s.Targets)+len(s.Excludes) == 0:
		return true
	case s.Only == OnlyFailed:
		return false
	}
	return !anyOf(j.Tasks, func(t state.Task) bool { return !s.shot(t.Shot) })
}

// narrow leaves out of the products what is not selected. The shots of one job stand or
// fall together: a picture that is paid for is never dropped because another was asked for.
func (s *selector) narrow(products []ProductPlan) []ProductPlan {
	if s.Whole() {
		return products
	}
	var kept []ProductPlan
	staying := map[string]bool{} // products that keep a shot whose move was left out
	for _, pp := range products {
		all := pp.Changes
		pp.Changes = s.selected(all, staying)
		pp.Partial = pp.Partial || len(pp.Changes) < len(all)
		emptied := len(all) == 0 && pp.Unknown == 0 // by moves
		if pp.Unknown > 0 && !s.wholly(pp.Address) {
			pp.Unknown, pp.Partial = 0, true
		}
		if len(pp.Changes) > 0 || pp.Unknown > 0 || emptied {
			kept = append(kept, pp)
		}
	}
	result := kept[:0]
	for _, pp := range kept {
		if len(pp.Changes) > 0 || pp.Unknown > 0 || !staying[pp.Address] {
			result = append(result, pp)
		}
	}
	return result
}

// wholly says whether all of a product is selected, and with it scenes that nobody knows yet.
func (s *selector) wholly(product string) bool {
	a := parse(product)
	covers := func(p spec.Address) bool { return p.Shot == "" && p.Matches(a) }
	touches := func(p spec.Address) bool { return p.Product().Matches(a) }
	return s.Only == Everything && (len(s.Targets) == 0 || anyOf(s.Targets, covers)) && !anyOf(s.Excludes, touches)
}

func (s *selector) selected(all []Change, staying map[string]bool) []Change {
	jobs := map[string]bool{}
	for i := range all {
		if c := &all[i]; c.Job != "" && s.change(c) {
			jobs[c.Job] = true
		}
	}
	var kept []Change
	for i := range all {
		switch c := &all[i]; {
		case s.change(c) || jobs[c.Job]:
			kept = append(kept, *c)
		case c.From != "":
			staying[parse(c.From).Product().String()] = true
		}
	}
	return kept
}

// count is how many of a product's shots are selected.
func (s *selector) count(p *spec.Product) int {
	if len(s.Targets)+len(s.Excludes) == 0 {
		return len(p.Shots)
	}
	n := 0
	for i := range p.Shots {
		if s.shot(p.Shots[i].Address(p.Address)) {
			n++
		}
	}
	return n
}

// addresses lists the shots of a product.
func addresses(p *spec.Product) []string {
	list := make([]string, len(p.Shots))
	for i := range p.Shots {
		list[i] = p.Shots[i].Address(p.Address)
	}
	return list
}

// parse reads an address of our own; one that is none matches no pattern.
func parse(address string) spec.Address {
	a, err := spec.ParseAddress(address)
	if err != nil {
		return spec.Address{}
	}
	return a
}

func anyOf[T any](list []T, holds func(T) bool) bool {
	for _, v := range list {
		if holds(v) {
			return true
		}
	}
	return false
}
