// Regions: a photo as a few hundred patches of one colour each (simple linear iterative
// clustering, Achanta and others, 2012), and how they lie to each other.

package raster

import "math"

// region is a patch.
type region struct {
	tone   tone
	rough  float32 // standard deviation of lightness inside
	x, y   float32 // centre, in parts of the longer side
	size   float32 // pixels
	border float32 // pixels on the frame
	beside []int32 // neighbours
}

// regions are all patches of a photo.
type regions struct {
	w, h  int
	label []int32
	all   []region
}

const (
	slicRounds  = 6
	slicCompact = 0.10 // tone that weighs as much as one patch's width
)

// regionsOf divides a plane into about count patches.
func regionsOf(p *plane, count int) *regions {
	step := math.Sqrt(float64(p.w*p.h) / float64(count))
	across, down := max(1, int(float64(p.w)/step+0.5)), max(1, int(float64(p.h)/step+0.5))
	r := &regions{w: p.w, h: p.h, label: make([]int32, p.w*p.h), all: make([]region, across*down)}
	for i := range r.label {
		x, y := i%p.w, i/p.w
		r.label[i] = int32(y*down/p.h*across + x*across/p.w)
	}
	for range slicRounds {
		r.summarise(p)
		r.assign(p, across, down, float32(slicCompact/step))
	}
	r.join()
	r.summarise(p)
	r.meet()
	return r
}

// assign gives each pixel to the most alike of the nine patches about its place.
func (r *regions) assign(p *plane, across, down int, pull float32) {
	bands(p.h, func(from, to int) {
		for y := from; y < to; y++ {
			cy := y * down / p.h
			for x := range p.w {
				cx := x * across / p.w
				best, least := r.label[y*p.w+x], float32(math.MaxFloat32)
				for ny := max(0, cy-1); ny <= min(down-1, cy+1); ny++ {
					for nx := max(0, cx-1); nx <= min(across-1, cx+1); nx++ {
						c := &r.all[ny*across+nx]
						d := p.tone[y*p.w+x].sub(c.tone)
						dx, dy := (float32(x)-c.x)*pull, (float32(y)-c.y)*pull
						if cost := d.dot(d) + dx*dx + dy*dy; cost < least {
							best, least = int32(ny*across+nx), cost
						}
					}
				}
				r.label[y*p.w+x] = best
			}
		}
	})
}

func (r *regions) summarise(p *plane) {
	for i := range r.all {
		r.all[i] = region{}
	}
	for i, l := range r.label {
		c, t := &r.all[l], p.tone[i]
		x, y := i%r.w, i/r.w
		c.tone = c.tone.add(t)
		c.rough += t.L * t.L
		c.x, c.y, c.size = c.x+float32(x), c.y+float32(y), c.size+1
		if x == 0 || y == 0 || x == r.w-1 || y == r.h-1 {
			c.border++
		}
	}
	for i := range r.all {
		if c := &r.all[i]; c.size > 0 {
			c.tone, c.x, c.y = c.tone.times(1/c.size), c.x/c.size, c.y/c.size
			c.rough = sqrt32(max(0, c.rough/c.size-c.tone.L*c.tone.L))
		}
	}
}

// join gives crumbs to a neighbour and numbers connected patches anew.
func (r *regions) join() {
	fresh := make([]int32, len(r.label))
	for i := range fresh {
		fresh[i] = -1
	}
	least := len(r.label) / len(r.all) / 4
	n := int32(0)
	var queue []int32
	for i := range fresh {
		if fresh[i] >= 0 {
			continue
		}
		queue = append(queue[:0], int32(i))
		fresh[i] = n
		beside := int32(-1)
		for k := 0; k < len(queue); k++ {
			around(int(queue[k]), r.w, r.h, func(j int) {
				switch {
				case fresh[j] < 0 && r.label[j] == r.label[i]:
					fresh[j] = n
					queue = append(queue, int32(j))
				case fresh[j] >= 0 && fresh[j] != n:
					beside = fresh[j]
				}
			})
		}
		if len(queue) < least && beside >= 0 {
			for _, k := range queue {
				fresh[k] = beside
			}
			continue
		}
		n++
	}
	r.label, r.all = fresh, make([]region, n)
}

// meet lists each patch's neighbours in order.
func (r *regions) meet() {
	seen := make(map[[2]int32]bool)
	for i, a := range r.label {
		around(i, r.w, r.h, func(j int) {
			if b := r.label[j]; a != b && !seen[[2]int32{a, b}] {
				seen[[2]int32{a, b}] = true
				r.all[a].beside = append(r.all[a].beside, b)
			}
		})
	}
}

// apart is how different two patches look: in tone, and in how lively they are.
func (r *regions) apart(a, b int32) float32 {
	p, q := &r.all[a], &r.all[b]
	d, l := p.tone.sub(q.tone), p.rough-q.rough
	return sqrt32(d.dot(d) + l*l)
}
