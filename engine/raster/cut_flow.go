// The minimum cut of a grid, by the algorithm of Boykov and Kolmogorov ("An experimental
// comparison of min-cut/max-flow algorithms", 2004): two trees grow from the terminals,
// meet, push, and adopt their orphans.

package raster

// grid is a flow network: each cell has eight neighbours and both terminals. A rim of cells
// without edges spares the search all questions about the frame.
type grid struct {
	stride int
	step   [8]int32 // to the neighbour in direction d; the way back is direction 7-d
	edge   []int32  // residual capacity towards each neighbour, eight a cell
	term   []int32  // residual capacity: from the source if positive, to the sink if negative
	tree   []int8   // 1: the source's, -1: the sink's, 0: free
	parent []int8   // direction of the parent, or one of the two below
	stamp  []int32  // when depth was last right
	depth  []int32  // steps to the terminal
	clock  int32

	active []int32
	queued []bool
	orphan []int32
}

const (
	atTerminal int8 = 8
	noParent   int8 = 9
)

func newGrid(w, h int) *grid {
	s := int32(w + 2)
	n := (w + 2) * (h + 2)
	return &grid{stride: w + 2, step: [8]int32{-s - 1, -s, -s + 1, -1, 1, s - 1, s, s + 1},
		edge: make([]int32, 8*n), term: make([]int32, n), tree: make([]int8, n), parent: make([]int8, n),
		stamp: make([]int32, n), depth: make([]int32, n), queued: make([]bool, n)}
}

// cell is the number of the cell at x, y.
func (g *grid) cell(x, y int) int32 { return int32((y+1)*g.stride + x + 1) }

// link sets the capacity between a cell and its neighbour, both ways.
func (g *grid) link(i int32, d int, capacity int32) {
	g.edge[8*i+int32(d)], g.edge[8*(i+g.step[d])+int32(7-d)] = capacity, capacity
}

// cut finds the minimum cut; tree then tells the sides.
func (g *grid) cut() {
	for i, t := range g.term {
		if g.parent[i] = noParent; t != 0 {
			g.parent[i], g.depth[i] = atTerminal, 1
			g.tree[i] = 1
			if t < 0 {
				g.tree[i] = -1
			}
			g.activate(int32(i))
		}
	}
	for head := 0; head < len(g.active); head++ {
		i := g.active[head]
		g.queued[i] = false
		for g.tree[i] != 0 {
			d := g.grow(i)
			if d < 0 {
				break
			}
			g.clock++
			g.augment(i, d)
			g.adoptAll()
		}
		if head > 1<<18 {
			g.active = append(g.active[:0], g.active[head+1:]...)
			head = -1
		}
	}
}

func (g *grid) activate(i int32) {
	if !g.queued[i] {
		g.queued[i] = true
		g.active = append(g.active, i)
	}
}

// grow takes in free neighbours, and returns the direction in which the other tree was met.
func (g *grid) grow(i int32) int32 {
	mine := g.tree[i]
	for d := range int32(8) {
		j := i + g.step[d]
		room := g.edge[8*i+d]
		if mine < 0 {
			room = g.edge[8*j+7-d]
		}
		if room == 0 {
			continue
		}
		switch {
		case g.tree[j] == 0:
			g.tree[j], g.parent[j] = mine, int8(7-d)
			g.stamp[j], g.depth[j] = g.stamp[i], g.depth[i]+1
			g.activate(j)
		case g.tree[j] != mine:
			return d
		case g.stamp[j] <= g.stamp[i] && g.depth[j] > g.depth[i]+1:
			g.parent[j], g.stamp[j], g.depth[j] = int8(7-d), g.stamp[i], g.depth[i]+1
		}
	}
	return -1
}

// augment pushes what fits along the path through the edge at which the trees met.
func (g *grid) augment(i, d int32) {
	j := i + g.step[d]
	if g.tree[i] < 0 {
		i, j, d = j, i, 7-d
	}
	flow := min(g.edge[8*i+d], g.roomAbove(i), g.roomAbove(j))
	g.edge[8*i+d] -= flow
	g.edge[8*j+7-d] += flow
	g.push(i, flow)
	g.push(j, flow)
}

// above is the place in edge of the residual capacity between a cell and its parent, in the
// direction of the flow, and the place of the way back.
func (g *grid) above(i int32) (along, back int32) {
	d := int32(g.parent[i])
	up := 8*(i+g.step[d]) + 7 - d
	if g.tree[i] > 0 {
		return up, 8*i + d
	}
	return 8*i + d, up
}

// roomAbove is what fits between a cell and its terminal.
func (g *grid) roomAbove(i int32) int32 {
	room := int32(1<<31 - 1)
	for g.parent[i] != atTerminal {
		along, _ := g.above(i)
		room = min(room, g.edge[along])
		i += g.step[g.parent[i]]
	}
	return min(room, g.term[i]*int32(g.tree[i]))
}

func (g *grid) push(i, flow int32) {
	for g.parent[i] != atTerminal {
		along, back := g.above(i)
		up := i + g.step[g.parent[i]]
		g.edge[along] -= flow
		g.edge[back] += flow
		if g.edge[along] == 0 {
			g.abandon(i)
		}
		i = up
	}
	g.term[i] -= flow * int32(g.tree[i])
	if g.term[i] == 0 {
		g.abandon(i)
	}
}

func (g *grid) abandon(i int32) {
	g.parent[i] = noParent
	g.orphan = append(g.orphan, i)
}

// adoptAll finds each orphan the parent nearest to the terminal, or sets it free.
func (g *grid) adoptAll() {
	for n := 0; n < len(g.orphan); n++ {
		i := g.orphan[n]
		best, nearest := int8(noParent), int32(1<<31-1)
		for d := range int32(8) {
			j := i + g.step[d]
			if g.tree[j] != g.tree[i] || g.room(i, j, d) == 0 {
				continue
			}
			if depth := g.rooted(j); depth < nearest {
				best, nearest = int8(d), depth
			}
		}
		if best == noParent {
			g.release(i)
			continue
		}
		g.parent[i], g.stamp[i], g.depth[i] = best, g.clock, nearest+1
	}
	g.orphan = g.orphan[:0]
}

// room is the residual capacity from j, a neighbour of i in direction d, down to i.
func (g *grid) room(i, j, d int32) int32 {
	if g.tree[i] > 0 {
		return g.edge[8*j+7-d]
	}
	return g.edge[8*i+d]
}

// rooted is a cell's depth if its ancestors end at the terminal, and marks them so.
func (g *grid) rooted(i int32) int32 {
	depth, j := int32(0), i
	for g.stamp[j] != g.clock {
		switch g.parent[j] {
		case noParent:
			return 1<<31 - 1
		case atTerminal:
			g.stamp[j], g.depth[j] = g.clock, 1
		default:
			depth++
			j += g.step[g.parent[j]]
		}
	}
	depth += g.depth[j]
	for k, d := i, depth; g.stamp[k] != g.clock; k += g.step[g.parent[k]] {
		g.stamp[k], g.depth[k] = g.clock, d
		d--
	}
	return depth
}

// release sets an orphan free; its children become orphans, its neighbours may claim it.
func (g *grid) release(i int32) {
	for d := range int32(8) {
		j := i + g.step[d]
		if g.tree[j] != g.tree[i] {
			continue
		}
		if g.room(i, j, d) > 0 {
			g.activate(j)
		}
		if g.parent[j] == int8(7-d) {
			g.abandon(j)
		}
	}
	g.tree[i] = 0
}
