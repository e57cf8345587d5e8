// Things strewn on the floor.

package raster

import "math"

// scrap is one thing strewn on the floor.
type scrap struct {
	x, z, size float64
	sin, cos   float64
	skin       rgb
	seed       uint32
}

// strew scatters litter where it is seen: left and right of the product rather than under it.
func (st *stage) strew(p placing, v variant) {
	l := st.scene.Litter
	if l.Kind == Nothing || len(l.Colors) == 0 {
		return
	}
	left := st.cam.cx / st.cam.unit
	right := float64(p.frame.Width)/st.cam.unit - left
	near, far := -0.75, min(st.ends-0.12, 1.3)
	if p.lying {
		tall := float64(p.frame.Height) / st.cam.unit / 2
		near, far = -tall, tall
	}
	for i := range l.Count {
		x := mix(-left, right, even1(i, chance(0, 1, v.seed)))
		z := mix(near, far, chance(i, 2, v.seed))
		if st.underProduct(x, z, l.Size, p) {
			continue
		}
		s := scrap{x: x, z: z, size: l.Size * (0.7 + 0.6*chance(i, 3, v.seed)), seed: scatter(i, 4, v.seed)}
		s.sin, s.cos = math.Sincos(2 * math.Pi * chance(i, 5, v.seed))
		c := l.Colors[int(scatter(i, 6, v.seed))%len(l.Colors)].light()
		s.skin = c.times(float32(0.85 + 0.3*chance(i, 7, v.seed)))
		st.litter = append(st.litter, s)
	}
}

// even1 spreads points over 0 to 1 by the golden ratio.
func even1(i int, from float64) float64 {
	_, f := math.Modf(from + float64(i)*0.6180339887498949)
	return f
}

func (st *stage) underProduct(x, z, size float64, p placing) bool {
	w := st.card.wide/2 + 0.6*size
	if p.lying {
		return math.Abs(x) < w && math.Abs(z) < st.card.high/2+0.6*size
	}
	return math.Abs(x) < w && math.Abs(z) < max(0.5, st.card.foot+size) || z > 0 && math.Abs(x) < st.card.wide/2
}

// litterAt is what lies on the floor there: its colour, how much of the pixel it takes,
// and how much the floor is in the shadow of what lies beside.
func (st *stage) litterAt(p vec, foot float64) (c rgb, cover, shadow float32) {
	shiftX, shiftZ := -st.key.x/max(st.key.y, 0.3), -st.key.z/max(st.key.y, 0.3)
	for i := range st.litter {
		s := &st.litter[i]
		dx, dz := p.x-s.x, p.z-s.z
		if reach := 0.8 * s.size; dx*dx+dz*dz > reach*reach {
			continue
		}
		lift := 0.035 * s.size
		under := s.shape(st.scene.Litter.Kind, dx-lift*shiftX, dz-lift*shiftZ)
		shadow = max(shadow, float32(0.75*ease(0.05*s.size, -0.04*s.size, under)))
		d := s.shape(st.scene.Litter.Kind, dx, dz)
		if k := float32(ease(foot/2, -foot/2, d)); k > 0 {
			c, cover = c.mix(s.colour(st.scene.Litter.Kind, dx, dz, foot), k), cover+(1-cover)*k
		}
	}
	return c, cover, shadow
}

// shape is the signed distance to the scrap's outline.
func (s *scrap) shape(kind LitterKind, dx, dz float64) float64 {
	x, y := dx*s.cos-dz*s.sin, dx*s.sin+dz*s.cos
	half := s.size / 2
	switch kind {
	case Leaves:
		return lobed(x, y, half)
	case Petals:
		w := 0.62 * half * (0.6 + 0.4*ease(-half, half, y))
		return (hypot(x/w, y/half) - 1) * w
	}
	if s.seed&1 == 0 {
		return hypot(x, y) - 0.5*half
	}
	return max(math.Abs(x)-0.28*half, math.Abs(y)-0.6*half)
}

// lobed is a maple-like leaf as a curve about its middle, with a stalk.
func lobed(x, y, half float64) float64 {
	r, a := hypot(x, y), math.Atan2(x, y)
	lobes := 0.60 + 0.30*math.Cos(5*a*0.9)*math.Cos(a*0.35) + 0.07*math.Cos(15*a)
	lobes *= ease(math.Pi+0.15, 2.2, math.Abs(a))*0.75 + 0.25
	stalk := max(math.Abs(x-0.1*y*y/half)-0.018*half, y, -y-1.25*half)
	return min((r-half*lobes*1.05)*0.7, stalk)
}

// colour has veins on leaves, and is lighter where a scrap curls up.
func (s *scrap) colour(kind LitterKind, dx, dz, foot float64) rgb {
	x, y := dx*s.cos-dz*s.sin, dx*s.sin+dz*s.cos
	half := s.size / 2
	switch kind {
	case Leaves:
		a := math.Atan2(x, y)
		rib := math.Abs(math.Sin(2.25*a)) * hypot(x, y)
		vein := joint(rib, 0.02*half, foot) * ease(math.Pi, 2.4, math.Abs(a))
		patch := 0.25 * clouds(x/half*2, y/half*2, 3, foot/half, s.seed)
		return s.skin.times(float32(1+patch+0.35*hypot(x, y)/half-0.1)).mix(s.skin.shade(1.3), float32(0.6*vein))
	case Petals:
		return s.skin.times(float32(0.92 + 0.22*y/half + 0.12*math.Abs(x)/half))
	}
	return s.skin.times(float32(1 + 0.15*x/half))
}
