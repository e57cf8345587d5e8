// Presets of plaster, plinths and hard light.

package raster

// presetsStudio are sets of plaster and paper in hard or shaped light.
func presetsStudio() []Preset {
	return []Preset{
		sunlit("palm_shadow_cream_wall", "Palm Shadow Cream Wall", "on a cream plaster ledge with the shadow of palm leaves on the wall", 0xeadfce, Palm, "palm", "cream", "summer"),
		sunlit("blinds_shadow_terracotta", "Blinds Shadow Terracotta", "in a terracotta room, striped by the shadow of blinds", 0xc98a6a, Blinds, "blinds", "terracotta", "warm"),
		sunlit("dappled_light_sage_wall", "Dappled Light Sage Wall", "before a sage green wall in light that falls through leaves", 0xb4bfa6, Boughs, "leaves", "green", "calm"),
		sunlit("window_light_blush_room", "Window Light Blush Room", "in a blush plaster room with sun through a window", 0xe8c6bd, Window, "window", "pink", "soft"),
		sunlit("cobalt_hard_sun", "Cobalt Hard Sun", "before a cobalt wall in hard summer sun with leaf shadows", 0x3f63b8, Boughs, "blue", "summer", "bold"),
		sunlit("white_loft_morning_sun", "White Loft Morning Sun", "in a white room with morning sun through a tall window", 0xece9e4, Glazing, "white", "morning", "window"),
		{
			ID: "spotlight_black_acrylic", Name: "Spotlight Black Acrylic", Prompt: "on black acrylic in a single pool of light, mirrored",
			Tags: []string{"black", "dark", "luxury", "reflection"}, Categories: []string{"studio"},
			Scene: Scene{
				Room: Corner, Depth: 2.0, Floor: matt(0x141518).glossy(0.75), Wall: matt(0x585c64),
				Key: Key{Side: -35, Height: 56, Spread: 9, Strength: 0.8, Reach: 2.6}, Vignette: 0.45,
			},
		},
		{
			ID: "white_arch_high_key", Name: "White Arch High Key", Prompt: "before a tall white arch in bright even light",
			Tags: []string{"white", "arch", "clean"}, Categories: []string{"studio"},
			Scene: Scene{
				Floor: matt(0xf4f2ef), Wall: matt(0xf4f2ef), Depth: 2.2, Key: softbox(-50), Exposure: 1.08,
				Props: []Prop{arched(0, 1.0, 1.5, 1.6, matt(0xf7f5f2)), ball(0.55, 0.5, 0.28, matt(0xf0ece6))},
			},
		},
		{
			ID: "gallery_concrete_daylight", Name: "Gallery Concrete Daylight", Prompt: "on a concrete block in a gallery of concrete and daylight",
			Tags: []string{"concrete", "grey", "architecture"}, Categories: []string{"studio"},
			Scene: Scene{
				Room: Corner, Depth: 1.9, Floor: made(Concrete, 0xaaa8a4, 0).glossy(0.2), Wall: made(Concrete, 0xc4c2be, 0),
				Stand: Stand{Shape: Block, Height: 0.26, Margin: 0.2, Surface: made(Concrete, 0xb7b4af, 0)},
				Key:   daylight(-60), Vignette: 0.2,
			},
		},
	}
}

// sunlit is a plaster room with a ledge, the sun and something before it.
func sunlit(id, name, prompt string, c Hex, p Pattern, tags ...string) Preset {
	wall, key, soft := made(Plaster, c, 0), sunlight(-60), 1.2
	switch p {
	case Palm:
		soft = 0.45
	case Window, Glazing:
		key.Strength, soft = 0.6, 0.8
	}
	return Preset{
		ID: id, Name: name, Prompt: prompt, Tags: append(tags, "sunlight", "shadow"), Categories: []string{"studio"},
		Scene: Scene{
			Room: Corner, Depth: 1.25, Floor: Surface{Color: c}, Wall: wall,
			Stand: Stand{Shape: Block, Height: 0.14, Margin: 0.4, Surface: Surface{Color: c}},
			Key:   key, Gobo: Gobo{Kind: p, Soft: soft}, Sky: Sky{Top: 0xe4eaf4, Horizon: 0xf0ece6}, Vignette: 0.16, Exposure: 1.1,
		},
	}
}

