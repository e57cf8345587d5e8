// Presets of one colour, and of colours that run into each other.

package raster

// presetsPaper are one colour from floor to wall.
func presetsPaper() []Preset {
	black := Scene{
		Floor: matt(0x17181a).glossy(0.5), Wall: matt(0x1b1c1f), Depth: 2.4, Vignette: 0.3,
		Key: Key{Side: -62, Height: 44, Spread: 12, Strength: 0.7, Reach: 4},
	}
	return []Preset{
		plain("sage_green_paper", "Sage Green Paper", "on seamless sage green paper with a soft shadow", 0xb9c7ae, "green", "calm"),
		plain("blush_pink_paper", "Blush Pink Paper", "on seamless blush pink paper with a soft shadow", 0xf0cbc8, "pink", "soft"),
		plain("terracotta_paper", "Terracotta Paper", "on seamless terracotta paper in warm light", 0xc9805f, "terracotta", "warm"),
		plain("lavender_paper", "Lavender Paper", "on seamless lavender paper in clear light", 0xcdc3e6, "violet", "soft"),
		plain("butter_yellow_paper", "Butter Yellow Paper", "on seamless butter yellow paper in bright light", 0xf6df9b, "yellow", "bright"),
		plain("mint_paper", "Mint Paper", "on seamless mint paper in bright light", 0xbfe5d6, "green", "fresh"),
		plain("deep_navy_paper", "Deep Navy Paper", "on seamless navy paper with light from one side", 0x26365a, "blue", "dark"),
		plain("charcoal_paper", "Charcoal Paper", "on seamless charcoal paper with light from one side", 0x46474a, "grey", "dark"),
		plain("forest_green_paper", "Forest Green Paper", "on seamless deep green paper with light from one side", 0x2f4b3d, "green", "dark"),
		plain("coral_red_paper", "Coral Red Paper", "on seamless coral paper in bright light", 0xee7f6a, "red", "bright"),
		{
			ID: "black_mirror_background", Name: "Black Mirror Background", Prompt: "on black acrylic that mirrors it, before black",
			Tags: []string{"black", "dark", "luxury"}, Categories: []string{"monochrome"}, Scene: black,
		},
	}
}

// presetsGradient turn from colour to colour behind the product.
func presetsGradient() []Preset {
	return []Preset{
		blend("sunset_gradient", "Sunset Gradient", "before a sunset that runs from peach to violet", 0xffd9b8, 0xff9d86, 0x8f6bb3, "sunset", "warm"),
		blend("ocean_gradient", "Ocean Gradient", "before pale aqua that deepens into sea blue", 0xd9f2ef, 0x7cc4d6, 0x2f6ea6, "blue", "cool"),
		blend("mint_haze_gradient", "Mint Haze Gradient", "before white that turns to mint", 0xf7fffb, 0xd2f2e4, 0x8fd3bd, "green", "fresh"),
		blend("lilac_peach_gradient", "Lilac Peach Gradient", "before peach that turns to lilac", 0xffe9db, 0xf6c6d3, 0xbfa7e2, "pink", "violet"),
		blend("midnight_gradient", "Midnight Gradient", "before dusk blue that sinks into night", 0x6f7fb4, 0x3a4680, 0x161a3a, "blue", "dark"),
		blend("golden_hour_gradient", "Golden Hour Gradient", "before cream that glows into gold", 0xfff3d9, 0xfbd48b, 0xe59a4a, "gold", "warm"),
		blend("spring_lime_gradient", "Spring Lime Gradient", "before pale yellow that turns to lime", 0xfdfbdc, 0xe1f0a1, 0x9ccf6a, "green", "bright"),
		blend("rose_wine_gradient", "Rose Wine Gradient", "before rose that deepens into wine red", 0xf7d3d3, 0xc9667c, 0x5e2140, "red", "dark"),
	}
}

func blend(id, name, prompt string, low, middle, high Hex, tags ...string) Preset {
	return Preset{
		ID: id, Name: name, Prompt: prompt, Tags: append(tags, "gradient"), Categories: []string{"gradient"},
		Scene: Scene{
			Floor: matt(low), Wall: Surface{Material: Gradient, Color: low, Middle: middle, Accent: high},
			Depth: 2.4, Key: softbox(-40), Vignette: 0.08, Exposure: 1.06,
		},
	}
}
