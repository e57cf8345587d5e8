// Package raster turns pictures into pictures: a photo into a cut-out, a
// cut-out and a scene into a creative, a creative into the bytes of a file.
// It opens no files, speaks no HTTP and keeps no mutable package state.
package raster

import (
	"errors"
	"image"
)

// Limits bound what Decode accepts. A zero field means its default: 22 MB, 50 megapixels, 20,000 pixels.
type Limits struct {
	MaxBytes  int // of the encoded photo
	MaxPixels int // width × height, checked before any pixel is allocated
	MaxSide   int // pixels of the longer side, checked as early
}

// Faults of a photo, told apart with errors.Is.
var (
	ErrFormat       = errors.New("not a JPEG, PNG or WebP picture that can be read")
	ErrTruncated    = errors.New("the picture ends before its last pixel")
	ErrTooManyBytes = errors.New("the file is too large")
	ErrTooManyPixel = errors.New("the picture has too many pixels")
	ErrNoForeground = errors.New("no product stands out from the ground")
)

// Photo is a decoded photo: upright (EXIF orientation applied), sRGB, straight alpha.
type Photo struct {
	Image    *image.NRGBA
	HasAlpha bool // some pixel is not opaque
}

// Pose says how the product was photographed, which decides where it may stand.
type Pose struct {
	Lying     bool    // photographed from above, lying: belongs on a flat lay
	Elevation float64 // degrees of the camera above the horizon: 0 straight on, 90 from above
}

// Cutout is a product without its ground.
type Cutout struct {
	Image      *image.NRGBA    // the product, straight alpha, ground colour removed from edge pixels; cropped to where alpha is not 0
	Source     image.Rectangle // where Image lay in the (possibly reduced) photo
	Photo      image.Point     // size of that photo
	Confidence float64         // 0 to 1; below 0.4 the cut-out is a guess
	Warnings   []string        // what a person should look at, in plain words
	Pose       Pose
}

// Frame is the picture to be made, in pixels.
type Frame struct {
	Width, Height int
	Safe          image.Rectangle // where the product must stay; the whole frame when empty
}
