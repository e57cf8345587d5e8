// The product as a body in the set.

package raster

import (
	"math"
)

// card is the product in the set: its silhouette, blown up like a cushion, throws shadows
// and keeps light away; its picture is what mirrors show.
type card struct {
	sprite           *sprite
	lying            bool
	wide, high       float64 // product sizes
	deep             float64 // half its greatest thickness
	foot             float64 // half its thickness where it touches the floor
	baseMid, baseFar float64 // middle and half width of its foot, product sizes
	cos, sin         float64 // of the camera's elevation: how its photo foreshortens
	cols, rows       int
	bulge            []float32 // half thickness; 0 outside
	solidity         []float32 // alpha
	step             float64   // product sizes in a cell
	mean             rgb
}

const (
	cardCells  = 180  // of the longer side
	standFat   = 0.95 // half thickness of an upright product, to the half width of its silhouette
	lyingFat   = 0.55
	footRise   = 0.10 // an outline that rises this much from the foot still touches the floor
	footBelow  = 0.30 // how far the silhouette runs on below the floor, so that it does not taper
	footOfHigh = 0.07 // rows that count as foot
)

func newCard(sp *sprite, p placing) *card {
	c := &card{sprite: sp, lying: p.lying, wide: float64(p.box.Dx()) / p.unit, high: float64(p.box.Dy()) / p.unit}
	c.sin, c.cos = math.Sincos(p.elevation)
	c.mean = sp.mean()
	c.sample()
	c.inflate()
	c.findFoot()
	return c
}

// sample reduces alpha to cells, rows counted from the foot upwards.
func (c *card) sample() {
	small := Reduce(c.sprite.image, cardCells)
	c.cols, c.rows = small.Rect.Dx(), small.Rect.Dy()
	c.step = c.wide / float64(c.cols)
	c.solidity = make([]float32, c.cols*c.rows)
	for y := range c.rows {
		for x := range c.cols {
			c.solidity[(c.rows-1-y)*c.cols+x] = float32(alphaAt(small, x, y)) / 255
		}
	}
	if !c.lying {
		c.groundOutline()
	}
}

// groundOutline fills below an outline that bends up from the foot: seen from above, that
// is the rim of a round base, which touches the floor all along.
func (c *card) groundOutline() {
	rise := int(footRise * float64(c.rows))
	for x := range c.cols {
		for y := range rise {
			if c.solidity[y*c.cols+x] > 0.5 {
				for below := range y {
					c.solidity[below*c.cols+x] = 1
				}
				break
			}
		}
	}
}

func (c *card) findFoot() {
	from, to := c.cols, 0
	for y := range max(1, int(footOfHigh*float64(c.rows))) {
		for x := range c.cols {
			if c.solidity[y*c.cols+x] > 0.5 {
				from, to = min(from, x), max(to, x+1)
				c.foot = max(c.foot, float64(c.bulge[y*c.cols+x]))
			}
		}
	}
	if from >= to {
		from, to = 0, c.cols
	}
	c.baseMid = (float64(from+to)/2 - float64(c.cols)/2) * c.step
	c.baseFar = float64(to-from) / 2 * c.step
}

// local brings a point into the card's axes: right, up from its foot, out of its plane.
func (c *card) local(p vec) vec {
	if c.lying {
		return vec{p.x, p.z + c.high/2, p.y}
	}
	return vec{p.x, p.y*c.cos + c.foot*c.sin, p.z}
}

// blocks is how much of a ray the product stops, 0 to 1, and how far away.
func (c *card) blocks(o, d vec) (stopped float32, at float64) {
	const steps = 9
	low, high := vec{-c.wide / 2, 0, -c.deep}, vec{c.wide / 2, c.high, c.deep}
	if c.lying {
		low.z, high.z = 0, 2*c.deep
	}
	a := c.local(o)
	s := c.local(o.add(d)).sub(a)
	near, far, ok := span3(a, s, low, high, 0, 1e3)
	if !ok {
		return 0, 0
	}
	for i := range steps {
		t := mix(near, far, (float64(i)+0.5)/steps)
		if k := c.fills(a.along(s, t)); k > stopped {
			stopped, at = k, t
		}
	}
	return stopped, at
}

// fills is how solid the product is at a point in its own axes.
func (c *card) fills(q vec) float32 {
	x, y := q.x/c.step+float64(c.cols)/2-0.5, q.y/c.step-0.5
	ix, iy := int(math.Floor(x)), int(math.Floor(y))
	fx, fy := float32(x-float64(ix)), float32(y-float64(iy))
	ix0, ix1 := max(0, min(c.cols-1, ix)), max(0, min(c.cols-1, ix+1))
	iy0, iy1 := max(0, min(c.rows-1, iy))*c.cols, max(0, min(c.rows-1, iy+1))*c.cols
	blend := func(f []float32) float32 {
		low := f[iy0+ix0] + (f[iy0+ix1]-f[iy0+ix0])*fx
		high := f[iy1+ix0] + (f[iy1+ix1]-f[iy1+ix0])*fx
		return low + (high-low)*fy
	}
	reach := float64(blend(c.bulge))
	out := math.Abs(q.z)
	if c.lying {
		reach *= 2
	}
	if reach <= out {
		return 0
	}
	return blend(c.solidity)
}

// at is the picture's colour, premultiplied, where a ray meets the card's plane.
func (c *card) at(o, d vec, blur float64) (colour rgb, alpha float32, ok bool) {
	a := c.local(o)
	s := c.local(o.add(d)).sub(a)
	if s.z == 0 || c.lying {
		return rgb{}, 0, false
	}
	t := -a.z / s.z
	q := a.along(s, t)
	if t <= 0 || q.y < 0 || q.y > c.high+0.1 || math.Abs(q.x) > c.wide/2+0.1 {
		return rgb{}, 0, false
	}
	px := float64(c.sprite.image.Rect.Dx()) / c.wide
	colour, alpha = c.sprite.sample((q.x+c.wide/2)*px, (c.high-q.y)*px, blur*t*px)
	return colour, alpha, alpha > 0
}
