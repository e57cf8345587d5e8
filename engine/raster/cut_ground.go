// The ground: a smooth surface of colour, fitted to the frame's border, and what of a photo it explains.

package raster

import (
	"image"
	"math"
	"slices"
)

// plane is a picture in OKLab.
type plane struct {
	w, h int
	lab  []lab
}

func planeOf(img *image.NRGBA) *plane {
	p := &plane{img.Rect.Dx(), img.Rect.Dy(), make([]lab, img.Rect.Dx()*img.Rect.Dy())}
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range p.w {
				at := y*img.Stride + 4*x
				p.lab[y*p.w+x] = labOfSRGB(img.Pix[at], img.Pix[at+1], img.Pix[at+2])
			}
		}
	})
	return p
}

// ground is a polynomial surface in each channel of OKLab.
type ground struct {
	terms   int // 6: quadratic, 10: cubic
	coeff   [3][10]float64
	surface []lab   // at each pixel
	noise   float64 // how far the ground strays from the surface, typically
}

// basis are the powers of a place, -1 to 1 over the frame.
func (g *ground) basis(x, y, w, h int) [10]float64 {
	u, v := 2*float64(x)/float64(w)-1, 2*float64(y)/float64(h)-1
	return [10]float64{1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v}
}

func (g *ground) at(x, y, w, h int) lab {
	b := g.basis(x, y, w, h)
	var c [3]float64
	for k := range c {
		for i := range g.terms {
			c[k] += g.coeff[k][i] * b[i]
		}
	}
	return lab{c[0], c[1], c[2]}
}

// fitGround fits a quadratic to the border, where a product that touches the frame weighs
// little, then a cubic to all that the quadratic explains, and bends that to what is left
// of it in the large.
func fitGround(p *plane) *ground {
	g := &ground{terms: 6}
	border := borderOf(p)
	g.fit(p, border)
	g.draw(p)
	explained := g.explains(p, 3)
	if len(explained) < len(p.lab)/12 {
		return g
	}
	fine := &ground{terms: 10}
	fine.fit(p, append(explained, border...))
	fine.noise = max(fine.noise, g.noise*0.6)
	fine.draw(p)
	fine.bend(p)
	return fine
}

// draw evaluates the surface everywhere.
func (g *ground) draw(p *plane) {
	g.surface = make([]lab, len(p.lab))
	bands(p.h, func(from, to int) {
		for i := from * p.w; i < to*p.w; i++ {
			g.surface[i] = g.at(i%p.w, i/p.w, p.w, p.h)
		}
	})
}

// explains samples every third pixel, and returns those that lie on the surface.
func (g *ground) explains(p *plane, times float64) []int {
	reach := times * max(g.noise, 0.008)
	var on []int
	for i := 0; i < len(p.lab); i += 3 {
		if p.lab[i].distance(g.surface[i]) < reach {
			on = append(on, i)
		}
	}
	return on
}

// bend adds the mean residual of the ground within a tenth of the frame: what a
// polynomial is too stiff for, such as a floor that is lit and a wall that is not.
func (g *ground) bend(p *plane) {
	var sum [4][]float64
	for k := range sum {
		sum[k] = make([]float64, len(p.lab))
	}
	reach := 4 * max(g.noise, 0.01)
	for i, c := range p.lab {
		if s := g.surface[i]; c.distance(s) < reach {
			sum[0][i], sum[1][i], sum[2][i], sum[3][i] = c.L-s.L, c.a-s.a, c.b-s.b, 1
		}
	}
	radius := max(p.w, p.h) / 16
	for k := range sum {
		boxMean(sum[k], p.w, p.h, radius)
		boxMean(sum[k], p.w, p.h, radius)
	}
	for i := range g.surface {
		if n := sum[3][i]; n > 0.02 {
			trust := min(1, n*4)
			g.surface[i].L += trust * sum[0][i] / n
			g.surface[i].a += trust * sum[1][i] / n
			g.surface[i].b += trust * sum[2][i] / n
		}
	}
}

// boxMean replaces each value by the mean of a square about it, in place.
func boxMean(v []float64, w, h, radius int) {
	line := make([]float64, max(w, h)+1)
	pass := func(start, step, n int) {
		for i := range n {
			line[i+1] = line[i] + v[start+i*step]
		}
		for i := range n {
			from, to := max(0, i-radius), min(n, i+radius+1)
			v[start+i*step] = (line[to] - line[from]) / float64(2*radius+1)
		}
	}
	for y := range h {
		pass(y*w, 1, w)
	}
	for x := range w {
		pass(x, w, h)
	}
}

// borderOf lists the pixels of a band along the frame, 2.5 % of the shorter side.
func borderOf(p *plane) []int {
	band := max(3, min(p.w, p.h)/40)
	var border []int
	for y := range p.h {
		for x := range p.w {
			if x < band || y < band || x >= p.w-band || y >= p.h-band {
				border = append(border, y*p.w+x)
			}
		}
	}
	return border
}

// fit is iteratively reweighted least squares with Cauchy weights: what is far from the
// surface hardly counts.
func (g *ground) fit(p *plane, pixels []int) {
	weights := make([]float64, len(pixels))
	for i := range weights {
		weights[i] = 1
	}
	residuals := make([]float64, len(pixels))
	for range 8 {
		g.solve(p, pixels, weights)
		for n, i := range pixels {
			residuals[n] = p.lab[i].distance(g.at(i%p.w, i/p.w, p.w, p.h))
		}
		sorted := slices.Clone(residuals)
		slices.Sort(sorted)
		g.noise = sorted[len(sorted)/2]
		scale := 2*g.noise + 0.003
		for n, r := range residuals {
			weights[n] = 1 / (1 + (r/scale)*(r/scale)*(r/scale)*(r/scale))
		}
	}
}

// solve is weighted least squares by normal equations.
func (g *ground) solve(p *plane, pixels []int, weights []float64) {
	var a [10][13]float64
	for n, i := range pixels {
		b, c, w := g.basis(i%p.w, i/p.w, p.w, p.h), p.lab[i], weights[n]
		for r := range g.terms {
			for k := range g.terms {
				a[r][k] += w * b[r] * b[k]
			}
			a[r][10] += w * b[r] * c.L
			a[r][11] += w * b[r] * c.a
			a[r][12] += w * b[r] * c.b
		}
	}
	for r := range g.terms {
		a[r][r] += 1e-6 * float64(len(pixels))
	}
	eliminate(&a, g.terms)
	for k := range g.coeff {
		for i := range g.terms {
			g.coeff[k][i] = a[i][10+k]
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
