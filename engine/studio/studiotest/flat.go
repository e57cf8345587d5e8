// Package studiotest has a painter for tests that are not about pictures: it is done at once.
package studiotest

import (
	"context"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
)

// Flat is a studio.Painter. The product is the whole photo; a scene is one colour that its
// seed decides, with the photo's middle in the middle of the frame.
type Flat struct {
	// Before, if set, is called ahead of each picture, with its prompt or preset: to wait
	// until something, to fail the picture, to kill the process.
	Before func(ctx context.Context, asked string) error
}

// Version is always the same.
func (Flat) Version() string { return "flat" }

// Presets are three of the ids that the service's page names.
func (Flat) Presets() []adcreative.Preset {
	return []adcreative.Preset{
		{ID: "white_background", PreviewName: "White Background", PromptText: ", in front of a white background",
			Categories: []adcreative.Category{{Name: "monochrome"}}},
		{ID: "thanksgiving_rustic_scene", PreviewName: "Thanksgiving Rustic Scene",
			PromptText: "on a rustic wood table with autumn leaves", Tags: []string{"holiday", "thanksgiving"}},
		{ID: "mid_century_modern_office", PreviewName: "Mid Century Modern Office", PromptText: "in a mid century modern office",
			Categories: []adcreative.Category{{Name: "interior"}}},
	}
}

// Cut takes the whole photo; one of a single colour has no product.
func (Flat) Cut(_ context.Context, photo adcreative.Photo, limits raster.Limits) (*raster.Cutout, adcreative.Recommendation, error) {
	decoded, err := raster.Decode(photo.Data, limits)
	if err != nil {
		return nil, adcreative.Recommendation{}, err
	}
	small := raster.Reduce(decoded.Image, 256)
	if plain(small) {
		return nil, adcreative.Recommendation{}, raster.ErrNoForeground
	}
	size := small.Bounds().Size()
	return &raster.Cutout{Image: small, Source: small.Bounds(), Photo: size, Confidence: 1}, adcreative.Recommendation{
		ProductInfo: adcreative.ProductInfo{Name: "product", Description: "A product on a photo."},
		Prompts:     []string{"on a table", "on a shelf", "on a stone", "on a beach"},
		PresetIDs:   []string{"white_background", "mid_century_modern_office"},
	}, nil
}

func plain(m *image.NRGBA) bool {
	first := m.NRGBAAt(0, 0)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if m.NRGBAAt(x, y) != first {
				return false
			}
		}
	}
	return true
}

// Preview is the scene without a product.
func (Flat) Preview(_ context.Context, preset string, frame raster.Frame) (*image.NRGBA, error) {
	return ground(frame, uint64(crc32.ChecksumIEEE([]byte(preset)))), nil
}

func ground(frame raster.Frame, seed uint64) *image.NRGBA {
	picture := image.NewNRGBA(image.Rect(0, 0, frame.Width, frame.Height))
	colour := color.NRGBA{uint8(seed), uint8(seed >> 8), uint8(seed >> 16), 255}
	draw.Draw(picture, picture.Bounds(), image.NewUniform(colour), image.Point{}, draw.Src)
	return picture
}

// Paint puts the product in the middle of the frame.
func (f Flat) Paint(ctx context.Context, product *raster.Cutout, asked studio.Picture) (*image.NRGBA, []string, error) {
	if f.Before != nil {
		if err := f.Before(ctx, asked.Preset+asked.Prompt); err != nil {
			return nil, nil, err
		}
	}
	picture := ground(asked.Frame, asked.Seed)
	at := picture.Bounds().Max.Sub(product.Image.Bounds().Size()).Div(2)
	draw.Draw(picture, product.Image.Bounds().Add(at), product.Image, image.Point{}, draw.Over)
	return picture, nil, nil
}
