// The cut-out at the size it is shown.

package raster

import (
	"image"
	"math"
)

// sprite is the cut-out at the size at which it stands in the picture, with ever softer
// copies for mirrors: premultiplied light and alpha, four values a pixel.
type sprite struct {
	image  *image.NRGBA
	levels []layer
}

// layer is a picture in premultiplied linear light.
type layer struct {
	w, h int
	pix  []float32
}

func newSprite(img *image.NRGBA, width, height int) *sprite {
	sized := img
	switch b := img.Rect; {
	case b.Dx() >= width && b.Dy() >= height:
		sized = Resize(img, width, height)
	default:
		sized = enlarge(img, width, height)
	}
	s := &sprite{image: sized, levels: []layer{layerOf(sized)}}
	for l := s.levels[0]; l.w > 4 && l.h > 4; {
		l = l.half()
		s.levels = append(s.levels, l)
	}
	return s
}

func layerOf(img *image.NRGBA) layer {
	l := layer{w: img.Rect.Dx(), h: img.Rect.Dy()}
	l.pix = make([]float32, 4*l.w*l.h)
	for y := range l.h {
		row := img.Pix[y*img.Stride:][:4*l.w]
		for x := 0; x < len(row); x += 4 {
			var sum [4]float32
			addLight(&sum, row[x:], 1)
			copy(l.pix[4*y*l.w+x:], sum[:])
		}
	}
	return l
}

// half averages squares of four pixels; an odd last row or column is dropped.
func (l layer) half() layer {
	s := layer{w: l.w / 2, h: l.h / 2}
	s.pix = make([]float32, 4*s.w*s.h)
	for i := range s.pix {
		x, y, k := i/4%s.w, i/4/s.w, i%4
		at := 4*(2*y*l.w+2*x) + k
		s.pix[i] = (l.pix[at] + l.pix[at+4] + l.pix[at+4*l.w] + l.pix[at+4*l.w+4]) / 4
	}
	return s
}

// at blends the four pixels around (x, y); outside there is nothing.
func (l layer) at(x, y float64) (c rgb, a float32) {
	x, y = x-0.5, y-0.5
	fx, fy := math.Floor(x), math.Floor(y)
	u, v := float32(x-fx), float32(y-fy)
	for _, n := range [...]struct {
		x, y int
		w    float32
	}{{int(fx), int(fy), (1 - u) * (1 - v)}, {int(fx) + 1, int(fy), u * (1 - v)}, {int(fx), int(fy) + 1, (1 - u) * v}, {int(fx) + 1, int(fy) + 1, u * v}} {
		if n.x < 0 || n.y < 0 || n.x >= l.w || n.y >= l.h {
			continue
		}
		p := l.pix[4*(n.y*l.w+n.x):][:4]
		c.r, c.g, c.b, a = c.r+n.w*p[0], c.g+n.w*p[1], c.b+n.w*p[2], a+n.w*p[3]
	}
	return c, a
}

// sample looks at (x, y) of the full size through a disc of blur pixels.
func (s *sprite) sample(x, y, blur float64) (rgb, float32) {
	level := max(0, min(float64(len(s.levels)-1), math.Log2(max(blur, 1))))
	i := int(level)
	k := 1 / float64(int(1)<<i)
	c, a := s.levels[i].at(x*k, y*k)
	if f := float32(level - float64(i)); f > 0 && i+1 < len(s.levels) {
		c2, a2 := s.levels[i+1].at(x*k/2, y*k/2)
		return c.mix(c2, f), a + (a2-a)*f
	}
	return c, a
}

// mean is the product's colour from afar.
func (s *sprite) mean() rgb {
	l := s.levels[len(s.levels)-1]
	var c rgb
	var a float32
	for i := 0; i < len(l.pix); i += 4 {
		c, a = c.add(rgb{l.pix[i], l.pix[i+1], l.pix[i+2]}), a+l.pix[i+3]
	}
	if a == 0 {
		return rgb{}
	}
	return c.times(1 / a)
}

// enlarge draws a picture larger through cubics (Catmull and Rom, 1974), in linear light.
func enlarge(img *image.NRGBA, width, height int) *image.NRGBA {
	src := layerOf(img)
	dst := image.NewNRGBA(image.Rect(0, 0, width, height))
	sx, sy := float64(src.w)/float64(width), float64(src.h)/float64(height)
	bands(height, func(from, to int) {
		row := make([]float32, 4*width)
		for y := from; y < to; y++ {
			for x := range width {
				src.cubic(row[4*x:4*x+4], (float64(x)+0.5)*sx-0.5, (float64(y)+0.5)*sy-0.5)
			}
			storeLight(dst.Pix[y*dst.Stride:], row)
		}
	})
	return dst
}

func (l layer) cubic(out []float32, x, y float64) {
	ix, iy := int(math.Floor(x)), int(math.Floor(y))
	wx, wy := cubicWeights(x-float64(ix)), cubicWeights(y-float64(iy))
	clear(out)
	for j := range 4 {
		for i := range 4 {
			px, py := max(0, min(l.w-1, ix+i-1)), max(0, min(l.h-1, iy+j-1))
			w := wx[i] * wy[j]
			for k, v := range l.pix[4*(py*l.w+px):][:4] {
				out[k] += w * v
			}
		}
	}
	for k := range out { // overshoot must not leave what alpha allows
		out[k] = max(0, min(out[k], 1))
	}
}

func cubicWeights(t float64) [4]float32 {
	return [4]float32{
		float32(t * (-0.5 + t*(1-0.5*t))),
		float32(1 + t*t*(-2.5+1.5*t)),
		float32(t * (0.5 + t*(2-1.5*t))),
		float32(t * t * (-0.5 + 0.5*t)),
	}
}
