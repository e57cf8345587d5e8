// validate: the configuration alone, without photos, state or network.

package main

import (
	"context"

	"github.com/hashicorp/hcl/v2"

	"photoshoot/spec"
)

func validate(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("validate")
	in.register(fs)
	asJSON := fs.Bool("json", false, "print JSON, faults too")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	config, diags := a.read(in)
	products, shots := 0, 0
	if !diags.HasErrors() {
		diags = append(diags, config.Products(func(p *spec.Product) bool {
			products++
			shots += len(p.Shots)
			return true
		})...)
	}
	switch {
	case *asJSON:
		if err := a.view.document(validation(diags, products, shots)); err != nil {
			return err
		}
		if diags.HasErrors() {
			return exit(exitError)
		}
		return nil
	case a.view.diagnostics(diags, config):
		return exit(exitError)
	}
	if err := supported(config); err != nil {
		return err
	}
	a.view.print("The configuration is valid: %d products, %d shots.\n", products, shots)
	return nil
}

// validation is what was found, for editors and CI. Its shape is that of terraform
// validate -json, so that what reads the one reads the other.
func validation(diags hcl.Diagnostics, products, shots int) any {
	errors, warnings := 0, 0
	list := []any{}
	for _, d := range diags {
		severity := "error"
		if d.Severity == hcl.DiagWarning {
			severity = "warning"
			warnings++
		} else {
			errors++
		}
		entry := map[string]any{"severity": severity, "summary": d.Summary, "detail": d.Detail}
		if d.Subject != nil && d.Subject.Filename != "" {
			entry["range"] = map[string]any{"filename": d.Subject.Filename, "start": position(d.Subject.Start), "end": position(d.Subject.End)}
		}
		list = append(list, entry)
	}
	return map[string]any{"format_version": "1.0", "valid": errors == 0, "error_count": errors, "warning_count": warnings,
		"diagnostics": list, "products": products, "shots": shots}
}

func position(p hcl.Pos) any {
	return map[string]int{"line": p.Line, "column": p.Column, "byte": p.Byte}
}