// presetsPlatform lift the product on plinths among simple bodies.
func presetsPlatform() []Preset {
	return []Preset{
		platform("marble_disc_blush", "Marble Disc Blush", "on a disc of white marble before blush paper with a golden ring", 0xeccfc9,
			Stand{Shape: Disc, Height: 0.13, Margin: 0.26, Surface: made(Marble, 0xf2f0ed, 0x8d8b90).glossy(0.25)},
			Prop{Shape: Ring, Side: 0, Z: 0.8, Size: [3]float64{1.6, 1.6, 0.06}, Surface: matt(0xd8a955).glossy(0.5)},
			ball(0.6, 0.4, 0.24, matt(0xd8a955).glossy(0.5))),
		platform("mint_steps", "Mint Steps", "on steps of mint board, with white balls", 0xbfe0d0,
			Stand{Shape: Block, Height: 0.18, Margin: 0.2, Surface: matt(0xc9e8da)},
			box(-0.55, 0.75, 0.75, 0.42, 0, matt(0xb5dac9)), box(-0.42, 1.25, 0.7, 0.75, 0, matt(0xaad2c0)), ball(0.55, 0.5, 0.36, matt(0xf3f5f1)), ball(0.72, 0.2, 0.2, matt(0xf3f5f1))),
		platform("black_plinth_gold_ring", "Black Plinth Gold Ring", "on a black plinth with a golden ring behind it", 0x2a2b2f,
			Stand{Shape: Disc, Height: 0.2, Margin: 0.24, Surface: matt(0x191a1c).glossy(0.45)},
			Prop{Shape: Ring, Side: 0, Z: 0.75, Size: [3]float64{1.75, 1.75, 0.06}, Surface: matt(0xd2a04a).glossy(0.6)},
			cylinder(-0.6, 0.9, 0.5, 0.45, matt(0x1d1e21).glossy(0.4))),
		platform("terracotta_arches", "Terracotta Arches", "on a clay step among arches of terracotta", 0xd9a487,
			Stand{Shape: Block, Height: 0.15, Margin: 0.26, Surface: matt(0xdcae93)},
			arched(-0.52, 0.9, 0.8, 1.15, matt(0xc98a68)), arched(0.55, 1.05, 1.0, 1.5, matt(0xd09a7a)), cylinder(0.72, 0.4, 0.32, 0.3, matt(0xe6c3a9))),
		platform("grey_cubes", "Grey Cubes", "on a low grey cube among cubes of concrete", 0xc3c5c8,
			Stand{Shape: Block, Height: 0.22, Margin: 0.2, Surface: made(Concrete, 0xb4b6b8, 0)},
			box(-0.55, 0.9, 0.7, 0.7, 18, made(Concrete, 0xa8abae, 0)), box(0.56, 0.8, 0.5, 0.5, -24, made(Concrete, 0xbcbec0, 0)), box(0.8, 1.2, 0.7, 1.1, 10, made(Concrete, 0xafb1b4, 0))),
		platform("lilac_spheres", "Lilac Spheres", "on a lilac plinth among spheres", 0xd3c6ea,
			Stand{Shape: Disc, Height: 0.2, Margin: 0.2, Surface: matt(0xddd2f0)},
			ball(-0.5, 0.7, 0.6, matt(0xbfaee0).glossy(0.2)), ball(-0.7, 0.3, 0.28, matt(0xf1e7fa).glossy(0.2)), ball(0.55, 0.6, 0.42, matt(0xe7b8d4).glossy(0.2)), ball(0.75, 1.1, 0.7, matt(0xcbbbe6))),
		platform("travertine_sage", "Travertine Sage", "on a slab of travertine before sage green", 0xb7c0a8,
			Stand{Shape: Block, Height: 0.2, Margin: 0.28, Surface: made(Travertine, 0xdccdb2, 0xb89f7b)},
			cylinder(0.6, 0.8, 0.42, 0.9, made(Travertine, 0xd8c8ac, 0xb89f7b)), ball(-0.58, 0.6, 0.38, made(Travertine, 0xdccdb2, 0xb89f7b))),
		platform("pink_podium_pop", "Pink Podium Pop", "on a pink podium before hot pink with yellow balls", 0xf08fb0,
			Stand{Shape: Disc, Height: 0.24, Margin: 0.18, Surface: matt(0xf5a9c2)},
			ball(-0.52, 0.5, 0.34, matt(0xf7cf4d).glossy(0.3)), cylinder(0.56, 0.8, 0.5, 0.75, matt(0xf2a0bc)), ball(0.56, 0.8, 0.3, matt(0xf7cf4d).glossy(0.3)), Prop{Shape: Cone, Side: 0.8, Z: 0.3, Size: [3]float64{0.34, 0.5}, Surface: matt(0xffffff)}),
		platform("white_plinth_sky", "White Plinth Sky", "on a white plinth before sky blue, with a white arch", 0xb5d6ee,
			Stand{Shape: Disc, Height: 0.2, Margin: 0.22, Surface: matt(0xf5f6f7)},
			arched(0.5, 1.0, 0.9, 1.25, matt(0xf3f5f7)), ball(-0.55, 0.7, 0.4, matt(0xf8f8f8))),
		platform("oak_block_cream", "Oak Block Cream", "on a block of oak before cream paper", 0xeee3d0,
			Stand{Shape: Block, Height: 0.2, Margin: 0.24, Surface: made(Veneer, 0xcfa873, 0xa07848)},
			cylinder(-0.56, 0.8, 0.5, 0.6, made(Veneer, 0xcba36d, 0x9c7444)), ball(0.58, 0.6, 0.36, matt(0xf4ead9))),
	}
}

func platform(id, name, prompt string, paper Hex, stand Stand, props ...Prop) Preset {
	return Preset{
		ID: id, Name: name, Prompt: prompt, Tags: []string{"platform", "podium"}, Categories: []string{"platform", "studio"},
		Scene: Scene{
			Floor: matt(paper), Wall: matt(paper), Depth: 2.5, Stand: stand, Props: props,
			Key: softbox(-50), Blur: 0.003, Vignette: 0.2,
		},
	}
}
