// Points, directions and light as numbers.

package raster

import "math"

// vec is a point or direction in the set: x right, y up, z away from the camera.
type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec              { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) sub(b vec) vec              { return vec{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vec) times(k float64) vec        { return vec{a.x * k, a.y * k, a.z * k} }
func (a vec) dot(b vec) float64          { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) along(d vec, t float64) vec { return vec{a.x + d.x*t, a.y + d.y*t, a.z + d.z*t} }
func (a vec) length() float64            { return math.Sqrt(a.dot(a)) }

func (a vec) cross(b vec) vec {
	return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x}
}

// unit is a itself where it has no length.
func (a vec) unit() vec {
	if l := a.length(); l > 0 {
		return a.times(1 / l)
	}
	return a
}

// frame gives two directions square to the unit vector n and to each other
// (Duff et al., "Building an Orthonormal Basis, Revisited", 2017).
func (n vec) frame() (s, t vec) {
	sign := math.Copysign(1, n.z)
	a := -1 / (sign + n.z)
	b := n.x * n.y * a
	return vec{1 + sign*n.x*n.x*a, sign * b, -sign * n.x}, vec{b, sign + n.y*n.y*a, -n.y}
}

// rgb is linear light.
type rgb struct{ r, g, b float32 }

func (c rgb) add(o rgb) rgb       { return rgb{c.r + o.r, c.g + o.g, c.b + o.b} }
func (c rgb) mul(o rgb) rgb       { return rgb{c.r * o.r, c.g * o.g, c.b * o.b} }
func (c rgb) times(k float32) rgb { return rgb{c.r * k, c.g * k, c.b * k} }
func (c rgb) luma() float32       { return 0.2126*c.r + 0.7152*c.g + 0.0722*c.b }
func (c rgb) mix(o rgb, t float32) rgb {
	return rgb{c.r + (o.r-c.r)*t, c.g + (o.g-c.g)*t, c.b + (o.b-c.b)*t}
}

// light decodes the colour.
func (h Hex) light() rgb {
	return rgb{linearOf[h>>16&255], linearOf[h>>8&255], linearOf[h&255]}
}

func (c rgb) lab() lab { return labOf(float64(c.r), float64(c.g), float64(c.b)) }

// rgb brings a colour back from OKLab, without negative light.
func (c lab) rgb() rgb {
	r, g, b := c.light()
	return rgb{float32(max(r, 0)), float32(max(g, 0)), float32(max(b, 0))}
}

// shade is the colour with its lightness multiplied by k, hue and saturation as seen kept.
func (c rgb) shade(k float64) rgb {
	l := c.lab()
	return lab{min(l.L*k, 1), l.a * min(k, 1), l.b * min(k, 1)}.rgb()
}

// hypot is the plain root; math.Hypot guards against overflow, which no set reaches, at five times the cost.
func hypot(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

func mix(a, b, t float64) float64 { return a + (b-a)*t }

func clamp01(v float64) float64 { return max(0, min(1, v)) }

// ease runs from 0 at a to 1 at b without corners. a may be larger than b.
func ease(a, b, v float64) float64 {
	t := clamp01((v - a) / (b - a))
	return t * t * (3 - 2*t)
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
