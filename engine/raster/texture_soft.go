// Cloth, sand, snow, moss.

package raster

import "math"

// linen is a plain weave: threads of uneven thickness, over and under by turns.
func (s *skin) linen(u, v, foot float64) (rgb, float64) {
	const threads = 92 // per product size
	x := threads*u + 0.9*noise(3*v, 9*u, s.seed)
	y := threads*v + 0.9*noise(3*u, 9*v, s.seed+1)
	fine := clamp01(1.7 - threads*foot*0.9)
	over := math.Sin(math.Pi*x) * math.Sin(math.Pi*y)
	thick := 0.5*noise(0.05*x, 2*y, s.seed+2) + 0.5*noise(2*x, 0.05*y, s.seed+3)
	warp, weft := math.Abs(math.Sin(math.Pi*x)), math.Abs(math.Sin(math.Pi*y))
	weave := fine * (0.5*max(warp, weft) + 0.2*over - 0.4)
	slub := noise(0.13*x, 1.1*y, s.seed+4) * noise(1.1*x, 0.13*y, s.seed+5) * clamp01(1.5-0.5*threads*foot)
	crease := clouds(0.8*u, 0.8*v, 3, foot, s.seed+6)
	return s.toned(0.30*weave + 0.09*thick*clamp01(1.6-threads*foot*0.5) + 0.12*slub + 0.05*crease), 0.5 + 0.5*weave + 2*crease
}

// silk hangs in long folds that run slantwise and meet.
func (s *skin) silk(u, v, foot float64) (rgb, float64) {
	x, y := 0.8*u+0.6*v, 0.8*v-0.6*u
	w := noise(0.7*x, 0.9*y, s.seed)
	fold := math.Sin(3.4*y + 1.9*w + 0.8*noise(1.3*x, 0.4*y, s.seed+1))
	small := noise(1.1*x+w, 2.6*y, s.seed+2)
	return s.toned(0.05*fold + 0.012*clouds(60*u, 60*v, 1, 60*foot, s.seed+3)), 0.5 + 0.30*fold + 0.16*small
}

// sand has wind ripples, steeper to the lee, and grains.
func (s *skin) sand(u, v, foot float64) (rgb, float64) {
	w := 0.9*noise(0.55*u, 0.8*v, s.seed) + 0.25*noise(2*u, 2*v, s.seed+1)
	t := 6.5*v + 1.6*u + 2.2*w
	ripple := 0.5 + 0.5*math.Sin(2*math.Pi*t/2+0.5*math.Sin(2*math.Pi*t/2))
	ripple *= clamp01(1.6-6*foot) * ease(-0.5, 0.5, noise(0.4*u, 0.4*v, s.seed+4)+0.35)
	grain := noise(150*u, 150*v, s.seed+2)*clamp01(1.6-90*foot) + noise(61*u, 61*v, s.seed+3)*clamp01(1.6-40*foot)
	heap := clouds(0.7*u, 0.7*v, 3, foot, s.seed+5)
	return s.toned(0.075*grain + 0.06*(ripple-0.5) + 0.05*heap), 0.35*ripple + 0.03*grain + 0.8*heap
}

// snow lies in soft heaps; a few crystals glint.
func (s *skin) snow(u, v, foot float64) (rgb, float64) {
	heap := clouds(1.3*u, 1.3*v, 4, 1.3*foot, s.seed)
	grain := noise(70*u, 70*v, s.seed+1) * clamp01(1.6-40*foot)
	glint := 0.0
	if k := cells(55*u, 55*v, s.seed+2); k.id&31 == 0 {
		glint = 0.5 * ease(0.3, 0, k.near) * clamp01(1.6-40*foot)
	}
	return s.toned(0.03*grain + glint), 0.5 + 0.6*heap + 0.02*grain
}

// moss is cushions of short stalks, brighter where they rise.
func (s *skin) moss(u, v, foot float64) (rgb, float64) {
	heap := clouds(2.2*u, 2.2*v, 3, 2.2*foot, s.seed)
	tuft := cells(30*u+0.4*heap, 30*v, s.seed+1)
	fine := clamp01(1.7 - 28*foot)
	stalk := fine*(0.45-tuft.near) + 0.35*clouds(60*u, 60*v, 2, 60*foot, s.seed+2)
	tone := float64(tuft.id&0xff)/255 - 0.5
	c := s.base.mix(s.accent, float32(clamp01(0.4-0.6*heap-0.5*stalk)))
	return c.times(float32(1 + 0.5*stalk + 0.18*fine*tone)), 0.5 + 0.9*heap + 0.5*stalk
}
