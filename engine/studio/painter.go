// The seam to the engine of pictures.

package studio

import (
	"context"
	"image"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// Painter is what the studio needs of an engine of pictures. All methods may be called from
// many goroutines. What Cut and Paint return depends on their arguments alone, so that the same
// request gives the same bytes.
type Painter interface {
	// Version changes when the same request would give another picture.
	Version() string
	// Presets lists the scenes on offer; the studio fills in the URLs of their previews.
	Presets() []adcreative.Preset
	// Cut takes the product of a photo off its ground and says what it is. Its faults are
	// raster's: ErrFormat, ErrTruncated, ErrTooManyBytes, ErrTooManyPixel, ErrNoForeground.
	Cut(ctx context.Context, photo adcreative.Photo, limits raster.Limits) (*raster.Cutout, adcreative.Recommendation, error)
	// Paint sets the product in a scene. The notes are for people: what was not understood of
	// a prompt, what they should look at.
	Paint(ctx context.Context, product *raster.Cutout, asked Picture) (picture *image.NRGBA, notes []string, err error)
	// Preview paints a preset with a product of the painter's own, for the catalogue.
	Preview(ctx context.Context, preset string, frame raster.Frame) (*image.NRGBA, error)
}

// Picture is one picture to be made.
type Picture struct {
	Preset    string // one of Presets, or empty
	Prompt    string // the user's own words, when there is no preset
	Frame     raster.Frame
	SameStyle bool // blend the preset's palette with the product's colours
	Seed      uint64
	Repeat    int // how many pictures of the same request were asked for in the same words before it
}
