// Mixtures: the colours of a set of pixels as a few Gaussian clouds.

package raster

import "math"

// cloud is one Gaussian of a mixture.
type cloud struct {
	mean    tone
	inverse [6]float32 // of the covariance: LL, La, Lb, aa, ab, bb
	bias    float32    // what a pixel at the mean costs: minus the log of weight and density
}

// mixture is some clouds.
type mixture []cloud

const (
	cloudsInMixture = 6
	leastSpread     = 0.012 // standard deviation of the thinnest cloud
)

// mixtureOf divides weighted pixels into clouds: first along the widest axis, again and
// again, then by a few rounds of assigning each to the cloud it fits best.
func mixtureOf(pixels []tone, weights []float32, clouds int) mixture {
	if len(pixels) == 0 {
		return nil
	}
	label := make([]uint8, len(pixels))
	n := 1
	for ; n < clouds; n++ {
		if !splitWidest(pixels, weights, label, n) {
			break
		}
	}
	m := mixtureFrom(pixels, weights, label, n)
	for range 3 {
		for i, t := range pixels {
			best := float32(math.MaxFloat32)
			for k := range m {
				if c := m[k].cost(t); c < best {
					best, label[i] = c, uint8(k)
				}
			}
		}
		m = mixtureFrom(pixels, weights, label, n)
	}
	return m
}

// splitWidest halves the cluster with the largest sum of squares at its mean, along its
// longest channel.
func splitWidest(pixels []tone, weights []float32, label []uint8, n int) bool {
	var sum, square [16][3]float64
	var weight [16]float64
	for i, t := range pixels {
		k, w := label[i], float64(weights[i])
		weight[k] += w
		for c, v := range [3]float64{float64(t.L), float64(t.a), float64(t.b)} {
			sum[k][c] += w * v
			square[k][c] += w * v * v
		}
	}
	widest, channel, most := 0, 0, 0.0
	for k := range n {
		for c := range 3 {
			if s := square[k][c] - sum[k][c]*sum[k][c]/max(weight[k], 1e-9); s > most {
				widest, channel, most = k, c, s
			}
		}
	}
	if most < 1e-6*float64(len(pixels)) {
		return false
	}
	at := float32(sum[widest][channel] / weight[widest])
	for i, t := range pixels {
		if int(label[i]) == widest && [3]float32{t.L, t.a, t.b}[channel] > at {
			label[i] = uint8(n)
		}
	}
	return true
}

func mixtureFrom(pixels []tone, weights []float32, label []uint8, n int) mixture {
	type moments struct {
		w, l, a, b, ll, la, lb, aa, ab, bb float64
	}
	of := make([]moments, n)
	total := 0.0
	for i, t := range pixels {
		s, w, l, a, b := &of[label[i]], float64(weights[i]), float64(t.L), float64(t.a), float64(t.b)
		total += w
		s.w, s.l, s.a, s.b = s.w+w, s.l+w*l, s.a+w*a, s.b+w*b
		s.ll, s.la, s.lb = s.ll+w*l*l, s.la+w*l*a, s.lb+w*l*b
		s.aa, s.ab, s.bb = s.aa+w*a*a, s.ab+w*a*b, s.bb+w*b*b
	}
	var m mixture
	const floor = leastSpread * leastSpread
	for _, s := range of {
		if s.w < 1e-4*total {
			continue
		}
		l, a, b := s.l/s.w, s.a/s.w, s.b/s.w
		cov := [6]float64{s.ll/s.w - l*l + floor, s.la/s.w - l*a, s.lb/s.w - l*b, s.aa/s.w - a*a + floor, s.ab/s.w - a*b, s.bb/s.w - b*b + floor}
		inverse, det := invert(cov)
		m = append(m, cloud{mean: tone{float32(l), float32(a), float32(b)}, inverse: inverse, bias: float32(-math.Log(s.w/total) + 0.5*math.Log(det))})
	}
	return m
}

// invert is the inverse of a symmetric matrix, and its determinant.
func invert(c [6]float64) (inverse [6]float32, det float64) {
	m0, m1, m2 := c[3]*c[5]-c[4]*c[4], c[2]*c[4]-c[1]*c[5], c[1]*c[4]-c[2]*c[3]
	det = max(c[0]*m0+c[1]*m1+c[2]*m2, 1e-18)
	for i, v := range [6]float64{m0, m1, m2, c[0]*c[5] - c[2]*c[2], c[1]*c[2] - c[0]*c[4], c[0]*c[3] - c[1]*c[1]} {
		inverse[i] = float32(v / det)
	}
	return inverse, det
}

// cost is minus the log of the cloud's share of the density at a colour.
func (c *cloud) cost(t tone) float32 {
	d := t.sub(c.mean)
	v := &c.inverse
	return c.bias + 0.5*(d.L*(d.L*v[0]+2*d.a*v[1]+2*d.b*v[2])+d.a*(d.a*v[3]+2*d.b*v[4])+d.b*d.b*v[5])
}

// cost is minus the log of the density at a colour, by the cloud that fits best.
func (m mixture) cost(t tone) float32 {
	best := float32(math.MaxFloat32)
	for k := range m {
		best = min(best, m[k].cost(t))
	}
	return best
}
