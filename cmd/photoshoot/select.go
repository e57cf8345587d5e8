// Selecting: the flags that say which part of a plan is meant.

package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"photoshoot/engine"
	"photoshoot/spec"
)

// selectFlags are -target and its neighbours.
type selectFlags struct {
	targets, excludes, replace listFlag
	only                       string
	refreshOnly                bool
}

func (f *selectFlags) register(fs *flag.FlagSet) {
	fs.Var(&f.targets, "target", "only what matches this `address`, in which * stands for any text; may be repeated")
	fs.Var(&f.excludes, "exclude", "nothing that matches this `address`; may be repeated")
	fs.Var(&f.replace, "replace", "make the shots that match this `address` anew; may be repeated")
	fs.StringVar(&f.only, "only", "", "only what the last try could not make: `failed`")
	fs.BoolVar(&f.refreshOnly, "refresh-only", false, "only delivered files that are missing or were edited; costs nothing")
}

// selects says whether any of the flags was given.
func (f *selectFlags) selects() bool {
	return len(f.targets)+len(f.excludes)+len(f.replace) > 0 || f.only != "" || f.refreshOnly
}

// selection reads the flags; addresses that cannot be read are usage errors.
func (f *selectFlags) selection() (s engine.Selection, err error) {
	switch {
	case f.only != "" && f.only != string(engine.OnlyFailed):
		return s, &usageError{fmt.Sprintf("there is no -only=%s", f.only), "It is -only=failed."}
	case f.refreshOnly && (f.only != "" || len(f.replace) > 0):
		return s, &usageError{"-refresh-only makes no new pictures", "Leave out -only and -replace, or plan without -refresh-only."}
	}
	if s.Only = engine.Only(f.only); f.refreshOnly {
		s.Only = engine.OnlyDrift
	}
	for _, part := range []struct {
		name  string
		texts []string
		into  *[]spec.Address
	}{{"-target", f.targets, &s.Targets}, {"-exclude", f.excludes, &s.Excludes}, {"-replace", f.replace, &s.Replace}} {
		for _, text := range part.texts {
			a, err := spec.ParseAddress(text)
			if err != nil {
				return s, &usageError{part.name + ": " + err.Error(), "photoshoot plan lists addresses; quote them for the shell: " + part.name + `='product.lamp.shot["landscape/*"]'.`}
			}
			*part.into = append(*part.into, a)
		}
	}
	return s, nil
}

// matched refuses a plan whose selection names what there is not: a slip of the finger
// would otherwise look like nothing to do.
func (s *session) matched(p *engine.Plan) error {
	if len(p.Unmatched) == 0 {
		return nil
	}
	blocks := map[string]bool{}
	s.config.Products(func(p *spec.Product) bool {
		blocks["product."+p.Block] = true
		return true
	})
	var known []string
	for b := range blocks {
		known = append(known, b)
	}
	slices.Sort(known)
	first := p.Unmatched[0]
	return &advised{fmt.Errorf("nothing matches %s%s", strings.Join(p.Unmatched, ", "), suggest(first, known)),
		"photoshoot plan lists what is to be done, and photoshoot state list what was made."}
}
