// studio: the embedded studio for itself, served to other programs or tried on one photo.

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
)

func studioVerb(ctx context.Context, a *app, args []string) error {
	uses := []verb{
		{"serve", "Serve the studio to other programs", "", studioServe},
		{"cutout", "Take products off their grounds", "PHOTO...", studioCutout},
		{"render", "Set one photo's product in a scene", "", studioRender},
	}
	var names []string
	for _, use := range uses {
		if names = append(names, use.name); len(args) > 0 && args[0] == use.name {
			return use.run(ctx, a, args[1:])
		}
	}
	if len(args) == 0 || args[0] == "-help" || args[0] == "--help" || args[0] == "-h" {
		a.explainUse(a.flags("studio"))
		return nil
	}
	return &usageError{fmt.Sprintf("studio: there is no %q%s", args[0], suggest(args[0], names)), "It is studio serve, cutout or render."}
}

// cut takes one photo's product off its ground, as the studio does with an upload.
func (a *app) cut(ctx context.Context, name string) (*raster.Cutout, adcreative.Recommendation, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, adcreative.Recommendation{}, fmt.Errorf("photo %s cannot be read: %w", name, reason(err))
	}
	product, what, err := studio.Classical{}.Cut(ctx, adcreative.Photo{Name: filepath.Base(name), Data: data}, raster.Limits{})
	if err != nil {
		return nil, what, fmt.Errorf("photo %s: %w", name, err)
	}
	return product, what, nil
}
