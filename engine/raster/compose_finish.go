// Film, lens and print.

package raster

import (
	"image"
	"math"
)

const (
	shoulderFrom = 0.80  // light above this is compressed
	grain        = 0.006 // of the light, as film has it
)

// shoulder bends bright light over softly, so that it does not clip.
func shoulder(v float32) float32 {
	if v <= shoulderFrom {
		return v
	}
	const rest = 1 - shoulderFrom
	return shoulderFrom + rest*float32(1-math.Exp(-float64(v-shoulderFrom)/rest))
}

// grade is what film and lens do to the plate: shoulder and darker corners.
func (p *plate) grade(vignette float64) {
	cx, cy := float64(p.w)/2, float64(p.h)/2
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range p.w {
				dx, dy := (float64(x)-cx)/cx, (float64(y)-cy)/cy
				k := float32(1 - vignette*ease(0.45, 1.9, dx*dx+0.7*dy*dy))
				c := &p.light[y*p.w+x]
				*c = rgb{shoulder(c.r * k), shoulder(c.g * k), shoulder(c.b * k)}
			}
		}
	})
}

// print makes bytes of light. Grain, and half a step of chance either way, keep smooth
// gradients from showing steps.
func (p *plate) print(seed uint32) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, p.w, p.h))
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range p.w {
				h := scatter(x, y, seed)
				even := float32(h&0xffff)/0xffff + float32(h>>16)/0xffff - 1 // a triangle from -1 to 1
				h = scatter(x, y, seed+1)
				c := p.light[y*p.w+x].times(1 + grain*even)
				o := img.Pix[y*img.Stride+4*x:][:4]
				o[0], o[1], o[2], o[3] = dithered(c.r, h&0x3ff), dithered(c.g, h>>10&0x3ff), dithered(c.b, h>>20&0x3ff), 255
			}
		}
	})
	return img
}

// dithered is a byte near the light, the nearer one more often; chance is 0 to 1023.
func dithered(light float32, chance uint32) uint8 {
	b := srgbByte(light)
	if light <= 0 || light >= 1 {
		return b
	}
	low := b
	if linearOf[b] > light {
		low--
	}
	part := (light - linearOf[low]) / (linearOf[low+1] - linearOf[low])
	if part*1024 > float32(chance) {
		return low + 1
	}
	return low
}
