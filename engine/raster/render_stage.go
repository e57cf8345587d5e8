// A scene built up around a product.

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
	sweepBend  = 1.7
	leastStand = 0.42 // half the width of the narrowest stand
)

func newStage(s *Scene, c *card, p placing, v variant) *stage {
	st := &stage{scene: s, card: c, seed: v.seed, wallAt: s.Depth, ends: math.Inf(1)}
	if st.wallAt == 0 {
		st.wallAt = usualDepth
	}
	switch s.Room {
	case Sweep:
		st.bend = min(sweepBend, 0.7*st.wallAt)
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
