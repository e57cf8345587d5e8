// presets: the scenes of the embedded studio, or those that a service offers.

package main

import (
	"context"
	"fmt"
	"strings"

	"photoshoot/engine/raster"
)

func presets(_ context.Context, a *app, args []string) error {
	fs := a.flags("presets")
	if err := a.parse(fs, args, 2); err != nil {
		return err
	}
	switch fs.Arg(0) {
	case "list", "":
		for _, p := range raster.Presets() {
			a.view.print("%-60s %s\n", p.ID, strings.Join(p.Categories, ", "))
		}
		return nil
	case "show":
		return showPreset(a, fs.Arg(1))
	}
	return &usageError{fmt.Sprintf("presets: there is no %q", fs.Arg(0)), "It is presets list, or presets show ID."}
}

func showPreset(a *app, id string) error {
	for _, p := range raster.Presets() {
		if p.ID == id {
			a.view.print("%s\n  id          %s\n  prompt      %s\n  categories  %s\n  tags        %s\n", p.Name, p.ID, p.Prompt,
				strings.Join(p.Categories, ", "), strings.Join(p.Tags, ", "))
			return nil
		}
	}
	return &advised{fmt.Errorf("there is no preset %q%s", id, suggest(id, presetIDs())), "photoshoot presets list names them all."}
}
