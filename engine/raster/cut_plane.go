// Planes: a photo as the cutter sees it, in numbers that add up.

package raster

import (
	"image"
	"math"
)

// tone is a colour in OKLab whose a and b count double: hue tells product from ground better
// than lightness, which shadows change. Light times s is tone times the cube root of s.
type tone struct{ L, a, b float32 }

func toneOf(r, g, b uint8) tone {
	c := labOfSRGB(r, g, b)
	return tone{float32(c.L), float32(2 * c.a), float32(2 * c.b)}
}

func (c tone) add(o tone) tone      { return tone{c.L + o.L, c.a + o.a, c.b + o.b} }
func (c tone) sub(o tone) tone      { return tone{c.L - o.L, c.a - o.a, c.b - o.b} }
func (c tone) times(k float32) tone { return tone{c.L * k, c.a * k, c.b * k} }
func (c tone) dot(o tone) float32   { return c.L*o.L + c.a*o.a + c.b*o.b }
func (c tone) far(o tone) float32   { return sqrt32(c.sub(o).dot(c.sub(o))) }

func sqrt32(v float32) float32 { return float32(math.Sqrt(float64(v))) }

func abs32(v float32) float32 { return max(v, -v) }

// plane is a picture in tones, row by row.
type plane struct {
	w, h int
	tone []tone
}

func planeOf(img *image.NRGBA) *plane {
	p := &plane{img.Rect.Dx(), img.Rect.Dy(), make([]tone, img.Rect.Dx()*img.Rect.Dy())}
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			line := img.Pix[y*img.Stride:]
			for x := range p.w {
				p.tone[y*p.w+x] = toneOf(line[4*x], line[4*x+1], line[4*x+2])
			}
		}
	})
	return p
}

// around calls do for the four neighbours of pixel i.
func around(i, w, h int, do func(int)) {
	x := i % w
	if x > 0 {
		do(i - 1)
	}
	if x < w-1 {
		do(i + 1)
	}
	if i >= w {
		do(i - w)
	}
	if i < w*(h-1) {
		do(i + w)
	}
}

// steepness is how much the tone changes from pixel to pixel: the larger of the central
// differences across and down, halved.
func (p *plane) steepness() []float32 {
	out := make([]float32, len(p.tone))
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			up, down := max(0, y-1)*p.w, min(p.h-1, y+1)*p.w
			for x := range p.w {
				left, right := y*p.w+max(0, x-1), y*p.w+min(p.w-1, x+1)
				out[y*p.w+x] = max(p.tone[left].far(p.tone[right]), p.tone[up+x].far(p.tone[down+x])) / 2
			}
		}
	})
	return out
}

// evened is the picture with each tone replaced by the mean of the nine about it.
func (p *plane) evened() *plane {
	out := &plane{p.w, p.h, make([]tone, len(p.tone))}
	for _, part := range [3]func(*tone) *float32{
		func(c *tone) *float32 { return &c.L }, func(c *tone) *float32 { return &c.a }, func(c *tone) *float32 { return &c.b },
	} {
		values := make([]float32, len(p.tone))
		for i := range values {
			values[i] = *part(&p.tone[i])
		}
		boxMean(values, p.w, p.h, 1, 1)
		for i, v := range values {
			*part(&out.tone[i]) = v
		}
	}
	return out
}

// boxMean replaces each value by the mean of a box about it, in place. Beyond the frame lie zeros.
func boxMean(v []float32, w, h, rx, ry int) {
	if rx > 0 {
		bands(h, func(from, to int) {
			line := make([]float64, w+1)
			for y := from; y < to; y++ {
				meanAlong(v[y*w:], 1, w, rx, line)
			}
		})
	}
	if ry > 0 {
		bands(w, func(from, to int) {
			line := make([]float64, h+1)
			for x := from; x < to; x++ {
				meanAlong(v[x:], w, h, ry, line)
			}
		})
	}
}

func meanAlong(v []float32, step, n, radius int, line []float64) {
	for i := range n {
		line[i+1] = line[i] + float64(v[i*step])
	}
	for i := range n {
		v[i*step] = float32((line[min(n, i+radius+1)] - line[max(0, i-radius)]) / float64(2*radius+1))
	}
}
