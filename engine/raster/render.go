// The set as seen by the camera, without the product.

package raster

import "context"

// plate is the picture of the set in linear light, with what later steps need to know of each pixel.
type plate struct {
	w, h  int
	light []rgb
	depth []float32 // distance from the camera, product sizes
	mark  []uint8
}

// film is the plate in the making.
type film struct {
	*plate
	st  *stage
	lit []lit
}

// shoot renders the set without the product itself, but with its shadow and reflection.
func (st *stage) shoot(ctx context.Context, f Frame) (*plate, error) {
	n := f.Width * f.Height
	m := film{st: st, plate: &plate{w: f.Width, h: f.Height}}
	m.mark, m.depth = make([]uint8, n), make([]float32, n)
	m.lit = make([]lit, n)
	steps := []func(){m.expose, m.spread, m.develop}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step()
	}
	return m.plate, nil
}

// aim is what the middle of a pixel shows.
func (m *film) aim(x, y float64) (hit, vec) {
	d := m.st.cam.ray(x, y)
	return m.st.trace(m.st.cam.eye, d), d
}

// expose finds what each pixel shows and gathers its own share of the light.
func (m *film) expose() {
	r := m.st.newRays()
	bands(m.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range m.w {
				i := y*m.w + x
				h, _ := m.aim(float64(x)+0.5, float64(y)+0.5)
				m.mark[i], m.depth[i] = h.mark, float32(h.t)
				if h.mark != nothing && !m.st.skinOf(h.mark).glows() {
					m.lit[i] = m.st.gather(&h, &r, x%tile+tile*(y%tile))
				}
			}
		}
	})
}

// spread gives each pixel the light that its square gathered, along rows and then along
// columns, never across from one thing to another. The ends of the filter count half: so
// each part of the square counts the same.
func (m *film) spread() {
	next := make([]lit, len(m.lit))
	m.pass(next, m.lit, 1)
	m.pass(m.lit, next, m.w)
}

func (m *film) pass(to, from []lit, stride int) {
	const reach = tile / 2
	bands(m.h, func(top, bottom int) {
		for i := top * m.w; i < bottom*m.w; i++ {
			place, end := i%m.w, m.w
			if stride != 1 {
				place, end = i/m.w, m.h
			}
			var sum lit
			var all float32
			for k := max(-reach, -place); k <= min(reach, end-1-place); k++ {
				j := i + k*stride
				if m.mark[j] != m.mark[i] {
					continue
				}
				w := float32(1)
				if k == reach || k == -reach {
					w = 0.5
				}
				sum.key += w * from[j].key
				sum.air = sum.air.add(from[j].air.times(w))
				all += w
			}
			to[i] = lit{sum.key / all, sum.air.times(1 / all)}
		}
	})
}

// develop shades each pixel; where things meet, four rays share it.
func (m *film) develop() {
	m.light = make([]rgb, len(m.lit))
	bands(m.h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range m.w {
				m.light[y*m.w+x] = m.pixel(x, y)
			}
		}
	})
}

func (m *film) pixel(x, y int) rgb {
	if !m.border(x, y) {
		return m.again(x, y)
	}
	var sum rgb
	for _, o := range [...][2]float64{{0.375, 0.125}, {0.875, 0.375}, {0.125, 0.625}, {0.625, 0.875}} {
		sum = sum.add(m.point(x, y, o[0], o[1]))
	}
	return sum.times(0.25)
}

// again shades what expose found, without looking for it anew.
func (m *film) again(x, y int) rgb {
	i := y*m.w + x
	d := m.st.cam.ray(float64(x)+0.5, float64(y)+0.5)
	if m.mark[i] == nothing {
		return m.st.sky(d)
	}
	h := m.st.found(d, float64(m.depth[i]), m.mark[i])
	return m.st.shade(&h, d, m.lit[i])
}

func (m *film) border(x, y int) bool {
	i := y*m.w + x
	return x > 0 && m.mark[i-1] != m.mark[i] || x+1 < m.w && m.mark[i+1] != m.mark[i] ||
		y > 0 && m.mark[i-m.w] != m.mark[i] || y+1 < m.h && m.mark[i+m.w] != m.mark[i]
}

func (m *film) point(x, y int, dx, dy float64) rgb {
	h, d := m.aim(float64(x)+dx, float64(y)+dy)
	if h.mark == nothing {
		return m.st.sky(d)
	}
	return m.st.shade(&h, d, m.litOf(x, y, h.mark))
}

// litOf is the light on a thing at or beside a pixel.
func (m *film) litOf(x, y int, mark uint8) lit {
	i := y*m.w + x
	if m.mark[i] == mark {
		return m.lit[i]
	}
	for _, o := range [...][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		px, py := x+o[0], y+o[1]
		if px >= 0 && py >= 0 && px < m.w && py < m.h && m.mark[py*m.w+px] == mark {
			return m.lit[py*m.w+px]
		}
	}
	return m.lit[i]
}
