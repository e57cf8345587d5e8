// Cutting: a photo becomes its product alone.

package raster

import (
	"fmt"
	"image"
)

const (
	masterSide  = 2048 // longer side at which edges are matted; a creative shows less
	segmentSide = 640  // longer side at which product and ground are told apart
)

// Cut takes the product off its ground. A photo with an alpha channel is taken at its word.
// Others are cut in two ways that know nothing of each other: by distance from a smooth ground,
// and by what stands out from a lively one. The ground decides between them, and how far
// they agree says how sure the outline is. The error is ErrNoForeground where no product
// stands out.
func Cut(p *Photo) (*Cutout, error) {
	master := Reduce(p.Image, masterSide)
	if p.HasAlpha {
		return cutAlpha(master)
	}
	small := Reduce(master, segmentSide)
	plane := planeOf(small)
	view := groundOf(plane).look(plane)
	c := newCutter(plane, full(plane.w, plane.h))
	plain := view.plain(c)
	lively := view.lively(c, regionsOf(planeOf(Reduce(small, regionSide)), patches))
	mask := view.choose(plain, lively)
	verdict := judge(view, mask, plain.agreement(lively))
	if verdict.refuse != "" {
		return nil, fmt.Errorf("%w: %s", ErrNoForeground, verdict.refuse)
	}
	return finish(matte(master, mask), mask, verdict)
}

// choose takes the cut that the ground asks for.
func (v *view) choose(plain, lively *mask) *mask {
	if v.isPlain() {
		return plain
	}
	_, weak := v.outline(plain)
	if _, weaker := v.outline(lively); weaker > weak+0.1 && touching(plain) < 0.05 {
		return plain
	}
	return lively
}

// cutAlpha keeps what the photo's own alpha shows, without shadows that lie apart.
func cutAlpha(img *image.NRGBA) (*Cutout, error) {
	out := image.NewNRGBA(img.Rect)
	copy(out.Pix, img.Pix)
	solid := newMask(img.Rect.Dx(), img.Rect.Dy())
	any := newMask(img.Rect.Dx(), img.Rect.Dy())
	for i := range any.on {
		a := img.Pix[4*i+3]
		any.on[i], solid.on[i] = a > 8, a >= 200
	}
	for _, part := range any.parts(true) {
		if !part.touches(solid) {
			for _, i := range part.pixels {
				out.Pix[4*i+3] = 0
			}
		}
	}
	if solid.count() == 0 {
		return nil, fmt.Errorf("%w: the alpha channel shows nothing solid", ErrNoForeground)
	}
	return finish(out, solid, verdict{confidence: 0.98})
}

// finish crops a matted picture to what shows.
func finish(img *image.NRGBA, mask *mask, v verdict) (*Cutout, error) {
	box := shown(img)
	if box.Empty() {
		return nil, fmt.Errorf("%w: nothing of it is left", ErrNoForeground)
	}
	product := image.NewNRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		from := img.PixOffset(box.Min.X, box.Min.Y+y)
		copy(product.Pix[y*product.Stride:(y+1)*product.Stride], img.Pix[from:from+4*box.Dx()])
	}
	return &Cutout{Image: product, Source: box, Photo: img.Rect.Size(), Confidence: v.confidence, Warnings: v.warnings, Pose: poseOf(mask)}, nil
}

// shown is where alpha is not 0.
func shown(img *image.NRGBA) image.Rectangle {
	box := image.Rectangle{}
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.Pix[y*img.Stride+4*x+3] != 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
