// Patterns before the light.

package raster

import "math"

// gobo is a pattern of light and shade, tabulated square to the light's direction.
type gobo struct {
	right, up vec
	table     []float32 // nil where nothing is before the light
	open      float64   // the part of the light that comes through
}

const (
	goboSide  = 512 // cells
	goboWidth = 5.0 // product sizes; beyond it the pattern repeats
)

func newGobo(g Gobo, key vec, seed uint32) *gobo {
	t := &gobo{open: 1}
	if g.Kind == Open {
		return t
	}
	t.right = vec{0, 1, 0}.cross(key).unit()
	t.up = key.cross(t.right)
	t.table = make([]float32, goboSide*goboSide)
	t.fill(g.Kind, seed)
	soft := g.Soft
	if soft == 0 {
		soft = 1
	}
	blurTable(t.table, max(1, int(3.2*soft)))
	if g.Kind == Boughs || g.Kind == Palm {
		t.clearing()
	}
	sum := 0.0
	for _, v := range t.table {
		sum += float64(v)
	}
	t.open = sum / float64(len(t.table))
	return t
}

func (g *gobo) fill(kind Pattern, seed uint32) {
	for i := range g.table {
		x, y := (float64(i%goboSide)/goboSide-0.5)*goboWidth, (float64(i/goboSide)/goboSide-0.5)*goboWidth
		switch kind {
		case Window, Glazing:
			g.table[i] = float32(window(x, y, seed))
		case Blinds:
			g.table[i] = float32(blinds(x, y, seed))
		default:
			g.table[i] = 1
		}
	}
	switch kind {
	case Boughs:
		g.boughs(7, 1, seed)
	case Glazing:
		g.boughs(3, 0.85, seed)
	case Palm:
		g.fronds(seed)
	}
}

// clearing thins the leaves before the product, which is what the picture is about.
func (g *gobo) clearing() {
	for i, v := range g.table {
		x, y := (float64(i%goboSide)/goboSide-0.5)*goboWidth, (float64(i/goboSide)/goboSide-0.5)*goboWidth
		k := float32(0.7 * math.Exp(-(x*x+y*y)/0.16))
		g.table[i] = v + (1-v)*k
	}
}

// window is two by four panes around the product.
func window(x, y float64, seed uint32) float64 {
	const wide, high, bar = 0.86, 0.78, 0.055
	x += 0.3 * (chance(1, 1, seed) - 0.5)
	y += 0.15 * (chance(2, 1, seed) - 0.5)
	if math.Abs(x) > 2*wide || math.Abs(y-0.2) > high {
		return 0
	}
	fx, fy := math.Abs(math.Remainder(x, wide)), math.Abs(math.Remainder(y-0.2, high))
	if fx < bar/2 || fy < bar/2 {
		return 0
	}
	return 1
}

func blinds(x, y float64, seed uint32) float64 {
	const pitch, slat = 0.23, 0.115
	if math.Abs(x+0.3*(chance(1, 2, seed)-0.5)) > 1.55 {
		return 0
	}
	return ease(slat/2-0.02, slat/2+0.02, math.Abs(math.Remainder(y, pitch)))
}

// boughs hangs branches with leaves before the light.
func (g *gobo) boughs(branches int, size float64, seed uint32) {
	for b := range branches {
		x := (float64(b)+chance(b, 1, seed))/float64(branches)*goboWidth - goboWidth/2
		y := 1.1 + 1.0*chance(b, 2, seed)
		angle := -math.Pi/2 + 1.5*(chance(b, 3, seed)-0.5)
		for n := range 13 {
			side := float64(n%2*2 - 1)
			x, y = x+0.15*size*math.Cos(angle), y+0.15*size*math.Sin(angle)
			angle += 0.16 * (chance(b, 10+n, seed) - 0.5)
			turn := angle + side*(0.55+0.5*chance(b, 30+n, seed))
			long := size * (0.17 + 0.12*chance(b, 50+n, seed))
			g.leaf(x, y, turn, long, 0.34*long)
			g.leaf(x, y, angle, 0.09*size, 0.012)
		}
	}
}

