// Plaster, concrete, stone, tiles, brick.

package raster

import "math"

func (s *skin) plaster(u, v, foot float64) (rgb, float64) {
	stroke := clouds(2.2*u+0.8*v, 3.4*v-0.5*u, 5, 3*foot, s.seed)
	grit := clouds(26*u, 26*v, 2, 26*foot, s.seed+1)
	patch := clouds(0.9*u, 0.9*v, 3, foot, s.seed+2)
	return s.toned(0.10*patch + 0.03*grit + 0.04*stroke), 0.5 + 0.42*stroke + 0.05*grit
}

func (s *skin) concrete(u, v, foot float64) (rgb, float64) {
	patch := clouds(1.1*u, 1.1*v, 4, 1.1*foot, s.seed)
	grit := clouds(34*u, 34*v, 2, 34*foot, s.seed+1)
	k := cells(13*u, 13*v, s.seed+2)
	size := 0.02 + 0.09*float64(k.id&0xff)/255
	pore := 0.0
	if k.id>>8&15 == 0 { // one cell in sixteen holds a bubble
		pore = ease(size+13*foot, size*0.6, k.near) * clamp01(1.4-8*foot)
	}
	return s.toned(0.16*patch + 0.05*grit - 0.3*pore), 0.6 + 0.2*grit - 0.6*pore
}

// marble draws veins where a warped field crosses zero: a few strong, many faint.
func (s *skin) marble(u, v, foot float64) rgb {
	wx := clouds(0.8*u+3, 0.8*v, 4, 0.8*foot, s.seed)
	wy := clouds(0.8*u, 0.8*v+8, 4, 0.8*foot, s.seed+1)
	x, y := 0.8*u+0.5*v+1.0*wx, 0.9*v-0.35*u+1.0*wy
	bold := vein(noise(0.75*x, 0.75*y, s.seed+2), 0.035, foot) * ease(-0.35, 0.45, noise(0.6*u, 0.6*v, s.seed+3))
	thin := vein(noise(1.9*x+4, 1.9*y, s.seed+4), 0.022, 2*foot) * ease(-0.1, 0.6, noise(1.1*u, 1.1*v, s.seed+5))
	cloud := ease(-0.2, 0.7, clouds(1.3*x, 1.3*y, 3, 1.3*foot, s.seed+6))
	return s.base.mix(s.accent, float32(clamp01(0.9*bold+0.6*thin+0.2*cloud)))
}

// vein is a line with a soft halo on one side, as minerals seep into stone.
func vein(field, width, foot float64) float64 {
	d := math.Abs(field)
	return 0.75*ease(width+foot, 0, d) + 0.25*ease(7*width, 0, d)*ease(-1, 1, field*20)
}

// terrazzo is chips of stone in two sizes, in kin of the accent.
func (s *skin) terrazzo(u, v, foot float64) rgb {
	c := s.toned(0.04 * clouds(20*u, 20*v, 2, 20*foot, s.seed))
	for i, f := range [...]float64{22, 9} {
		k := cells(f*u, f*v+31*float64(i), s.seed+uint32(i))
		reach := 0.12 + 0.26*float64(k.id>>4&0xff)/255
		edge := min(k.next-k.near-0.06, reach-k.near)
		chip := ease(-f*foot/2, f*foot/2+0.02, edge) * clamp01(1.8-1.2*f*foot)
		c = c.mix(s.chipColor(k.id), float32(chip))
	}
	return c
}

func (s *skin) chipColor(id uint32) rgb {
	switch id >> 16 % 5 {
	case 0, 1:
		return s.accent
	case 2:
		return s.middle
	case 3:
		return s.accent.shade(0.6)
	}
	return s.base.shade(1.12).mix(rgb{1, 1, 1}, 0.4)
}

// travertine lies in layers; gas left holes along them.
func (s *skin) travertine(u, v, foot float64) (rgb, float64) {
	w := v + 0.10*clouds(0.9*u, 2*v, 4, foot, s.seed)
	layer := clouds(0.5*u, 9*w, 4, 4*foot, s.seed+1)
	k := cells(5*u, 26*w, s.seed+2)
	hole := 0.0
	if k.id&3 == 0 {
		hole = ease(0.34, 0.2, k.near) * ease(-0.1, 0.35, layer) * clamp01(1.4-9*foot)
	}
	c := s.base.mix(s.accent, float32(clamp01(0.32+0.75*layer)))
	return c.times(float32(1 - 0.5*hole)), 0.7 - 0.7*hole
}

func (s *skin) tiles(u, v, foot float64) (rgb, float64) {
	const side, gap = 0.42, 0.007
	i, j := math.Floor(u/side), math.Floor(v/side)
	x, y := u-(i+0.5)*side, v-(j+0.5)*side
	d := side/2 - max(math.Abs(x), math.Abs(y))
	line := joint(d, gap, foot)
	tone := 0.05 * (chance(int(i), int(j), s.seed) - 0.5)
	c := s.toned(tone + 0.03*clouds(3*u, 3*v, 3, 3*foot, s.seed))
	return c.mix(s.accent, float32(line)), ease(gap*0.5, gap*2.4, d)
}

func (s *skin) brick(u, v, foot float64) (rgb, float64) {
	const length, course, gap = 0.46, 0.15, 0.010
	j := math.Floor(v / course)
	u += length / 2 * math.Mod(math.Abs(j), 2)
	i := math.Floor(u / length)
	x, y := u-(i+0.5)*length, v-(j+0.5)*course
	rough := 0.010 * clouds(14*u, 14*v, 3, 14*foot, s.seed)
	d := min(length/2-math.Abs(x), course/2-math.Abs(y)) + rough
	line := joint(max(d, 0), gap, foot)
	tone := 0.30*(chance(int(i), int(j), s.seed)-0.5) + 0.14*clouds(7*u, 7*v, 3, 7*foot, s.seed+1)
	return s.toned(tone).mix(s.accent, float32(line)), ease(gap*0.4, gap*2, d) + 4*rough
}
