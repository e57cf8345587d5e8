// A silhouette blown up into a body.

package raster

import "math"

// inflate gives each cell the thickness of a round body with that outline.
func (c *card) inflate() {
	below := 0
	if !c.lying {
		below = int(footBelow * float64(max(c.cols, c.rows)))
	}
	inside := make([]bool, c.cols*(c.rows+below))
	for i := range inside {
		y, x := i/c.cols-below, i%c.cols
		inside[i] = c.solidity[max(y, 0)*c.cols+x] > 0.4
	}
	depth := distanceInside(inside, c.cols)
	most := float32(0)
	for _, d := range depth {
		most = max(most, d)
	}
	fat := standFat
	if c.lying {
		fat = lyingFat
	}
	c.deep = fat * float64(most) * c.step
	c.bulge = make([]float32, c.cols*c.rows)
	for i := range c.bulge {
		if d := depth[i+below*c.cols]; d > 0 {
			t := float64(d / most)
			c.bulge[i] = float32(c.deep * math.Sqrt(t*(2-t)))
		}
	}
}

// distanceInside is how many cells each inside cell is from the nearest outside one, or
// from the rim at the sides and top, by two sweeps of a chamfer mask.
func distanceInside(inside []bool, cols int) []float32 {
	const straight, slant = 1, 1.4142
	rows := len(inside) / cols
	d := make([]float32, len(inside))
	at := func(x, y int) float32 {
		switch {
		case y < 0:
			return 1e6 // below the floor the body runs on
		case x < 0 || x >= cols || y >= rows:
			return 0
		}
		return d[y*cols+x]
	}
	sweep := func(x, y, s int) {
		i := y*cols + x
		if inside[i] {
			d[i] = min(d[i], at(x-s, y)+straight, at(x, y-s)+straight, at(x-s, y-s)+slant, at(x+s, y-s)+slant)
		}
	}
	for i := range d {
		if inside[i] {
			d[i] = 1e6
		}
	}
	for y := range rows {
		for x := range cols {
			sweep(x, y, 1)
		}
	}
	for y := rows - 1; y >= 0; y-- {
		for x := cols - 1; x >= 0; x-- {
			sweep(x, y, -1)
		}
	}
	return d
}
