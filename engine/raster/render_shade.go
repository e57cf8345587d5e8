// Light on its way from a surface.

package raster

import "math"

// lit is the light at a pixel: the share of the key, and the colour that comes from all around.
type lit struct {
	key float32
	air rgb
}

// gather takes the pixel's rays of its square's set.
func (st *stage) gather(h *hit, r *rays, phase int) lit {
	o := h.p.along(h.n, startAway)
	var l lit
	for _, d := range r.key[phase*keyRays:][:keyRays] {
		if d.dot(h.n) > 0 {
			l.key += 1 - st.hidden(o, d)
		}
	}
	s, t := h.n.frame()
	for _, k := range r.sky[phase*skyRays:][:skyRays] {
		d := vec{}.along(s, k.x).along(t, k.y).along(h.n, k.z)
		l.air = l.air.add(st.arriving(o, d))
	}
	return lit{l.key / keyRays, l.air.times(1.0 / skyRays)}
}

// shade is the light that leaves a point towards the camera.
func (st *stage) shade(h *hit, d vec, l lit) rgb {
	s := st.skinOf(h.mark)
	u, v := st.chart(h)
	foot := st.cam.footprint(h.t, d, h.n)
	colour, height := s.look(u, v, foot)
	if s.glows() {
		return colour.times(st.glow)
	}
	n := h.n
	if s.relief() > 0 {
		n = st.bumped(s, h, u, v, height, foot)
	}
	gloss, hidden := s.Gloss, float32(0)
	if h.mark == floorMark && st.litter != nil {
		c, cover, shadow := st.litterAt(h.p, foot)
		colour, hidden = colour.mix(c, cover), shadow*(1-cover)
		gloss *= float64(1 - cover)
		n = n.times(float64(1-cover)).along(h.n, float64(cover)).unit()
	}
	key := st.sun.times(l.key * st.keyAt(h.p) * float32(max(0, n.dot(st.key))) * (1 - hidden))
	dim := float32(1+0.5*(n.dot(h.n)-1)) * (1 - 0.6*hidden)
	out := colour.mul(key.add(l.air.times(dim)))
	if gloss > 0 {
		out = st.mirror(out, h, d, n, l, gloss)
	}
	return out
}

// bumped tilts the normal by the slope of the material's heights.
func (st *stage) bumped(s *skin, h *hit, u, v, height, foot float64) vec {
	e := max(foot, 0.004)
	_, du := s.look(u+e, v, foot)
	_, dv := s.look(u, v+e, foot)
	k := s.relief() / e / s.scale
	right, up := vec{1, 0, 0}, vec{0, 0, 1}
	if math.Abs(h.n.y) < 0.7 {
		up = vec{0, 1, 0}
		right = vec{0, 1, 0}.cross(h.n)
		if right.x < 0 {
			right = right.times(-1)
		}
		if h.mark >= firstSolid {
			up = vec{0, math.Copysign(1, h.n.z), 0} // charts of solids run downwards in front
		}
	}
	return h.n.along(right, -k*(du-height)).along(up, -k*(dv-height)).unit()
}

// mirror lays what a glossy surface shows over its own colour: the product, softer the
// farther it is, the set around it, and the lamp.
func (st *stage) mirror(own rgb, h *hit, d, n vec, l lit, gloss float64) rgb {
	r := d.along(n, -2*d.dot(n))
	if r.dot(h.n) < 0.02 {
		r = r.along(h.n, 0.02-r.dot(h.n)).unit()
	}
	facing := clamp01(-d.dot(n))
	share := float32(gloss * mix(0.22, 0.85, math.Pow(1-facing, 4)))
	o := h.p.along(h.n, startAway)
	seen := st.glimpse(o, r, gloss)
	if h.n.y > 0.9 {
		if c, a, ok := st.card.at(o, r, 0.02+0.55*(1-gloss)*(1-gloss)); ok {
			seen = seen.times(1 - a).add(c.mul(st.air.add(st.sun.times(0.5))))
		}
	}
	half := st.key.add(d.times(-1)).unit()
	glint := math.Pow(max(0, n.dot(half)), mix(12, 160, gloss)) * gloss * 1.2
	return own.times(1 - 0.8*share).add(seen.times(share)).add(st.sun.times(float32(glint) * l.key * st.gobo.at(h.p)))
}

// glimpse is what a mirror shows of the set, roughly lit.
func (st *stage) glimpse(o, d vec, gloss float64) rgb {
	h := hit{t: 1e9, mark: nothing}
	st.meetRoom(o, d, &h)
	far := st.reflected(o, d, h)
	for i := range st.solids {
		if t, ok := st.solids[i].hit(o, d, 0.01, h.t); ok {
			h.t, h.mark = t, uint8(firstSolid+i)
		}
	}
	if h.mark < firstSolid || h.mark == nothing {
		return far
	}
	clear := math.Exp(-h.t * 5 * (1 - gloss) * (1 - gloss)) // a dull mirror smears what is far
	return far.mix(st.afar(&h, d), float32(clear))
}

// reflected is the room as a mirror shows it.
func (st *stage) reflected(o, d vec, h hit) rgb {
	if h.mark == nothing {
		return st.sky(d)
	}
	h.p = o.along(d, h.t)
	if h.mark != wallMark {
		return st.afar(&h, d)
	}
	s := st.wall
	u, v := st.chart(&h)
	c, _ := s.look(u, v, 0.1)
	if s.glows() {
		return c.times(st.glow)
	}
	return c.mul(st.air.times(0.8).add(st.sun.times(st.keyAt(h.p) * float32(max(0, h.n.dot(st.key))))))
}
