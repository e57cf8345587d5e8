// Matting: how much of each edge pixel is product, and what colour that part has.

package raster

import (
	"image"
	"math"
)

// rgb32 is linear light.
type rgb32 [3]float32

// matte brings a mask to a larger picture and finds alpha in a band about its edge: the
// nearest certain product and the nearest certain ground explain each pixel between them.
func matte(img *image.NRGBA, m *mask) *image.NRGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	scale := float64(w) / float64(m.w)
	soft := coverage32(m, w, h)
	band := int(math.Ceil(1.6*scale)) + 1
	inside, outside := closest(soft, w, h, band, true), closest(soft, w, h, band, false)
	out := image.NewNRGBA(img.Rect)
	bands(h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range w {
				i := y*w + x
				out.Pix[4*i], out.Pix[4*i+1], out.Pix[4*i+2] = img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2]
				switch {
				case inside[i] == int32(i):
					out.Pix[4*i+3] = 255
				case inside[i] >= 0 && outside[i] >= 0:
					mixPixel(img, out, i, int(inside[i]), int(outside[i]), float64(soft[i]))
				case inside[i] >= 0:
					out.Pix[4*i+3] = 255
				}
			}
		}
	})
	return out
}

// coverage32 is a mask as coverage 0 to 1, between its pixels linearly.
func coverage32(m *mask, w, h int) []float32 {
	out := make([]float32, w*h)
	value := func(x, y int) float64 {
		if m.on[max(0, min(m.h-1, y))*m.w+max(0, min(m.w-1, x))] {
			return 1
		}
		return 0
	}
	bands(h, func(from, to int) {
		for y := from; y < to; y++ {
			fy := (float64(y)+0.5)*float64(m.h)/float64(h) - 0.5
			y0 := int(math.Floor(fy))
			for x := range w {
				fx := (float64(x)+0.5)*float64(m.w)/float64(w) - 0.5
				x0 := int(math.Floor(fx))
				u, t := fx-float64(x0), fy-float64(y0)
				out[y*w+x] = float32((value(x0, y0)*(1-u)+value(x0+1, y0)*u)*(1-t) + (value(x0, y0+1)*(1-u)+value(x0+1, y0+1)*u)*t)
			}
		}
	})
	return out
}

// closest is, for each pixel within reach of a side, the pixel of that side that is surely
// on it and nearest; -1 elsewhere. Sure is who has none of the other side within the band.
func closest(soft []float32, w, h, band int, product bool) []int32 {
	on := func(i int) bool { return (soft[i] >= 0.5) == product }
	depth := distances(w, h, band+1, func(i int) bool { return !on(i) })
	source := make([]int32, w*h)
	var queue []int32
	for i := range source {
		if source[i] = -1; on(i) && depth[i] > int32(band) {
			source[i] = int32(i)
			queue = append(queue, int32(i))
		}
	}
	if len(queue) == 0 {
		return source
	}
	reach := make([]int32, w*h)
	for n := 0; n < len(queue); n++ {
		i := int(queue[n])
		if reach[i] > int32(3*band) {
			continue
		}
		around(i, w, h, func(j int) {
			if source[j] < 0 {
				source[j] = source[i]
				reach[j] = reach[i] + 1
				queue = append(queue, int32(j))
			}
		})
	}
	return source
}

// distances are steps to the nearest seed, counted up to most.
func distances(w, h, most int, seed func(int) bool) []int32 {
	d := make([]int32, w*h)
	var queue []int32
	for i := range d {
		if d[i] = int32(most); seed(i) {
			d[i] = 0
			queue = append(queue, int32(i))
		}
	}
	for n := 0; n < len(queue); n++ {
		i := int(queue[n])
		around(i, w, h, func(j int) {
			if d[j] > d[i]+1 {
				d[j] = d[i] + 1
				queue = append(queue, int32(j))
			}
		})
	}
	return d
}

// mixPixel explains a pixel as a mixture of product and ground: alpha by projection, and
// the product's share of the colour by taking the ground's away.
func mixPixel(img, out *image.NRGBA, i, inside, outside int, coverage float64) {
	f, b, c := patch(img, inside), patch(img, outside), pixel(img, i)
	dot, length := 0.0, 0.0
	for k := range c {
		d := float64(f[k] - b[k])
		dot += float64(c[k]-b[k]) * d
		length += d * d
	}
	alpha := coverage
	if length > 0.002 {
		trust := min(1, length/0.02)
		alpha = trust*max(0, min(1, dot/length)) + (1-trust)*coverage
	}
	if alpha < 0.03 {
		return
	}
	if alpha > 0.97 {
		alpha = 1
	}
	for k := range c {
		pure := (float64(c[k]) - (1-alpha)*float64(b[k])) / alpha
		mixed := alpha*max(0, min(1, pure)) + (1-alpha)*float64(f[k])
		out.Pix[4*i+k] = srgbByte(float32(mixed))
	}
	out.Pix[4*i+3] = uint8(alpha*255 + 0.5)
}

func pixel(img *image.NRGBA, i int) rgb32 {
	return rgb32{linearOf[img.Pix[4*i]], linearOf[img.Pix[4*i+1]], linearOf[img.Pix[4*i+2]]}
}

// patch is the mean light about a pixel.
func patch(img *image.NRGBA, i int) rgb32 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	x, y := i%w, i/w
	var sum rgb32
	n := float32(0)
	for dy := max(0, y-1); dy <= min(h-1, y+1); dy++ {
		for dx := max(0, x-1); dx <= min(w-1, x+1); dx++ {
			p := pixel(img, dy*w+dx)
			for k := range sum {
				sum[k] += p[k]
			}
			n++
		}
	}
	for k := range sum {
		sum[k] /= n
	}
	return sum
}
