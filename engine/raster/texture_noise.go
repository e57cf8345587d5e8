// Chance that looks natural.

package raster

import "math"

// scatter mixes two whole numbers and a seed into 32 even bits. The constants are those
// of Chris Wellons' search for integer hashes with little bias ("lowbias32", 2018).
func scatter(x, y int, seed uint32) uint32 {
	h := uint32(x)*0x9e3779b1 ^ uint32(y)*0x85ebca77 ^ seed*0xc2b2ae3d
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

// chance is a number from 0 to 1 that belongs to a cell.
func chance(x, y int, seed uint32) float64 { return float64(scatter(x, y, seed)) * 0x1p-32 }

// noise is smooth random relief, -1 to 1, one hill or hollow a unit: lattice gradients
// with quintic blending (Perlin, "Improving Noise", 2002).
func noise(x, y float64, seed uint32) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	x, y = x-fx, y-fy
	u, v := x*x*x*(x*(x*6-15)+10), y*y*y*(y*(y*6-15)+10)
	low := mix(slope(scatter(ix, iy, seed), x, y), slope(scatter(ix+1, iy, seed), x-1, y), u)
	high := mix(slope(scatter(ix, iy+1, seed), x, y-1), slope(scatter(ix+1, iy+1, seed), x-1, y-1), u)
	return 1.5 * mix(low, high, v)
}

// slope is the height at (x, y) of a plane through 0 with one of eight gradients.
func slope(h uint32, x, y float64) float64 {
	if h&4 != 0 {
		x, y = y, x
	}
	if h&1 != 0 {
		x = -x
	}
	if h&2 != 0 {
		y = -y
	}
	return x + 0.41*y
}

// clouds sums octaves of noise, each twice as fine and half as high. Octaves finer than
// foot, the width of a pixel on the surface, fade out: what cannot be shown must not flicker.
func clouds(x, y float64, octaves int, foot float64, seed uint32) float64 {
	sum, high := 0.0, 0.5
	for i := range octaves {
		seen := clamp01(2 - 4*foot)
		if seen == 0 {
			break
		}
		sum += high * seen * noise(x, y, seed+uint32(i)*101)
		x, y = 2*x*0.8-2*y*0.6+3.7, 2*x*0.6+2*y*0.8+1.3 // turned, so that lattices do not line up
		foot, high = 2*foot, high/2
	}
	return sum
}

// cell is the nearest of points strewn one to a unit square.
type cell struct {
	near, next float64 // distances to the nearest point and the one after it
	id         uint32  // of the nearest
}

// cells finds the nearest strewn points (Worley, "A Cellular Texture Basis Function", 1996).
func cells(x, y float64, seed uint32) cell {
	ix, iy := int(math.Floor(x)), int(math.Floor(y))
	c := cell{near: 9, next: 9}
	for j := iy - 1; j <= iy+1; j++ {
		for i := ix - 1; i <= ix+1; i++ {
			h := scatter(i, j, seed)
			dx := float64(i) + float64(h&0xffff)/0x10000 - x
			dy := float64(j) + float64(h>>16)/0x10000 - y
			switch d := dx*dx + dy*dy; {
			case d < c.near:
				c.near, c.next, c.id = d, c.near, h*0x9e3779b1
			case d < c.next:
				c.next = d
			}
		}
	}
	c.near, c.next = math.Sqrt(c.near), math.Sqrt(c.next)
	return c
}

// joint is 1 in a line of half width w around 0 and 0 outside it, as a pixel of width foot sees it.
func joint(d, w, foot float64) float64 {
	if d = math.Abs(d); foot > 4*w {
		return min(1, w/foot) * ease(foot, 0, d)
	}
	return ease(w+foot/2, w-foot/2, d)
}
