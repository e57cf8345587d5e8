// Palettes drawn towards the product.

package raster

import (
	"math"
	"slices"
)

const (
	drawn        = 0.20 // how far a painted surface's hue moves towards the product's
	apartAtLeast = 0.12 // lightness that product outline and plate differ at least
	mostShift    = 0.06 // but a light grey set stays one
)

// painted says whether people chose the surface's colour; wood and stone have their own.
func (s Surface) painted() bool {
	switch s.Material {
	case Paper, Plaster, Linen, Silk, Gradient, Tiles:
		return true
	}
	return false
}

// recolored applies f to the colours of all painted surfaces. The scene shares nothing with s.
func (s Scene) recolored(f func(lab) lab) Scene {
	paint := func(x *Surface) {
		if !x.painted() {
			return
		}
		for _, c := range []*Hex{&x.Color, &x.Middle, &x.Accent} {
			if *c != 0 {
				*c = f(c.light().lab()).hex()
			}
		}
	}
	paint(&s.Floor)
	paint(&s.Wall)
	paint(&s.Stand.Surface)
	s.Props = slices.Clone(s.Props)
	for i := range s.Props {
		paint(&s.Props[i].Surface)
	}
	return s
}

func (c lab) hex() Hex {
	p := c.srgb()
	return Hex(p.R)<<16 | Hex(p.G)<<8 | Hex(p.B)
}

// turned turns the hue.
func (c lab) turned(degrees float64) lab {
	sin, cos := math.Sincos(radians(degrees))
	return lab{c.L, c.a*cos - c.b*sin, c.a*sin + c.b*cos}
}

func (c lab) lighter(by float64) lab { return lab{clamp01(c.L + by), c.a, c.b} }

// styled draws the scene's painted surfaces towards colours that go with the product: its
// own neighbours on the wheel, or its complement where that is nearer. Neutral products
// leave the scene as it is.
func (s Scene) styled(c *Cutout) Scene {
	p, ok := leading(Palette(c))
	if !ok {
		return s
	}
	return s.recolored(func(x lab) lab {
		goal := nearestHue(x.hue(), p.hue()+30, p.hue()-30, p.hue()+180)
		away := math.Remainder(goal-x.hue(), 360)
		x = x.turned(away * drawn)
		tintTo := lab{0, math.Cos(radians(goal)), math.Sin(radians(goal))}
		add := 0.012 * min(1, p.chroma()/0.1) * clamp01((x.L-0.3)/0.3)
		return lab{x.L, x.a + tintTo.a*add, x.b + tintTo.b*add}
	})
}

// leading is the product's first colour that is one.
func leading(p []Swatch) (lab, bool) {
	for _, s := range p {
		if c := labOfSRGB(s.Color.R, s.Color.G, s.Color.B); c.chroma() > 0.04 {
			return c, true
		}
	}
	return lab{}, false
}

func nearestHue(from float64, to ...float64) float64 {
	return slices.MinFunc(to, func(a, b float64) int {
		return int(1000 * (math.Abs(math.Remainder(a-from, 360)) - math.Abs(math.Remainder(b-from, 360))))
	})
}

// parted keeps the wall's lightness away from that of the product's outline.
func (s Scene) parted(outline float64) Scene {
	at := s.Wall.Color.light().lab().L
	if s.Wall.Color == 0 {
		at = 1
	}
	gap := at - outline
	if math.Abs(gap) >= apartAtLeast || !s.Wall.painted() || s.Wall.Material == Gradient {
		return s
	}
	by := math.Copysign(apartAtLeast, gap) - gap
	if at+by > 0.985 { // no room above: go below
		by = outline - apartAtLeast - at
	}
	by = max(-mostShift, min(mostShift, 0.6*by)) // the key's fall-off does the rest
	return s.recolored(func(c lab) lab { return c.lighter(by) })
}
