// The view for programs: a plan as one JSON document, a run as one object a line.

package main

import (
	"encoding/json"
	"fmt"

	"photoshoot/engine"
)

// jsonVersion counts changes of the documents' shape that a reader must know of.
const jsonVersion = 1

// planDocument is what plan -json prints.
type planDocument struct {
	Version   int                   `json:"version"`
	Counts    map[engine.Action]int `json:"counts"`
	Unchanged int                   `json:"unchanged"`
	Credits   int                   `json:"credits"`
	Products  []engine.ProductPlan  `json:"products"`
	Faults    []faultDocument       `json:"faults"`
}

type faultDocument struct {
	engine.Fault
	Problem string `json:"problem"`
}

func (v *view) planJSON(p *engine.Plan) error {
	doc := planDocument{Version: jsonVersion, Counts: map[engine.Action]int{}, Unchanged: p.Unchanged, Credits: p.Credits,
		Products: p.Products, Faults: []faultDocument{}}
	if doc.Products == nil {
		doc.Products = []engine.ProductPlan{}
	}
	for _, a := range engine.Actions() {
		doc.Counts[a] = p.Count(a)
	}
	for _, f := range p.Faults {
		doc.Faults = append(doc.Faults, faultDocument{f, f.Err.Error()})
	}
	e := json.NewEncoder(v.out)
	e.SetIndent("", "  ")
	return e.Encode(doc)
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
