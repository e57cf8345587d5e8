// The camera.

package raster

import "math"

// lens is a long lens with shift: its axis goes through the product's foot, wherever in
// the frame that is, so that upright edges stay upright and the product is seen as it was.
type lens struct {
	eye, right, up, ahead vec
	cx, cy                float64 // pixel of the axis
	focal                 float64 // pixels
	unit                  float64
}

const (
	nearestEye = 7.0  // product sizes
	halfField  = 0.31 // tangent of half the widest angle across the frame: about 17 degrees
)

// lensFor looks at the point foot, which must show at the middle of the box's lower edge,
// or of the whole box for a product that lies.
func lensFor(p placing, foot vec) lens {
	c := lens{cx: float64(p.box.Min.X+p.box.Max.X) / 2, cy: float64(p.box.Max.Y), unit: p.unit}
	if p.lying {
		c.cy = float64(p.box.Min.Y+p.box.Max.Y) / 2
	}
	away := max(nearestEye, float64(max(p.frame.Width, p.frame.Height))/2/p.unit/halfField)
	sin, cos := math.Sincos(p.elevation)
	c.right, c.up, c.ahead = vec{1, 0, 0}, vec{0, cos, sin}, vec{0, -sin, cos}
	c.eye = foot.along(c.ahead, -away)
	c.focal = p.unit * away
	return c
}

// ray is the direction of a pixel, of length 1.
func (c *lens) ray(x, y float64) vec {
	return c.ahead.along(c.right, (x-c.cx)/c.focal).along(c.up, -(y-c.cy)/c.focal).unit()
}

// footprint is how wide a pixel is on a surface at distance t that turns n towards direction d.
func (c *lens) footprint(t float64, d, n vec) float64 {
	return t / c.focal / max(0.22, math.Sqrt(math.Abs(d.dot(n))))
}
