// Presets about a surface.

package raster

// presetsSurface are about what the product stands or lies on.
func presetsSurface() []Preset {
	return []Preset{
		surface("white_marble_counter", "White Marble Counter", "on a polished white marble counter before pale grey", "marble",
			made(Marble, 0xe6e5e3, 0x77777e).glossy(0.35), matt(0xd0d7da)),
		surface("black_marble_gold", "Black Marble Gold", "on black marble with golden veins in low light", "marble",
			made(Marble, 0x1d1d20, 0xb9924f).glossy(0.45), matt(0x2d2b2b)),
		surface("green_marble_brass", "Green Marble Brass", "on deep green marble before olive plaster", "marble",
			made(Marble, 0x2c5142, 0xa8c2ac).glossy(0.4), made(Plaster, 0x7f8868, 0)),
		surface("oak_table_daylight", "Oak Table Daylight", "on an oak table in daylight before an off-white wall", "wood",
			made(Planks, 0xd0ab78, 0xa27b4a).glossy(0.08), made(Plaster, 0xe8e2d6, 0)),
		surface("dark_walnut_top", "Dark Walnut Top", "on dark walnut with light from one side", "wood",
			made(Veneer, 0x6d4730, 0x3c2518).glossy(0.22), matt(0x4a4440)),
		surface("whitewashed_boards", "Whitewashed Boards", "on whitewashed boards before a pale wall", "wood",
			made(Planks, 0xe6e1d8, 0xc4bbad), matt(0xdfe3e4)),
		surface("raw_concrete_slab", "Raw Concrete Slab", "on raw concrete before concrete", "concrete",
			made(Concrete, 0xb0aeaa, 0), made(Concrete, 0xbfbdb9, 0)),
		surface("terrazzo_counter", "Terrazzo Counter", "on a terrazzo counter with pink and green chips", "terrazzo",
			Surface{Material: Terrazzo, Color: 0xefeae2, Accent: 0xcf8f7c, Middle: 0x7f9c86, Gloss: 0.25, Scale: 1.7}, matt(0xe9cfc4)),
		surface("travertine_ledge", "Travertine Ledge", "on a ledge of travertine in warm side light", "stone",
			made(Travertine, 0xdfd0b5, 0xb79b74), made(Plaster, 0xe4d8c4, 0)),
		surface("natural_linen", "Natural Linen", "on natural linen in window light", "fabric",
			made(Linen, 0xd9cdb9, 0), made(Linen, 0xd9cdb9, 0)),
		surface("champagne_silk", "Champagne Silk", "on folds of champagne silk", "fabric",
			made(Silk, 0xe9d5b8, 0).glossy(0.16), matt(0xead9c2)),
		surface("midnight_velvet", "Midnight Velvet", "on folds of midnight blue cloth in low light", "fabric",
			made(Silk, 0x26315e, 0), matt(0x1d2340)),
		surface("white_bathroom_tiles", "White Bathroom Tiles", "on white tiles in a bright bathroom", "tiles",
			made(Tiles, 0xf1f3f3, 0xc9cfd0).glossy(0.35), made(Tiles, 0xf1f3f3, 0xc9cfd0).glossy(0.25)),
		surface("sage_kitchen_tiles", "Sage Kitchen Tiles", "on pale stone before sage green tiles", "tiles",
			made(Concrete, 0xd8d4cc, 0).glossy(0.15), made(Tiles, 0x9db09a, 0xdfe3d8).glossy(0.3)),
		surface("clear_water_blue", "Clear Water Blue", "in clear blue water with gentle ripples", "water",
			made(Water, 0x4aa3c4, 0).glossy(0.7), matt(0xa9dcec)),
		surface("golden_sand", "Golden Sand", "on golden sand before a warm plain wall", "sand",
			made(Sand, 0xe2c08c, 0), matt(0xeed3a8)),
	}
}

func surface(id, name, prompt, kind string, floor, wall Surface) Preset {
	s := Scene{Room: Corner, Depth: 1.9, Floor: floor, Wall: wall, Key: daylight(-54), Blur: 0.006, Vignette: 0.2}
	if floor.Material == Linen || floor.Material == Silk || floor.Material == Sand {
		s.Room, s.Key.Spread, s.Key.Side = Corner, 8, -66
	}
	return Preset{ID: id, Name: name, Prompt: prompt, Tags: []string{"surface", kind}, Categories: []string{"surface"}, Scene: s}
}
