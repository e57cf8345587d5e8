// Presets outdoors.

package raster

// presetsNature are outdoors: ground, sky, and leaves between the two.
func presetsNature() []Preset {
	sun := Key{Side: -55, Height: 42, Spread: 2, Strength: 0.66, Color: 0xfff0d2}
	green := Surface{Material: Foliage, Color: 0x5f7f3f, Middle: 0xa9c07a, Accent: 0xdfe8b8}
	return []Preset{
		nature("beach_sand_sun", "Beach Sand Sun", "on fine beach sand in the sun, the sea soft behind it", []string{"beach", "summer", "sand", "sea"}, Scene{
			Room: Table, Depth: 2.4, Floor: made(Sand, 0xe6d2ac, 0), Wall: Surface{Material: Haze, Color: 0x4f9fb8, Middle: 0x9fd0df, Accent: 0xd5ecf5, Scale: 0.8},
			Key: sun, Sky: Sky{Top: 0xd8e8fb, Horizon: 0xf4ead8},
			Props: []Prop{pebble(0.6, 0.3, 0.2, 0xe9ddcb), pebble(0.68, 0.45, 0.14, 0xcdb79b), pebble(-0.7, 0.5, 0.24, 0xd9c7b2)}, Blur: 0.013,
		}),
		nature("desert_dune_dusk", "Desert Dune Dusk", "on rippled desert sand at dusk", []string{"desert", "sand", "dusk", "warm"}, Scene{
			Room: Table, Depth: 2.6, Floor: made(Sand, 0xd9a06a, 0), Wall: Surface{Material: Haze, Color: 0xf3b284, Middle: 0xe99a8a, Accent: 0x8f7fb0},
			Key: Key{Side: -68, Height: 20, Spread: 2, Strength: 0.62, Color: 0xffcf9a}, Sky: Sky{Top: 0xd9d3ee, Horizon: 0xf6d9c4},
			Props: []Prop{{Shape: Rock, Side: 0.7, Z: 0.9, Size: [3]float64{0.6, 0.3, 0.5}, Surface: made(Concrete, 0xb98560, 0)}}, Blur: 0.012, Exposure: 1.1,
		}),
		nature("forest_moss_stone", "Forest Moss Stone", "on a mossy stone in a forest with sun between the trees", []string{"forest", "moss", "green", "stone"}, Scene{
			Room: Table, Depth: 1.6, Floor: made(Moss, 0x6f8440, 0x2f4220), Wall: Surface{Material: Foliage, Color: 0x2f4a26, Middle: 0x5f7f45, Accent: 0xc6d69a},
			Stand: Stand{Shape: Rock, Height: 0.2, Margin: 0.42, Surface: made(Concrete, 0x8b8880, 0)},
			Props: []Prop{
				{Shape: Rock, Side: -0.6, Z: 0.7, Size: [3]float64{0.6, 0.3, 0.5}, Surface: made(Concrete, 0x7c7a72, 0)},
				{Shape: Rock, Side: 0.66, Z: 0.5, Size: [3]float64{0.4, 0.2, 0.36}, Surface: made(Moss, 0x66803c, 0x33471f)},
			},
			Key: sun, Gobo: Gobo{Kind: Boughs, Soft: 2.4}, Sky: Sky{Top: 0xe8f2d8, Horizon: 0xdfe8c8},
			Bokeh: Bokeh{Count: 30, Size: 0.06, Colors: []Hex{0xf4f7c8, 0xd9eda0, 0xffffff}}, Blur: 0.014, Vignette: 0.3, Exposure: 1.15,
		}),
		nature("still_water_dawn", "Still Water Dawn", "standing in still shallow water at dawn", []string{"water", "lake", "dawn", "reflection"}, Scene{
			Room: Table, Depth: 3.2, Floor: made(Water, 0x6f8ea6, 0).glossy(0.8), Wall: Surface{Material: Haze, Color: 0xf6c9b4, Middle: 0xdcb8c8, Accent: 0x8fa6cf},
			Key: Key{Side: -60, Height: 30, Spread: 6, Strength: 0.5, Color: 0xffdcc0}, Sky: Sky{Top: 0xc8d6f0, Horizon: 0xf6d6c8}, Blur: 0.010,
		}),
		nature("snow_field_blue", "Snow Field Blue", "in fresh snow under a cold clear sky", []string{"snow", "winter", "cold", "white"}, Scene{
			Room: Table, Depth: 2.2, Floor: made(Snow, 0xf2f5fa, 0), Wall: Surface{Material: Haze, Color: 0xe8eff8, Middle: 0xb9d2ec, Accent: 0x6f9fd0},
			Key: Key{Side: -62, Height: 30, Spread: 3, Strength: 0.55, Color: 0xfff4e2}, Sky: Sky{Top: 0xd2e2fa, Horizon: 0xe8eefa}, Blur: 0.013,
			Bokeh: Bokeh{Count: 40, Size: 0.03, Colors: []Hex{0xffffff}},
		}),
		nature("spring_meadow_blossom", "Spring Meadow Blossom", "on a white board among petals, blossom trees behind", []string{"spring", "blossom", "flowers", "pink"}, Scene{
			Room: Table, Depth: 1.3, Floor: made(Planks, 0xe9e2d8, 0xcfc4b4), Wall: Surface{Material: Foliage, Color: 0xd98aa8, Middle: 0xf3c3d2, Accent: 0xfaf1f2},
			Key: sun, Sky: Sky{Top: 0xf0f4fb, Horizon: 0xfdeef0}, Litter: Litter{Kind: Petals, Count: 40, Size: 0.12, Colors: []Hex{0xf7c3d2, 0xfbdde4, 0xf2a9bf}},
			Bokeh: Bokeh{Count: 26, Size: 0.07, Colors: []Hex{0xffffff, 0xffe0e8}}, Blur: 0.015,
		}),
		nature("river_pebbles", "River Pebbles", "on a flat stone among river pebbles", []string{"stone", "pebbles", "river", "grey"}, Scene{
			Room: Table, Depth: 1.8, Floor: made(Sand, 0xb9b1a2, 0), Wall: Surface{Material: Haze, Color: 0x7d8f8a, Middle: 0xa9bcb6, Accent: 0xdbe6e2},
			Stand: Stand{Shape: Rock, Height: 0.16, Margin: 0.45, Surface: made(Concrete, 0x83837f, 0)}, Key: daylight(-58),
			Props: []Prop{
				pebble(-0.38, 0.5, 0.42, 0x8d8a84), pebble(-0.52, 0.15, 0.26, 0xb5afa4), pebble(-0.6, 0.8, 0.55, 0x77746f), pebble(-0.78, 0.3, 0.36, 0xcfc8bc),
				pebble(0.4, 0.6, 0.5, 0xa8a197), pebble(0.5, 0.1, 0.22, 0x6f6d69), pebble(0.64, 0.35, 0.38, 0xd2ccc0), pebble(0.8, 0.75, 0.5, 0x87837c),
			},
			Blur: 0.012, Vignette: 0.2,
		}),
		nature("sky_pedestal", "Sky Pedestal", "on a white pedestal high among clouds", []string{"sky", "clouds", "blue", "dream"}, Scene{
			Room: Table, Depth: 1.1, Floor: matt(0xf4f6f9), Wall: Surface{Material: Heaven, Color: 0xdcecfa, Middle: 0x9cc8ee, Accent: 0x5b9bdc},
			Stand: Stand{Shape: Disc, Height: 0.18, Margin: 0.24, Surface: matt(0xfafbfc)}, Key: daylight(-50), Sky: Sky{Top: 0xe6f0fc, Horizon: 0xf4f7fb}, Blur: 0.010,
		}),
		nature("tropical_leaves", "Tropical Leaves", "on dark stone before deep green tropical leaves", []string{"tropical", "green", "leaves", "summer"}, Scene{
			Room: Table, Depth: 1.2, Floor: made(Concrete, 0x6d706c, 0).glossy(0.15), Wall: Surface{Material: Foliage, Color: 0x17402c, Middle: 0x2f6f46, Accent: 0xa6cf72, Scale: 1.5},
			Key: sun, Gobo: Gobo{Kind: Palm, Soft: 0.6}, Sky: Sky{Top: 0xe2f0e4, Horizon: 0xd8e8d0}, Blur: 0.013, Vignette: 0.3, Exposure: 1.15,
		}),
		nature("garden_table_afternoon", "Garden Table Afternoon", "on a weathered garden table on a summer afternoon", []string{"garden", "summer", "wood", "green"}, Scene{
			Room: Table, Depth: 1.2, Floor: made(Planks, 0xb39a78, 0x7f6a4e), Wall: green, Key: sun, Gobo: Gobo{Kind: Boughs, Soft: 2},
			Sky: Sky{Top: 0xf2f6ea, Horizon: 0xeef2dc}, Bokeh: Bokeh{Count: 34, Size: 0.075, Colors: []Hex{0xfbfbd8, 0xe4f2b8}}, Blur: 0.015, Exposure: 1.15,
		}),
	}
}

func nature(id, name, prompt string, tags []string, s Scene) Preset {
	return Preset{ID: id, Name: name, Prompt: prompt, Tags: append(tags, "outdoor"), Categories: []string{"nature"}, Scene: s}
}

// pebble is half sunk in the ground.
func pebble(side, z, wide float64, c Hex) Prop {
	return Prop{
		Shape: Egg, Side: side, Z: z, Y: -0.14 * wide, Size: [3]float64{wide, 0.5 * wide, 0.75 * wide}, Turn: 150 * side,
		Surface: Surface{Material: Concrete, Color: c, Scale: 0.5, Gloss: 0.08}, Low: true,
	}
}
