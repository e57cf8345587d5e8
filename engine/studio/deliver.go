package studio

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"net/http"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// keep writes a picture and its thumbnail.
func (s *Studio) keep(t task, picture *image.NRGBA) error {
	var original, thumbnail bytes.Buffer
	if err := png.Encode(&original, picture); err != nil {
		return err
	}
	if err := jpeg.Encode(&thumbnail, raster.Reduce(picture, 512), nil); err != nil {
		return err
	}
	return errors.Join(
		s.disk.write(pictures, t.Image, ".png", original.Bytes()),
		s.disk.write(pictures, t.Image, ".jpg", thumbnail.Bytes()))
}

// deliver makes a task's picture into the file asked for.
func (s *Studio) deliver(r *http.Request, t task, format adcreative.Format, low bool) ([]byte, error) {
	switch {
	case format == adcreative.PNG && !low:
		return s.disk.read(pictures, t.Image, ".png")
	case format == adcreative.JPEG && low:
		return s.disk.read(pictures, t.Image, ".jpg")
	}
	return nil, errors.New("not yet")
}
