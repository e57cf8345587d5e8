// Plain names of colours.

package raster

import (
	"strconv"
	"strings"
)

// namedColour is an example of a colour with a plain name. Colours of one family
// are shades of each other.
type namedColour struct {
	lab
	name, family string
}

// colourTable: name, family, examples in sRGB. A colour has the name of the nearest
// example. Chosen by eye, and held by a table of well-known colours in the tests.
const colourTable = `
black       black   000000 161616 242424 2d2d2d 1b1d22 221d1a
dark grey   grey    3d3d3d 505050 41464c 4a4542
grey        grey    6b6b6b 858585 9c9c9c 7a828a 8c857e
light grey  white   b4b4b4 c8c8c8 d6d6d6 b9c0c6
white       white   ffffff f3f3f3 e6e6e6 f4f6f8
cream       beige   fff8e4 f6eed8 fbf3e4
beige       beige   ead9bd d9c7a6 f0e2c8 dcc8b4 cfcba6
tan         brown   c9a677 b8925f d2b48c c19a6b
brown       brown   8b5a2b 6b4423 4a2f1c 7a4b38 3c2818 a06a40 5c4033
red         red     ff0000 d11f1f b5121f e0443f c8302c a51c1c
dark red    red     7d1016 5e0f1c 8b1520 6d1a20
orange      orange  ff7a00 f28c28 e8641a ffa243 d9601f
yellow      yellow  ffd500 fff033 f4c518 ffe98a e2b714 ffff00
olive       green   808000 6c6b2c 56552c 8a8647
green       green   2e8b3d 008000 3cb54a 57b35c 6aa84f 00a550
lime green  green   a4d420 8fd400 bfe84a 32cd32
light green green   a9d8a2 c5e7b9 98d8a8
dark green  green   123f1e 1f4d2c 0b3b20 2b4a34 006400
teal        teal    008080 1c6f74 2a9d8f 0f5f63
turquoise   teal    40d0c8 7adfd6 2ec4b6
light blue  blue    a8d0f0 87ceeb c6dff3 9cc3e6
blue        blue    1f5fd0 0000ff 2f74c0 4682b4 3a6ca6 2a52be 5b8fd9
navy        blue    0b1f4b 14213d 1b2a5a 000080 1f2d4d
purple      purple  7a2f9a 800080 5a3090 9b59b6 6a4c93 4b0082
lavender    purple  c9b8e8 b39ddb e0d4f5
pink        pink    ff9eb8 f7c0cc ff69b4 e75480 f4a6c0 d98aa0
magenta     pink    d0208f ff00ff c71585
`

func colourNames() []namedColour {
	var names []namedColour
	for line := range strings.Lines(colourTable) {
		if len(line) < 20 {
			continue
		}
		name, family := strings.TrimSpace(line[:12]), strings.TrimSpace(line[12:20])
		for example := range strings.FieldsSeq(line[20:]) {
			names = append(names, namedColour{labOfHex(example), name, family})
		}
	}
	return names
}

// labOfHex converts rrggbb; anything else is black.
func labOfHex(hex string) lab {
	v, _ := strconv.ParseUint(hex, 16, 24)
	return labOfSRGB(uint8(v>>16), uint8(v>>8), uint8(v))
}

// hueWeight makes a name follow the hue: people call a dull red red, but not a warm grey brown.
const hueWeight = 2

// nameOf finds the nearest example.
func nameOf(c lab, names []namedColour) namedColour {
	best, least := names[0], 0.0
	for i, n := range names {
		d := lab{c.L, c.a * hueWeight, c.b * hueWeight}.distance(lab{n.L, n.a * hueWeight, n.b * hueWeight})
		if i == 0 || d < least {
			best, least = n, d
		}
	}
	return best
}
