// The words that prompts may use.

package raster

import (
	"strconv"
	"strings"
)

// What ReadPrompt knows, as tables: phrases of a line are separated by commas and mean the same.

// settingTable: places, seasons and days, each with the preset whose set it is.
const settingTable = `
beach_sand_sun                | beach, seaside, shore, seashore, coast, sea, ocean, island, beach sand, sandy beach
desert_dune_dusk              | desert, dune, dunes, sahara, canyon, mars
forest_moss_stone             | forest, woods, woodland, moss, mossy, jungle floor, mossy rock
tropical_leaves               | tropical, jungle, rainforest, palm leaf, palm leaves, monstera, botanical, foliage, greenery, plants, exotic
still_water_dawn              | lake, pond, dawn, still water, seascape, horizon
clear_water_blue              | water, pool, underwater, aqua, waves, ripples, swimming pool, splash, splashes, drops of water, water drops
snow_field_blue               | snow, snowy, ice, icy, frost, frosty, winter, arctic, ski, mountain, mountains, alpine, glacier
spring_meadow_blossom         | spring, springtime, blossom, blossoms, cherry blossom, cherry blossoms, sakura, flowers, flower, floral, bouquet, wildflowers
garden_table_afternoon        | garden, park, grass, lawn, backyard, terrace, patio, picnic, orchard, outdoor, outdoors, nature, natural setting, meadow, field, summer, summery, countryside, vineyard, sports field, stadium
river_pebbles                 | river, stream, pebbles, pebble, riverbank, creek
sky_pedestal                  | sky, blue sky, clear sky, clouds, cloud, heaven, dreamy, dreamlike, dream, cloudscape, balloon
scandinavian_living_room      | living room, scandinavian, scandi, nordic, home, house, apartment, interior, room, lounge, sofa, hygge, indoors, indoor, nursery, playroom
kitchen_counter_morning       | kitchen, kitchen counter, countertop, breakfast, brunch, bakery, cooking
spa_bathroom_shelf            | spa, bathroom, wellness, bath, towel, towels, shower, sauna, zen, massage, skincare
cafe_evening                  | cafe, coffee shop, restaurant, bar, pub, bistro, diner, coffeehouse, candlelight, candle, candles, candlelit, fireplace, lantern, lanterns, city, cityscape, skyline, city skyscrapers, skyscrapers, city lights, bokeh, bokeh lights, street, downtown, night market, fairy lights, string lights, pavement, sidewalk
brick_loft                    | loft, brick, bricks, industrial, warehouse, garage, alley, urban, graffiti, urban alley, street art, workshop, gym, locker room
bedroom_linen_morning         | bedroom, bed, bedside, pillow, pillows, blanket, duvet, cushion
library_dark_wood             | library, study, bookshelf, bookshelves, books, antique, victorian, vintage, museum, music studio, studio desk lamp, leather armchair, whiskey
sunny_windowsill              | windowsill, window sill, balcony, greenhouse, conservatory, veranda
desk_tech_blue                | tech, futuristic, cyberpunk, neon, neon lights, gaming, sci fi, scifi, technology, digital, server, laboratory, lab, space, galaxy, spaceship, hologram, holographic, synthwave, nightclub, concert, stage
mid_century_modern_office     | office, mid century, midcentury, mid century modern, retro, workspace, boardroom, meeting room, executive
thanksgiving_rustic_scene     | thanksgiving, rustic, barn, farmhouse, farm, cabin
autumn_harvest_table          | autumn, fall, autumnal, harvest, october, november, autumn leaves, fall leaves, fallen leaves, foliage in fall
christmas_gold_baubles        | christmas, xmas, christmas tree, baubles, bauble, ornaments, noel, advent, holiday, holidays, festive, hanukkah
christmas_gifts_snow          | gift, gifts, present, presents, gift box, gift boxes, wrapped gifts
valentine_hearts_pink         | valentine, valentines, hearts, heart, love, romantic, romance, wedding, anniversary
easter_eggs_pastel            | easter, eggs, egg, easter eggs, bunny
halloween_night               | halloween, spooky, haunted, pumpkin, pumpkins, witch, jack o lantern
new_year_gold_confetti        | new year, new years, new years eve, confetti, party, celebration, birthday, glitter, sparkle, sparkles, champagne, disco, fireworks
mothers_day_petals            | mothers day, rose petals, petals, petal, roses, rose
lunar_new_year_red            | lunar new year, chinese new year, lunar
black_friday_spotlight        | black friday, cyber monday, sale
gallery_concrete_daylight     | gallery, architectural, architecture, brutalist
`

