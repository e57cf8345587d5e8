// Masks: which pixels are product, and the connected parts of that.

package raster

// mask says of each pixel whether it is in.
type mask struct {
	w, h int
	on   []bool
}

func newMask(w, h int) *mask { return &mask{w, h, make([]bool, w*h)} }

func (m *mask) count() int {
	n := 0
	for _, on := range m.on {
		if on {
			n++
		}
	}
	return n
}

// part is a connected set of pixels.
type part struct {
	pixels []int32
	border bool // it touches the frame
}

func (p part) touches(m *mask) bool {
	for _, i := range p.pixels {
		if m.on[i] {
			return true
		}
	}
	return false
}

// parts are the connected parts, four neighbours to a pixel, in reading order.
func (m *mask) parts() []part {
	seen := make([]bool, len(m.on))
	var parts []part
	for i, on := range m.on {
		if on && !seen[i] {
			parts = append(parts, m.grow(i, seen))
		}
	}
	return parts
}

func (m *mask) grow(from int, seen []bool) part {
	p := part{pixels: []int32{int32(from)}}
	seen[from] = true
	for n := 0; n < len(p.pixels); n++ {
		i := int(p.pixels[n])
		x, y := i%m.w, i/m.w
		if x == 0 || y == 0 || x == m.w-1 || y == m.h-1 {
			p.border = true
		}
		for _, d := range [4][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			nx, ny := x+d[0], y+d[1]
			if nx < 0 || ny < 0 || nx >= m.w || ny >= m.h {
				continue
			}
			if j := ny*m.w + nx; m.on[j] && !seen[j] {
				seen[j] = true
				p.pixels = append(p.pixels, int32(j))
			}
		}
	}
	return p
}

// inverse is the pixels that are not in.
func (m *mask) inverse() *mask {
	out := newMask(m.w, m.h)
	for i, on := range m.on {
		out.on[i] = !on
	}
	return out
}
