// The view for programs: a plan as one JSON document, a run as one object a line.

package main

import (
	"context"
	"encoding/json"
	"fmt"

	"photoshoot/engine"
	"photoshoot/state"
)

// jsonVersion counts changes of the documents' shape that a reader must know of.
const jsonVersion = 1

// planJSON prints the plan as plan -out would save it.
func (v *view) planJSON(p *engine.Plan, s *session) error {
	bound, err := s.binding()
	if err != nil {
		return err
	}
	return p.Encode(v.out, bound)
}

// recordDocument is one product of show -json.
type recordDocument struct {
	Address string       `json:"address"`
	Shots   []state.Shot `json:"shots"`
	Files   []state.File `json:"files"`
	Jobs    []state.Job  `json:"jobs,omitempty"`
}

// stateJSON prints records of a state as one document.
func (v *view) stateJSON(ctx context.Context, r state.Reader, records []state.Record) error {
	ws, err := r.Workspace(ctx)
	if err != nil {
		return err
	}
	products := []recordDocument{}
	for _, rec := range records {
		products = append(products, recordDocument{rec.Head.Product, rec.Shots, rec.Files, rec.Jobs})
	}
	return v.document(map[string]any{"version": jsonVersion, "state": ws, "products": products})
}

// document prints one value over as many lines as it needs.
func (v *view) document(value any) error {
	e := json.NewEncoder(v.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(value)
}

// eventJSON prints one event of a run on a line.
func (v *view) eventJSON(e engine.Event) {
	line := map[string]any{"version": jsonVersion, "event": e.Kind}
	for key, value := range map[string]string{"address": e.Address, "job": e.Job, "note": e.Note} {
		if value != "" {
			line[key] = value
		}
	}
	if e.Total > 0 {
		line["done"], line["total"] = e.Done, e.Total
	}
	if e.Err != nil {
		line["error"] = e.Err.Error()
	}
	v.jsonLine(line)
}

func (v *view) resultJSON(r engine.Result) {
	v.jsonLine(map[string]any{"version": jsonVersion, "event": "finished", "made": r.Made, "derived": r.Derived, "moved": r.Moved,
		"deleted": r.Deleted, "failed": r.Failed, "held": r.Held, "running": r.Running, "credits": r.Credits,
		"wasted_credits": r.WastedCredits, "duplicates": r.Duplicates, "paths": r.Paths})
}

func (v *view) jsonLine(value any) {
	data, err := json.Marshal(value)
	if err != nil {
		v.note("an event cannot be written as JSON: %v\n", err)
		return
	}
	fmt.Fprintf(v.out, "%s\n", data)
}
