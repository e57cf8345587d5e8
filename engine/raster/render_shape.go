// The bodies of props and stands.

package raster

import "math"

// solid is a prop or stand in its place: a signed distance and what it is made of
// (distances after Inigo Quilez, "3D SDFs").
type solid struct {
	shape     Shape
	foot      vec     // middle of its underside
	half      vec     // half its extent; y is half its height
	edge      float64 // radius of its edges
	sin, cos  float64 // of its turn
	skin      *skin
	low, high vec // a box around it
	mid       vec // of a ball around it
	ball      float64
}

func newSolid(shape Shape, foot, half vec, turn float64, s *skin) solid {
	b := solid{shape: shape, foot: foot, half: half, skin: s}
	b.sin, b.cos = math.Sincos(radians(turn))
	b.edge = min(0.018, 0.3*min(half.x, half.y, half.z))
	b.foot.y -= b.edge // the lower edge is hidden in what it stands on
	b.half.y += b.edge / 2
	reach := vec{half.x, 0, half.z}
	if turn != 0 {
		r := hypot(half.x, half.z)
		reach = vec{r, 0, r}
	}
	b.low, b.high = b.foot.sub(reach), b.foot.add(reach)
	b.high.y += 2 * b.half.y
	b.mid = b.low.add(b.high).times(0.5)
	b.ball = b.high.sub(b.mid).length()
	return b
}

// local brings a point into the solid's own axes, with its middle at 0.
func (b *solid) local(p vec) vec {
	p = vec{p.x - b.foot.x, p.y - b.foot.y - b.half.y, p.z - b.foot.z}
	return vec{p.x*b.cos - p.z*b.sin, p.y, p.x*b.sin + p.z*b.cos}
}

// distance is how far p is from the surface: negative inside, never more than the truth.
func (b *solid) distance(p vec) float64 {
	q, h := b.local(p), b.half
	switch b.shape {
	case Disc:
		return rounded(hypot(q.x, q.z)-h.x, math.Abs(q.y)-h.y, b.edge)
	case Ball:
		return q.length() - h.x
	case Egg:
		return ellipsoid(q, h)
	case Arch:
		return arch(q, h, b.edge)
	case Ring:
		return hypot(hypot(q.x, q.y)-h.x+h.z, q.z) - h.z
	case Cone:
		return cone(q, h)
	case Pumpkin:
		return pumpkin(q, h)
	case Heart:
		return rounded(heart(q.x/h.x, (q.y+h.y)/h.x)*h.x, math.Abs(q.z)-h.z, min(0.05, h.z))
	case Vase:
		return vase(q, h)
	case Rock:
		return rock(q, h)
	}
	return slab(q, h, b.edge)
}

// slab is a box with round edges.
func slab(q, h vec, r float64) float64 {
	x, y, z := math.Abs(q.x)-h.x+r, math.Abs(q.y)-h.y+r, math.Abs(q.z)-h.z+r
	out := vec{max(x, 0), max(y, 0), max(z, 0)}
	return out.length() + min(max(x, y, z), 0) - r
}

// rounded joins two distances, as of a wall and a lid, at an edge of radius r.
func rounded(a, b, r float64) float64 {
	a, b = a+r, b+r
	return min(max(a, b), 0) + hypot(max(a, 0), max(b, 0)) - r
}

func ellipsoid(q, h vec) float64 {
	k := vec{q.x / h.x, q.y / h.y, q.z / h.z}
	g := vec{k.x / h.x, k.y / h.y, k.z / h.z}
	l := k.length()
	return l * (l - 1) / max(g.length(), 1e-9)
}

// arch is a slab whose top is half a circle.
func arch(q, h vec, r float64) float64 {
	spring := h.y - h.x // where the circle begins
	side := math.Abs(q.x) - h.x
	if q.y > spring {
		side = hypot(q.x, q.y-spring) - h.x
	}
	return rounded(max(side, -q.y-h.y), math.Abs(q.z)-h.z, r)
}

// cone has its tip up.
func cone(q, h vec) float64 {
	r, y := hypot(q.x, q.z), q.y+h.y
	slant := hypot(h.x, 2*h.y)
	side := (r*2*h.y + (y-2*h.y)*h.x) / slant
	return max(side, -y) - 0.004
}

