// The dominant colours of a product.

package raster

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// Swatch is one of a product's dominant colours.
type Swatch struct {
	Color color.NRGBA // the mean of what it stands for, opaque
	Name  string      // plain English: "red", "light grey"
	Share float64     // of the product's solid area, 0 to 1
}

const (
	paletteSide  = 128  // pixels; colours of less than a pixel here are not dominant
	paletteMost  = 6    // groups that are searched for
	paletteTurns = 12   // of k-means; it has settled by then
	minShare     = 0.12 // a colour that covers less is a detail
	solidAlpha   = 204  // 0.8: thinner pixels show the ground
	// shadeWeight makes lightness count less than hue, since folds and shadows
	// change the one and not the other.
	shadeWeight = 0.6
)

// Palette finds the colours that cover at least 12 % of the product, largest first,
// by k-means in OKLab. Shades of one colour count as that colour. It is empty for a
// product without solid pixels, and holds at least one colour for any other.
func Palette(c *Cutout) []Swatch {
	bins := colourBins(Reduce(c.Image, paletteSide))
	if len(bins) == 0 {
		return nil
	}
	swatches := mergeShades(cluster(bins), colourNames())
	slices.SortStableFunc(swatches, func(a, b Swatch) int { return cmp.Compare(b.Share, a.Share) })
	small := slices.IndexFunc(swatches, func(s Swatch) bool { return s.Share < minShare })
	if small < 0 {
		small = len(swatches)
	}
	return swatches[:max(1, small)]
}

// tint is a colour and how much of it there is.
type tint struct {
	lab
	weight float64
}

// apart is the distance that tells colours of different things apart.
func (t lab) apart(o lab) float64 {
	t.L, o.L = t.L*shadeWeight, o.L*shadeWeight
	return t.distance(o)
}

// colourBins counts the solid pixels in 5 bits a channel, in a fixed order.
func colourBins(img *image.NRGBA) []tint {
	counts := make([]tint, 1<<15)
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for x := 0; x < len(row); x += 4 {
			if row[x+3] <= solidAlpha {
				continue
			}
			p := labOfSRGB(row[x], row[x+1], row[x+2])
			t := &counts[int(row[x]>>3)<<10|int(row[x+1]>>3)<<5|int(row[x+2]>>3)]
			t.L, t.a, t.b, t.weight = t.L+p.L, t.a+p.a, t.b+p.b, t.weight+1
		}
	}
	bins := counts[:0]
	for _, t := range counts {
		if t.weight > 0 {
			bins = append(bins, t.mean())
		}
	}
	return bins
}

// mean divides a sum of colours by its weight.
func (t tint) mean() tint {
	t.L, t.a, t.b = t.L/t.weight, t.a/t.weight, t.b/t.weight
	return t
}

// cluster runs k-means from starts that are chosen one after the other, each where
// most colour is far from all before it: nothing in it is left to chance.
func cluster(bins []tint) []tint {
	groups := []tint{slices.MaxFunc(bins, func(a, b tint) int { return cmp.Compare(a.weight, b.weight) })}
	for len(groups) < min(paletteMost, len(bins)) {
		far, most := -1, 0.0
		for i, b := range bins {
			d := b.apart(groups[nearestTint(groups, b)].lab)
			if miss := b.weight * d * d; miss > most {
				far, most = i, miss
			}
		}
		if far < 0 {
			break
		}
		groups = append(groups, bins[far])
	}
	for range paletteTurns {
		groups = regroup(bins, groups)
	}
	return groups
}

// regroup is one turn: each colour to its nearest group, each group to its mean.
func regroup(bins, groups []tint) []tint {
	sums := make([]tint, len(groups))
	for _, b := range bins {
		s := &sums[nearestTint(groups, b)]
		s.L, s.a, s.b = s.L+b.L*b.weight, s.a+b.a*b.weight, s.b+b.b*b.weight
		s.weight += b.weight
	}
	sums = slices.DeleteFunc(sums, func(s tint) bool { return s.weight == 0 })
	for i := range sums {
		sums[i] = sums[i].mean()
	}
	return sums
}

func nearestTint(groups []tint, t tint) int {
	best, least := 0, groups[0].apart(t.lab)
	for i, g := range groups[1:] {
		if d := g.apart(t.lab); d < least {
			best, least = i+1, d
		}
	}
	return best
}

// mergeShades joins groups of one colour family. The largest gives colour and name,
// but for white: what is white in the light is grey in the shade.
func mergeShades(groups []tint, names []namedColour) []Swatch {
	slices.SortStableFunc(groups, func(a, b tint) int { return cmp.Compare(b.weight, a.weight) })
	whole := 0.0
	for _, g := range groups {
		whole += g.weight
	}
	var swatches []Swatch
	var families []string
	for _, g := range groups {
		n := nameOf(g.lab, names)
		share := g.weight / whole
		at := slices.Index(families, n.family)
		if at < 0 {
			families = append(families, n.family)
			swatches = append(swatches, Swatch{Color: g.srgb(), Name: n.name, Share: share})
			continue
		}
		swatches[at].Share += share
		if n.name == "white" && share >= minShare {
			swatches[at].Color, swatches[at].Name = g.srgb(), n.name
		}
	}
	return swatches
}
