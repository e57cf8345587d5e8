// Light on its way to a surface.

package raster

import "math"

// Light reaches a pixel by a few rays only. Squares of tile×tile pixels share one set of
// evenly spread rays, each pixel taking its own part of them; a filter as wide as the
// square then gives every pixel the whole set. No chance is in it, so there is no noise
// (Keller and Heidrich, "Interleaved Sampling", 2001).
const (
	tile      = 4
	keyRays   = 4 // of a pixel
	skyRays   = 4
	startAway = 0.0025 // product sizes above the surface
)

// rays is the set shared by a square: of the pixel with phase i, rays i*n to (i+1)*n.
type rays struct {
	key []vec // towards the lamp
	sky []vec // about the direction z, denser where it counts more
}

func (st *stage) newRays() rays {
	var r rays
	s, t := st.key.frame()
	spread := math.Tan(radians(st.scene.Key.Spread))
	for phase := range tile * tile {
		for i := range keyRays {
			x, y := disc(even(phase, i, keyRays))
			r.key = append(r.key, st.key.along(s, spread*x).along(t, spread*y).unit())
		}
		for i := range skyRays {
			x, y := disc(even(phase, i, skyRays))
			r.sky = append(r.sky, vec{x, y, math.Sqrt(max(0.02, 1-x*x-y*y))})
		}
	}
	return r
}

// even is one of tile*tile*n points spread over the unit square (Roberts' R2 sequence).
// Every pixel's own points and the whole square's are both spread well.
func even(phase, i, n int) (float64, float64) {
	k := float64(i*tile*tile+phase*7%(tile*tile)) + 0.5
	_, x := math.Modf(0.5 + k*0.7548776662466927)
	_, y := math.Modf(0.5 + k*0.5698402909980532)
	return x, y
}

// disc maps the unit square to the unit disc without folding it (Shirley and Chiu, 1997).
func disc(x, y float64) (float64, float64) {
	x, y = 2*x-1, 2*y-1
	if x == 0 && y == 0 {
		return 0, 0
	}
	r, a := x, math.Pi/4*y/x
	if math.Abs(y) > math.Abs(x) {
		r, a = y, math.Pi/2-math.Pi/4*x/y
	}
	sin, cos := math.Sincos(a)
	return r * cos, r * sin
}

// light sets the strength of key and sky so that what is lit by both shows in its own colour.
func (st *stage) light(p placing, v variant) {
	k := &st.scene.Key
	sinA, cosA := math.Sincos(radians(k.Side))
	sinH, cosH := math.Sincos(radians(k.Height))
	st.key = vec{sinA * cosH, sinH, -cosA * cosH}
	if p.lying {
		st.key.z = math.Abs(st.key.z) // the picture's top is where light is expected from
	}
	faces := 0.75*max(st.key.y, -st.key.z) + 0.25*max(0, min(st.key.y, -st.key.z))
	if p.lying || st.wall.glows() {
		faces = st.key.y
	}
	exposure := st.scene.Exposure
	if exposure == 0 {
		exposure = 1
	}
	st.sun = evened(k.Color).times(float32(exposure * k.Strength / max(0.3, faces)))
	st.air = rgb{1, 1, 1}.times(float32(exposure * (1 - k.Strength)))
	st.glow = float32(exposure)
	st.gobo = newGobo(st.scene.Gobo, st.key, v.seed)
}

// evened is a light's colour at luma 1; white where nothing is said.
func evened(h Hex) rgb {
	if h == 0 {
		return rgb{1, 1, 1}
	}
	c := h.light()
	return c.times(1 / max(c.luma(), 1e-3))
}

// keyAt is how much of the key reaches a point that nothing hides.
func (st *stage) keyAt(p vec) float32 {
	k := st.gobo.at(p)
	if r := st.scene.Key.Reach; r > 0 {
		d := st.key.times(r).sub(p)
		k *= float32(min(1.9, r*r/d.dot(d)))
	}
	return k
}

// hidden is how much of the key is kept from a point by things, along one ray.
func (st *stage) hidden(o, d vec) float32 {
	for i := range st.solids {
		if _, ok := st.solids[i].hit(o, d, 0, 30); ok {
			return 1
		}
	}
	stopped, _ := st.card.blocks(o, d)
	return stopped
}

// arriving is the light that comes to o from direction d, the key's own apart.
func (st *stage) arriving(o, d vec) rgb {
	h := hit{t: 1e9, mark: nothing}
	st.meetRoom(o, d, &h)
	for i := range st.solids {
		if t, ok := st.solids[i].hit(o, d, 0, h.t); ok {
			h.t, h.mark = t, uint8(firstSolid+i)
		}
	}
	far := st.afar(&h, d)
	if stopped, at := st.card.blocks(o, d); stopped > 0 && at < h.t {
		own := st.card.mean.mul(st.air).times(0.45)
		return far.mix(own, stopped)
	}
	return far
}

// afar is roughly how bright what a ray met is; the second bounce needs no more.
func (st *stage) afar(h *hit, d vec) rgb {
	if h.mark == nothing {
		return st.sky(d)
	}
	s := st.skinOf(h.mark)
	if s.glows() {
		return s.mean.times(st.glow)
	}
	faces := st.key.y
	if h.mark == wallMark {
		faces = max(0, -st.key.z)
	}
	lit := st.air.times(0.85).add(st.sun.times(float32(0.85 * faces * st.gobo.open)))
	return s.mean.mix(grey(s.mean.luma()), paleBounce).mul(lit)
}

// paleBounce keeps colours as they were chosen: light thrown to and fro between two
// surfaces of one colour would deepen it.
const paleBounce = 0.6

func grey(v float32) rgb { return rgb{v, v, v} }

func (st *stage) sky(d vec) rgb {
	top, horizon := evened(st.scene.Sky.Top), evened(st.scene.Sky.Horizon)
	return horizon.mix(top, float32(ease(-0.2, 0.9, d.y))).mul(st.air)
}
