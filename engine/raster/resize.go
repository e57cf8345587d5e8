// Making pictures smaller, by averaging light.

package raster

import (
	"image"
	"runtime"
	"sync"
)

// Reduce makes src fit a square of side pixels, never larger than it is.
func Reduce(src *image.NRGBA, side int) *image.NRGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	long := max(w, h)
	if long <= side {
		return src
	}
	return Resize(src, max(1, (w*side+long/2)/long), max(1, (h*side+long/2)/long))
}

// Resize averages the area under each new pixel, in linear light and weighted by
// alpha: what a camera with larger pixels would have seen. It is meant to make
// pictures smaller; enlarged ones come out in blocks. width and height are at least 1.
func Resize(src *image.NRGBA, width, height int) *image.NRGBA {
	dst := image.NewNRGBA(image.Rect(0, 0, width, height))
	columns := spansOf(src.Rect.Dx(), width)
	rows := spansOf(src.Rect.Dy(), height)
	bands(height, func(from, to int) {
		r := reducer{src: src, columns: columns, row: make([]float32, 4*width), at: -1}
		sum := make([]float32, 4*width)
		for y := from; y < to; y++ {
			r.average(sum, rows[y])
			storeLight(dst.Pix[y*dst.Stride:], sum)
		}
	})
	return dst
}

// span is the run of old pixels under one new pixel; the weights add up to 1.
type span struct {
	from, to    int     // half open
	first, last float32 // weights of the pixels at the ends, which may be cut
	inner       float32 // weight of each pixel between
}

// spansOf divides old pixels among fresh ones, exactly and without gaps.
func spansOf(old, fresh int) []span {
	spans := make([]span, fresh)
	for i := range spans {
		// Positions are counted in 1/fresh of an old pixel, so nothing is rounded.
		begin, end := i*old, (i+1)*old
		s := span{from: begin / fresh, to: (end + fresh - 1) / fresh, inner: float32(fresh) / float32(old)}
		s.first = float32((s.from+1)*fresh-begin) / float32(old)
		s.last = float32(end-(s.to-1)*fresh) / float32(old)
		if s.to-s.from == 1 {
			s.first, s.last = 1, 0
		}
		spans[i] = s
	}
	return spans
}

// weight is that of old pixel i, which lies in the span.
func (s span) weight(i int) float32 {
	switch i {
	case s.from:
		return s.first
	case s.to - 1:
		return s.last
	}
	return s.inner
}

// reducer narrows rows of src and remembers the last one, which two new rows may share.
type reducer struct {
	src     *image.NRGBA
	columns []span
	row     []float32 // premultiplied light and alpha, four values a column
	at      int       // the row of src that row holds
}

// average fills sum with the rows of one span.
func (r *reducer) average(sum []float32, rows span) {
	clear(sum)
	for y := rows.from; y < rows.to; y++ {
		if y != r.at {
			r.narrow(y)
		}
		w := rows.weight(y)
		for i, v := range r.row {
			sum[i] += w * v
		}
	}
}

func (r *reducer) narrow(y int) {
	r.at = y
	line := r.src.Pix[y*r.src.Stride:]
	for x, s := range r.columns {
		var light [4]float32
		addLight(&light, line[4*s.from:], s.first)
		for i := s.from + 1; i < s.to-1; i++ {
			addLight(&light, line[4*i:], s.inner)
		}
		if s.to-s.from > 1 {
			addLight(&light, line[4*(s.to-1):], s.last)
		}
		copy(r.row[4*x:4*x+4], light[:])
	}
}

// addLight adds one pixel, premultiplied by its alpha.
func addLight(sum *[4]float32, pix []uint8, weight float32) {
	p := pix[:4:4]
	if p[3] != 255 {
		weight *= float32(p[3]) / 255
	}
	sum[0] += weight * linearOf[p[0]]
	sum[1] += weight * linearOf[p[1]]
	sum[2] += weight * linearOf[p[2]]
	sum[3] += weight
}

// storeLight writes premultiplied light as straight sRGB.
func storeLight(pix []uint8, light []float32) {
	for i := 0; i < len(light); i += 4 {
		a := light[i+3]
		if a <= 0 {
			continue
		}
		pix[i] = srgbByte(light[i] / a)
		pix[i+1] = srgbByte(light[i+1] / a)
		pix[i+2] = srgbByte(light[i+2] / a)
		pix[i+3] = uint8(min(a, 1)*255 + 0.5)
	}
}

// bands runs work over [0, n) in one piece for each processor and waits. The
// pieces must not share what they write; then the result is the same on any machine.
func bands(n int, work func(from, to int)) {
	pieces := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for i := range pieces {
		wg.Go(func() { work(i*n/pieces, (i+1)*n/pieces) })
	}
	wg.Wait()
}
