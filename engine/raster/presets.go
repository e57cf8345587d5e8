// The catalogue of scenes.

package raster

import "slices"

// Presets lists the scenes on offer, always in the same order. The list is the caller's own.
func Presets() []Preset {
	return slices.Concat(presetsClassic(), presetsPaper(), presetsGradient(), presetsStudio(), presetsPlatform(),
		presetsNature(), presetsSurface(), presetsInterior(), presetsHoliday())
}

// Lights that many sets share.
func softbox(side float64) Key {
	return Key{Side: side, Height: 48, Spread: 11, Strength: 0.64, Reach: 5}
}

func sunlight(side float64) Key {
	return Key{Side: side, Height: 37, Spread: 1.2, Strength: 0.64, Color: 0xffeed6}
}

// daylight is a large window to the side.
func daylight(side float64) Key {
	return Key{Side: side, Height: 42, Spread: 16, Strength: 0.6, Reach: 6, Color: 0xfff6ea}
}

func matt(c Hex) Surface { return Surface{Color: c} }

func made(m Material, c, accent Hex) Surface { return Surface{Material: m, Color: c, Accent: accent} }

func (s Surface) glossy(g float64) Surface { s.Gloss = g; return s }

func (s Surface) sized(k float64) Surface { s.Scale = k; return s }

// cylinder, box and ball are props that stand on the floor.
func cylinder(side, z, wide, high float64, s Surface) Prop {
	return Prop{Shape: Disc, Side: side, Z: z, Size: [3]float64{wide, high}, Surface: s}
}

func box(side, z, wide, high, turn float64, s Surface) Prop {
	return Prop{Shape: Block, Side: side, Z: z, Size: [3]float64{wide, high, wide}, Turn: turn, Surface: s}
}

func ball(side, z, wide float64, s Surface) Prop {
	return Prop{Shape: Ball, Side: side, Z: z, Size: [3]float64{wide, wide, wide}, Surface: s, Low: wide < 0.3}
}

func arched(side, z, wide, high float64, s Surface) Prop {
	return Prop{Shape: Arch, Side: side, Z: z, Size: [3]float64{wide, high, 0.22}, Surface: s}
}

// gift is a box tied with a ribbon both ways.
func gift(side, z, wide, high float64, paper, ribbon Hex) []Prop {
	band := matt(ribbon).glossy(0.25)
	return []Prop{
		{Shape: Block, Side: side, Z: z, Size: [3]float64{wide, high, wide}, Turn: 24, Surface: matt(paper).glossy(0.12)},
		{Shape: Block, Side: side, Z: z, Size: [3]float64{wide * 0.17, high + 0.012, wide + 0.012}, Turn: 24, Surface: band},
		{Shape: Block, Side: side, Z: z, Size: [3]float64{wide + 0.012, high + 0.012, wide * 0.17}, Turn: 24, Surface: band},
	}
}

// roomBehind is a table before a room far out of focus.
func roomBehind(floor Surface, low, middle, high Hex) Scene {
	return Scene{
		Room: Table, Floor: floor, Wall: Surface{Material: Haze, Color: low, Middle: middle, Accent: high},
		Key: daylight(-55), Blur: 0.014, Vignette: 0.24,
	}
}
