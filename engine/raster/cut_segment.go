// Segmentation: product and ground told apart by minimum cuts.

package raster

import "math"

const (
	productCost  = 3.0  // of calling a pixel product: a distance of 1.7 limits from the ground
	farthest     = 14.0 // what a pixel far from any ground costs as ground
	bounce       = 3.0  // how much more colour a deep shadow may have: light that the product throws back
	smoothness   = 7.0  // of the outline, where nothing is to be seen
	straightness = 0.3  // and where there is
	flowUnit     = 256  // capacity of a cost of 1
)

// cutter is a photo made ready for minimum cuts.
type cutter struct {
	*plane
	links [4][]float32 // cost of parting a pixel from its neighbour right, lower left, below, lower right
}

var cutterSteps = [4]struct {
	dx, dy, direction int
	length            float64
}{{1, 0, 4, 1}, {-1, 1, 5, math.Sqrt2}, {0, 1, 6, 1}, {1, 1, 7, math.Sqrt2}}

// newCutter makes an outline cheap where tones differ, for how much they do inside a mask.
func newCutter(p *plane, in *mask) *cutter {
	c := &cutter{plane: p}
	sum, n := 0.0, 0.0
	for i := p.w + 1; i < len(p.tone); i++ {
		if in.on[i] && in.on[i-1] {
			d := p.tone[i].sub(p.tone[i-1])
			sum += float64(d.dot(d))
			n++
		}
	}
	scale := 1 / (2*sum/max(n, 1) + 2e-5)
	for k, s := range cutterSteps {
		c.links[k] = make([]float32, len(p.tone))
		bands(p.h, func(from, to int) {
			for y := from; y < min(to, p.h-s.dy); y++ {
				for x := max(0, -s.dx); x < min(p.w, p.w-s.dx); x++ {
					i := y*p.w + x
					d := p.tone[i].sub(p.tone[i+s.dy*p.w+s.dx])
					c.links[k][i] = float32((straightness + smoothness*math.Exp(-float64(d.dot(d))*scale)) / s.length)
				}
			}
		})
	}
	return c
}

// cut finds the mask that costs least; term is what a pixel costs more as ground than as product.
func (c *cutter) cut(term []float32) *mask {
	g := newGrid(c.w, c.h)
	for y := range c.h {
		for x := range c.w {
			i, cell := y*c.w+x, g.cell(x, y)
			g.term[cell] = int32(term[i] * flowUnit)
			for k, s := range cutterSteps {
				if l := c.links[k][i]; l > 0 {
					g.link(cell, s.direction, int32(l*flowUnit))
				}
			}
		}
	}
	g.cut()
	m := newMask(c.w, c.h)
	for i := range m.on {
		m.on[i] = g.tree[g.cell(i%c.w, i/c.w)] > 0
	}
	return m
}

// plain tells the product by its distance from the ground as lit, then takes off what is
// ground in some shade.
func (v *view) plain(c *cutter) *mask {
	lit, shaded := make([]float32, len(v.tone)), make([]float32, len(v.tone))
	for i := range lit {
		lit[i] = v.unlike(v.full[i], i)
		shaded[i] = lit[i]
		if v.shade[i] > deepest {
			shaded[i] = v.unlike(v.shaded[i]/(1+bounce*within32(1-v.shade[i], 0.03, 0.3)), i)
		}
	}
	return v.tidy(v.withoutShadows(c.cut(lit), c.cut(shaded)))
}

// unlike is what a pixel so far from the ground costs more as ground than as product.
func (v *view) unlike(far float32, i int) float32 {
	d := far / v.limit[i]
	return min(d*d, farthest) - productCost
}
