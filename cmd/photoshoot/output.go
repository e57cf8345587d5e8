// output: the values that the configuration names for scripts.

package main

import (
	"context"
	"encoding/json"
	"fmt"

	"photoshoot/spec"
)

func output(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("output")
	in.register(fs)
	asJSON := fs.Bool("json", false, "print JSON")
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	results, diags := s.config.Results()
	if a.view.diagnostics(diags, s.config) {
		return exit(exitError)
	}
	if name := fs.Arg(0); name != "" {
		return s.outputOne(results.Outputs, name, *asJSON)
	}
	if *asJSON {
		return a.view.outputsJSON(results.Outputs)
	}
	for _, o := range results.Outputs {
		a.view.print("%s = %s\n", o.Name, valueOf(o))
	}
	return nil
}

// outputOne prints one value; a text without its quotes, as scripts want it.
func (s *session) outputOne(all []spec.Output, name string, asJSON bool) error {
	var names []string
	for _, o := range all {
		if names = append(names, o.Name); o.Name != name {
			continue
		}
		if o.Sensitive {
			return fmt.Errorf("output %s is sensitive, and is not shown", name)
		}
		var text string
		if err := json.Unmarshal(o.Value, &text); err != nil || asJSON {
			text = string(o.Value)
		}
		s.app.view.print("%s\n", text)
		return nil
	}
	return &advised{fmt.Errorf("there is no output %q%s", name, suggest(name, names)), "photoshoot output lists them all."}
}

func valueOf(o spec.Output) string {
	if o.Sensitive {
		return "(sensitive)"
	}
	return string(o.Value)
}
