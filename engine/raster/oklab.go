// OKLab, the space in which colours are compared.

package raster

import (
	"image/color"
	"math"
)

// lab is a colour in OKLab (Björn Ottosson, 2020): L is lightness 0 to 1, a runs
// from green to red, b from blue to yellow. Equal distances look about equal.
type lab struct{ L, a, b float64 }

// labOf converts linear light.
func labOf(r, g, b float64) lab {
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return lab{
		L: 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		a: 1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		b: 0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// labOfSRGB converts sRGB bytes.
func labOfSRGB(r, g, b uint8) lab {
	return labOf(float64(linearOf[r]), float64(linearOf[g]), float64(linearOf[b]))
}

// light is the inverse of labOf. Colours outside sRGB give values outside 0 to 1.
func (c lab) light() (r, g, b float64) {
	l := cube(c.L + 0.3963377774*c.a + 0.2158037573*c.b)
	m := cube(c.L - 0.1055613458*c.a - 0.0638541728*c.b)
	s := cube(c.L - 0.0894841775*c.a - 1.2914855480*c.b)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

// srgb is the opaque colour, each channel clipped to what sRGB can show.
func (c lab) srgb() color.NRGBA {
	r, g, b := c.light()
	return color.NRGBA{R: srgbByte(float32(r)), G: srgbByte(float32(g)), B: srgbByte(float32(b)), A: 255}
}

// chroma is how far the colour is from grey: 0 grey, 0.1 muted, 0.2 strong.
func (c lab) chroma() float64 { return math.Hypot(c.a, c.b) }

// hue is the angle of the colour in degrees, 0 to 360: 30 red, 110 yellow, 145 green, 260 blue.
func (c lab) hue() float64 {
	return math.Mod(math.Atan2(c.b, c.a)*180/math.Pi+360, 360)
}

// distance is how different two colours look: 0.02 is just seen, 1 is black beside white.
func (c lab) distance(o lab) float64 {
	return math.Sqrt((c.L-o.L)*(c.L-o.L) + (c.a-o.a)*(c.a-o.a) + (c.b-o.b)*(c.b-o.b))
}

func cube(v float64) float64 { return v * v * v }
