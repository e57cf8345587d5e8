// The product lit by the set and put into it.

package raster

import (
	"math"
	"slices"
)

// How far the product takes on the light of the set. It must stay what it is in the photo.
const (
	takesTint   = 0.26 // of the light's colour
	takesSide   = 0.13 // brighter where it turns towards the key, darker where away
	takesGobo   = 0.85 // of the pattern before the light
	takesBounce = 0.10 // of the floor's colour, near the floor
	footShade   = 0.22 // darker at the very foot
	footHeight  = 0.08 // of the product's height
	takesWrap   = 0.22 // of the backdrop's light around its edge
)

// stand puts the product into the plate.
func (p *plate) stand(st *stage, box placing) {
	s := st.card.sprite.levels[0]
	p.touch(st, box)
	around := p.surround(box)
	tint := st.tint()
	for y := range s.h {
		py := box.box.Min.Y + y
		if py < 0 || py >= p.h {
			continue
		}
		for x := range s.w {
			px := box.box.Min.X + x
			q := s.pix[4*(y*s.w+x):][:4]
			if px < 0 || px >= p.w || q[3] == 0 {
				continue
			}
			own := rgb{q[0], q[1], q[2]}.mul(st.onProduct(x, y, tint))
			i := py*p.w + px
			own = own.add(p.wrap(st, around, x, y, q[3]))
			p.light[i] = p.light[i].times(1 - q[3]).add(own)
		}
	}
}

// tint is the mean colour of the light, weakened.
func (st *stage) tint() rgb {
	all := st.air.mul(evened(st.scene.Sky.Horizon)).add(st.sun.times(0.7))
	all = all.times(1 / max(all.luma(), 1e-3))
	return rgb{1, 1, 1}.mix(all, takesTint)
}

// onProduct is the factor by which light on a pixel of the product differs from its photo's.
func (st *stage) onProduct(x, y int, tint rgb) rgb {
	c := st.card
	u := (float64(x)+0.5)/float64(c.sprite.levels[0].w)*c.wide - c.wide/2
	v := c.high - (float64(y)+0.5)/float64(c.sprite.levels[0].h)*c.high
	n, at := c.swell(u, v)
	k := 1 + takesSide*(n.dot(st.key)-0.35)*st.scene.Key.Strength
	k *= 1 + takesGobo*st.scene.Key.Strength*(float64(st.gobo.at(at))-mix(1, 0.8, b2f(st.gobo.table != nil)))
	if !c.lying {
		low := v / (footHeight * c.high)
		k *= 1 - footShade*math.Exp(-2.5*low)
	}
	out := tint.times(float32(k))
	if c.lying {
		return out
	}
	bounce := st.under().mean
	bounce = bounce.times(1 / max(bounce.luma(), 0.05))
	return out.mul(rgb{1, 1, 1}.mix(bounce, float32(takesBounce*math.Exp(-3*v/c.high))))
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// under is what the product stands on.
func (st *stage) under() *skin {
	if st.scene.Stand.Shape != None {
		return st.solids[0].skin
	}
	return st.floor
}

// swell is the normal and the place of the cushion at a point of the card.
func (c *card) swell(u, v float64) (n, at vec) {
	e := 2.5 * c.step
	left, right := c.thickness(u-e, v), c.thickness(u+e, v)
	low, high := c.thickness(u, v-e), c.thickness(u, v+e)
	slopeX, slopeY := (right-left)/(2*e), (high-low)/(2*e)
	t := c.thickness(u, v)
	if c.lying {
		return vec{-slopeX, 1.2, -slopeY}.unit(), vec{u, 2 * t, v - c.high/2}
	}
	return vec{-slopeX, -slopeY, -1.2}.unit(), vec{u, v, -t}
}

func (c *card) thickness(u, v float64) float64 {
	x := max(0, min(c.cols-1, int((u+c.wide/2)/c.step)))
	y := max(0, min(c.rows-1, int(v/c.step)))
	return float64(c.bulge[y*c.cols+x])
}

// surround is the plate around the product, from which light wraps round its edge.
type surround struct {
	soft layer
	x, y int // where it begins in the frame
}

const wrapScale = 8

func (p *plate) surround(box placing) surround {
	const margin = 4 * wrapScale
	s := surround{x: box.box.Min.X - margin, y: box.box.Min.Y - margin}
	l := layer{w: (box.box.Dx() + 2*margin) / wrapScale, h: (box.box.Dy() + 2*margin) / wrapScale}
	l.pix = make([]float32, 4*l.w*l.h)
	for i := range l.w * l.h {
		x, y := s.x+i%l.w*wrapScale+wrapScale/2, s.y+i/l.w*wrapScale+wrapScale/2
		c := p.light[max(0, min(p.h-1, y))*p.w+max(0, min(p.w-1, x))]
		l.pix[4*i], l.pix[4*i+1], l.pix[4*i+2], l.pix[4*i+3] = c.r, c.g, c.b, 1
	}
	l.blur(2)
	s.soft = l
	return s
}

// wrap is the light that spills over the product's edge from what is brighter behind it.
func (p *plate) wrap(st *stage, s surround, x, y int, alpha float32) rgb {
	_, near := st.card.sprite.sample(float64(x)+0.5, float64(y)+0.5, max(2, float64(p.h)/90))
	aloft := ease(0, 0.2, float64(st.card.sprite.levels[0].h-y)/float64(p.h))
	edge := float32(takesWrap*aloft) * alpha * (1 - near) * (1 - near)
	if edge < 1e-3 {
		return rgb{}
	}
	const margin = 4 * wrapScale
	c, a := s.soft.at(float64(x+margin)/wrapScale, float64(y+margin)/wrapScale)
	if a == 0 {
		return rgb{}
	}
	return c.times(edge / a)
}

// Contact: the last hair's breadth between product and floor, finer than the rays see.
const (
	touchReach = 0.015 // product sizes
	touchDark  = 0.72
	touchFar   = 0.42 // of a second shade, four times as wide
)

// touch darkens the floor where the product meets it.
func (p *plate) touch(st *stage, box placing) {
	r := max(0.8, touchReach*box.unit)
	margin := int(16 * r)
	near := st.card.soles(margin, box.lying)
	far := layer{near.w, near.h, slices.Clone(near.pix)}
	near.blur(r)
	far.blur(4 * r)
	for i := range near.w * near.h {
		x, y := box.box.Min.X-margin+i%near.w, box.box.Min.Y-margin+i/near.w
		if x < 0 || y < 0 || x >= p.w || y >= p.h {
			continue
		}
		c := &p.light[y*p.w+x]
		*c = c.times((1 - touchDark*near.pix[4*i]) * (1 - touchFar*far.pix[4*i]))
	}
}

// soles is where the product touches the floor, as coverage in the first channel: the
// whole of what lies, the lowest part of each column of what stands.
func (c *card) soles(margin int, lying bool) layer {
	s := c.sprite.levels[0]
	l := layer{w: s.w + 2*margin, h: s.h + 2*margin}
	l.pix = make([]float32, 4*l.w*l.h)
	for x := range s.w {
		last := s.h
		for y := s.h - 1; y >= 0 && !lying; y-- {
			if s.pix[4*(y*s.w+x)+3] > 0.5 {
				last = y + 1
				break
			}
		}
		if !lying && float64(s.h-last) > footRise*float64(s.h) {
			continue
		}
		for y := range s.h {
			if lying || y < last && y > last-max(2, margin/8) {
				l.pix[4*((y+margin)*l.w+x+margin)] = s.pix[4*(y*s.w+x)+3]
			}
		}
	}
	return l
}
