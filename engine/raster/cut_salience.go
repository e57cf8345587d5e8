// Salience: which regions of a lively photo are product, from how little they have to do with
// the frame (Zhu and others, "Saliency optimization from robust background detection", 2014).

package raster

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

const (
	geodesicReach = 0.10  // tone over which regions count as one surface
	plainReach    = 0.10  // tone that contrast is smoothed by
	spaceReach    = 0.25  // of the longer side, over which contrast counts
	familiar      = 0.035 // tone by which a region may differ from the frame's and be of one kind
	passedOver    = 0.03
	framed        = 1.0 // border length over root of area, at which a surface is likely ground
)

// salience is 0 for ground to 1 for product, a value for each region.
func (r *regions) salience() []float32 {
	n := len(r.all)
	ground := make([]float32, n)
	bands(n, func(from, to int) {
		for i := from; i < to; i++ {
			ground[i] = r.groundness(int32(i))
		}
	})
	product := r.contrast(ground)
	return r.settle(ground, product)
}

// groundness is how likely a region is ground: how much of the frame the surface holds that
// can be reached from it, for the size of that surface.
func (r *regions) groundness(from int32) float32 {
	area, length := 0.0, 0.0
	for j, d := range r.geodesics(from) {
		k := math.Exp(-float64(d*d) / (2 * geodesicReach * geodesicReach))
		area += k * float64(r.all[j].size)
		length += k * float64(r.all[j].border)
	}
	bound := length / math.Sqrt(area)
	novel := float64(r.novelty(from))
	return float32(1 - math.Exp(-bound*bound/(2*framed*framed))*(1-0.9*math.Exp(-novel*novel/(2*familiar*familiar))))
}

// novelty is how far a region's look is from that of the frame: of the regions along it, a
// small share is passed over, for a product may touch it.
func (r *regions) novelty(of int32) float32 {
	type edge struct{ far, border float32 }
	var edges []edge
	total := float32(0)
	for j := range r.all {
		if b := r.all[j].border; b > 0 {
			edges = append(edges, edge{r.apart(of, int32(j)), b})
			total += b
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.far, b.far) })
	passed := float32(0)
	for _, e := range edges {
		if passed += e.border; passed > passedOver*total {
			return e.far
		}
	}
	return 1
}

// geodesics are the least sums of differences on the way from one region to each other.
func (r *regions) geodesics(from int32) []float32 {
	d := make([]float32, len(r.all))
	for i := range d {
		d[i] = math.MaxFloat32
	}
	d[from] = 0
	queue := &frontier{{from, 0}}
	for queue.Len() > 0 {
		at := heap.Pop(queue).(reached)
		if at.far > d[at.region] || at.far > 4*geodesicReach {
			continue
		}
		for _, j := range r.all[at.region].beside {
			if far := at.far + max(0, r.apart(at.region, j)-0.015); far < d[j] {
				d[j] = far
				heap.Push(queue, reached{j, far})
			}
		}
	}
	return d
}

// reached is a region and the way to it; frontier is a heap of these.
type reached struct {
	region int32
	far    float32
}

type frontier []reached

func (h frontier) Len() int           { return len(h) }
func (h frontier) Less(a, b int) bool { return h[a].far < h[b].far }
func (h frontier) Swap(a, b int)      { h[a], h[b] = h[b], h[a] }
func (h *frontier) Push(v any)        { *h = append(*h, v.(reached)) }
func (h *frontier) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// contrast is how much each region differs from likely ground, near ground most; 0 to 1.
func (r *regions) contrast(ground []float32) []float32 {
	out := make([]float32, len(r.all))
	side := float32(max(r.w, r.h))
	most := float32(1e-6)
	for i := range r.all {
		sum, weight := float32(0), float32(0)
		for j := range r.all {
			dx, dy := (r.all[i].x-r.all[j].x)/side, (r.all[i].y-r.all[j].y)/side
			k := ground[j] * r.all[j].size * float32(math.Exp(-float64(dx*dx+dy*dy)/(2*spaceReach*spaceReach)))
			sum += k * r.apart(int32(i), int32(j))
			weight += k
		}
		out[i] = sum / max(weight, 1e-6) * (1 - ground[i])
		most = max(most, out[i])
	}
	for i := range out {
		out[i] /= most
	}
	return out
}

// settle finds the values that please all: ground is 0, what stands out is 1, neighbours that
// look alike have the same.
func (r *regions) settle(ground, product []float32) []float32 {
	s := append([]float32(nil), product...)
	for range 60 {
		for i := range s {
			sum, weight := product[i], ground[i]+product[i]+0.02
			for _, j := range r.all[i].beside {
				d := r.apart(int32(i), j)
				w := float32(math.Exp(-float64(d*d)/(2*plainReach*plainReach))) + 0.05
				sum += w * s[j]
				weight += w
			}
			s[i] = sum / weight
		}
	}
	most := float32(1e-6)
	for _, v := range s {
		most = max(most, v)
	}
	for i := range s {
		s[i] /= most
	}
	return s
}