// materialTable: what things are made of, with main colour, accent, gloss in tenths.
const materialTable = `
1  f2d9b2 000000 0 | sand, sandy
2  f3f2f0 86868c 3 | marble, marbled, quartz, granite
3  b0aeaa 000000 0 | concrete, cement, asphalt, stone floor, slate grey
4  5b6065 000000 2 | slate, basalt, volcanic rock, lava
5  c09a6a 8a643e 1 | wood, wooden, timber, plank, planks, boards, board, hardwood, parquet, driftwood, bamboo, plywood
6  d0ab78 a27b4a 1 | oak, pine, birch, ash, maple, beech, teak
7  74492f 3f2617 2 | walnut, mahogany, ebony, dark wood, rosewood
8  efeae2 cf8f7c 2 | terrazzo
9  dfd0b5 b79b74 0 | travertine, limestone, sandstone, stone, rock, rocks, cobblestone
10 d9cdb9 000000 0 | linen, cloth, fabric, textile, cotton, canvas, burlap, tablecloth, wool, knit, knitted, denim, rug, carpet, felt, towel cloth, jute
11 e9d5b8 000000 2 | silk, satin, silky, chiffon, drapery, drapes, draped
12 26315e 000000 0 | velvet, velvety, suede
13 f1f3f3 c9cfd0 3 | tile, tiles, tiled, ceramic, porcelain, mosaic, subway tile, subway tiles
14 a0583f c8b8a4 0 | brick wall, exposed brick
15 e6e0d6 000000 0 | plaster, stucco, clay, limewash, textured wall, adobe
16 dfe6ea 000000 7 | glass, mirror, mirrored, acrylic, plexiglass, reflective, reflection, reflections, glossy, polished, lacquer, lacquered, shiny, crystal
17 c3c6ca 000000 5 | metal, metallic, steel, chrome, aluminium, aluminum, silver foil, iron, brass, copper
18 6f8440 2f4220 0 | turf, artificial grass
19 f0ede8 000000 0 | paper, cardboard, seamless, matte, matt, plain, solid, leather
20 f2f5fa 000000 0 | powder snow
`