// pumpkin is a flattened ball with ribs and a stalk.
func pumpkin(q, h vec) float64 {
	r := hypot(q.x, q.z)
	c := q.x / max(r, 1e-6)
	k := c * c
	ribs := math.Sqrt(max(0, 0.5+0.5*c*((((256*k-576)*k+432)*k-120)*k+9))) // |cos 4.5a|, by Chebyshev's polynomial for cos 9a
	sunk := 0.18 * math.Exp(-r*r/(0.09*h.x*h.x)) * h.y                     // the dimple under the stalk
	body := ellipsoid(vec{q.x, q.y * 1.18, q.z}, h) + 0.07*h.x*(1-ribs)*min(1, 2*r/h.x) + sunk*math.Abs(q.y)/h.y
	lean := 0.15 * h.x * clamp01(q.y/h.y)
	stalk := rounded(hypot(q.x-lean, q.z)-0.11*h.x, math.Abs(q.y-0.78*h.y)-0.22*h.y, 0.02*h.x)
	return 0.7 * min(body, stalk)
}

// heart is the outline of a heart 2 wide with its tip at 0, after Quilez' exact distance.
func heart(x, y float64) float64 {
	x, y = math.Abs(x)*0.6, y*0.6
	if x+y > 1 {
		return (hypot(x-0.25, y-0.75) - math.Sqrt2/4) / 0.6
	}
	m := 0.5 * max(x+y, 0)
	d := min(x*x+(y-1)*(y-1), (x-m)*(x-m)+(y-m)*(y-m))
	return math.Copysign(math.Sqrt(d), x-y) / 0.6
}

// vase is a belly with a neck.
func vase(q, h vec) float64 {
	r, t := hypot(q.x, q.z), clamp01((q.y+h.y)/(2*h.y))
	belly := h.x * (0.55 + 0.45*math.Sin(math.Pi*(0.12+0.95*t)))
	neck := h.x * 0.36
	wide := mix(belly, neck, ease(0.55, 0.85, t)) + 0.1*h.x*ease(0.9, 1, t)
	return 0.75 * rounded(r-wide, math.Abs(q.y)-h.y, 0.01)
}

// rock is a slab worn round, its outline uneven, its top flat enough to stand on.
func rock(q, h vec) float64 {
	r := hypot(q.x/h.x, q.z/h.z)
	x, z := q.x/h.x/max(r, 0.05), q.z/h.z/max(r, 0.05)
	wide := 0.93 + 0.045*x*(4*x*x-3) + 0.035*x*z + 0.02*z*(3-4*z*z) // three lobes, askew
	bulge := 0.06 * (q.y / h.y) * (q.y / h.y)
	return 0.6 * rounded((r-wide+bulge)*min(h.x, h.z), math.Abs(q.y)-h.y, min(0.8*h.y, 0.09))
}

// normal is the slope of the distance, measured over width.
func (b *solid) normal(p vec, width float64) vec {
	const k = 0.5773502691896258 // the corners of a tetrahedron
	var n vec
	for _, e := range [...]vec{{k, -k, -k}, {-k, -k, k}, {-k, k, -k}, {k, k, k}} {
		n = n.along(e, b.distance(p.along(e, width)))
	}
	return n.unit()
}

// hit is where a ray meets the solid before far; ok is false where it does not.
func (b *solid) hit(o, d vec, near, far float64) (t float64, ok bool) {
	to := b.mid.sub(o)
	along := to.dot(d)
	if across := to.dot(to) - along*along; across > b.ball*b.ball || along < -b.ball {
		return 0, false
	}
	t, far, ok = span3(o, d, b.low, b.high, near, far)
	if !ok {
		return 0, false
	}
	for range 48 {
		step := b.distance(o.along(d, t))
		if step < 0.0006 {
			return t, true
		}
		if t += step; t > far {
			return 0, false
		}
	}
	return t, b.distance(o.along(d, t)) < 0.003
}

// span3 is the part of a ray inside a box.
func span3(o, d, low, high vec, near, far float64) (float64, float64, bool) {
	near, far = span1(o.x, d.x, low.x, high.x, near, far)
	near, far = span1(o.y, d.y, low.y, high.y, near, far)
	near, far = span1(o.z, d.z, low.z, high.z, near, far)
	return near, far, near <= far
}

func span1(o, d, low, high, near, far float64) (float64, float64) {
	if d == 0 {
		if o < low || o > high {
			return 1, 0
		}
		return near, far
	}
	a, b := (low-o)/d, (high-o)/d
	if a > b {
		a, b = b, a
	}
	return max(near, a), min(far, b)
}
