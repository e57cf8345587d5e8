// The minimum cut of a grid, by the algorithm of Boykov and Kolmogorov ("An experimental
// comparison of min-cut/max-flow algorithms", 2004): two trees grow from the terminals,
// meet, push, and adopt their orphans.

package raster

// grid is a flow network: each pixel has eight neighbours and both terminals.
type grid struct {
	w, h   int
	offset [8]int       // to the neighbour in direction d; the way back is direction 7-d
	cap    [][8]float32 // residual capacity towards the neighbour
	term   []float32    // residual capacity: from the source if positive, to the sink if negative
	tree   []int8       // 1: source's, -1: sink's, 0: none
	parent []int8       // direction of the parent; root and orphan besides
	active []int32
	queued []bool
	orphan []int32
}

const (
	rootParent int8 = 8
	noParent   int8 = 9
)

func newGrid(w, h int) *grid {
	n := w * h
	return &grid{w: w, h: h, offset: [8]int{-w - 1, -w, -w + 1, -1, 1, w - 1, w, w + 1},
		cap: make([][8]float32, n), term: make([]float32, n), tree: make([]int8, n), parent: make([]int8, n), queued: make([]bool, n)}
}

// link sets the capacity between a pixel and its neighbour, both ways. The neighbour must
// be within the grid.
func (g *grid) link(i, d int, capacity float32) {
	g.cap[i][d], g.cap[i+g.offset[d]][7-d] = capacity, capacity
}

// cut finds the minimum cut, and says which pixels are on the source's side.
func (g *grid) cut() []bool {
	for i, t := range g.term {
		if g.parent[i] = noParent; t != 0 {
			g.parent[i] = rootParent
			g.tree[i] = 1
			if t < 0 {
				g.tree[i] = -1
			}
			g.activate(int32(i))
		}
	}
	for n := 0; n < len(g.active); n++ {
		i := g.active[n]
		g.queued[i] = false
		for g.tree[i] != 0 {
			d := g.grow(int(i))
			if d < 0 {
				break
			}
			g.augment(int(i), d)
			g.adoptAll()
		}
		if n > 1<<20 {
			g.active = append(g.active[:0], g.active[n+1:]...)
			n = -1
		}
	}
	side := make([]bool, len(g.tree))
	for i := range side {
		side[i] = g.tree[i] == 1
	}
	return side
}

func (g *grid) activate(i int32) {
	if !g.queued[i] {
		g.queued[i] = true
		g.active = append(g.active, i)
	}
}

// room is the residual capacity of the edge from the source's side to the sink's.
func (g *grid) room(i, d int) float32 {
	if g.tree[i] == 1 {
		return g.cap[i][d]
	}
	return g.cap[i+g.offset[d]][7-d]
}

// grow takes in free neighbours, and returns the direction in which the other tree was met.
func (g *grid) grow(i int) int {
	for d := range 8 {
		if g.cap[i][d] == 0 && !g.inside(i, d) || g.room(i, d) <= 0 {
			continue
		}
		j := i + g.offset[d]
		switch g.tree[j] {
		case 0:
			g.tree[j], g.parent[j] = g.tree[i], int8(7-d)
			g.activate(int32(j))
		case -g.tree[i]:
			return d
		}
	}
	return -1
}

func (g *grid) inside(i, d int) bool {
	x, y := i%g.w, i/g.w
	dx, dy := [8]int{-1, 0, 1, -1, 1, -1, 0, 1}[d], [8]int{-1, -1, -1, 0, 0, 1, 1, 1}[d]
	return x+dx >= 0 && x+dx < g.w && y+dy >= 0 && y+dy < g.h
}

// augment pushes what fits along the path through the meeting edge.
func (g *grid) augment(i, d int) {
	a, b, down := i, i+g.offset[d], d
	if g.tree[i] != 1 {
		a, b, down = b, a, 7-d
	}
	flow := min(g.cap[a][down], g.bottleneck(a), g.bottleneck(b))
	g.cap[a][down] -= flow
	g.cap[b][7-down] += flow
	g.push(a, flow)
	g.push(b, flow)
}

// bottleneck is what fits between a pixel and its tree's terminal.
func (g *grid) bottleneck(i int) float32 {
	room := float32(1e30)
	for ; g.parent[i] != rootParent; i += g.offset[g.parent[i]] {
		room = min(room, g.upward(i))
	}
	if g.tree[i] == 1 {
		return min(room, g.term[i])
	}
	return min(room, -g.term[i])
}

// upward is the residual capacity of the edge to the parent, in the direction of the flow.
func (g *grid) upward(i int) float32 {
	d := int(g.parent[i])
	if g.tree[i] == 1 {
		return g.cap[i+g.offset[d]][7-d]
	}
	return g.cap[i][d]
}

func (g *grid) push(i int, flow float32) {
	for g.parent[i] != rootParent {
		d := int(g.parent[i])
		up := i + g.offset[d]
		if g.tree[i] == 1 {
			g.cap[up][7-d] -= flow
			g.cap[i][d] += flow
		} else {
			g.cap[i][d] -= flow
			g.cap[up][7-d] += flow
		}
		if g.upward(i) <= 0 {
			g.abandon(i)
		}
		i = up
	}
	g.term[i] -= flow * float32(g.tree[i])
	if g.term[i]*float32(g.tree[i]) <= 0 {
		g.term[i] = 0
		g.abandon(i)
	}
}

func (g *grid) abandon(i int) {
	g.parent[i] = noParent
	g.orphan = append(g.orphan, int32(i))
}

// adoptAll finds each orphan a parent in its tree that still hangs on the terminal.
func (g *grid) adoptAll() {
	for len(g.orphan) > 0 {
		i := int(g.orphan[len(g.orphan)-1])
		g.orphan = g.orphan[:len(g.orphan)-1]
		if !g.adopt(i) {
			g.release(i)
		}
	}
}

func (g *grid) adopt(i int) bool {
	for d := range 8 {
		if !g.inside(i, d) {
			continue
		}
		j := i + g.offset[d]
		if g.tree[j] != g.tree[i] {
			continue
		}
		room := g.cap[i][d]
		if g.tree[i] == 1 {
			room = g.cap[j][7-d]
		}
		if room > 0 && g.rooted(j) {
			g.parent[i] = int8(d)
			return true
		}
	}
	return false
}

// rooted says whether a pixel's ancestors end at the terminal.
func (g *grid) rooted(i int) bool {
	for g.parent[i] != rootParent {
		if g.parent[i] == noParent {
			return false
		}
		i += g.offset[g.parent[i]]
	}
	return true
}

// release sets an orphan free; its children become orphans, its neighbours may claim it.
func (g *grid) release(i int) {
	for d := range 8 {
		if !g.inside(i, d) {
			continue
		}
		j := i + g.offset[d]
		if g.tree[j] != g.tree[i] {
			continue
		}
		g.activate(int32(j))
		if g.parent[j] == int8(7-d) {
			g.abandon(j)
		}
	}
	g.tree[i] = 0
}
