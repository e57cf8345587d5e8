// Segmentation: product and ground told apart by a minimum cut, and tidied.

package raster

import "math"

const (
	productCost  = 3.0 // of calling a pixel product: as a distance of 1.7 limits from the ground
	farthest     = 14.0
	smoothness   = 7.0
	colourWeight = 2.5
	peelSlope    = 0.03 // of lightness from pixel to pixel: a shadow is softer than an edge
)

// segment cuts twice: by distance from the ground, and then with what colours the first
// cut found on either side.
func (v *view) segment() *mask {
	weights := v.edges()
	m := v.tidy(v.cutOnce(weights, nil))
	if n := m.count(); n == 0 || n > len(m.on)*9/10 {
		return m
	}
	return v.tidy(v.peel(v.cutOnce(weights, v.colours(m))))
}

// edges are the costs of parting each pixel from four of its neighbours: low where colours
// differ.
func (v *view) edges() [][4]float32 {
	sum, n := 0.0, 0.0
	for i := v.w + 1; i < len(v.lab); i += 7 {
		d := v.lab[i].distance(v.lab[i-1])
		sum += d * d
		n++
	}
	variance := 2*sum/n + 1e-5
	costs := make([][4]float32, len(v.lab))
	bands(v.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range v.w {
				i := y*v.w + x
				for k, d := range [4][2]int{{1, 0}, {-1, 1}, {0, 1}, {1, 1}} {
					nx, ny := x+d[0], y+d[1]
					if nx < 0 || nx >= v.w || ny >= v.h {
						continue
					}
					difference := v.lab[i].distance(v.lab[ny*v.w+nx])
					costs[i][k] = float32((0.3 + smoothness*math.Exp(-difference*difference/variance)) / math.Hypot(float64(d[0]), float64(d[1])))
				}
			}
		}
	})
	return costs
}

// cutOnce is one minimum cut; colours may be nil.
func (v *view) cutOnce(weights [][4]float32, c *colours) *mask {
	g := newGrid(v.w, v.h)
	directions := [4]int{4, 5, 6, 7}
	for i := range v.lab {
		for k, d := range directions {
			if w := weights[i][k]; w > 0 {
				g.link(i, d, w)
			}
		}
		u := v.distance(i)
		term := min(u*u, farthest) - productCost
		if c != nil {
			term += c.favour(v.lab[i])
		}
		g.term[i] = float32(term)
	}
	return &mask{v.w, v.h, g.cut()}
}

// colours are two histograms of OKLab: of product and of ground.
type colours struct{ product, ground [20 * 24 * 24]float64 }

func bin(c lab) int {
	l := max(0, min(19, int(c.L*20)))
	a := max(0, min(23, int((c.a+0.36)*24/0.72)))
	b := max(0, min(23, int((c.b+0.36)*24/0.72)))
	return (l*24+a)*24 + b
}

func (v *view) colours(m *mask) *colours {
	c := &colours{}
	products, grounds := 0.0, 0.0
	for i, on := range m.on {
		if on {
			c.product[bin(v.lab[i])]++
			products++
		} else {
			c.ground[bin(v.lab[i])]++
			grounds++
		}
	}
	for i := range c.product {
		c.product[i] /= products
		c.ground[i] /= grounds
	}
	return c
}

// favour is how much more a colour is the product's than the ground's.
func (c *colours) favour(at lab) float64 {
	const rare = 2e-4
	i := bin(at)
	return colourWeight * max(-1, min(1, 0.5*math.Log((c.product[i]+rare)/(c.ground[i]+rare))))
}

// tidy drops crumbs and shadows, and fills holes that are not ground.
func (v *view) tidy(m *mask) *mask {
	out := newMask(m.w, m.h)
	parts := m.parts()
	largest := 0
	for _, p := range parts {
		largest = max(largest, len(p.pixels))
	}
	for _, p := range parts {
		if len(p.pixels)*50 >= largest && len(p.pixels)*3000 >= len(m.on) && v.share(p) < 0.7 {
			for _, i := range p.pixels {
				out.on[i] = true
			}
		}
	}
	product := out.count()
	for _, hole := range out.inverse().parts() {
		ground := v.share(hole) >= 0.7 && v.texture(hole) < 3*v.ground.noise+0.004 && len(hole.pixels)*1700 > len(m.on) && len(hole.pixels)*250 > product
		if hole.border || ground {
			continue
		}
		for _, i := range hole.pixels {
			out.on[i] = true
		}
	}
	return out
}

// share is which part of a part looks like ground in some shade.
func (v *view) share(p part) float64 {
	n := 0
	for _, i := range p.pixels {
		if v.groundly(int(i)) {
			n++
		}
	}
	return float64(n) / float64(len(p.pixels))
}

// texture is the mean step of lightness from pixel to pixel inside a part: ground that is
// seen through a hole has no more of it than ground elsewhere.
func (v *view) texture(p part) float64 {
	sum, n := 0.0, 0.0
	inside := map[int32]bool{}
	for _, i := range p.pixels {
		inside[i] = true
	}
	for _, i := range p.pixels {
		if inside[i+1] && inside[i-1] && inside[i+2] && inside[i-2] {
			sum += math.Abs(v.lab[i+1].L - v.lab[i].L)
			n++
		}
	}
	return sum / max(n, 1)
}

// peel takes off the dark rim that a contact shadow leaves: from outside inward, through
// pixels that are a shade of the ground, no deeper than a shadow is wide.
func (v *view) peel(m *mask) *mask {
	out := &mask{m.w, m.h, append([]bool{}, m.on...)}
	depth := make([]int, len(m.on))
	var queue []int32
	for i, on := range m.on {
		if !on {
			queue = append(queue, int32(i))
		}
	}
	deepest := v.h / 12
	for n := 0; n < len(queue); n++ {
		i := int(queue[n])
		if depth[i] == deepest {
			continue
		}
		v.neighbours(i, func(j int) {
			if out.on[j] && v.groundly(j) && math.Abs(v.lab[i].L-v.lab[j].L) < peelSlope {
				out.on[j] = false
				depth[j] = depth[i] + 1
				queue = append(queue, int32(j))
			}
		})
	}
	return v.restore(m, out)
}

// restore gives back what was peeled off without reason: a shadow ends at the product in
// an edge, and in the ground softly.
func (v *view) restore(m, peeled *mask) *mask {
	gone := newMask(m.w, m.h)
	for i, on := range m.on {
		gone.on[i] = on && !peeled.on[i]
	}
	for _, p := range gone.parts() {
		product, ground := v.rims(p, m, peeled)
		if product > 0.04 && product > 1.35*ground && len(p.pixels)*4 < m.count() {
			continue
		}
		for _, i := range p.pixels {
			peeled.on[i] = true
		}
	}
	return peeled
}

// rims are the mean steps of colour from a part to the product that is left, and to the ground.
func (v *view) rims(p part, m, peeled *mask) (product, ground float64) {
	products, grounds := 0.0, 0.0
	for _, i := range p.pixels {
		v.neighbours(int(i), func(j int) {
			switch {
			case peeled.on[j]:
				product += v.lab[i].distance(v.lab[j])
				products++
			case !m.on[j]:
				ground += v.lab[i].distance(v.lab[j])
				grounds++
			}
		})
	}
	return product / max(products, 1), ground / max(grounds, 1)
}
