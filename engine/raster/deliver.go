// Deliveries: every format from what is stored.

package raster

import (
	"bytes"
	"fmt"
	"io"
)

// ThumbnailSide is the longer side of a low-resolution picture in pixels. The service
// documents no size; this one fills a column of a shop page.
const ThumbnailSide = 640

// thumbnailQuality is lower than an original's: nobody prints a thumbnail.
const thumbnailQuality = 85

// Thumbnail makes the JPEG that is stored beside an original, from the original's
// light rather than from a smaller copy. It keeps the original's metadata.
func Thumbnail(original []byte) ([]byte, error) {
	photo, err := Decode(original, Limits{})
	if err != nil {
		return nil, fmt.Errorf("thumbnail: %w", err)
	}
	var out bytes.Buffer
	err = writeJPEG(&out, Reduce(photo.Image, ThumbnailSide), thumbnailQuality, carried(original))
	return out.Bytes(), err
}

// Deliver makes one download from what is stored: the original PNG and its JPEG
// thumbnail, which is made anew where it is nil. As the service does it:
//
//	          full size                   low resolution
//	PNG       the original untouched      the thumbnail as PNG, which is larger
//	JPEG      the original as JPEG        the thumbnail untouched
//	PDF       the JPEG in a PDF 1.6       the thumbnail in a PDF 1.6
//	WebP      without loss; not known to the service
//
// Metadata comes along. The same input gives the same bytes.
func Deliver(original, thumbnail []byte, f Format, lowResolution bool) ([]byte, error) {
	if !f.Valid() {
		return nil, fmt.Errorf("%s is not a format; use png, jpeg, pdf or webp", f)
	}
	source, untouched := original, PNG
	if lowResolution {
		source, untouched = thumbnail, JPEG
		if thumbnail == nil {
			made, err := Thumbnail(original)
			if err != nil {
				return nil, err
			}
			source = made
		}
	}
	if f == untouched {
		return source, nil
	}
	var out bytes.Buffer
	if err := convert(&out, source, f); err != nil {
		return nil, fmt.Errorf("deliver as %s: %w", f, err)
	}
	return out.Bytes(), nil
}

// convert writes the picture in source as f.
func convert(w io.Writer, source []byte, f Format) error {
	if f == PDF && isJPEG(source) {
		return writePDF(w, [][]byte{source}, xmpOf(source))
	}
	photo, err := Decode(source, Limits{})
	if err != nil {
		return err
	}
	switch f {
	case PNG:
		return writePNG(w, photo.Image, xmpOf(source))
	case WebP:
		return writeWebP(w, photo.Image, xmpOf(source))
	}
	if f == JPEG {
		return writeJPEG(w, photo.Image, OriginalQuality, carried(source))
	}
	var picture bytes.Buffer
	if err := writeJPEG(&picture, photo.Image, OriginalQuality, carried(source)); err != nil {
		return err
	}
	return writePDF(w, [][]byte{picture.Bytes()}, xmpOf(source))
}

// carried is the source's metadata for a JPEG: all of it, or none where another
// program wrote more than a JPEG can hold, since a cut packet cannot be read.
func carried(source []byte) []byte {
	xmp := xmpOf(source)
	if len(xmp) > maxJPEGPacket {
		return nil
	}
	return xmp
}