// fronds are palm leaves: narrow blades along a bent rib.
func (g *gobo) fronds(seed uint32) {
	const palms = 4
	for b := range palms {
		x := (float64(b)+0.6*chance(b, 1, seed))/palms*goboWidth - goboWidth/2
		y := -0.5 + 1.3*chance(b, 2, seed)
		angle := math.Pi/2 + 1.9*(chance(b, 3, seed)-0.5)
		bend := 0.08 * (chance(b, 4, seed) - 0.5)
		for n := range 20 {
			t := float64(n) / 20
			x, y = x+0.095*math.Cos(angle), y+0.095*math.Sin(angle)
			angle += bend
			long := (0.5 + 0.2*chance(b, n+40, seed)) * math.Sin(math.Pi*(0.12+0.86*t))
			for _, side := range [...]float64{-1, 1} {
				g.leaf(x, y, angle+side*(mix(1.15, 0.35, t)+0.16*(chance(b, n+80, seed)-0.5)), long, 0.032)
			}
			g.leaf(x, y, angle, 0.1, 0.014)
		}
	}
}

// leaf darkens a pointed oval that begins at (x, y).
func (g *gobo) leaf(x, y, angle, long, wide float64) {
	sin, cos := math.Sincos(angle)
	const cell = goboWidth / goboSide
	mx, my, r := x+cos*long/2, y+sin*long/2, long/2+wide
	for j := int((my - r) / cell); j <= int((my+r)/cell)+1; j++ {
		for i := int((mx - r) / cell); i <= int((mx+r)/cell)+1; i++ {
			dx, dy := float64(i)*cell-x, float64(j)*cell-y
			t, w := (dx*cos+dy*sin)/long, math.Abs(dy*cos-dx*sin)
			if t > 0 && t < 1 && w < wide*math.Sin(math.Pi*math.Pow(t, 0.8)) {
				g.table[wrapped(j+goboSide/2)*goboSide+wrapped(i+goboSide/2)] *= 0.06
			}
		}
	}
}

func wrapped(i int) int { return ((i % goboSide) + goboSide) % goboSide }

// at is how much light comes through to a point, 0 to 1.
func (g *gobo) at(p vec) float32 {
	if g.table == nil {
		return 1
	}
	x := (p.dot(g.right)/goboWidth + 0.5) * goboSide
	y := ((p.dot(g.up)-0.35)/goboWidth + 0.5) * goboSide
	fx, fy := math.Floor(x), math.Floor(y)
	u, v := float32(x-fx), float32(y-fy)
	i0, i1 := wrapped(int(fx)), wrapped(int(fx)+1)
	j0, j1 := wrapped(int(fy))*goboSide, wrapped(int(fy)+1)*goboSide
	low := g.table[j0+i0] + (g.table[j0+i1]-g.table[j0+i0])*u
	high := g.table[j1+i0] + (g.table[j1+i1]-g.table[j1+i0])*u
	return low + (high-low)*v
}

// blurTable softens a repeating square table by three box filters each way.
func blurTable(t []float32, r int) {
	line, out := make([]float32, goboSide), make([]float32, goboSide)
	for pass := range 6 {
		along, across := 1, goboSide
		if pass%2 == 1 {
			along, across = across, along
		}
		for k := range goboSide {
			for i := range line {
				line[i] = t[k*across+i*along]
			}
			boxBlur(out, line, r)
			for i, v := range out {
				t[k*across+i*along] = v
			}
		}
	}
}

// boxBlur averages 2r+1 neighbours around the ring.
func boxBlur(out, in []float32, r int) {
	n := len(in)
	sum := float32(0)
	for i := -r; i <= r; i++ {
		sum += in[((i%n)+n)%n]
	}
	for i := range in {
		out[i] = sum / float32(2*r+1)
		sum += in[(i+r+1)%n] - in[(i-r+n)%n]
	}
}
