// Presets in rooms.

package raster

// presetsInterior are rooms, out of focus behind a table or shelf.
func presetsInterior() []Preset {
	return []Preset{
		interior("scandinavian_living_room", "Scandinavian Living Room", "on a birch table in a bright Scandinavian living room", []string{"living room", "bright", "wood"},
			roomBehind(made(Veneer, 0xdfc59c, 0xb99668).glossy(0.1), 0xcfc8bb, 0xe9e6df, 0xf6f5f1),
			Prop{Shape: Vase, Side: 0.6, Z: 0.7, Size: [3]float64{0.34, 0.55}, Surface: matt(0xf0ece4)},
			pane(-0.35, 1.7, 1.5), box(-0.62, 3.2, 1.7, 0.8, 0, matt(0xb9bfba)), box(0.75, 4.4, 1.2, 1.9, 0, made(Veneer, 0xc9a878, 0xa07c50)), cylinder(-0.9, 4.2, 0.14, 2.4, matt(0x3c3a38))),
		interior("kitchen_counter_morning", "Kitchen Counter Morning", "on a stone kitchen counter in the morning", []string{"kitchen", "bright", "food"},
			roomBehind(made(Marble, 0xeeece8, 0xa3a09c).glossy(0.25), 0xdfe3e2, 0xeff0ec, 0xfaf8f2),
			cylinder(0.58, 0.65, 0.3, 0.4, matt(0x7f9a8c).glossy(0.15)), cylinder(0.74, 0.85, 0.22, 0.3, matt(0xe8dfd0)), box(-0.66, 0.75, 0.55, 0.06, 14, made(Veneer, 0xc59a66, 0x93683b)),
			pane(0.25, 1.5, 1.5), box(-0.5, 4.6, 3.0, 0.9, 0, matt(0xb8c2b6)), box(0.7, 4.6, 1.2, 1.9, 0, matt(0xc7cfc4))),
		interior("spa_bathroom_shelf", "Spa Bathroom Shelf", "on a stone shelf in a quiet spa, with rolled towels and pebbles", []string{"bathroom", "spa", "calm"},
			roomBehind(made(Travertine, 0xd9cdb8, 0xb7a384).glossy(0.12), 0xa9a595, 0xc9c4b4, 0xe4e0d4),
			cylinder(-0.58, 0.7, 0.42, 0.2, made(Linen, 0xf1ece2, 0)), cylinder(-0.58, 0.7, 0.4, 0.36, made(Linen, 0xe5dccb, 0)),
			Prop{Shape: Rock, Side: 0.6, Z: 0.5, Size: [3]float64{0.34, 0.13, 0.3}, Surface: matt(0x55565a)}, Prop{Shape: Rock, Side: 0.6, Z: 0.5, Y: 0.12, Size: [3]float64{0.25, 0.1, 0.22}, Surface: matt(0x6b6c6f)}),
		interior("cafe_evening", "Cafe Evening", "on a cafe table in the evening, lights behind the window", []string{"cafe", "evening", "warm", "bokeh"},
			Scene{Room: Table, Floor: made(Veneer, 0x7a5034, 0x47291a).glossy(0.3), Wall: Surface{Material: Haze, Color: 0x6b4630, Middle: 0x4a3324, Accent: 0x271d1a},
				Key: Key{Side: -50, Height: 46, Spread: 10, Strength: 0.62, Reach: 4, Color: 0xffdfb5}, Sky: Sky{Top: 0xffe6c8, Horizon: 0xffd6a8},
				Bokeh: Bokeh{Count: 40, Size: 0.09, Colors: []Hex{0xffc56f, 0xffe2b0, 0xff9d52, 0xfff1d8}}, Blur: 0.014, Vignette: 0.38},
			cylinder(0.66, 0.7, 0.3, 0.24, matt(0xefe9df).glossy(0.3))),
		interior("brick_loft", "Brick Loft", "on a steel-grey table in a loft of red brick", []string{"loft", "brick", "urban"},
			Scene{Room: Table, Depth: 1.0, Floor: made(Concrete, 0x77767a, 0).glossy(0.15), Wall: made(Brick, 0xa0583f, 0xc8b8a4).sized(2.6), Key: daylight(-60), Blur: 0.010, Vignette: 0.3},
			cylinder(0.64, 0.55, 0.34, 0.42, matt(0x3a3d40).glossy(0.2))),
		interior("bedroom_linen_morning", "Bedroom Linen Morning", "on a bedside cloth in a bright bedroom", []string{"bedroom", "linen", "soft"},
			roomBehind(made(Linen, 0xe9e2d6, 0), 0xd8cfc4, 0xece7df, 0xf7f4ef),
			pane(0.5, 1.8, 1.7), box(-0.6, 3.4, 1.9, 0.7, 0, matt(0xd9d0c6)), cylinder(0.62, 0.6, 0.3, 0.36, matt(0xd8c0a8))),
		interior("library_dark_wood", "Library Dark Wood", "on a dark desk in an old library", []string{"library", "books", "dark", "classic"},
			Scene{Room: Table, Depth: 1.1, Floor: made(Veneer, 0x5e3a26, 0x321c12).glossy(0.3), Wall: Surface{Material: Haze, Color: 0x46301f, Middle: 0x5d4028, Accent: 0x2a1c14},
				Key: Key{Side: -52, Height: 44, Spread: 9, Strength: 0.66, Reach: 4, Color: 0xffe2bb}, Sky: Sky{Top: 0xffedd4, Horizon: 0xffdcb4}, Blur: 0.014, Vignette: 0.36},
			box(-0.6, 0.7, 0.62, 0.1, 10, matt(0x6b2a28)), Prop{Shape: Block, Side: -0.6, Z: 0.7, Y: 0.1, Size: [3]float64{0.55, 0.08, 0.5}, Turn: -8, Surface: matt(0x2e4a3c)},
			Prop{Shape: Block, Side: -0.6, Z: 0.7, Y: 0.18, Size: [3]float64{0.5, 0.09, 0.46}, Turn: 16, Surface: matt(0xb08a4a)},
			box(0.3, 4.6, 0.34, 1.5, 0, matt(0x7a3b2c)), box(0.42, 4.6, 0.3, 1.7, 0, matt(0x39543f)), box(0.55, 4.6, 0.36, 1.4, 0, matt(0x98793f)), box(0.68, 4.6, 0.3, 1.65, 0, matt(0x34405e)), box(0.8, 4.6, 0.36, 1.5, 0, matt(0x6f3228))),
		interior("sunny_windowsill", "Sunny Windowsill", "on a white windowsill in the sun, the garden soft behind", []string{"window", "sunny", "garden"},
			Scene{Room: Table, Depth: 0.9, Floor: matt(0xe4e1da).glossy(0.1), Wall: Surface{Material: Foliage, Color: 0x55793c, Middle: 0x9dbb6a, Accent: 0xe9f0c4},
				Key: sunlight(-58), Gobo: Gobo{Kind: Boughs, Soft: 2.2}, Sky: Sky{Top: 0xf4f8fb, Horizon: 0xf4f4e8}, Blur: 0.016, Exposure: 1.05},
			cylinder(0.66, 0.45, 0.3, 0.3, matt(0xc98a68))),
		interior("desk_tech_blue", "Desk Tech Blue", "on a dark desk in cool blue light with small lights behind", []string{"tech", "desk", "blue", "dark"},
			Scene{Room: Table, Floor: matt(0x23262d).glossy(0.4), Wall: Surface{Material: Haze, Color: 0x28405f, Middle: 0x1b2a48, Accent: 0x0e1428},
				Key: Key{Side: -50, Height: 46, Spread: 10, Strength: 0.62, Reach: 4, Color: 0xe6f0ff}, Sky: Sky{Top: 0xb8d4ff, Horizon: 0x9fc4ff},
				Bokeh: Bokeh{Count: 30, Size: 0.07, Colors: []Hex{0x5fa8ff, 0x9fd0ff, 0xb48cff, 0x50e0e0}}, Blur: 0.013, Vignette: 0.36}),
	}
}

func interior(id, name, prompt string, tags []string, s Scene, props ...Prop) Preset {
	s.Props = append(s.Props, props...)
	return Preset{ID: id, Name: name, Prompt: prompt, Tags: append(tags, "room"), Categories: []string{"interior"}, Scene: s}
}

// pane is a window in the far wall, too bright to see through.
func pane(side, wide, high float64) Prop {
	return Prop{Shape: Block, Side: side, Z: 5.6, Y: 0.5, Size: [3]float64{wide, high, 0.05}, Surface: made(Haze, 0xfdfefe, 0xffffff)}
}
