// Shadows: what is the ground's colour in less light, told from grey parts of the product
// patch by patch.

package raster

import "slices"

// shadows are what looks like ground in some shade but not as lit: a shadow, or a part of
// the product that is as grey.
type shadows struct {
	*view
	lit, sure *mask // what is not ground as lit; and what is not ground in any shade
	open      *mask // in one, not the other
	loose     *mask // where only texture speaks for the product
	size      float32
	top, high float32 // of the sure product, pixels
}

// doubtful is a patch of these. Its border is with lit ground and with the sure product.
type doubtful struct {
	part
	soft    float32 // share of the border with the ground where tone changes gradually
	inner   float32 // mean steepness at the border with the product
	rough   float32 // median steepness inside
	shade   float32 // median shade
	vary    float32 // spread of shade, 10th to 90th percentile
	tint    float32 // how far the mean colour is from that of shaded ground, in limits
	contact float32 // share of the border that is product
	low     float32 // how far down the product's height its centre is: 0 top, 1 foot
	size    float32 // for the product's
}

const (
	softEdge   = 0.012 // steepness below which tone changes gradually
	smoothWay  = 0.017 // and below which, the weave of a ground evened out, a way leads into a shadow
	patchEdge  = 0.02  // steepness that parts one patch from another
	leastPatch = 30    // pixels
	leastSay   = 0.004 // of the product: a smaller patch is left to its neighbours
	blackest   = 0.6   // shade: deeper is rather a black product

	certain     = 1e4  // what a decision costs that is not to be changed
	partGain    = 3.0  // of a pixel in a patch of the product
	shadowGain  = -1.0 // and in a shadow
	textureGain = 4.0  // of texture: shadows are smooth
	textureSide = 3    // pixels about which it is looked for
	edgeNotText = 0.08 // steeper is an edge, not texture
	crumb       = 2    // pixels: what texture saves from a shadow is thicker than twice that
)

// withoutShadows decides on every patch, then draws the line where the photo has one.
func (v *view) withoutShadows(lit, sure *mask) *mask {
	s := &shadows{view: v, lit: lit, sure: sure, open: newMask(v.w, v.h), loose: newMask(v.w, v.h), size: float32(max(1, sure.count()))}
	for i := range s.open.on {
		s.open.on[i] = lit.on[i] && !sure.on[i]
	}
	_, _, _, bottom, top := lowest(sure)
	s.top, s.high = float32(top), float32(max(1, bottom-top))
	term := s.terms()
	m := newCutter(v.plane, s.open).cut(term)
	thick := m.shrunk(crumb).grown(crumb + 1)
	for i, on := range m.on {
		m.on[i] = on && (thick.on[i] || !s.loose.on[i])
	}
	return m
}

// terms are what each pixel costs more as ground than as product.
func (s *shadows) terms() []float32 {
	term, texture := make([]float32, len(s.tone)), make([]float32, len(s.tone))
	for i, sure := range s.sure.on {
		if term[i] = -certain; sure {
			term[i] = certain
		}
		if s.steep[i] < edgeNotText {
			texture[i] = s.steep[i]
		}
	}
	boxMean(texture, s.w, s.h, textureSide, textureSide)
	reached := s.reached()
	for _, d := range s.patches() {
		s.measure(&d)
		shadow := d.isShadow(s.surface[d.pixels[0]])
		for _, i := range d.pixels {
			gain := float32(partGain)
			switch {
			case shadow:
				gain = shadowGain
			case d.size < leastSay, reached.on[i] && s.shade[i] > blackest:
				gain = 0 // where the line is strongest
			}
			s.loose.on[i] = gain <= 0
			term[i] = gain + textureGain*within32(texture[i], 0.018, 0.04)
		}
	}
	return term
}

