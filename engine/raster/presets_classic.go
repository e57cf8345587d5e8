// Presets that the service names.

package raster

// presetsClassic are the ids that the service's own page names. Words and sets are ours.
func presetsClassic() []Preset {
	return []Preset{
		{
			ID: "on_platform_natural_beige_background", Name: "On Platform Natural Beige Background",
			Prompt: "on a low round plinth of sand-coloured clay before a beige paper sweep",
			Tags:   []string{"platform", "beige", "warm"}, Categories: []string{"studio", "platform"},
			Scene: Scene{
				Floor: matt(0xdcc7a8), Wall: matt(0xdcc7a8), Depth: 2.6, Key: softbox(-48),
				Stand: Stand{Shape: Disc, Height: 0.17, Margin: 0.24, Surface: matt(0xe3d0b4)},
				Props: []Prop{
					{Shape: Disc, Side: -0.5, Z: 0.95, Size: [3]float64{0.8, 0.5}, Surface: matt(0xdcc6a6)},
					{Shape: Disc, Side: 0.62, Z: 0.75, Size: [3]float64{0.5, 0.85}, Surface: matt(0xe0cdb0)},
				},
				Sky: Sky{Top: 0xffffff, Horizon: 0xfff4e6}, Blur: 0.003, Vignette: 0.22,
			},
		},
		{
			ID: "thanksgiving_rustic_scene", Name: "Thanksgiving Rustic Scene",
			Prompt: "on a worn oak table strewn with maple leaves, small pumpkins behind, candle glow in the evening",
			Tags:   []string{"thanksgiving", "autumn", "holiday", "rustic", "wood"}, Categories: []string{},
			Scene: Scene{
				Room: Table, Floor: Surface{Material: Planks, Color: 0xa87747, Accent: 0x6b4425, Gloss: 0.12},
				Wall: Surface{Material: Haze, Color: 0x4a2c17, Middle: 0x6e3f1c, Accent: 0x2a180e},
				Key:  Key{Side: -52, Height: 40, Spread: 9, Strength: 0.66, Reach: 4, Color: 0xffd9a8},
				Props: []Prop{
					{Shape: Pumpkin, Side: 0.52, Z: 0.8, Size: [3]float64{0.62, 0.46}, Turn: 20, Surface: Surface{Color: 0xd9752a, Gloss: 0.1}},
					{Shape: Pumpkin, Side: 0.74, Z: 0.45, Size: [3]float64{0.36, 0.27}, Turn: 50, Surface: Surface{Color: 0xe3a04a, Gloss: 0.1}},
					{Shape: Pumpkin, Side: -0.62, Z: 0.95, Size: [3]float64{0.5, 0.36}, Surface: Surface{Color: 0xc9bb96, Gloss: 0.1}},
				},
				Litter: Litter{Kind: Leaves, Count: 26, Size: 0.3, Colors: []Hex{0xc4461d, 0xd9802b, 0xe0a83c, 0x9c2f1c}},
				Sky:    Sky{Top: 0xffe0bd, Horizon: 0xffc890},
				Bokeh:  Bokeh{Count: 46, Size: 0.085, Colors: []Hex{0xffb765, 0xff9a3d, 0xffd9a6, 0xffc27a}},
				Blur:   0.012, Vignette: 0.4,
			},
		},
		{
			ID: "white_background", Name: "White Background", Prompt: "on pure white with a soft shadow",
			Tags: []string{"white", "plain", "catalogue"}, Categories: []string{"monochrome"},
			Scene: Scene{
				Floor: matt(0xffffff), Wall: matt(0xffffff), Exposure: 1.22, Depth: 2.4,
				Key: Key{Side: -40, Height: 60, Spread: 16, Strength: 0.5}, Sky: Sky{Top: 0xffffff, Horizon: 0xffffff},
			},
		},
		plain("natural_beige_background", "Natural Beige Background", "on seamless beige paper in soft daylight", 0xe2d2b9, "beige", "warm"),
		plain("light_grey_background", "Light Grey Background", "on seamless light grey paper in even studio light", 0xd6d7d8, "grey", "neutral"),
		plain("light_blue_background", "Light Blue Background", "on seamless pale blue paper in clear light", 0xbfd9ec, "blue", "cool"),
		{
			ID: "white_pink_yellow_gradient_background_monochrome", Name: "White Pink Yellow Gradient Background Monochrome",
			Prompt: "on white that turns to rose and then to soft yellow",
			Tags:   []string{"gradient", "pink", "yellow", "white"}, Categories: []string{"monochrome", "gradient"},
			Scene: Scene{
				Floor: matt(0xfff6f4), Wall: Surface{Material: Gradient, Color: 0xfff3f1, Middle: 0xffc3d2, Accent: 0xffe08a},
				Depth: 2.4, Key: softbox(-38), Exposure: 1.06,
			},
		},
		{
			ID: "gray_shadowy_room_sunlight_streaming_studio", Name: "Gray Shadowy Room Sunlight Streaming Studio",
			Prompt: "on a plaster block in a dim grey room, low sun through a window with leaves before it",
			Tags:   []string{"sunlight", "shadow", "grey", "window"}, Categories: []string{"studio"},
			Scene: Scene{
				Room: Corner, Depth: 1.15, Floor: Surface{Material: Concrete, Color: 0xb9b6b0}, Wall: Surface{Material: Plaster, Color: 0xbdbab4},
				Stand: Stand{Shape: Block, Height: 0.2, Margin: 0.34, Surface: Surface{Material: Plaster, Color: 0xcdc8be}},
				Key:   sunlight(-58), Gobo: Gobo{Kind: Glazing}, Sky: Sky{Top: 0xc9d4e4, Horizon: 0xd6dbe2}, Vignette: 0.3,
			},
		},
		{
			ID: "gray_shadowy_room_sunlight_streaming_neutral", Name: "Gray Shadowy Room Sunlight Streaming Neutral",
			Prompt: "on a bare floor in a quiet grey room, sun falling through a tall window",
			Tags:   []string{"sunlight", "shadow", "grey", "neutral"}, Categories: []string{"studio"},
			Scene: Scene{
				Room: Corner, Depth: 1.3, Floor: Surface{Material: Concrete, Color: 0xa9a9a8}, Wall: Surface{Material: Plaster, Color: 0xb2b2b1},
				Key: Key{Side: -58, Height: 36, Spread: 1.4, Strength: 0.7, Color: 0xfff1de}, Gobo: Gobo{Kind: Window, Soft: 1.5},
				Sky: Sky{Top: 0xd3d9e2, Horizon: 0xdadde0}, Vignette: 0.3,
			},
		},
		{
			ID: "mid_century_modern_office", Name: "Mid Century Modern Office",
			Prompt: "on a walnut desk in an office of the nineteen-fifties, slatted wall, brass lamp and a vase out of focus",
			Tags:   []string{"office", "walnut", "retro", "interior"}, Categories: []string{"interior"},
			Scene: Scene{
				Room: Table, Depth: 1.1, Floor: Surface{Material: Veneer, Color: 0xa06a41, Accent: 0x5e3820, Gloss: 0.25},
				Wall: Surface{Material: Slats, Color: 0x9a6a44, Accent: 0x6b452a, Scale: 2.2},
				Key:  Key{Side: -55, Height: 44, Spread: 10, Strength: 0.62, Reach: 6, Color: 0xffeed6},
				Props: []Prop{
					{Shape: Vase, Side: 0.62, Z: 0.85, Size: [3]float64{0.34, 0.6}, Surface: Surface{Color: 0x2f6a63, Gloss: 0.35}},
					{Shape: Block, Side: -0.58, Z: 0.8, Size: [3]float64{0.7, 0.09, 0.45}, Turn: 8, Surface: Surface{Color: 0xc8842f}, Low: true},
					{Shape: Block, Side: -0.58, Z: 0.8, Y: 0.09, Size: [3]float64{0.62, 0.07, 0.42}, Turn: -6, Surface: Surface{Color: 0x31565f}},
					{Shape: Ball, Side: -0.58, Z: 0.85, Y: 0.16, Size: [3]float64{0.22, 0.22, 0.22}, Surface: Surface{Color: 0xc79a4b, Gloss: 0.5}},
				},
				Sky: Sky{Top: 0xfff8ee, Horizon: 0xffeedd}, Blur: 0.016, Vignette: 0.3,
			},
		},
	}
}

// plain is one colour from floor to wall.
func plain(id, name, prompt string, c Hex, tags ...string) Preset {
	return Preset{
		ID: id, Name: name, Prompt: prompt, Tags: append(tags, "plain"), Categories: []string{"monochrome"},
		Scene: Scene{Floor: matt(c), Wall: matt(c), Depth: 2.4, Key: softbox(-42), Vignette: 0.14, Exposure: 1.1},
	}
}
