// Thumbnails: small enough that thousands travel in one page.

package gallery

import (
	"bytes"
	"fmt"
	"image/jpeg"

	"photoshoot/engine/raster"
)

// A thumbnail fits this frame: two in a row on a phone's screen, at two dots a pixel for
// the widest of the service's sizes.
const (
	thumbWidth   = 480
	thumbHeight  = 320
	thumbQuality = 74
)

// Thumbnail makes the small JPEG of a picture or photo. limits bound what is decoded.
func Thumbnail(picture []byte, limits raster.Limits) ([]byte, error) {
	photo, err := raster.Decode(picture, limits)
	if err != nil {
		return nil, fmt.Errorf("making a thumbnail: %w", err)
	}
	size := photo.Image.Rect.Size()
	if w, h := fit(size.X, size.Y, thumbWidth, thumbHeight); w < size.X {
		photo.Image = raster.Resize(photo.Image, w, h)
	}
	var b bytes.Buffer
	err = raster.EncodeJPEG(&b, photo.Image, thumbQuality, raster.Meta{})
	return b.Bytes(), err
}

// fit scales w by h down into a frame; what is smaller stays.
func fit(w, h, maxW, maxH int) (int, int) {
	if w > maxW {
		w, h = maxW, max(1, (h*maxW+w/2)/w)
	}
	if h > maxH {
		w, h = max(1, (w*maxH+h/2)/h), maxH
	}
	return w, h
}

// size reads the size of a thumbnail; zero for what is none.
func size(thumb []byte) (w, h int) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(thumb))
	if err != nil {
		return 0, 0
	}
	return c.Width, c.Height
}
