// The vase: the product that stands in the catalogue's pictures.

package studio

import (
	"image"
	"image/color"
	"math"

	"photoshoot/engine/raster"
)

// Pixels of the vase's picture, and how finely its outline is sampled.
const (
	vaseWidth, vaseHeight = 400, 640
	vaseSamples           = 4
)

// vase is a plain one of pale clay, turned on no wheel: a solid of revolution in soft light
// from the upper left.
func vase() *raster.Cutout {
	m := image.NewNRGBA(image.Rect(0, 0, vaseWidth, vaseHeight))
	for y := range vaseHeight {
		for x := range vaseWidth {
			m.SetNRGBA(x, y, vasePixel(x, y))
		}
	}
	return &raster.Cutout{Image: m, Source: m.Rect, Photo: m.Rect.Size(), Confidence: 1}
}

// vasePixel averages the samples of one pixel that fall on the vase.
func vasePixel(x, y int) color.NRGBA {
	var light float64
	hit := 0
	for i := range vaseSamples * vaseSamples {
		u := (float64(x)+(float64(i%vaseSamples)+0.5)/vaseSamples)/vaseWidth*2 - 1
		v := (float64(y) + (float64(i/vaseSamples)+0.5)/vaseSamples) / vaseHeight
		if r := vaseRadius(v); math.Abs(u) < r {
			hit++
			light += vaseLight(u/r, v)
		}
	}
	if hit == 0 {
		return color.NRGBA{}
	}
	shade := math.Pow(light/float64(hit), 1/2.2) // from linear light, near enough for clay
	return color.NRGBA{uint8(236 * shade), uint8(226 * shade), uint8(213 * shade), uint8(255 * hit / (vaseSamples * vaseSamples))}
}

// vaseRadius is the outline at height v, 0 the lip and 1 the foot: a flared lip, a narrow neck,
// a full shoulder, a foot drawn in.
func vaseRadius(v float64) float64 {
	lip := 0.15 * math.Exp(-v*v/0.004)
	shoulder := 0.73 * smooth((v-0.12)/0.5)
	foot := 0.5 * smooth((v-0.36)/0.7)
	return 0.31 + lip + shoulder - foot
}

// smooth goes from 0 to 1 without a crease that light would show (Perlin's quintic).
func smooth(t float64) float64 {
	t = min(max(t, 0), 1)
	return t * t * t * (t*(6*t-15) + 10)
}

// vaseLight is the light on the surface at side u of the outline, -1 to 1, and height v.
func vaseLight(u, v float64) float64 {
	const step = 1e-3
	slope := (vaseRadius(v+step) - vaseRadius(v-step)) / (2 * step) * vaseWidth / (2 * vaseHeight)
	face := math.Sqrt(1 - u*u)
	long := math.Hypot(1, slope)
	nx, ny, nz := u/long, slope/long, face/long
	key := max(0, (-0.55*nx+0.5*ny+0.67*nz+0.25)/1.25) // wrapped a little round, as a large lamp's
	return 0.27 + 0.08*ny + 0.64*key
}
