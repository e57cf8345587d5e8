package raster

import "math"

// wood is the grain of one board that runs along u: growth rings cut at a slant, which
// makes long flames, with fibres and pores between them.
func (s *skin) wood(u, v, foot float64, seed uint32) rgb {
	warp := clouds(0.9*u, 2.2*v, 3, foot, seed)
	rings := 9*v + 2.6*warp + 0.5*noise(0.35*u, 0.5*v, seed+3)
	ring := rings - math.Floor(rings)
	late := ease(0.35, 0.95, ring) * ease(1, 0.96, ring) // late wood darkens slowly, then stops short
	late *= clamp01(1.6 - 14*foot)
	fibre := noise(5*u, 130*v, seed+5) * clamp01(1.5-65*foot)
	fibre += 0.7 * noise(2.2*u, 44*v, seed+6) * clamp01(1.5-22*foot)
	pore := ease(0.52, 0.85, noise(7*u, 210*v, seed+9)) * clamp01(1.5-90*foot)
	c := s.base.mix(s.accent, float32(clamp01(0.62*late+0.22*warp+0.1)))
	return c.times(float32(1 + 0.07*fibre - 0.22*pore))
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
