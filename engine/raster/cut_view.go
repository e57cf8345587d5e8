// A view: how far each pixel is from the ground, where a shadow of the ground is ground.

package raster

import "math"

// view is a photo beside its ground.
type view struct {
	*plane
	*ground
	steep  []float32 // change of tone from pixel to pixel
	limit  []float32 // distance up to which a pixel may be ground
	full   []float32 // distance to the ground as lit
	shaded []float32 // distance to the ground in the best shade of it
	shade  []float32 // that shade: tone as a part of the ground's
	calm   float32   // the frame's typical steepness
}

const (
	deepest   = 0.5   // shade: an eighth of the light
	unlit     = 1.012 // what shows through a hole is not brighter than that
	brightest = 1.12  // ground that is lit more than the surface knows
	leastFar  = 0.012
	spill     = 8    // pixels, over which compression spills the colour of an edge
	spilt     = 0.06 // share of the mean steepness there that is no evidence
)

// look measures a photo against its ground.
func (g *ground) look(p *plane) *view {
	n := len(p.tone)
	near := p.steepness()
	boxMean(near, p.w, p.h, spill, spill)
	v := &view{plane: p, ground: g, steep: p.steepness(), limit: make([]float32, n), full: make([]float32, n), shaded: make([]float32, n), shade: make([]float32, n)}
	bands(p.h, func(from, to int) {
		for i := from * p.w; i < to*p.w; i++ {
			b, c := g.surface[i], p.tone[i]
			t := max(deepest, min(brightest, c.dot(b)/max(b.dot(b), 1e-4)))
			v.full[i], v.shade[i] = c.far(b), t
			v.shaded[i] = c.far(b.times(t))
			v.limit[i] = max(3*g.noise, leastFar)*max(0.8, min(4, 1/(3*b.L*b.L+0.01))) + spilt*near[i]
		}
	})
	v.calm = medianAt(v.steep, borderOf(p))
	return v
}

// flood is what can be reached inside the mask from some pixels.
func (m *mask) flood(from []int32) *mask {
	out := newMask(m.w, m.h)
	var queue []int32
	enter := func(i int) {
		if m.on[i] && !out.on[i] {
			out.on[i] = true
			queue = append(queue, int32(i))
		}
	}
	for _, i := range from {
		enter(int(i))
	}
	for n := 0; n < len(queue); n++ {
		around(int(queue[n]), m.w, m.h, enter)
	}
	return out
}

// groundly says whether a pixel looks like ground, in whatever shade.
func (v *view) groundly(i int) bool {
	return v.shaded[i] < 1.5*v.limit[i] && v.shade[i] <= unlit
}

func medianAt(values []float32, places []int32) float32 {
	const steps = 1024
	var counts [steps]int
	for _, i := range places {
		counts[min(steps-1, int(values[i]*steps*4))]++
	}
	n := 0
	for k, c := range counts {
		if n += c; 2*n >= len(places) {
			return float32(k) / (steps * 4)
		}
	}
	return float32(math.Inf(1))
}
