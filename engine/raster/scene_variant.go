// How the pictures of one request differ.

package raster

// variant is how one picture of a request differs from its kin.
type variant struct {
	seed  uint32
	turn  float64 // degrees the key light walks round the product
	sink  float64 // degrees it sinks
	other bool    // props change sides, and the light where it may
	shift float64 // of the product, -1 left third, 1 right third
	lift  float64 // degrees of the camera
	grow  float64 // of the product, in parts of the frame's height
	tone  float64 // step of the palette: lightness of the painted surfaces
	hue   float64 // and their hue, degrees
}

// variants are chosen to be told apart at a glance and still be one set.
func variants() []variant {
	return []variant{
		{},
		{other: true, shift: -0.75, lift: 2, tone: 0.025, hue: 5},
		{turn: 14, sink: 8, shift: 0.75, lift: -1, grow: -0.02, tone: -0.03, hue: -5},
		{other: true, turn: -12, grow: 0.02, lift: 1, tone: -0.015, hue: 8},
		{turn: -16, sink: -6, shift: -0.8, lift: 3, grow: -0.01, tone: 0.035, hue: -8},
		{other: true, turn: 10, sink: 10, shift: 0.8, tone: 0.01, hue: -10},
	}
}

func variantOf(r Render) variant {
	all := variants()
	v := all[(r.Variation%len(all)+len(all))%len(all)]
	v.seed = scatter(int(r.Seed&0xffffffff), int(r.Seed>>32), uint32(r.Variation)+1)
	return v
}

// apply moves the light and shifts the palette of what was painted by people. The light
// stays on the side from which the product's photo was lit: -1 left, 1 right, 0 either.
func (v variant) apply(s Scene, lit float64) Scene {
	s.Key.Side += v.turn
	s.Key.Height = max(14, s.Key.Height-v.sink)
	if lit == 0 && v.other || lit*s.Key.Side < 0 {
		s.Key.Side = -s.Key.Side
	}
	if v.tone != 0 || v.hue != 0 {
		s = s.recolored(func(c lab) lab { return c.turned(v.hue).lighter(v.tone) })
	}
	return s
}
