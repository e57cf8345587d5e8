// What rays meet.

package raster

import "math"

// hit is where a ray first meets something.
type hit struct {
	t    float64
	mark uint8
	p, n vec
}

// trace follows a ray from the camera.
func (st *stage) trace(o, d vec) hit {
	h := hit{t: 1e9, mark: nothing}
	st.meetRoom(o, d, &h)
	for i := range st.solids {
		if t, ok := st.solids[i].hit(o, d, 0, h.t); ok {
			h.t, h.mark = t, uint8(firstSolid+i)
		}
	}
	h.p = o.along(d, h.t)
	if h.mark >= firstSolid && h.mark != nothing {
		h.n = st.solids[h.mark-firstSolid].normal(h.p, max(0.0006, 0.4*h.t/st.cam.focal))
	}
	return h
}

// found is the hit that is known to lie at distance t along a camera ray.
func (st *stage) found(d vec, t float64, mark uint8) hit {
	h := hit{t: t, mark: mark, p: st.cam.eye.along(d, t)}
	switch {
	case mark == floorMark:
		h.n = vec{0, 1, 0}
	case mark == wallMark && st.bend > 0 && h.p.y < st.floorAt+st.bend:
		h.n = vec{0, (st.floorAt + st.bend - h.p.y) / st.bend, (st.wallAt - st.bend - h.p.z) / st.bend}.unit()
	case mark == wallMark:
		h.n = vec{0, 0, -1}
	default:
		h.n = st.solids[mark-firstSolid].normal(h.p, max(0.0006, 0.4*t/st.cam.focal))
	}
	return h
}

// meetRoom meets floor, sweep and wall.
func (st *stage) meetRoom(o, d vec, h *hit) {
	flatEnd := min(st.ends, st.wallAt-st.bend)
	if d.y < 0 {
		t := (st.floorAt - o.y) / d.y
		if t > 1e-6 && o.z+d.z*t <= flatEnd {
			h.t, h.mark, h.n = t, floorMark, vec{0, 1, 0}
			return
		}
	}
	if d.z <= 0 {
		return
	}
	t := (st.wallAt - o.z) / d.z
	if st.bend > 0 && o.y+d.y*t < st.floorAt+st.bend {
		st.meetBend(o, d, h)
		return
	}
	if t > 1e-6 && t < 1e6 {
		h.t, h.mark, h.n = t, wallMark, vec{0, 0, -1}
	}
}

// meetBend meets the quarter pipe between floor and wall from inside.
func (st *stage) meetBend(o, d vec, h *hit) {
	y, z := o.y-st.floorAt-st.bend, o.z-st.wallAt+st.bend
	a, b, c := d.y*d.y+d.z*d.z, y*d.y+z*d.z, y*y+z*z-st.bend*st.bend
	root := b*b - a*c
	if a == 0 || root < 0 {
		return
	}
	t := (-b + math.Sqrt(root)) / a
	if t > 1e-6 {
		y, z = y+d.y*t, z+d.z*t
		h.t, h.mark, h.n = t, wallMark, vec{0, -y / st.bend, -z / st.bend}
	}
}

// skinOf is what a mark is made of.
func (st *stage) skinOf(mark uint8) *skin {
	switch mark {
	case floorMark:
		return st.floor
	case wallMark:
		return st.wall
	}
	return st.solids[mark-firstSolid].skin
}

// chart lays a surface out flat: where on its material a point lies.
func (st *stage) chart(h *hit) (u, v float64) {
	switch h.mark {
	case floorMark:
		return h.p.x, h.p.z + st.bottom
	case wallMark:
		return h.p.x, h.p.y - st.floorAt
	}
	b := &st.solids[h.mark-firstSolid]
	return b.chart(h.p, h.n)
}

// chart unfolds a solid: a block's top runs on down its sides, without a break at the
// edge; a round one's side is rolled off, its top is a cut of its own.
func (b *solid) chart(p, n vec) (u, v float64) {
	q := b.local(p)
	n = vec{n.x*b.cos - n.z*b.sin, n.y, n.x*b.sin + n.z*b.cos}
	if math.Abs(n.y) > 0.7 {
		return q.x, q.z
	}
	down := b.half.y - q.y
	switch {
	case b.shape == Block && math.Abs(n.x) > math.Abs(n.z):
		return math.Copysign(b.half.x+down, n.x), q.z
	case b.shape == Block || b.shape == Arch || b.shape == Heart:
		return q.x, math.Copysign(b.half.z+down, n.z)
	}
	return math.Atan2(q.x, -q.z)*b.half.x + 11, -down + 5
}
