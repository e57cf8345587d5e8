package raster

import "math"

// stage is a scene built up around a product: what rays can meet.
type stage struct {
	scene       *Scene
	cam         lens
	card        *card // nil on an empty stage
	floorAt     float64
	bottom      float64 // half the height of a flat lay: charts begin at its lower edge
	wallAt      float64
	bend        float64 // radius of the sweep
	ends        float64 // of the table; beyond it there is only the backdrop
	floor, wall *skin
	solids      []solid
	key         vec // towards the light
	litter      []scrap
	gobo        *gobo
	sun, air    rgb // light of the key on a surface that faces it, and of the sky
	glow        float32
	seed        uint32
}

// Marks of what a ray met; solids count from firstSolid.
const (
	nothing    = 255
	floorMark  = 0
	wallMark   = 1
	firstSolid = 2
)

const (
	usualDepth = 2.2
	farDepth   = 6.5 // of the backdrop behind a table
	tableEnd   = 1.5
	sweepBend  = 1.1
	leastStand = 0.42 // half the width of the narrowest stand
)

func newStage(s *Scene, c *card, p placing, v variant) *stage {
	st := &stage{scene: s, card: c, seed: v.seed, wallAt: s.Depth, ends: math.Inf(1)}
	if st.wallAt == 0 {
		st.wallAt = usualDepth
	}
	switch s.Room {
	case Sweep:
		st.bend = min(sweepBend, 0.6*st.wallAt)
	case Table:
		st.ends = st.wallAt
		if s.Depth == 0 {
			st.ends = tableEnd
		}
		st.wallAt = max(farDepth, 3*st.ends)
	}
	if p.lying {
		st.bottom = float64(p.frame.Height) / p.unit / 2
		st.bend, st.ends, st.wallAt = 0, math.Inf(1), math.Inf(1)
	}
	st.floor, st.wall = newSkin(s.Floor, v.seed), newSkin(s.Wall, v.seed+17)
	if p.lying && s.Wall.Material == Gradient {
		st.floor = st.wall // what would stand behind the product is what it lies on
	}
	st.build(p, v)
	st.light(p, v)
	return st
}

func (st *stage) build(p placing, v variant) {
	c := st.card
	foot := vec{0, 0, -c.foot}
	if p.lying {
		foot = vec{}
	}
	st.cam = lensFor(p, foot)
	st.raise(p)
	for i, prop := range st.scene.Props {
		if p.lying && !prop.Low {
			continue
		}
		if v.other {
			prop.Side, prop.Turn = -prop.Side, -prop.Turn
		}
		st.solids = append(st.solids, st.set(prop, p, uint32(i)))
	}
	st.strew(p, v)
}

// raise puts the stand under the product and the floor below it.
func (st *stage) raise(p placing) {
	s, c := st.scene.Stand, st.card
	if s.Shape == None {
		return
	}
	margin := s.Margin
	if margin == 0 {
		margin = 0.2
	}
	half := vec{max(c.baseFar+margin, 0.62*c.wide, leastStand), s.Height / 2, max(c.foot, 0.18) + margin*0.8}
	mid := c.baseMid / 2 // between the foot's middle and the product's
	if p.lying {
		half = vec{c.wide/2 + margin, min(s.Height, 0.12) / 2, c.high/2 + margin}
		mid = 0
	}
	if s.Shape == Disc {
		r := max(half.x, half.z)
		if p.lying {
			r = 0.9 * math.Hypot(half.x, half.z)
		}
		half.x, half.z = r, r
	}
	st.floorAt = -2 * half.y
	st.solids = append(st.solids, newSolid(s.Shape, vec{mid, st.floorAt, 0}, half, 0, newSkin(s.Surface, st.seed+5)))
}

// set places a prop between the product and the frame's end, so that it is composed anew in every frame.
func (st *stage) set(prop Prop, p placing, n uint32) solid {
	k := st.roomy(p) / 2
	half := vec{prop.Size[0] * k, prop.Size[1] * k, prop.Size[2] * k}
	if half.z == 0 {
		half.z = half.x
	}
	at := vec{st.side(prop, half.x, p), st.floorAt + prop.Y*2*k, prop.Z}
	return newSolid(prop.Shape, at, half, prop.Turn, newSkin(prop.Surface, st.seed+29*n+40))
}

// roomy makes props larger where a slim product leaves much of the frame to them, and
// smaller where there is little room.
func (st *stage) roomy(p placing) float64 {
	const designed = 3.6 // product sizes across the frame that sets were designed in
	return max(0.7, min(1.3, float64(p.frame.Width)/p.unit/designed))
}

func (st *stage) side(prop Prop, half float64, p placing) float64 {
	const beside = 0.3 // of Side: here a prop just clears the product
	away := st.cam.focal / st.cam.unit
	grow := (away + prop.Z*math.Cos(p.elevation)) / away
	edge := (float64(p.frame.Width) - st.cam.cx) / st.cam.unit * grow
	if prop.Side < 0 {
		edge = st.cam.cx / st.cam.unit * grow
	}
	clear := st.card.wide/2 + half
	k := math.Abs(prop.Side)
	x := mix(clear, max(edge, clear*0.8), (k-beside)/(1-beside))
	if k < beside {
		x = clear * k / beside
	}
	return math.Copysign(x, prop.Side)
}

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
