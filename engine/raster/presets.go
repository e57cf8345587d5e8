package raster

import "slices"

// Presets lists the scenes on offer, always in the same order. The list is the caller's own.
func Presets() []Preset {
	return slices.Concat(presetsClassic())
}

// Lights that many sets share.
func softbox(side float64) Key {
	return Key{Side: side, Height: 48, Spread: 11, Strength: 0.64, Reach: 5}
}

func sunlight(side float64) Key {
	return Key{Side: side, Height: 33, Spread: 1.2, Strength: 0.66, Color: 0xffe3bd}
}

func sweepOf(c Hex) Surface { return Surface{Color: c} }
