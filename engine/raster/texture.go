// What surfaces look like.

package raster

import "math"

// skin is a surface made ready: its colours decoded, its pattern seeded.
type skin struct {
	Surface
	base, middle, accent rgb
	blend                [3]lab  // the same three, as gradients need them
	mean                 rgb     // what light that bounces off it takes on
	scale                float64 // of the pattern, as a factor on coordinates
	seed                 uint32
}

// darkAccent is the shade of its own colour that stands for an accent not said.
const darkAccent = 0.72

func newSkin(s Surface, seed uint32) *skin {
	k := &skin{Surface: s, base: s.Color.light(), scale: 1, seed: seed}
	if s.Color == 0 {
		k.base = Hex(0xffffff).light()
	}
	k.accent = k.base.shade(darkAccent)
	if s.Accent != 0 {
		k.accent = s.Accent.light()
	}
	k.middle = k.base.mix(k.accent, 0.5)
	if s.Middle != 0 {
		k.middle = s.Middle.light()
	}
	k.blend = [3]lab{k.base.lab(), k.middle.lab(), k.accent.lab()}
	if s.Scale > 0 {
		k.scale = 1 / s.Scale
	}
	k.mean = k.average()
	return k
}

// average looks at a few dozen places.
func (s *skin) average() rgb {
	const side = 6
	var sum rgb
	for i := range side * side {
		c, _ := s.look(float64(i%side)*0.31, float64(i/side)*0.29, 0.1)
		sum = sum.add(c)
	}
	return sum.times(1.0 / (side * side))
}

// glows says whether the surface is a picture that shines by itself, far away.
func (s *skin) glows() bool { return s.Material >= Haze }

// relief is how steep the material's heights are; 0 is smooth.
func (s *skin) relief() float64 {
	switch s.Material {
	case Plaster:
		return 0.034
	case Travertine, Brick, Tiles, Slats:
		return 0.02
	case Concrete:
		return 0.009
	case Linen:
		return 0.004
	case Silk:
		return 0.26
	case Sand:
		return 0.09
	case Snow:
		return 0.07
	case Moss:
		return 0.025
	case Water:
		return 0.022
	case Planks:
		return 0.006
	}
	return 0
}

// look is colour and height (0 to 1) at a point of the surface, in product sizes, as a
// pixel of width foot sees it.
func (s *skin) look(u, v, foot float64) (rgb, float64) {
	u, v, foot = u*s.scale, v*s.scale, foot*s.scale
	switch s.Material {
	case Plaster:
		return s.plaster(u, v, foot)
	case Concrete:
		return s.concrete(u, v, foot)
	case Planks:
		return s.planks(u, v, foot)
	case Veneer:
		return s.wood(u, v, foot, s.seed), 0
	case Marble:
		return s.marble(u, v, foot), 0
	case Terrazzo:
		return s.terrazzo(u, v, foot), 0
	case Travertine:
		return s.travertine(u, v, foot)
	case Linen:
		return s.linen(u, v, foot)
	case Silk:
		return s.silk(u, v, foot)
	case Sand:
		return s.sand(u, v, foot)
	case Water:
		return s.base, 0.5 + 0.5*clouds(1.6*u, 4*v, 3, 4*foot, s.seed)
	case Tiles:
		return s.tiles(u, v, foot)
	case Brick:
		return s.brick(u, v, foot)
	case Snow:
		return s.snow(u, v, foot)
	case Moss:
		return s.moss(u, v, foot)
	case Slats:
		return s.slats(u, v, foot)
	case Gradient:
		return s.ramp(v * (0.62 + 0.10*u)), 0 // level at v = 0, where the floor joins
	case Haze:
		return s.haze(u, v), 0
	case Heaven:
		return s.heaven(u, v), 0
	case Foliage:
		return s.foliage(u, v), 0
	}
	return s.base.times(float32(1 + 0.012*clouds(40*u, 40*v, 2, 40*foot, s.seed))), 0
}

// ramp runs from base by middle to accent, evenly to the eye.
func (s *skin) ramp(t float64) rgb {
	t = 2 * ease(0, 1, t)
	p, q := s.blend[0], s.blend[1]
	if t > 1 {
		p, q, t = s.blend[1], s.blend[2], t-1
	}
	return lab{mix(p.L, q.L, t), mix(p.a, q.a, t), mix(p.b, q.b, t)}.rgb()
}

// toned is the base colour, brighter or darker by parts of itself.
func (s *skin) toned(by float64) rgb { return s.base.times(float32(max(0, 1+by))) }

func (s *skin) haze(u, v float64) rgb {
	glow := 0.35 * clouds(0.35*u+9, 0.5*v, 2, 0, s.seed)
	return s.ramp(0.42*(v+0.7) + glow)
}

// heaven is a sky: bright low down, with clouds whose undersides are in shade.
func (s *skin) heaven(u, v float64) rgb {
	c := s.ramp(0.30 * (v + 0.3))
	billow := clouds(0.42*u+9, 1.1*v, 5, 0, s.seed)
	below := clouds(0.42*u+9, 1.1*(v-0.12), 4, 0, s.seed)
	puff := ease(0.02, 0.42, billow)
	return c.mix(rgb{1, 1, 1}.times(float32(0.95-0.18*clamp01(2*below))), float32(0.75*puff))
}

// foliage is leaves so far out of focus that each is a soft disc; the sky between them is
// brighter than all, and large shapes of light and shade run through.
func (s *skin) foliage(u, v float64) rgb {
	mass := clouds(0.55*u, 0.7*v, 3, 0, s.seed)
	c := s.ramp(0.30*(v+0.6) + 0.9*mass)
	for layer := range 4 {
		f := 1.1 + 0.9*float64(layer)
		k := cells(f*u+7*float64(layer), f*v+3*float64(layer), s.seed+uint32(layer))
		tone := float64(k.id>>8&0xff) / 255
		leaf := s.ramp(tone*0.8 + 0.5*mass).times(float32(0.65 + 0.5*tone))
		size := 0.34 + 0.16*float64(k.id>>20&0xff)/255
		c = c.mix(leaf, float32(0.5*ease(size, size-0.2, k.near)))
	}
	return c
}

// slats are upright battens with round edges and dark gaps.
func (s *skin) slats(u, v, foot float64) (rgb, float64) {
	const pitch = 0.16
	n := math.Floor(u / pitch)
	x := u/pitch - n - 0.5
	gap := joint(math.Abs(x)-0.5, 0.11, foot/pitch)
	tone := 0.12 * (chance(int(n), 0, s.seed) - 0.5)
	grain := s.wood(v*0.7+n*3.1, u, foot, s.seed+uint32(int(n)))
	return grain.times(float32((1 + tone) * (1 - 0.82*gap))), (1 - gap) * (1 - 1.2*x*x)
}
