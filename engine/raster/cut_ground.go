// The ground: a smooth surface of colour, fitted to the frame's border, and bent to what it
// explains of the photo.

package raster

import (
	"math"
	"slices"
)

// ground is the colour that the ground would have at each pixel.
type ground struct {
	surface []tone
	noise   float32 // how far the border strays from the surface: the median
	stray   float32 // and what nine in ten do not exceed
}

const (
	frameBand  = 40    // the border is the shorter side's part of this
	leastNoise = 0.002 // of a clipped white ground
	plainNoise = 0.0095
	plainStray = 0.0145
)

// groundOf fits what a border can be: light that falls off smoothly, or a wall above a floor.
func groundOf(p *plane) *ground {
	border := borderOf(p)
	g := polynomial(p, border)
	rows := horizon(p)
	rows.measure(p, border)
	if rows.noise < 0.5*g.noise-0.002 {
		g = rows
	}
	g.bend(p, max(p.w, p.h)/16)
	g.bend(p, max(p.w, p.h)/24)
	g.measure(p, border)
	return g
}

// measure finds how far the pixels stray.
func (g *ground) measure(p *plane, pixels []int32) {
	far := make([]float32, len(pixels))
	for n, i := range pixels {
		far[n] = p.tone[i].far(g.surface[i])
	}
	slices.Sort(far)
	g.noise, g.stray = max(leastNoise, far[len(far)/2]), max(leastNoise, far[len(far)*9/10])
}

// isPlain says whether a smooth surface explains the border.
func (g *ground) isPlain() bool { return g.noise < plainNoise && g.stray < plainStray }

// borderOf samples a band along the frame.
func borderOf(p *plane) []int32 {
	band := max(3, min(p.w, p.h)/frameBand)
	var border []int32
	for y := range p.h {
		for x := y % 2; x < p.w; x += 2 {
			if x < band || y < band || x >= p.w-band || y >= p.h-band {
				border = append(border, int32(y*p.w+x))
			}
		}
	}
	return border
}

// sheetOf evaluates a quadratic or cubic everywhere.
func sheetOf(p *plane, c *coefficients) []tone {
	out := make([]tone, len(p.tone))
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range p.w {
				out[y*p.w+x] = c.at(basis(x, y, p.w, p.h))
			}
		}
	})
	return out
}

// polynomial fits a quadratic to the border, where a product that touches the frame weighs
// little, then a cubic to all that the quadratic explains.
func polynomial(p *plane, border []int32) *ground {
	c := fitSurface(p, border, 6)
	g := &ground{surface: sheetOf(p, c)}
	g.measure(p, border)
	reach := 3 * max(g.noise, 0.008)
	on := border
	for i := 0; i < len(p.tone); i += 11 {
		if p.tone[i].far(g.surface[i]) < reach {
			on = append(on, int32(i))
		}
	}
	if 11*(len(on)-len(border)) > len(p.tone)/12 {
		g.surface = sheetOf(p, fitSurface(p, on, 10))
	}
	g.measure(p, border)
	return g
}

// coefficients are those of a polynomial surface in each channel.
type coefficients struct {
	terms int // 6: quadratic, 10: cubic
	of    [3][10]float64
}

// basis are the powers of a place, -1 to 1 over the frame.
func basis(x, y, w, h int) [10]float64 {
	u, v := 2*float64(x)/float64(w)-1, 2*float64(y)/float64(h)-1
	return [10]float64{1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v}
}

func (c *coefficients) at(b [10]float64) tone {
	var s [3]float64
	for k := range s {
		for i := range c.terms {
			s[k] += c.of[k][i] * b[i]
		}
	}
	return tone{float32(s[0]), float32(s[1]), float32(s[2])}
}

// fitSurface is iteratively reweighted least squares: what is far from the surface hardly counts.
func fitSurface(p *plane, pixels []int32, terms int) *coefficients {
	c := &coefficients{terms: terms}
	weights, far := make([]float64, len(pixels)), make([]float64, len(pixels))
	for i := range weights {
		weights[i] = 1
	}
	for range 7 {
		c.solve(p, pixels, weights)
		for n, i := range pixels {
			far[n] = float64(p.tone[i].far(c.at(basis(int(i)%p.w, int(i)/p.w, p.w, p.h))))
		}
		sorted := slices.Clone(far)
		slices.Sort(sorted)
		scale := 2*sorted[len(sorted)/2] + 0.002
		for n, r := range far {
			weights[n] = 1 / (1 + math.Pow(r/scale, 4))
		}
	}
	return c
}

// solve is weighted least squares by normal equations.
func (c *coefficients) solve(p *plane, pixels []int32, weights []float64) {
	var a [10][13]float64
	for n, i := range pixels {
		b, t, w := basis(int(i)%p.w, int(i)/p.w, p.w, p.h), p.tone[i], weights[n]
		for r := range c.terms {
			wb := w * b[r]
			for k := range c.terms {
				a[r][k] += wb * b[k]
			}
			a[r][10] += wb * float64(t.L)
			a[r][11] += wb * float64(t.a)
			a[r][12] += wb * float64(t.b)
		}
	}
	for r := range c.terms {
		a[r][r] += 1e-6 * float64(len(pixels))
	}
	eliminate(&a, c.terms)
	for k := range c.of {
		for i := range c.terms {
			c.of[k][i] = a[i][10+k]
		}
	}
}

// eliminate is Gauss and Jordan's, with the largest pivot.
func eliminate(a *[10][13]float64, n int) {
	for c := range n {
		best := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[best][c]) {
				best = r
			}
		}
		a[c], a[best] = a[best], a[c]
		for k := 12; k >= c; k-- {
			a[c][k] /= a[c][c]
		}
		for r := range n {
			if f := a[r][c]; r != c && f != 0 {
				for k := c; k < 13; k++ {
					a[r][k] -= f * a[c][k]
				}
			}
		}
	}
}

// horizon takes each row's colour from its two ends: a wall above a floor.
func horizon(p *plane) *ground {
	g := &ground{surface: make([]tone, len(p.tone))}
	band := max(3, min(p.w, p.h)/frameBand)
	for y := range p.h {
		left, right := meanTone(p.tone[y*p.w:][:band]), meanTone(p.tone[(y+1)*p.w-band:][:band])
		for x := range p.w {
			t := float32(x) / float32(p.w)
			g.surface[y*p.w+x] = left.times(1 - t).add(right.times(t))
		}
	}
	return g
}

func meanTone(of []tone) tone {
	var sum tone
	for _, t := range of {
		sum = sum.add(t)
	}
	return sum.times(1 / float32(len(of)))
}

// bend adds the mean residual of what lies on the surface nearby: what a polynomial is too
// stiff for, such as a sweep that is lit where it rises.
func (g *ground) bend(p *plane, radius int) {
	var sum [4][]float32
	for k := range sum {
		sum[k] = make([]float32, len(p.tone))
	}
	reach := 4 * max(g.noise, 0.006)
	for i, c := range p.tone {
		if r := c.sub(g.surface[i]); r.dot(r) < reach*reach {
			sum[0][i], sum[1][i], sum[2][i], sum[3][i] = r.L, r.a, r.b, 1
		}
	}
	for k := range sum {
		boxMean(sum[k], p.w, p.h, radius, radius)
		boxMean(sum[k], p.w, p.h, radius, radius)
	}
	for i := range g.surface {
		if n := sum[3][i]; n > 0.02 {
			k := min(1, 4*n) / n
			g.surface[i] = g.surface[i].add(tone{k * sum[0][i], k * sum[1][i], k * sum[2][i]})
		}
	}
}
