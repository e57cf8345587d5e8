// Tidying: crumbs dropped, and holes filled that are not ground.

package raster

const burr = 60 // pixels

// tidy drops crumbs and shadows, and fills holes that are not ground.
func (v *view) tidy(m *mask) *mask {
	m = m.withoutBurrs()
	out := newMask(m.w, m.h)
	parts := m.parts(true)
	largest := 0
	for _, p := range parts {
		largest = max(largest, len(p.pixels))
	}
	for _, p := range parts {
		if len(p.pixels)*50 >= largest && len(p.pixels)*3000 >= len(m.on) {
			out.set(p, true)
		}
	}
	product := out.count()
	for _, hole := range out.parts(false) {
		if !hole.border && !v.opening(hole, product) {
			out.set(hole, true)
		}
	}
	return out
}

// withoutBurrs takes off what a compressed photo leaves beside an edge: specks a pixel or
// two thick. What is thin and long stays.
func (m *mask) withoutBurrs() *mask {
	out, thin := m.clone(), m.clone()
	for i, on := range m.shrunk(2).grown(2).on {
		thin.on[i] = m.on[i] && !on
	}
	for _, p := range thin.parts(true) {
		if len(p.pixels) < burr {
			out.set(p, false)
		}
	}
	return out
}

// opening says whether ground is seen through a hole.
func (v *view) opening(hole part, product int) bool {
	return v.share(hole) >= 0.7 && v.roughness(hole) < 3*v.calm+0.008 &&
		len(hole.pixels)*1700 > v.w*v.h && len(hole.pixels)*250 > product
}

// share is which part of a part looks like ground in some shade.
func (v *view) share(p part) float64 {
	n := 0
	for _, i := range p.pixels {
		if v.groundly(int(i)) {
			n++
		}
	}
	return float64(n) / float64(len(p.pixels))
}

// roughness is the median steepness of a part: ground that is seen through a hole has no
// more of it than ground elsewhere.
func (v *view) roughness(p part) float32 { return medianAt(v.steep, p.pixels) }