// toneTable: colours.
const toneTable = `
ffffff white, pure white
f7f4ee off white, offwhite, ivory, eggshell, pearl, milk, milky
f3e7d0 cream, creamy, vanilla
e2d2b9 beige, neutral, natural beige, nude, champagne colour, oatmeal, ecru, earthy, earth tones, earth toned
d8c4a0 sand coloured, sand colored, tan, khaki, camel
b98f63 caramel, latte, ochre brown
7a5236 brown, chocolate, coffee, mocha, cocoa
c9805f terracotta, clay coloured, rust, sienna, burnt orange, copper coloured
17181a black, jet black, onyx, pitch black, noir
46474a charcoal, dark grey, dark gray, graphite, anthracite, smoke, smoky
a0a2a5 grey, gray, greyish
d6d7d8 light grey, light gray, silver
c62f33 red, scarlet, ruby, cherry
8c1f38 burgundy, wine, maroon, crimson, bordeaux, oxblood
ee7f6a coral, salmon
f08a3c orange, tangerine, apricot, amber
f6cfae peach, peachy
f6d14a yellow, lemon, mustard, sunny yellow
f6df9b butter yellow, pale yellow, light yellow
d4a548 gold, golden, gilded, brass coloured
6faa5a green, leaf green, apple green
a9cf54 lime, chartreuse
2f4b3d dark green, forest green, deep green, emerald, bottle green, hunter green
b9c7ae sage, sage green, eucalyptus, pistachio, light green, pale green
7a7f4a olive, olive green, khaki green, army green
bfe5d6 mint, mint green, seafoam
3f9c96 teal, petrol
67cfc8 turquoise, aquamarine, cyan, tiffany
bfd9ec light blue, pale blue, baby blue, powder blue, sky blue, ice blue
4d86c6 blue, azure, cornflower
2f57c0 cobalt, royal blue, electric blue, bright blue, ultramarine, sapphire
26365a navy, navy blue, dark blue, deep blue, midnight blue, indigo
8a63b8 purple, violet, amethyst, plum, grape
cdc3e6 lavender, lilac, light purple, mauve, pale purple, wisteria
f2b6c6 pink, light pink, baby pink, rose pink, candy
f0cbc8 blush, blush pink, dusty pink, dusty rose, rose gold, pale pink
ee5f98 hot pink, magenta, fuchsia, bright pink, neon pink
`

// roleTable: nouns that say what the words before them are about.
const roleTable = `
floor | table, tabletop, table top, surface, counter, desk, floor, ground, shelf, countertop, bench, tray, slab, mat, board top, ledge, island counter, dining table, coffee table, workbench, deck, dock, sheet, worktop
wall  | background, backdrop, wall, walls, behind, backgrounds, curtain, curtains, screen, canvas backdrop, panel, panels
stand | platform, podium, pedestal, plinth, stand, cylinder, pillar, column, display stand, riser, dais, stage podium
block | block, cube, cubes, blocks, box, steps, stairs, step, bricks block, crate, cubic
`

// moodTable: what words do to light and air.
const moodTable = `
hard     | hard light, harsh light, strong shadows, hard shadows, hard shadow, sunlight, sun, sunny, sunlit, sunbeam, sunbeams, sun rays, direct sunlight, midday, streaming, low sunlight
soft     | soft, soft light, soft lighting, soft studio light, diffused, diffuse, gentle, even light, even lighting, overcast, softbox, soft shadow, soft shadows, airy, delicate, serene, calm, tranquil, peaceful
bright   | bright, brightly, high key, luminous, fresh, radiant, crisp, vibrant, vivid, lively, cheerful, playful, fun, energetic, colourful, colorful, bold
dark     | dark, dim, moody, low key, dramatic, shadowy, mysterious, low light, noir mood, gothic, night, midnight, evening, dusk, nighttime, spotlight, spotlit, sleek, luxury, luxurious, premium, elegant, sophisticated, opulent, glamorous, high end
warm     | warm, warmly, golden hour, golden light, golden evening, sunset, sunrise, cosy, cozy, candle light, glow, glowing, warm light, warm lighting, afternoon, late afternoon, inviting
cool     | cool, cold, chilly, moonlight, moonlit, cool light, blue hour, clinical
pastel   | pastel, pastels, pale, muted, light, subtle, faded, washed
window   | window, window light, by a window, window shadow, window shadows, morning sun, sun through a window
day      | morning, morning light, daylight, natural light, natural daylight, side light, studio light
leaves   | leaf shadow, leaf shadows, dappled, dappled light, dappled sunlight, tree shadow, tree shadows, plant shadow, plant shadows, leaves shadow, shadows of leaves, under a tree
palms    | palm, palm shadow, palm shadows, palm tree, palm trees, palm tree shadows, palm leaf shadow
blinds   | blinds, venetian blinds, blind shadows, shutters, striped shadow, striped shadows
gradient | gradient, ombre, gradients, fading, blend, geometric, geometric pattern, abstract, pattern, patterned, waveform, music waveform, aurora
above    | flat lay, flatlay, flat laid, from above, seen from above, top view, top down, overhead, birds eye
clean    | minimal, minimalist, minimalistic, clean, simple, modern, studio, contemporary, empty, understated, professional, product photography, catalogue, catalog, commercial, editorial, e commerce
litter   | leaves, leaf, petals scattered, scattered petals
round    | sphere, spheres, balls, ball, orbs, bubbles, geometric shapes, shapes, geometric forms
arch     | arch, arches, archway, arched, niche, alcove
gloss    | wet, dewy, glossy finish, gentle reflection
`