// reached is where smooth ways lead from the lit ground.
func (s *shadows) reached() *mask {
	smooth, edge := newMask(s.w, s.h), newMask(s.w, s.h)
	for i, steep := range s.evened().steepness() {
		edge.on[i] = steep >= smoothWay
	}
	edge = edge.grown(1)
	var seeds []int32
	for i, open := range s.open.on {
		if smooth.on[i] = open && !edge.on[i]; smooth.on[i] {
			around(i, s.w, s.h, func(j int) {
				if !s.lit.on[j] {
					seeds = append(seeds, int32(i))
				}
			})
		}
	}
	return smooth.flood(seeds).grown(2)
}

// patches are the parts that no steep line crosses, each with the steep pixels nearest to it.
func (s *shadows) patches() []doubtful {
	smooth, rest := newMask(s.w, s.h), s.open.clone()
	for i, open := range s.open.on {
		smooth.on[i] = open && s.steep[i] < patchEdge
	}
	var all []doubtful
	label := make([]int32, len(rest.on)) // 1 for the first of all
	var queue []int32
	for _, p := range smooth.parts(true) {
		if len(p.pixels) < leastPatch {
			continue
		}
		all = append(all, doubtful{part: p})
		for _, i := range p.pixels {
			label[i] = int32(len(all))
		}
		queue = append(queue, p.pixels...)
		rest.set(p, false)
	}
	for n := 0; n < len(queue); n++ {
		l := label[queue[n]]
		around(int(queue[n]), s.w, s.h, func(j int) {
			if rest.on[j] {
				rest.on[j], label[j] = false, l
				all[l-1].pixels = append(all[l-1].pixels, int32(j))
				queue = append(queue, int32(j))
			}
		})
	}
	for _, p := range rest.parts(true) {
		all = append(all, doubtful{part: p})
	}
	return all
}

func (s *shadows) measure(d *doubtful) {
	var steep, shade []float32
	var tint tone
	softs, grounds, products, depth := float32(0), float32(0), float32(0), float32(0)
	for _, i := range d.pixels {
		steep, shade = append(steep, s.steep[i]), append(shade, s.shade[i])
		tint = tint.add(s.tone[i].sub(s.surface[i].times(s.shade[i])).times(1 / s.limit[i]))
		depth += float32(int(i) / s.w)
		around(int(i), s.w, s.h, func(j int) {
			switch edge := max(s.steep[i], s.steep[j]); {
			case s.sure.on[j]:
				products++
				d.inner += edge
			case !s.lit.on[j]:
				grounds++
				if edge < softEdge {
					softs++
				}
			}
		})
	}
	n := float32(len(d.pixels))
	slices.Sort(steep)
	slices.Sort(shade)
	d.soft, d.inner, d.contact = softs/max(grounds, 1), d.inner/max(products, 1), products/max(1, products+grounds)
	d.rough, d.shade = steep[len(steep)/2], shade[len(shade)/2]
	d.vary = shade[len(shade)*9/10] - shade[len(shade)/10]
	d.tint, d.low, d.size = sqrt32(tint.dot(tint))/n, (depth/n-s.top)/s.high, n/s.size
}

// isShadow says whether a patch before ground of a colour is a shadow: one that ends softly,
// or that keeps the hue of a coloured ground, or a flat one at the product's foot. The bounds
// are from some 270 patches of photos whose masks are known.
func (d *doubtful) isShadow(ground tone) bool {
	switch {
	case d.contact > 0.97, d.size > 3 && d.soft < 0.95:
		return false
	case d.soft > 0.8:
		return d.inner > 0.03 || d.contact < 0.2 || d.tint > 1
	case d.soft > 0.3 && d.tint <= 0.6:
		return d.inner > 0.03 || d.contact < 0.2
	}
	hued := ground.a*ground.a+ground.b*ground.b > 0.0025 && d.rough < 0.012
	flat := d.shade > 0.6 && d.rough < 0.005 && d.vary < 0.06 && d.inner > 0.05 && d.low > 0.4 && d.contact < 0.7
	return d.tint < 0.25 && (hued || flat)
}
