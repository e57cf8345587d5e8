// A product's form and surface, as far as they can be measured.

package raster

import (
	"image"
	"math"
)

// Form is what can be measured of a product's shape and surface, no more.
type Form struct {
	Aspect      float64 // width over height of the cut-out
	Slenderness float64 // long over short axis, whichever way it lies: 1 for a disc
	Round       bool    // the outline is nearly a circle
	Opening     bool    // ground is seen through it: a handle, a ring, a frame
	Translucent bool    // a good part of it lets the ground shine through
	Glossy      bool    // soft highlights, far brighter than the rest
}

const (
	formSide       = 320  // pixels of the longer side; at less, prints look as soft as glints
	tallFrom       = 1.6  // of the larger to the smaller side
	slenderFrom    = 3.2  // elongated
	openingFrom    = 0.01 // of the product's area
	translucentOf  = 0.15 // of the product's area
	roundnessLimit = 0.05 // deviation of the outline from a circle, of its radius
	glintFrom      = 0.002
	glintTo        = 0.05 // of the product's area; more is simply white
	softRim        = 4    // of a glint's area; white prints measured 0.3 to 1.6, glossy things 5 to 17
	outlineAlpha   = 128
)

// formOf measures a cut-out.
func formOf(c *Cutout) Form {
	img := Reduce(c.Image, formSide)
	m := momentsOf(img)
	f := Form{
		Aspect:      m.aspect(),
		Slenderness: m.slenderness(),
		Round:       m.outlineDeviation(img) < roundnessLimit,
		Opening:     openingArea(img) > openingFrom*m.area,
	}
	f.Translucent, f.Glossy = surfaceOf(img)
	return f
}

// words names the form, the most telling first.
func (f Form) words() []string {
	var words []string
	switch {
	case f.Round:
		words = append(words, "round")
	case f.Slenderness >= slenderFrom:
		words = append(words, "elongated")
	case f.Aspect <= 1/tallFrom:
		words = append(words, "tall")
	case f.Aspect >= tallFrom:
		words = append(words, "wide")
	}
	if f.Translucent {
		words = append(words, "translucent")
	}
	if f.Glossy {
		words = append(words, "glossy")
	}
	return words
}

// moments are those of the silhouette: area, centre, spread, and the box around it.
type moments struct {
	area, x, y, xx, yy, xy float64
	box                    image.Rectangle
}

func momentsOf(img *image.NRGBA) moments {
	var m moments
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if alphaAt(img, x, y) < outlineAlpha {
				continue
			}
			px, py := float64(x)+0.5, float64(y)+0.5
			m.area++
			m.x, m.y = m.x+px, m.y+py
			m.xx, m.yy, m.xy = m.xx+px*px, m.yy+py*py, m.xy+px*py
			m.box = m.box.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	if m.area == 0 {
		return moments{}
	}
	m.x, m.y = m.x/m.area, m.y/m.area
	m.xx, m.yy, m.xy = m.xx/m.area-m.x*m.x, m.yy/m.area-m.y*m.y, m.xy/m.area-m.x*m.y
	return m
}

// aspect is that of the box; 1 where there is none.
func (m moments) aspect() float64 {
	if m.box.Empty() {
		return 1
	}
	return float64(m.box.Dx()) / float64(m.box.Dy())
}

// slenderness is the ratio of the axes of the ellipse with the same moments.
func (m moments) slenderness() float64 {
	mid, spread := (m.xx+m.yy)/2, math.Hypot((m.xx-m.yy)/2, m.xy)
	if mid-spread <= 0 {
		return 1
	}
	return math.Sqrt((mid + spread) / (mid - spread))
}

// outlineDeviation is how far the outline strays from the circle of the same area,
// as a part of its radius, looked at in 64 directions.
func (m moments) outlineDeviation(img *image.NRGBA) float64 {
	radius := math.Sqrt(m.area / math.Pi)
	if radius < 1 {
		return 1
	}
	const directions = 64
	sum := 0.0
	for i := range directions {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / directions)
		reach := 0.0
		for r := 0.0; r < 2*formSide; r += 0.5 {
			if alphaAt(img, int(m.x+r*cos), int(m.y+r*sin)) >= outlineAlpha {
				reach = r
			}
		}
		d := reach/radius - 1
		sum += d * d
	}
	return math.Sqrt(sum / directions)
}

// alphaAt is 0 outside img.
func alphaAt(img *image.NRGBA, x, y int) uint8 {
	if x < 0 || y < 0 || x >= img.Rect.Dx() || y >= img.Rect.Dy() {
		return 0
	}
	return img.Pix[y*img.Stride+4*x+3]
}

// openingArea counts the ground pixels that cannot be reached from outside.
func openingArea(img *image.NRGBA) float64 {
	w, h := img.Rect.Dx()+2, img.Rect.Dy()+2 // a rim of ground on all sides
	seen := make([]bool, w*h)
	queue := []int{0}
	seen[0] = true
	reached := 0
	for len(queue) > 0 {
		at := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		reached++
		x, y := at%w, at/w
		for _, next := range [...]image.Point{{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}} {
			i := next.Y*w + next.X
			if next.In(image.Rect(0, 0, w, h)) && !seen[i] && alphaAt(img, next.X-1, next.Y-1) < outlineAlpha {
				seen[i] = true
				queue = append(queue, i)
			}
		}
	}
	ground := w*h - (w-2)*(h-2)
	for y := range h - 2 {
		for x := range w - 2 {
			if alphaAt(img, x, y) < outlineAlpha {
				ground++
			}
		}
	}
	return float64(ground - reached)
}

// surfaceOf judges pixel by pixel. Shadows that were cut out along with the product
// are thin and black; they do not make it translucent. A highlight counts as gloss
// when it is small and has a soft rim; a white print is as bright but ends at once.
func surfaceOf(img *image.NRGBA) (translucent, glossy bool) {
	var area, thin, bright, rim, light float64
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for x := 0; x < len(row); x += 4 {
			if row[x+3] < 26 {
				continue
			}
			c := labOfSRGB(row[x], row[x+1], row[x+2])
			area++
			light += c.L
			switch {
			case row[x+3] < solidAlpha && c.L > 0.3:
				thin++
			case c.L > 0.94 && c.chroma() < 0.05:
				bright++
			case c.L > 0.8:
				rim++
			}
		}
	}
	if area == 0 {
		return false, false
	}
	dark := light/area < 0.7 // on a pale product a highlight is nothing to see
	glint := bright > glintFrom*area && bright < glintTo*area && rim > softRim*bright
	return thin > translucentOf*area, dark && glint
}
