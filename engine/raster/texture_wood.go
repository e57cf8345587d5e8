// Wood.

package raster

import "math"

// wood is the grain of one board that runs along u: growth rings cut at a slant, which
// makes long flames, with fibres and pores between them.
func (s *skin) wood(u, v, foot float64, seed uint32) rgb {
	warp := clouds(0.28*u, 1.3*v, 2, foot, seed) + 0.10*noise(1.6*u, 6*v, seed+2)
	rings := 7*v + 1.5*warp
	ring := rings - math.Floor(rings)
	late := ease(0.15, 0.95, ring) * ease(1, 0.93, ring) // late wood darkens slowly, then stops short
	late *= clamp01(1.6-14*foot) * (0.55 + 0.45*noise(0.4*u, rings-ring, seed+7))
	fibre := noise(3*u, 120*v, seed+5) * clamp01(1.5-60*foot)
	fibre += 0.9 * noise(1.3*u, 38*v, seed+6) * clamp01(1.5-19*foot)
	streak := clouds(0.35*u, 9*v, 3, 9*foot, seed+8)
	pore := ease(0.5, 0.85, noise(6*u, 190*v, seed+9)) * clamp01(1.5-90*foot)
	c := s.base.mix(s.accent, float32(clamp01(0.40*late+0.45*streak+0.28)))
	return c.times(float32(1 + 0.075*fibre - 0.24*pore))
}

const boardWidth = 0.34 // product sizes

// planks are boards along u with dark joints, each cut from another part of the tree.
func (s *skin) planks(u, v, foot float64) (rgb, float64) {
	n := math.Floor(v / boardWidth)
	row := int(n)
	x := v/boardWidth - n
	length := 3.1 + 1.2*chance(row, 1, s.seed)
	along := u + 7*chance(row, 2, s.seed)
	m := math.Floor(along / length)
	id := scatter(row, int(m), s.seed+4)
	tone := 0.80 + 0.4*float64(id&0xff)/255
	c := s.wood(along+float64(id>>8&0xff), (x-0.5)*boardWidth+float64(id>>16&0xff)*0.37, foot, s.seed+id>>24)
	across := min(x, 1-x) * boardWidth
	end := along/length - m
	gap := max(joint(across, 0.005, foot), joint(min(end, 1-end)*length, 0.004, foot))
	return c.times(float32(tone * (1 - 0.85*gap))), (1 - gap) * ease(0, 0.012, across)
}