// idleWords carry no picture of their own.
const idleWords = `round floating a an the on in of and with at by to from for its it is are as into near next over under up down out off
product products item object placed standing sitting resting lying set displayed shown laying stands sits rests lies display showcase showcased
front against before top atop upon around beside between behind through surrounded featuring accents accent touch touches hint hints
photo photography photograph picture image shot scene style styled theme themed look feel vibe atmosphere mood ambience ambiance setting environment concept
light lights lighting lit illuminated shadow shadows cast casting falling shining tone tones toned color colors colour colours colored coloured hue hues shade shades
very some few small large big tiny wide tall low high single one two three piece pieces quality realistic detailed hd 4k 8k ultra beautiful nice
that this which while there where other full filled covered made using style blurred blurry blur focus out-of-focus depth field bokehd texture textured
smooth rough raw natural real fresh-looking organic day time hour season mid deep rich whole creating inspired old weathered worn aged distressed
scattered strewn sprinkled decorated decor decoration decorations foreground distance distant subtle slight slightly soft-focus across along inside within without`

// entry is what a phrase means.
type entry struct {
	kind  string // "setting", "material", "tone", "idle", or a role or mood
	value string
}

// vocabulary maps phrases of one to three words to their meaning. The first line that
// names a phrase wins.
func vocabulary() map[string]entry {
	v := map[string]entry{}
	put := func(phrases string, e entry) {
		for p := range strings.SplitSeq(phrases, ",") {
			p = strings.Join(strings.Fields(p), " ")
			if _, known := v[p]; p != "" && !known {
				v[p] = e
			}
		}
	}
	for line := range strings.Lines(toneTable) {
		if hex, phrases, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			put(phrases, entry{"tone", hex})
		}
	}
	eachRow(materialTable, func(facts, phrases string) { put(phrases, entry{"material", facts}) })
	eachRow(roleTable, func(role, phrases string) { put(phrases, entry{role, ""}) })
	eachRow(moodTable, func(mood, phrases string) { put(phrases, entry{mood, ""}) })
	eachRow(settingTable, func(preset, phrases string) { put(phrases, entry{"setting", preset}) })
	for word := range strings.FieldsSeq(idleWords) {
		put(word, entry{"idle", ""})
	}
	return v
}

func eachRow(table string, f func(facts, phrases string)) {
	for line := range strings.Lines(table) {
		if facts, phrases, ok := strings.Cut(line, "|"); ok {
			f(strings.TrimSpace(facts), phrases)
		}
	}
}

// surfaceFrom reads the facts of a material: its number in the table, colours, gloss.
func surfaceFrom(facts string) Surface {
	f := strings.Fields(facts)
	kinds := [...]Material{Sand, Marble, Concrete, Concrete, Planks, Planks, Veneer, Terrazzo, Travertine, Linen,
		Silk, Silk, Tiles, Brick, Plaster, Paper, Paper, Moss, Paper, Snow}
	n, _ := strconv.Atoi(f[0])
	gloss, _ := strconv.Atoi(f[3])
	return Surface{Material: kinds[n-1], Color: hexOf(f[1]), Accent: hexOf(f[2]), Gloss: float64(gloss) / 10}
}

// hexOf reads six digits of a table of this file.
func hexOf(digits string) Hex {
	n, _ := strconv.ParseUint(digits, 16, 32)
	return Hex(n)
}
