// A view: how far each pixel is from the ground, where a shadow of the ground is ground.

package raster

import "math"

// view is a photo beside its ground.
type view struct {
	*plane
	ground  *ground
	limit   []float32 // distance up to which a pixel may be ground
	full    []float32 // distance to the ground as lit
	shaded  []float32 // distance to the ground in the best shade of it
	shade   []float32 // that shade: lightness as a part of the ground's
	forgive []bool    // a smooth path of ground or its shadow leads to the frame
}

const (
	darkestShadow = 0.58 // of lightness: a fifth of the light
	shadowSlope   = 0.014
	brightest     = 1.05  // of lightness: ground that is lit more than the surface knows
	unlit         = 1.012 // what shows through a hole is not brighter than that
)

// look measures a photo against its ground.
func (g *ground) look(p *plane) *view {
	n := len(p.lab)
	v := &view{plane: p, ground: g, limit: make([]float32, n), full: make([]float32, n), shaded: make([]float32, n), shade: make([]float32, n), forgive: make([]bool, n)}
	bands(p.h, func(from, to int) {
		for i := from * p.w; i < to*p.w; i++ {
			b, c := g.surface[i], p.lab[i]
			t := max(darkestShadow-0.1, min(brightest, (c.L*b.L+c.a*b.a+c.b*b.b)/max(b.L*b.L+b.a*b.a+b.b*b.b, 1e-4)))
			v.full[i], v.shade[i] = float32(c.distance(b)), float32(t)
			v.shaded[i] = float32(c.distance(lab{b.L * t, b.a * t, b.b * t}))
			v.limit[i] = float32(max(3*g.noise, 0.014) * max(0.8, min(4, 1/(3*b.L*b.L+0.01))))
		}
	})
	v.flood()
	return v
}

// flood forgives shadows: from the frame inward, through pixels that are the ground in some
// shade, as long as the way is smooth.
func (v *view) flood() {
	var queue []int32
	enter := func(i int) {
		if !v.forgive[i] && v.shaded[i] < 1.5*v.limit[i] && v.shade[i] >= darkestShadow {
			v.forgive[i] = true
			queue = append(queue, int32(i))
		}
	}
	for _, i := range borderOf(v.plane) {
		enter(i)
	}
	slope := max(shadowSlope, 3*v.ground.noise)
	for n := 0; n < len(queue); n++ {
		i := int(queue[n])
		v.neighbours(i, func(j int) {
			if math.Abs(v.lab[i].L-v.lab[j].L) < slope {
				enter(j)
			}
		})
	}
}

func (v *view) neighbours(i int, do func(int)) {
	x, y := i%v.w, i/v.w
	if x > 0 {
		do(i - 1)
	}
	if x < v.w-1 {
		do(i + 1)
	}
	if y > 0 {
		do(i - v.w)
	}
	if y < v.h-1 {
		do(i + v.w)
	}
}

// distance is how far a pixel is from the ground, in units of what the ground may stray.
func (v *view) distance(i int) float64 {
	if v.forgive[i] {
		return float64(v.shaded[i] / v.limit[i])
	}
	return float64(v.full[i] / v.limit[i])
}

// groundly says whether a pixel looks like ground, in whatever shade.
func (v *view) groundly(i int) bool {
	return v.shaded[i] < 1.5*v.limit[i] && v.shade[i] >= darkestShadow-0.05 && v.shade[i] <= unlit
}
