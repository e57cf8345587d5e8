// A picture as the file asked for.

package studio

import (
	"bytes"
	"errors"
	"image"
	"net/http"

	"photoshoot/engine/raster"
)

// keep writes a picture and its thumbnail, with how it was made inside both.
func (s *Studio) keep(t task, picture *image.NRGBA, seed uint64) error {
	var original bytes.Buffer
	if err := raster.EncodePNG(&original, picture, s.meta(t, seed)); err != nil {
		return err
	}
	thumbnail, err := raster.Thumbnail(original.Bytes())
	if err != nil {
		return err
	}
	return errors.Join(
		s.disk.write(pictures, t.Image, ".png", original.Bytes()),
		s.disk.write(pictures, t.Image, ".jpg", thumbnail))
}

// meta says how t's picture came about.
func (s *Studio) meta(t task, seed uint64) raster.Meta {
	words := t.Prompt.Prompt
	if preset := s.shelf.byID[t.Prompt.Preset]; preset != nil {
		words = preset.PromptText
	}
	return raster.Meta{Prompt: words, Preset: t.Prompt.Preset, Engine: "photoshoot studio " + s.painter.Version(), Seed: seed}
}

// deliver makes a task's picture into the file asked for. What is stored in that form goes
// out untouched; the rest is converted, a few at a time.
func (s *Studio) deliver(r *http.Request, t task, format raster.Format, low bool) ([]byte, error) {
	switch {
	case format == raster.PNG && !low:
		return s.disk.read(pictures, t.Image, ".png")
	case format == raster.JPEG && low:
		return s.disk.read(pictures, t.Image, ".jpg")
	}
	original, err := s.disk.read(pictures, t.Image, ".png")
	if err != nil {
		return nil, err
	}
	thumbnail, err := s.disk.read(pictures, t.Image, ".jpg")
	if err != nil {
		return nil, err
	}
	if err := s.conversions.take(r.Context()); err != nil {
		return nil, err
	}
	defer s.conversions.release()
	return raster.Deliver(original, thumbnail, format, low)
}
