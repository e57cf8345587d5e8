// The studio's own painter: classical, deterministic, without weights or network.

package studio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// Classical paints with raster: its presets, and custom prompts as far as it reads them. Its
// zero value is ready.
type Classical struct{}

// Version changes with the sets.
func (Classical) Version() string {
	sets := sha256.New()
	for _, p := range raster.Presets() {
		fmt.Fprintf(sets, "%#v\n", p)
	}
	return "classical-" + hex.EncodeToString(sets.Sum(nil)[:4])
}

// Presets are raster's.
func (Classical) Presets() []adcreative.Preset {
	var presets []adcreative.Preset
	for _, p := range raster.Presets() {
		preset := adcreative.Preset{ID: p.ID, PreviewName: p.Name, PromptText: p.Prompt, Tags: p.Tags, IsOldPreset: p.Old}
		for _, name := range p.Categories {
			preset.Categories = append(preset.Categories, adcreative.Category{Name: name})
		}
		presets = append(presets, preset)
	}
	return presets
}

// Cut decodes the photo, takes the product off its ground, and says what was measured of it.
func (Classical) Cut(_ context.Context, photo adcreative.Photo, limits raster.Limits) (*raster.Cutout, adcreative.Recommendation, error) {
	decoded, err := raster.Decode(photo.Data, limits)
	if err != nil {
		return nil, adcreative.Recommendation{}, err
	}
	product, err := raster.Cut(decoded)
	if err != nil {
		return nil, adcreative.Recommendation{}, err
	}
	d := raster.Describe(product, photo.Name, backdrops())
	return product, adcreative.Recommendation{
		ProductInfo: adcreative.ProductInfo{Name: d.Name, Description: d.Description},
		Prompts:     d.Prompts, PresetIDs: d.Presets,
	}, nil
}

// backdrops are the presets as a recommendation weighs them, without those that are kept for
// old requests alone.
func backdrops() []raster.Backdrop {
	var all []raster.Backdrop
	for _, p := range raster.Presets() {
		if p.Old {
			continue
		}
		wall := p.Scene.Wall.Color
		if wall == 0 {
			wall = 0xffffff // not said: a white set
		}
		all = append(all, raster.Backdrop{ID: p.ID, Prompt: p.Prompt, Tags: slices.Concat(p.Tags, p.Categories),
			Ground: color.NRGBA{R: uint8(wall >> 16), G: uint8(wall >> 8), B: uint8(wall), A: 255}})
	}
	return all
}

// Paint sets the product in the scene that was asked for. It notes what of a prompt was not
// understood, and what is wrong with the cut-out.
func (Classical) Paint(ctx context.Context, product *raster.Cutout, asked Picture) (*image.NRGBA, []string, error) {
	render := raster.Render{Frame: asked.Frame, Seed: asked.Seed, Style: asked.SameStyle, Variation: asked.Repeat}
	notes := slices.Concat(product.Warnings, render.Warnings(product))
	scene, unknown, err := sceneOf(asked)
	if err != nil {
		return nil, nil, err
	}
	if len(unknown) > 0 {
		notes = append(notes, "not understood: "+strings.Join(unknown, ", "))
	}
	picture, err := raster.Paint(ctx, scene, product, render)
	return picture, notes, err
}

func sceneOf(asked Picture) (scene raster.Scene, unknown []string, err error) {
	if asked.Preset == "" {
		scene, read := raster.ReadPrompt(asked.Prompt)
		return scene, read.Unknown, nil
	}
	scene, err = presetScene(asked.Preset)
	return scene, nil, err
}

func presetScene(id string) (raster.Scene, error) {
	for _, p := range raster.Presets() {
		if p.ID == id {
			return p.Scene, nil
		}
	}
	return raster.Scene{}, fmt.Errorf("there is no preset %q any more", id)
}

// Preview sets a vase into the scene as it was designed.
func (Classical) Preview(ctx context.Context, preset string, frame raster.Frame) (*image.NRGBA, error) {
	scene, err := presetScene(preset)
	if err != nil {
		return nil, err
	}
	return raster.Paint(ctx, scene, vase(), raster.Render{Frame: frame})
}
