// Lively grounds: where no smooth surface explains the border, product and ground are told
// apart by what stands out, and by the colours of both.

package raster

import "math"

const (
	patches       = 320
	regionSide    = 320
	salienceTrust = 3.0 // what salience may add to the colours' say
	colourTrust   = 5.0
)

// lively is the mask of what stands out. Ground is what its frame is made of.
func (v *view) lively(c *cutter, r *regions) *mask {
	prior := r.spread(r.salience(), v.w, v.h)
	m := newMask(v.w, v.h)
	cut := otsu(prior)
	weights := make([]float32, len(prior))
	for i, s := range prior {
		weights[i] = within32(s, cut-0.25, cut+0.25)
	}
	term := make([]float32, len(prior))
	for range 3 {
		product, ground := v.mixtures(weights)
		bands(v.h, func(from, to int) {
			for i := from * v.w; i < to*v.w; i++ {
				f := ground.shadedCost(v.tone[i]) - product.cost(v.tone[i])
				term[i] = max(-colourTrust, min(colourTrust, f)) + salienceTrust*2*max(-1, min(1, 2*(prior[i]-cut)))
			}
		})
		for _, i := range borderOf(v.plane) {
			term[i] -= 2
		}
		m = v.tidyLively(c.cut(term), term)
		for i, on := range m.on {
			weights[i] = 0
			if on {
				weights[i] = 1
			}
		}
	}
	return m
}

// mixtures are the colours of product and ground, from weights 1 and 0.
func (v *view) mixtures(weights []float32) (product, ground mixture) {
	var t []tone
	var in, out []float32
	for i := 0; i < len(weights); i += 5 {
		t = append(t, v.tone[i])
		in, out = append(in, weights[i]+1e-4), append(out, 1-weights[i]+1e-4)
	}
	return mixtureOf(t, in, cloudsInMixture), mixtureOf(t, out, cloudsInMixture)
}

// tidyLively drops what is small beside the largest part, and fills small holes.
func (v *view) tidyLively(m *mask, term []float32) *mask {
	out := newMask(m.w, m.h)
	parts := m.parts(true)
	largest := 0
	for _, p := range parts {
		largest = max(largest, len(p.pixels))
	}
	for _, p := range parts {
		if len(p.pixels)*25 >= largest {
			out.set(p, true)
		}
	}
	product := out.count()
	for _, hole := range out.parts(false) {
		sum := float32(0)
		for _, i := range hole.pixels {
			sum += term[i]
		}
		if !hole.border && (sum > -2*float32(len(hole.pixels)) || len(hole.pixels)*1700 < len(m.on) || len(hole.pixels)*250 < product) {
			out.set(hole, true)
		}
	}
	return out
}

// spread brings a value of each region to the pixels of a larger picture.
func (r *regions) spread(values []float32, w, h int) []float32 {
	out := make([]float32, w*h)
	for y := range h {
		for x := range w {
			out[y*w+x] = values[r.label[y*r.h/h*r.w+x*r.w/w]]
		}
	}
	return out
}

// otsu is the threshold that parts values between 0 and 1 into two groups each as alike as
// can be (Otsu, 1979).
func otsu(values []float32) float32 {
	const steps = 64
	var counts [steps]float64
	total, all := 0.0, 0.0
	for _, v := range values {
		k := max(0, min(steps-1, int(v*steps)))
		counts[k]++
		total += float64(k)
		all++
	}
	best, most := 0, -1.0
	sum, n := 0.0, 0.0
	for k := range steps - 1 {
		sum, n = sum+float64(k)*counts[k], n+counts[k]
		if n == 0 || n == all {
			continue
		}
		d := sum/n - (total-sum)/(all-n)
		if s := n * (all - n) * d * d; s > most {
			best, most = k, s
		}
	}
	return float32(math.Max(0.2, math.Min(0.75, float64(best+1)/steps)))
}

// within32 is 0 at low and 1 at high.
func within32(v, low, high float32) float32 { return max(0, min(1, (v-low)/(high-low))) }

// shadedCost is the cost of a colour as that of a set of pixels in some shade.
func (m mixture) shadedCost(t tone) float32 {
	best := m.cost(t)
	for _, s := range [3]float32{0.9, 0.8, 0.68} {
		best = min(best, m.cost(t.times(1/s))+8*(1-s))
	}
	return best
}
