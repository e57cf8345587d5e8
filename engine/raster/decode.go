// Decoding: bytes of a stranger to a photo, or a refusal that says why.

package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// What the zero fields of a Limits mean. The service documents 12 MB in one place and
// 22 MB in another; the larger is the default. Twenty thousand is past any camera.
const (
	defaultMaxBytes  = 22 << 20
	defaultMaxPixels = 50_000_000
	defaultMaxSide   = 20_000
)

func (l Limits) orDefault() Limits {
	or := func(v *int, standard int) {
		if *v <= 0 {
			*v = standard
		}
	}
	or(&l.MaxBytes, defaultMaxBytes)
	or(&l.MaxPixels, defaultMaxPixels)
	or(&l.MaxSide, defaultMaxSide)
	return l
}

// codec is how one file format is recognised and read.
type codec struct {
	name   string
	is     func([]byte) bool
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

func codecs() []codec {
	return []codec{
		{"JPEG", isJPEG, jpeg.DecodeConfig, jpeg.Decode},
		{"PNG", isPNG, png.DecodeConfig, png.Decode},
		{"WebP", isWebP, webp.DecodeConfig, webp.Decode},
	}
}

// Decode reads a JPEG, PNG or WebP, told apart by content, not by name. The result
// stands upright, is sRGB with straight alpha, 8 bits a channel, and begins at (0, 0).
// What the limits refuse is refused before pixels are allocated. Errors wrap
// ErrTooManyBytes, ErrTooManyPixel, ErrTruncated or, for all else, ErrFormat.
func Decode(data []byte, lim Limits) (*Photo, error) {
	lim = lim.orDefault()
	if len(data) > lim.MaxBytes {
		return nil, fmt.Errorf("%w: %s, limit is %s", ErrTooManyBytes, megabytes(len(data)), megabytes(lim.MaxBytes))
	}
	c, err := sniff(data)
	if err != nil {
		return nil, err
	}
	if err := c.check(data, lim); err != nil {
		return nil, err
	}
	img, err := c.decode(bytes.NewReader(data))
	if err != nil {
		return nil, c.fault(data, err)
	}
	flat := straight(img, c.name == "WebP")
	if p := profileOf(data); p != nil {
		p.toSRGB(flat)
	}
	flat = orientationOf(data).apply(flat)
	return &Photo{Image: flat, HasAlpha: !flat.Opaque()}, nil
}

// sniff finds the codec by the file's first bytes, or says what the file is instead.
func sniff(data []byte) (codec, error) {
	for _, c := range codecs() {
		if c.is(data) {
			return c, nil
		}
	}
	return codec{}, fmt.Errorf("%w: %s", ErrFormat, foreign(data))
}

// foreign names what is often sent in place of a photo.
func foreign(data []byte) string {
	for _, f := range []struct {
		at          int
		magic, name string
	}{
		{0, jpegMagic, "this is a JPEG"},
		{0, pngMagic, "this is a PNG"},
		{0, "GIF8", "this is a GIF"},
		{0, "BM", "this is a BMP"},
		{0, "II*\x00", "this is a TIFF"},
		{0, "MM\x00*", "this is a TIFF"},
		{0, "%PDF-", "this is a PDF"},
		{0, "<", "this is text, perhaps a web page or an SVG"},
		{4, "ftypavif", "this is an AVIF; export it as JPEG"},
		{4, "ftyp", "this is a HEIC photo or a film; export it as JPEG"},
	} {
		if len(data) >= f.at && bytes.HasPrefix(data[f.at:], []byte(f.magic)) {
			return f.name
		}
	}
	if len(data) == 0 {
		return "the file is empty"
	}
	return fmt.Sprintf("the file begins with % x", data[:min(4, len(data))])
}

// check reads the size from the header alone and holds it against the limits.
func (c codec) check(data []byte, lim Limits) error {
	cfg, err := c.config(bytes.NewReader(data))
	if err != nil {
		return c.fault(data, err)
	}
	w, h := cfg.Width, cfg.Height
	switch {
	case w < 1 || h < 1:
		return fmt.Errorf("%w: a %s of %dx%d pixels", ErrFormat, c.name, w, h)
	case max(w, h) > lim.MaxSide:
		return fmt.Errorf("%w: %dx%d, the longer side may have %d", ErrTooManyPixel, w, h, lim.MaxSide)
	case w > lim.MaxPixels/h:
		return fmt.Errorf("%w: %dx%d is %s, limit is %s", ErrTooManyPixel, w, h, megapixels(w*h), megapixels(lim.MaxPixels))
	}
	return nil
}

// fault tells a picture that was cut off from one that is broken or of a rare kind.
func (c codec) fault(data []byte, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || endsEarly(data) {
		return fmt.Errorf("%w: %s of %s", ErrTruncated, c.name, megabytes(len(data)))
	}
	return fmt.Errorf("%w: %w", ErrFormat, err)
}

// endsEarly says whether the file stops before its format says it does. The
// decoders report that in many words, not all of them their own.
func endsEarly(data []byte) bool {
	switch {
	case isJPEG(data):
		return !bytes.Contains(jpegScans(data), []byte{0xff, markerEOI})
	case isPNG(data):
		for kind := range pngChunks(data) {
			if kind == "IEND" {
				return false
			}
		}
		return true
	case isWebP(data):
		return int64(binary.LittleEndian.Uint32(data[4:]))+8 > int64(len(data))
	}
	return false
}

// megabytes counts as file managers and the service do, in steps of 1024.
func megabytes(n int) string {
	if n < 100<<10 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// megapixels rounds down to a tenth.
func megapixels(n int) string { return fmt.Sprintf("%d.%d megapixels", n/1_000_000, n/100_000%10) }
