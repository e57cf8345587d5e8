// Depth of field and lights out of focus.

package raster

import "math"

const (
	sharpReach = 0.45 // product sizes before and behind the product that stay sharp
	blurLevels = 4
	blurFirst  = 1.6 // radius of the first level, pixels; each next is larger by blurStep
	blurStep   = 2.3
	sharpDisc  = 0.4 // a smaller disc is a point
)

// defocus softens what is before or behind the product, as a lens does. Levels of growing
// softness are mixed by distance; a level takes only what is at least about as soft, so that
// sharp things throw no halo into what lies behind them.
func (p *plate) defocus(st *stage) {
	if st.scene.Blur == 0 {
		return
	}
	discs := p.confusion(st)
	soft := make([]rgb, len(p.light))
	for i, c := range p.light {
		soft[i] = c.times(tent(float64(discs[i]), -1, sharpDisc, blurFirst))
	}
	below, r := sharpDisc, blurFirst
	l := layer{w: p.w, h: p.h, pix: make([]float32, 4*len(p.light))}
	for range blurLevels {
		p.soften(l, discs, r)
		bands(p.h, func(from, to int) {
			for i := from * p.w; i < to*p.w; i++ {
				if k := tent(float64(discs[i]), below, r, r*blurStep); k > 0 {
					q := l.pix[4*i:][:4]
					soft[i] = soft[i].add(rgb{q[0], q[1], q[2]}.times(k / q[3]))
				}
			}
		})
		below, r = r, r*blurStep
	}
	p.light = soft
}

// tent is how much of a level of softness a disc takes: all at its own radius, none at the
// radii of the levels below and above.
func tent(disc, below, own, above float64) float32 {
	if disc <= own {
		return float32(clamp01((disc - below) / (own - below)))
	}
	return float32(clamp01((above - disc) / (above - own)))
}

// confusion is the radius in pixels of the disc that a point of each pixel becomes.
func (p *plate) confusion(st *stage) []float32 {
	focus := st.cam.focal / st.cam.unit
	top := blurFirst * math.Pow(blurStep, blurLevels-1)
	discs := make([]float32, len(p.depth))
	for i, t := range p.depth {
		away := max(0, math.Abs(float64(t)-focus)-sharpReach)
		discs[i] = float32(max(sharpDisc, min(top, st.scene.Blur*float64(min(p.h, p.w))*2*away/(1+away))))
	}
	return discs
}

// soften fills l with the plate at one level of softness.
func (p *plate) soften(l layer, discs []float32, r float64) {
	bands(p.h, func(from, to int) {
		for i := from * p.w; i < to*p.w; i++ {
			c, w := p.light[i], float32(ease(0.35*r, 0.8*r, float64(discs[i])))+1e-4
			copy(l.pix[4*i:][:4], []float32{c.r * w, c.g * w, c.b * w, w})
		}
	})
	l.blur(r)
}

// blur convolves with a bell of standard deviation about r·0.6: three box filters each way.
func (l layer) blur(r float64) {
	n := max(1, int(math.Round(r*0.62)))
	for range 3 {
		l.blurRows(n)
		l.blurColumns(n)
	}
}

func (l layer) blurRows(n int) {
	bands(l.h, func(from, to int) {
		line := make([]float32, 4*l.w)
		for y := from; y < to; y++ {
			row := l.pix[4*y*l.w:][:4*l.w]
			copy(line, row)
			slide(row, line, 4, n)
		}
	})
}

func (l layer) blurColumns(n int) {
	const strip = 8 // columns that are filtered together, to use what memory brings along
	bands((l.w+strip-1)/strip, func(from, to int) {
		for s := from; s < to; s++ {
			x, wide := 4*s*strip, 4*min(strip, l.w-s*strip)
			in, out := make([]float32, wide*l.h), make([]float32, wide*l.h)
			for y := range l.h {
				copy(in[y*wide:][:wide], l.pix[4*y*l.w+x:])
			}
			slide(out, in, wide, n)
			for y := range l.h {
				copy(l.pix[4*y*l.w+x:][:wide], out[y*wide:][:wide])
			}
		}
	})
}

// slide averages 2n+1 neighbours that are stride apart; the ends repeat.
func slide(out, in []float32, stride, n int) {
	last := len(in)/stride - 1
	k := 1 / float32(2*n+1)
	sum := make([]float32, stride)
	for i := -n; i <= n; i++ {
		for c, v := range in[max(0, min(last, i))*stride:][:stride] {
			sum[c] += v
		}
	}
	for i := range last + 1 {
		come, gone := in[min(last, i+n+1)*stride:][:stride], in[max(0, i-n)*stride:][:stride]
		to := out[i*stride:][:stride]
		for c, v := range sum {
			to[c] = v * k
			sum[c] = v + come[c] - gone[c]
		}
	}
}

// bokeh sets discs of light before the backdrop: bright rims, few large and many small.
func (p *plate) bokeh(b Bokeh, seed uint32) {
	if b.Count == 0 || len(b.Colors) == 0 {
		return
	}
	mask := p.backdrop()
	for i := range b.Count {
		size := b.Size * float64(min(p.h, p.w)) * mix(0.35, 1, math.Pow(chance(i, 3, seed), 1.6))
		x := even1(i, chance(0, 1, seed)) * float64(p.w)
		y := (0.02 + 0.62*chance(i, 2, seed)) * float64(p.h)
		c := b.Colors[int(scatter(i, 4, seed))%len(b.Colors)].light()
		p.disc(x, y, size, c.times(float32(0.05+0.75*math.Pow(chance(i, 5, seed), 3))), mask)
	}
}

// backdrop is how much of each pixel the backdrop takes, with a soft border.
func (p *plate) backdrop() layer {
	l := layer{w: p.w, h: p.h, pix: make([]float32, 4*len(p.mark))}
	for i, m := range p.mark {
		if m == wallMark {
			l.pix[4*i] = 1
		}
	}
	l.blur(3)
	return l
}

func (p *plate) disc(cx, cy, r float64, c rgb, mask layer) {
	for y := max(0, int(cy-r-1)); y < min(p.h, int(cy+r+2)); y++ {
		for x := max(0, int(cx-r-1)); x < min(p.w, int(cx+r+2)); x++ {
			d := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			in := ease(1.02*r+1, 0.86*r-1, d)
			if in == 0 {
				continue
			}
			rim := 0.9 + 0.16*ease(0.5*r, 0.9*r, d)
			i := y*p.w + x
			p.light[i] = p.light[i].add(c.times(float32(in*rim) * mask.pix[4*i]))
		}
	}
}
