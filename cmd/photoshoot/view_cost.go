// Costs and outputs: small tables and values.

package main

import (
	"encoding/json"

	"photoshoot/spec"
)

// costs prints what things came to, in credits.
func (v *view) costs(rows []spending, total spending) {
	v.print("%-44s %9s %9s %9s %9s\n", "credits", "estimated", "charged", "wasted", "pictures")
	for _, r := range append(rows, total) {
		name := r.Name
		if name == "" {
			name = "(nothing named)"
		}
		v.print("%-44s %9d %9d %9d %9d\n", name, r.Estimated, r.Charged, r.Wasted, r.Pictures)
	}
}

// outputsJSON prints outputs as an object by name.
func (v *view) outputsJSON(all []spec.Output) error {
	type document struct {
		Value       json.RawMessage `json:"value"` // null: sensitive
		Sensitive   bool            `json:"sensitive"`
		Description string          `json:"description,omitempty"`
	}
	byName := map[string]document{}
	for _, o := range all {
		byName[o.Name] = document{o.Value, o.Sensitive, o.Description}
	}
	return v.document(byName)
}
