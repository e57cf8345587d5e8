// Presets for days of the year.

package raster

import "slices"

// presetsHoliday are days of the year.
func presetsHoliday() []Preset {
	glow := Key{Side: -50, Height: 44, Spread: 10, Strength: 0.64, Reach: 4.5, Color: 0xffe4c0}
	warm := Sky{Top: 0xffeedd, Horizon: 0xffe0c0}
	lights := Bokeh{Count: 44, Size: 0.08, Colors: []Hex{0xffd28a, 0xffb85c, 0xffe9c4}}
	return []Preset{
		holiday("christmas_gold_baubles", "Christmas Gold Baubles", "on a dark wood table with gold and red baubles and fairy lights", []string{"christmas", "winter", "gold"}, Scene{
			Room: Table, Floor: made(Planks, 0x6f4a30, 0x3e2618).glossy(0.18), Wall: Surface{Material: Haze, Color: 0x2e4230, Middle: 0x1f3324, Accent: 0x101c14},
			Key: glow, Sky: warm, Bokeh: lights, Blur: 0.013, Vignette: 0.36,
			Props: []Prop{ball(-0.5, 0.45, 0.32, matt(0xd6a648).glossy(0.6)), ball(-0.66, 0.75, 0.4, matt(0xb3262b).glossy(0.55)), ball(0.58, 0.6, 0.38, matt(0xd6a648).glossy(0.6)), ball(0.74, 0.3, 0.24, matt(0xb3262b).glossy(0.55))},
		}),
		holiday("christmas_gifts_snow", "Christmas Gifts Snow", "in snow with wrapped gifts and soft winter lights", []string{"christmas", "gifts", "snow"}, Scene{
			Room: Table, Depth: 1.9, Floor: made(Snow, 0xf1f4fa, 0), Wall: Surface{Material: Haze, Color: 0xc8d6ea, Middle: 0x8fa9cc, Accent: 0x50689a},
			Key: Key{Side: -56, Height: 38, Spread: 6, Strength: 0.55, Color: 0xffeedb}, Sky: Sky{Top: 0xd6e2f8, Horizon: 0xe8edf8},
			Bokeh: Bokeh{Count: 46, Size: 0.06, Colors: []Hex{0xffe8c0, 0xffffff, 0xffd9a0}}, Blur: 0.013,
			Props: slices.Concat(gift(0.56, 0.8, 0.55, 0.42, 0xb8282c, 0xf3ede0), gift(0.76, 0.45, 0.36, 0.3, 0xf1ece2, 0xb8282c), gift(-0.62, 0.9, 0.5, 0.6, 0x2c5a41, 0xd9ac55)),
		}),
		holiday("valentine_hearts_pink", "Valentine Hearts Pink", "on a pink plinth among hearts, with rose petals", []string{"valentine", "love", "pink", "hearts"}, Scene{
			Floor: matt(0xf5c4cc), Wall: matt(0xf5c4cc), Depth: 2.4, Stand: Stand{Shape: Disc, Height: 0.18, Surface: matt(0xf9d7dc)}, Key: softbox(-48), Vignette: 0.16,
			Props: []Prop{
				{Shape: Heart, Side: -0.55, Z: 0.8, Size: [3]float64{0.62, 0.6, 0.2}, Turn: 14, Surface: matt(0xd83a52).glossy(0.25)},
				{Shape: Heart, Side: 0.56, Z: 0.9, Size: [3]float64{0.8, 0.76, 0.24}, Turn: -16, Surface: matt(0xee8fa2).glossy(0.2)},
				{Shape: Heart, Side: 0.76, Z: 0.35, Size: [3]float64{0.34, 0.32, 0.12}, Turn: 20, Surface: matt(0xd83a52).glossy(0.25)},
			},
			Litter: Litter{Kind: Petals, Count: 22, Size: 0.13, Colors: []Hex{0xd8324c, 0xe86a80, 0xf3a2b0}},
		}),
		holiday("easter_eggs_pastel", "Easter Eggs Pastel", "among pastel eggs on a pale table in spring", []string{"easter", "spring", "pastel", "eggs"}, Scene{
			Floor: matt(0xf2eecf), Wall: Surface{Material: Gradient, Color: 0xf2eecf, Middle: 0xdff0d8, Accent: 0xbfe2e8}, Depth: 2.3, Key: softbox(-46),
			Props: []Prop{egg(-0.46, 0.5, 0.24, 0xf3b8c4), egg(-0.58, 0.75, 0.27, 0xb9dff0), egg(-0.7, 0.45, 0.22, 0xf7e49c), egg(0.52, 0.6, 0.27, 0xcfe8b8), egg(0.66, 0.4, 0.24, 0xd9c8ef), egg(0.8, 0.7, 0.26, 0xf9d0b4)},
		}),
		holiday("halloween_night", "Halloween Night", "on dark boards among pumpkins in a violet night", []string{"halloween", "pumpkin", "night", "spooky"}, Scene{
			Room: Table, Floor: made(Planks, 0x55433c, 0x2a1e1c), Wall: Surface{Material: Haze, Color: 0x5d3a7a, Middle: 0x33204f, Accent: 0x140d24},
			Key: Key{Side: -58, Height: 40, Spread: 8, Strength: 0.66, Reach: 4, Color: 0xffc98a}, Sky: Sky{Top: 0xc9b0ff, Horizon: 0xe0b8e8},
			Props:  []Prop{gourd(0.54, 0.7, 0.62, 0xe0702a), gourd(0.76, 0.35, 0.36, 0xd9641f), gourd(-0.6, 0.8, 0.52, 0xe88a3a)},
			Litter: Litter{Kind: Leaves, Count: 16, Size: 0.26, Colors: []Hex{0x8a4a20, 0xb0602a, 0x5e3420}},
			Bokeh:  Bokeh{Count: 26, Size: 0.06, Colors: []Hex{0xffa040, 0xb080ff, 0xffc070}}, Blur: 0.013, Vignette: 0.4,
		}),
		holiday("new_year_gold_confetti", "New Year Gold Confetti", "on black with golden confetti and lights at midnight", []string{"new year", "party", "gold", "black"}, Scene{
			Room: Table, Floor: matt(0x17171a).glossy(0.55), Wall: Surface{Material: Haze, Color: 0x2a2530, Middle: 0x1c1a26, Accent: 0x0c0b12},
			Key: glow, Sky: warm, Litter: Litter{Kind: Confetti, Count: 110, Size: 0.06, Colors: []Hex{0xe2b65a, 0xf4d98e, 0xc9973a, 0xfff0c4}},
			Bokeh: Bokeh{Count: 56, Size: 0.09, Colors: []Hex{0xffd27a, 0xffe8b8, 0xd9a040}}, Blur: 0.013, Vignette: 0.36,
		}),
		holiday("mothers_day_petals", "Mothers Day Petals", "on white linen strewn with rose petals in soft light", []string{"mother", "spring", "petals", "soft"}, Scene{
			Room: Corner, Depth: 1.8, Floor: made(Linen, 0xf2ece4, 0), Wall: matt(0xf3dcd8), Key: daylight(-52), Blur: 0.008,
			Litter: Litter{Kind: Petals, Count: 42, Size: 0.13, Colors: []Hex{0xf2b6c0, 0xf8d3d8, 0xe88fa2}},
		}),
		holiday("lunar_new_year_red", "Lunar New Year Red", "on a red plinth before red with golden rings and balls", []string{"lunar new year", "red", "gold"}, Scene{
			Floor: matt(0xb3222a), Wall: matt(0xb3222a), Depth: 2.4, Stand: Stand{Shape: Disc, Height: 0.2, Surface: matt(0xc23a38)}, Key: softbox(-50), Vignette: 0.24,
			Props: []Prop{{Shape: Ring, Side: 0, Z: 0.85, Size: [3]float64{1.8, 1.8, 0.07}, Surface: matt(0xdcae55).glossy(0.5)}, ball(-0.6, 0.6, 0.3, matt(0xdcae55).glossy(0.5)), ball(0.62, 0.5, 0.4, matt(0xdcae55).glossy(0.5))},
		}),
		holiday("autumn_harvest_table", "Autumn Harvest Table", "on a farm table with gourds and leaves in golden light", []string{"autumn", "harvest", "fall"}, Scene{
			Room: Table, Floor: made(Planks, 0xc09a6a, 0x8a643e), Wall: Surface{Material: Foliage, Color: 0xb0702c, Middle: 0xd8a45a, Accent: 0xf2d898},
			Key: Key{Side: -56, Height: 38, Spread: 5, Strength: 0.64, Color: 0xffe2b0}, Sky: Sky{Top: 0xfff2de, Horizon: 0xffe6c0},
			Props:  []Prop{gourd(-0.56, 0.8, 0.55, 0xd98032), gourd(-0.74, 0.4, 0.34, 0xe9c27a), gourd(0.64, 0.75, 0.46, 0x7f8a52)},
			Litter: Litter{Kind: Leaves, Count: 22, Size: 0.27, Colors: []Hex{0xc9601f, 0xe0a03a, 0xa83a1c}},
			Bokeh:  Bokeh{Count: 30, Size: 0.075, Colors: []Hex{0xffe6a8, 0xffc870}}, Blur: 0.014, Vignette: 0.26,
		}),
		holiday("black_friday_spotlight", "Black Friday Spotlight", "on a black plinth in a white spotlight", []string{"black friday", "sale", "dark"}, Scene{
			Room: Corner, Depth: 2, Floor: matt(0x1b1c1f).glossy(0.5), Wall: matt(0x54565b), Stand: Stand{Shape: Disc, Height: 0.22, Surface: matt(0x1c1d20).glossy(0.35)},
			Key: Key{Side: -30, Height: 58, Spread: 8, Strength: 0.82, Reach: 2.4}, Vignette: 0.45,
		}),
	}
}

func egg(side, z, wide float64, c Hex) Prop {
	return Prop{Shape: Egg, Side: side, Z: z, Size: [3]float64{wide, wide * 1.32, wide}, Surface: matt(c).glossy(0.15), Low: true}
}

func gourd(side, z, wide float64, c Hex) Prop {
	return Prop{Shape: Pumpkin, Side: side, Z: z, Size: [3]float64{wide, wide * 0.74, wide}, Turn: 40 * side, Surface: matt(c).glossy(0.1)}
}

func holiday(id, name, prompt string, tags []string, s Scene) Preset {
	return Preset{ID: id, Name: name, Prompt: prompt, Tags: append(tags, "holiday"), Categories: []string{"holiday"}, Scene: s}
}
