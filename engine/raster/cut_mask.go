// Masks: which pixels are product, and the connected parts of that.

package raster

// mask says of each pixel whether it is in.
type mask struct {
	w, h int
	on   []bool
}

func newMask(w, h int) *mask { return &mask{w, h, make([]bool, w*h)} }

// full is a mask with every pixel in.
func full(w, h int) *mask {
	m := newMask(w, h)
	for i := range m.on {
		m.on[i] = true
	}
	return m
}

func (m *mask) clone() *mask { return &mask{m.w, m.h, append([]bool(nil), m.on...)} }

func (m *mask) count() int {
	n := 0
	for _, on := range m.on {
		if on {
			n++
		}
	}
	return n
}

// set puts the pixels of a part in or out.
func (m *mask) set(p part, on bool) {
	for _, i := range p.pixels {
		m.on[i] = on
	}
}

// part is a connected set of pixels.
type part struct {
	pixels []int32
	border bool // it touches the frame
}

// parts are the connected parts of the pixels that are in, or out, in reading order; four
// neighbours to a pixel.
func (m *mask) parts(in bool) []part {
	seen := make([]bool, len(m.on))
	var parts []part
	for i, on := range m.on {
		if on == in && !seen[i] {
			parts = append(parts, m.partAt(i, seen))
		}
	}
	return parts
}

func (m *mask) partAt(from int, seen []bool) part {
	p := part{pixels: []int32{int32(from)}}
	seen[from] = true
	for n := 0; n < len(p.pixels); n++ {
		i := int(p.pixels[n])
		if x := i % m.w; x == 0 || x == m.w-1 || i < m.w || i >= m.w*(m.h-1) {
			p.border = true
		}
		around(i, m.w, m.h, func(j int) {
			if m.on[j] == m.on[from] && !seen[j] {
				seen[j] = true
				p.pixels = append(p.pixels, int32(j))
			}
		})
	}
	return p
}

// distances are the steps from each pixel to the nearest one that is in (or out), counted up to most.
func (m *mask) distances(in bool, most int) []uint8 {
	d := make([]uint8, len(m.on))
	queue := make([]int32, 0, len(m.on)/8)
	for i, on := range m.on {
		if d[i] = uint8(most); on == in {
			d[i] = 0
			queue = append(queue, int32(i))
		}
	}
	for n := 0; n < len(queue); n++ {
		i := int(queue[n])
		if int(d[i]) >= most-1 {
			continue
		}
		around(i, m.w, m.h, func(j int) {
			if d[j] > d[i]+1 {
				d[j] = d[i] + 1
				queue = append(queue, int32(j))
			}
		})
	}
	return d
}

// grown is the mask and all within steps of it; shrunk leaves what is further than steps inside.
func (m *mask) grown(steps int) *mask {
	out := newMask(m.w, m.h)
	for i, d := range m.distances(true, steps+1) {
		out.on[i] = int(d) <= steps
	}
	return out
}

func (m *mask) shrunk(steps int) *mask {
	out := newMask(m.w, m.h)
	for i, d := range m.distances(false, steps+1) {
		out.on[i] = int(d) > steps
	}
	return out
}

// agreement is intersection over union.
func (m *mask) agreement(o *mask) float64 {
	both, either := 0, 0
	for i, on := range m.on {
		if on && o.on[i] {
			both++
		}
		if on || o.on[i] {
			either++
		}
	}
	return float64(both) / float64(max(either, 1))
}

func (p part) touches(m *mask) bool {
	for _, i := range p.pixels {
		if m.on[i] {
			return true
		}
	}
	return false
}
