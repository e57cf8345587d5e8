// studio render: one photo in one scene, without a configuration.

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
	"photoshoot/spec"
)

func studioRender(ctx context.Context, a *app, args []string) error {
	asked := studio.Picture{SameStyle: true}
	fs := a.flags("studio render")
	photo := fs.String("photo", "", "the product's `photo`")
	fs.StringVar(&asked.Preset, "preset", "", "`id` of a scene; see photoshoot presets list")
	fs.StringVar(&asked.Prompt, "prompt", "", "the scene in your own `words`")
	kind := fs.String("render-kind", "landscape", "size of the picture, by `name`")
	narrow := fs.Bool("no-safe-margin", false, "leave out the margins of a landscape")
	fs.Uint64Var(&asked.Seed, "seed", 1, "another `number` gives another picture of the same scene")
	out := fs.String("o", "", "write to `file`: .png, .jpg, .pdf or .webp")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	if *photo == "" || *out == "" || (asked.Preset == "") == (asked.Prompt == "") {
		return &usageError{"studio render: -photo, -o and one of -preset and -prompt are needed",
			"For example: photoshoot studio render -photo lamp.jpg -preset white_background -o lamp-white.png"}
	}
	if asked.Preset != "" && !known(asked.Preset) {
		return &advised{fmt.Errorf("there is no preset %q%s", asked.Preset, suggest(asked.Preset, presetIDs())), "photoshoot presets list names them all."}
	}
	size, ok := spec.RenderKindNamed(*kind)
	if !ok {
		return &usageError{fmt.Sprintf("there is no render kind %q", *kind), "It is one of those of render_kinds, such as landscape, post or story."}
	}
	asked.Frame = studio.Frame(adcreative.RenderKind(size.Value), !*narrow)
	return a.render(ctx, *photo, *out, asked)
}

func known(preset string) bool {
	for _, id := range presetIDs() {
		if id == preset {
			return true
		}
	}
	return false
}

func (a *app) render(ctx context.Context, photo, out string, asked studio.Picture) error {
	format, ok := raster.FormatNamed(strings.Replace(strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), "."), "jpg", "jpeg", 1))
	if !ok {
		return &usageError{fmt.Sprintf("%s: its ending names no format", out), "It is .png, .jpg, .pdf or .webp."}
	}
	product, _, err := a.cut(ctx, photo)
	if err != nil {
		return err
	}
	picture, notes, err := studio.Classical{}.Paint(ctx, product, asked)
	if err != nil {
		return err
	}
	var original bytes.Buffer
	meta := raster.Meta{Prompt: asked.Prompt, Preset: asked.Preset, Engine: "photoshoot studio " + studio.Classical{}.Version(), Seed: asked.Seed}
	if err := raster.EncodePNG(&original, picture, meta); err != nil {
		return err
	}
	data, err := raster.Deliver(original.Bytes(), nil, format, false)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, data, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", out, err)
	}
	a.view.rendered(out, picture.Rect.Size(), notes)
	return nil
}
