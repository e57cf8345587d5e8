// Explaining: the manifest of a shot as it is wanted and as it was made, line beside line.

package engine

import (
	"context"
	"fmt"
	"slices"

	"photoshoot/spec"
	"photoshoot/state"
)

// Explanation is what decides about one shot.
type Explanation struct {
	Address string
	Shot    *spec.Shot   // nil: no longer wanted
	Made    *state.Shot  // nil: never made
	Files   []state.File // delivered
	Lines   []Line
	Changes []Change // what the plan does to the shot and its files; none: all is as wanted
}

// Line is one line of the manifest, as recorded and as wanted.
type Line struct {
	Diff
	Ignored bool // lifecycle keeps what is recorded
}

// Moved says whether the line is another than what was made.
func (l *Line) Moved() bool { return l.Old != l.New }

// Explain tells of the shots of a product that the plan was made for: those that it wants,
// and those that state has besides. A nil product is one that is no longer wanted.
func Explain(ctx context.Context, terms Terms, plan *Plan, address string, p *spec.Product, recorded Recorded, observed Observed) ([]Explanation, error) {
	rec, err := recorded.Product(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("reading %s from state: %w", address, err)
	}
	old := newIndex(rec)
	var all []Explanation
	if p != nil {
		photo, err := observed.Photo(p)
		if err != nil {
			return nil, err
		}
		pl := &planner{terms: terms, recorded: recorded}
		if p, _, err = pl.withRecommended(ctx, p, photo); err != nil {
			return nil, err
		}
		for i := range p.Shots {
			s := &p.Shots[i]
			e := old.explain(s.Address(p.Address))
			e.Shot = s
			e.Lines = beside(e.manifest(), writeManifest(terms.Provider, photo, p, s), manifestKeys(p.IgnoreChanges))
			all = append(all, e)
			delete(old.shots, e.Address)
		}
	}
	for _, a := range old.addresses() {
		e := old.explain(a)
		e.Lines = beside(e.manifest(), "", nil)
		all = append(all, e)
	}
	for i := range all {
		all[i].Changes = plan.of(all[i].Address)
	}
	return all, nil
}

func (ix index) explain(address string) Explanation {
	e := Explanation{Address: address, Files: ix.files[address]}
	if was, made := ix.shots[address]; made {
		e.Made = &was
	}
	return e
}

// manifest is the recorded one; empty: never made.
func (e *Explanation) manifest() Manifest {
	if e.Made == nil {
		return ""
	}
	return Manifest(e.Made.Manifest)
}

// beside puts two manifests side by side, in the order of the wanted one.
func beside(recorded, wanted Manifest, ignored []string) []Line {
	var lines []Line
	for _, l := range wanted.Lines() {
		line := Line{Diff: Diff{Key: l.Key, Old: recorded.value(l.Key), New: l.New}}
		line.Ignored = line.Old != "" && slices.Contains(ignored, l.Key)
		lines = append(lines, line)
	}
	for _, l := range recorded.Lines() {
		if wanted.value(l.Key) == "" && l.New != "" {
			lines = append(lines, Line{Diff: Diff{Key: l.Key, Old: l.New}})
		}
	}
	return lines
}

// of lists the changes of a shot and of its files, and a move that leaves it.
func (p *Plan) of(shot string) []Change {
	var found []Change
	for _, pp := range p.Products {
		for _, c := range pp.Changes {
			a := parse(c.Address)
			a.File = ""
			if a.String() == shot || c.From == shot {
				found = append(found, c)
			}
		}
	}
	return found
}
