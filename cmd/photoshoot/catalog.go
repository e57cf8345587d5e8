// catalog preview: what a shop's file turns into, before anything is made of it.

package main

import (
	"context"
	"fmt"

	"photoshoot/spec"
)

func catalogVerb(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("catalog")
	in.register(fs)
	rows := fs.Int("rows", 3, "show the first `n` rows")
	asJSON := fs.Bool("json", false, "print JSON")
	if err := a.parse(fs, args, 2); err != nil {
		return err
	}
	if fs.Arg(0) != "preview" {
		return &usageError{fmt.Sprintf("catalog: there is no %q", fs.Arg(0)), "It is catalog preview, or catalog preview NAME."}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	name := fs.Arg(1)
	if names := s.config.Catalogs(); name == "" && len(names) == 1 {
		name = names[0]
	} else if name == "" {
		return &usageError{fmt.Sprintf("the configuration has %s", counted(len(names), "catalog")), "Name one: photoshoot catalog preview NAME."}
	}
	p, diags := s.config.Preview(name, max(*rows, 0))
	if a.view.diagnostics(diags, s.config) {
		return exit(exitError)
	}
	if *asJSON {
		return a.view.document(previewDocument(p))
	}
	a.view.preview(p)
	return nil
}

// previewDocument is a preview for programs.
func previewDocument(p spec.Preview) any {
	rows := []any{}
	for _, r := range p.Rows {
		values := map[string]string{}
		for i, name := range p.Columns {
			if r.Values[i] != "" {
				values[name] = r.Values[i]
			}
		}
		rows = append(rows, map[string]any{"line": r.Line, "key": r.Key, "values": values})
	}
	return map[string]any{"version": jsonVersion, "catalog": p.Name, "file": p.File, "type": p.Type, "rows": p.Count,
		"columns": p.Columns, "first": rows}
}
