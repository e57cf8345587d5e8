// Which scenes suit a product.

package raster

import (
	"image/color"
	"math"
	"slices"
	"strings"
)

// Backdrop is what choosing a scene for a product needs to know of the scene.
type Backdrop struct {
	ID     string
	Prompt string      // the scene in words
	Tags   []string    // tags and categories, in any case
	Ground color.NRGBA // what is seen around the product, on the whole
	Lying  bool        // the camera looks down on it
}

// backdropTable: the prompts that are recommended, with ground, tags, and "lying"
// among these for a flat lay. All are of places, materials and lights that scenes know.
const backdropTable = `
e9e7e3 beauty kitchen jewellery drink          | on a white marble slab in soft daylight
c9a57a kitchen food home drink                 | on a pale oak table by a window in morning light
5a3d2a drink home eyewear jewellery            | on a dark walnut table in warm evening light
8f8f8d shoes electronics sport tool            | on a concrete plinth in front of a plain wall
dcc7a0 eyewear apparel drink beauty shoes      | on a sandy beach in low sunlight with soft shadows
4d5f3c sport shoes drink garden pet            | on a mossy rock in a green forest with dappled light
ded2bf home apparel bag beauty                 | on a natural beige platform with soft studio light
bcd3e6 shoes toy sport beauty                  | on a light blue studio background with a soft shadow
eebfc6 beauty jewellery toy apparel            | on a pastel pink podium with even light
17181b electronics jewellery drink beauty      | on a black acrylic surface with a gentle reflection
8a8178 shoes bag apparel eyewear               | on a city pavement in golden evening sun
d8cdbd home furniture stationery bag           | on a wooden bench in a sunlit room with leaf shadows
4b5257 beauty drink kitchen tool               | on a slate surface with drops of water
b8694a home garden kitchen apparel             | on a terracotta platform in warm side light
f4f4f2 electronics stationery toy furniture    | on a white studio table with a soft shadow
e3dccf lying apparel jewellery beauty food     | on a linen cloth seen from above in window light
7b4f30 lying food kitchen home tool            | on a rustic wooden board with autumn leaves seen from above
c4c6c8 lying electronics stationery eyewear    | on a grey desk seen from above in soft daylight
e6c9a8 lying shoes sport bag toy               | on a warm sand-coloured paper seen from above
2b3a35 lying sport eyewear jewellery drink     | on a dark green velvet cloth seen from above
`

func promptBackdrops() []Backdrop {
	var list []Backdrop
	for line := range strings.Lines(backdropTable) {
		facts, prompt, found := strings.Cut(line, "|")
		if !found {
			continue
		}
		tags := strings.Fields(facts)
		list = append(list, Backdrop{
			ID: tags[0], Prompt: strings.TrimSpace(prompt), Tags: tags[1:],
			Ground: labOfHex(tags[0]).srgb(), Lying: slices.Contains(tags, "lying"),
		})
	}
	return list
}

// What decides between backdrops. A wrong camera is never made good by colour.
const (
	enoughContrast = 0.35 // OKLab distance from which more contrast is no better
	tooLittle      = 0.14 // below it the product drowns
	drownPenalty   = 1.0
	kindBonus      = 0.6
	posePenalty    = 2.0
	harmonyBonus   = 0.2
	alikePenalty   = 0.9 // for a ground that was chosen already
	alikeWithin    = 0.15
	sharedPenalty  = 0.15 // for a tag that was chosen already
)

// score says how well a backdrop suits the product, best about 1.8.
func (b Backdrop) score(p product) float64 {
	ground := labOfSRGB(b.Ground.R, b.Ground.G, b.Ground.B)
	total := 0.0
	for _, s := range p.palette {
		c := labOfSRGB(s.Color.R, s.Color.G, s.Color.B)
		d := c.distance(ground)
		total += s.Share * min(d/enoughContrast, 1)
		if d < tooLittle {
			total -= s.Share * drownPenalty
		}
		if c.chroma() > 0.05 && ground.chroma() > 0.02 {
			total += s.Share * harmonyBonus * harmony(c.hue()-ground.hue())
		}
	}
	if p.kind != "" && b.mentions(p.kind, p.noun) {
		total += kindBonus
	}
	if b.Lying != p.pose.Lying {
		total -= posePenalty
	}
	return total
}

// harmony is 1 for hues side by side or opposite, 0 for those at odds.
func harmony(degrees float64) float64 {
	degrees = math.Mod(degrees+360, 360)
	offAxis := min(degrees, math.Abs(degrees-180), 360-degrees)
	return max(0, 1-offAxis/45)
}

// mentions looks for the kind of product, or a word of its name, in the tags.
func (b Backdrop) mentions(kind, noun string) bool {
	return slices.ContainsFunc(b.Tags, func(tag string) bool {
		tag = strings.ToLower(tag)
		return tag == kind || slices.Contains(strings.Fields(noun), tag)
	})
}

// choose picks the best, one after the other, each judged also by how much it is
// like those before it. Among equals the first in the list wins.
func choose(p product, list []Backdrop, count int) []Backdrop {
	var chosen []Backdrop
	left := slices.Clone(list)
	for len(chosen) < count && len(left) > 0 {
		best, most := 0, math.Inf(-1)
		for i, b := range left {
			if s := b.score(p) - b.likeness(chosen); s > most {
				best, most = i, s
			}
		}
		chosen = append(chosen, left[best])
		left = slices.Delete(left, best, best+1)
	}
	return chosen
}

// likeness is what repeating a ground or a tag costs.
func (b Backdrop) likeness(chosen []Backdrop) float64 {
	ground := labOfSRGB(b.Ground.R, b.Ground.G, b.Ground.B)
	cost := 0.0
	for _, c := range chosen {
		if d := ground.distance(labOfSRGB(c.Ground.R, c.Ground.G, c.Ground.B)); d < alikeWithin {
			cost += alikePenalty * (1 - d/alikeWithin)
		}
		for _, tag := range b.Tags {
			if slices.Contains(c.Tags, tag) {
				cost += sharedPenalty
				break
			}
		}
	}
	return cost
}
