// What moods do to a scene.

package raster

import "slices"

// feel applies one mood.
func (s *Scene) feel(mood string, d *wish) {
	switch mood {
	case "hard":
		s.Key.Spread, s.Key.Strength, s.Key.Reach = 1.6, 0.66, 0
		s.Key.Color = orHex(s.Key.Color, 0xfff0dc)
	case "soft":
		s.Key.Spread = max(s.Key.Spread, 15)
		s.Key.Strength = min(s.Key.Strength, 0.58)
	case "bright":
		s.Exposure = 1.08
	case "dark":
		s.darken(d)
	case "warm":
		s.Key.Color, s.Sky.Horizon = 0xffdcae, 0xffecd6
	case "cool":
		s.Key.Color, s.Sky.Horizon = 0xdcebff, 0xe2eefc
	case "day":
		s.Key = daylight(s.Key.Side)
	case "window":
		s.cast(Window)
	case "leaves":
		s.cast(Boughs)
	case "palms":
		s.cast(Palm)
	case "blinds":
		s.cast(Blinds)
	case "gradient":
		s.melt()
	case "above":
		s.FromAbove = true
	case "litter":
		if s.Litter.Kind == Nothing {
			s.Litter = Litter{Kind: Leaves, Count: 18, Size: 0.26, Colors: []Hex{0xc9601f, 0xe0a03a, 0xa83a1c}}
		}
	case "round":
		s.Props = append(slices.Clone(s.Props), ball(-0.55, 0.6, 0.5, matt(beside(s.Wall)).glossy(0.2)), ball(0.6, 0.5, 0.34, matt(beside(s.Floor)).glossy(0.2)))
	case "arch":
		s.Props = append(slices.Clone(s.Props), arched(0, 0.9, 1.4, 1.6, Surface{Color: s.Wall.Color.light().lab().lighter(0.03).hex()}))
	case "gloss":
		s.Floor.Gloss = max(s.Floor.Gloss, 0.45)
	}
}

// cast puts a pattern before the light, and makes it the sun.
func (s *Scene) cast(p Pattern) {
	if s.Gobo.Kind != Open && p == Window {
		return
	}
	side := s.Key.Side
	color := orHex(s.Key.Color, 0xffeed6)
	s.Key, s.Gobo = sunlight(side), Gobo{Kind: p, Soft: 1.6}
	if p == Palm {
		s.Gobo.Soft = 0.45
	}
	s.Key.Color = color
	if s.Room == Sweep {
		s.Room, s.Depth = Corner, 1.4
	}
}

// darken makes a plain set deep where no colour was asked for, and gathers the light.
func (s *Scene) darken(d *wish) {
	if !d.setting && !d.wallIs && !d.floorIs {
		s.Floor, s.Wall = matt(0x2a2b2e).glossy(0.4), matt(0x323338)
	} else if !d.setting && !d.wallIs {
		c := s.Wall.Color.light().lab()
		s.Wall.Color = lab{min(c.L, 0.4), c.a, c.b}.hex()
	}
	s.Vignette = max(s.Vignette, 0.36)
	s.Key.Strength, s.Key.Spread = 0.74, min(s.Key.Spread, 9)
}

// melt turns a plain wall into a gradient of its colour.
func (s *Scene) melt() {
	if s.Wall.Material != Paper {
		return
	}
	c := s.Wall.Color.light().lab()
	s.Wall = Surface{Material: Gradient, Color: s.Floor.Color, Middle: s.Wall.Color, Accent: c.lighter(-0.18).turned(25).hex()}
}

func orHex(c, otherwise Hex) Hex {
	if c != 0 {
		return c
	}
	return otherwise
}
