// Saved plans: a plan as a document, with all that apply needs, and what it is bound to.

package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"photoshoot/state"
)

// PlanVersion counts changes of the document's shape that a reader must know of.
const PlanVersion = 1

// Binding is what a plan was made for: applied to anything else, it may do other things.
type Binding struct {
	Tool    string `json:"photoshoot"` // version that made it
	Config  string `json:"config"`     // digest of the configuration's files
	Account string `json:"account"`    // fingerprint of the provider and its account
}

// document is a plan as plan -json and plan -out write it: see docs/json.md.
type document struct {
	Version int `json:"version"`
	Binding
	State     state.Workspace `json:"state"`
	Selection Selection       `json:"selection"`
	Counts    map[Action]int  `json:"counts"`
	Unchanged int             `json:"unchanged"`
	Credits   int             `json:"credits"`
	Deletes   int             `json:"deletes"`
	Lost      int             `json:"lost,omitempty"`
	Products  []ProductPlan   `json:"products"`
	Faults    []faultDocument `json:"faults"`
	Held      []state.Job     `json:"held"`
	Stray     []state.Job     `json:"stray"`
}

// faultDocument is a fault with its error in words.
type faultDocument struct {
	Fault
	Problem string `json:"problem"`
	Advice  string `json:"advice,omitempty"`
}

// recounted is an error of which only the words are left.
type recounted struct{ problem, advice string }

func (t *recounted) Error() string  { return t.problem }
func (t *recounted) Advice() string { return t.advice }

// Encode writes the plan as one JSON document. Equal plans give equal bytes.
func (p *Plan) Encode(w io.Writer, b Binding) error {
	d := document{Version: PlanVersion, Binding: b, State: p.Workspace, Selection: p.Selection, Counts: map[Action]int{},
		Unchanged: p.Unchanged, Credits: p.Credits, Deletes: p.Deletes, Lost: p.Lost,
		Products: list(p.Products), Faults: []faultDocument{}, Held: list(p.Held), Stray: list(p.Stray)}
	for _, a := range Actions() {
		d.Counts[a] = p.Count(a)
	}
	for _, f := range p.Faults {
		told := faultDocument{Fault: f, Problem: f.Err.Error()}
		if a, ok := f.Err.(interface{ Advice() string }); ok {
			told.Advice = a.Advice()
		}
		d.Faults = append(d.Faults, told)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(d)
}

// list is never null in JSON.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

// DecodePlan reads what Encode wrote, and refuses everything else. The photos are where
// locate says that a product's image is.
func DecodePlan(data []byte, locate func(image string) string) (*Plan, Binding, error) {
	var head struct {
		Version int             `json:"version"`
		State   json.RawMessage `json:"state"`
	}
	switch err := json.Unmarshal(data, &head); {
	case err != nil && bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")):
		return nil, Binding{}, errors.New("it was cut short or changed; plan again")
	case err != nil || head.State == nil:
		return nil, Binding{}, errors.New("it is no plan of photoshoot")
	case head.Version != PlanVersion:
		return nil, Binding{}, fmt.Errorf("it is a plan of version %d, and this photoshoot knows %d; plan again with this one", head.Version, PlanVersion)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var d document
	if err := dec.Decode(&d); err != nil {
		return nil, Binding{}, fmt.Errorf("it cannot be read: %w; plan again", err)
	}
	return d.plan(locate), d.Binding, nil
}

func (d *document) plan(locate func(string) string) *Plan {
	p := &Plan{Workspace: d.State, Selection: d.Selection, Products: d.Products, Held: d.Held, Stray: d.Stray,
		Unchanged: d.Unchanged, Credits: d.Credits, Deletes: d.Deletes, Lost: d.Lost}
	for i := range p.Products {
		if pp := &p.Products[i]; pp.Want != nil {
			pp.Photo.Path = locate(pp.Want.Image)
		}
	}
	for _, f := range d.Faults {
		f.Err = &recounted{f.Problem, f.Advice}
		p.Faults = append(p.Faults, f.Fault)
	}
	return p
}

// SameHistory says whether a state is the one a plan was made for, or what became of it.
func SameHistory(planned, found state.Workspace) bool {
	return planned.Lineage == "" || planned.Lineage == found.Lineage
}

// Unmoved says whether nothing was written to the state since the plan was made.
func Unmoved(planned, found state.Workspace) bool {
	return planned.Lineage == found.Lineage && planned.Serial == found.Serial && planned.Commits == found.Commits
}
