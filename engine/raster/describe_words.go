// The words for things that file names are read with.

package raster

import "strings"

// nounTable: a kind of thing, then the words for things of that kind, singular.
const nounTable = `
apparel     cap hat beanie shirt tshirt polo sweater jumper hoodie jacket coat parka vest dress skirt trouser jean legging short sock glove mitten scarf tie belt bra pyjama robe swimsuit bikini blouse cardigan suit apron bandana
shoes       shoe sneaker trainer boot sandal slipper heel loafer clog flipflop runner
bag         bag backpack rucksack duffel handbag tote purse wallet suitcase luggage briefcase pouch satchel clutch
jewellery   watch ring necklace bracelet earring pendant brooch chain cufflink jewel
eyewear     glasses sunglasses sunglass sunnies spectacles goggles
beauty      perfume fragrance lipstick cream lotion serum shampoo soap cosmetic mascara makeup brush deodorant conditioner toner moisturizer balm razor comb tube hairdryer dryer
drink       bottle drink juice wine beer soda water can coffee tea smoothie whisky vodka gin milk flask thermos
food        chocolate cookie biscuit bread cake honey jam sauce oil pasta cereal snack candy cheese fruit apple banana spice salt pepper
kitchen     mug cup glass plate bowl jar kettle teapot pot pan knife fork spoon shaker grinder tray cutlery blender toaster carafe jug pitcher tumbler board
home        candle holder vase lamp lantern clock pillow cushion blanket towel rug basket frame mirror planter curtain ornament lampshade bulb diffuser box organizer hanger
furniture   chair table desk sofa couch stool shelf bench bed cabinet wardrobe drawer armchair
electronics phone smartphone laptop tablet headphone headphones headset earbud earphone speaker camera keyboard mouse monitor charger cable drone console controller microphone lens router case tv radio
sport       ball racket bat helmet skateboard surfboard bike bicycle dumbbell kettlebell mat tent rope harness carabiner ski snowboard glider paddle chalkbag bow kayak scooter skate
toy         toy doll puzzle game teddy robot car truck train block plush figurine
tool        drill hammer screwdriver wrench saw plier torch flashlight ladder tape
stationery  book notebook pen pencil marker planner card poster calendar stapler folder
garden      plant flower pot shovel rake hose seed bouquet
pet         leash collar kennel
`

// attributeTable: words that are no things but are kept before one, because a photo's name says them for a reason.
const attributeTable = `leather wooden wood bamboo ceramic steel metal brass copper plastic paper cotton wool linen silk denim
canvas velvet suede knitted woven rubber marble stone concrete rattan wicker crystal porcelain running hiking climbing cycling
wrist pocket shoulder baseball bucket winter summer rain travel sports gym yoga dining floor wall bedside sun reading kids baby
men mens women womens vintage retro mini large small electric wireless smart folding round square slim scented organic striped
matte glossy hand face hair flat chalk shower body photo picture and`

// wordKind says what kind of thing a word names, empty for any other word, and whether it names several.
func wordKind(word string) (kind string, many bool) {
	for line := range strings.Lines(nounTable) {
		words := strings.Fields(line)
		for _, noun := range words[min(1, len(words)):] {
			if word == noun {
				return words[0], alwaysMany(word)
			}
			if isPlural(word, noun) {
				return words[0], true
			}
		}
	}
	return "", false
}

// alwaysMany says whether a noun has no singular of its own.
func alwaysMany(noun string) bool {
	switch noun {
	case "glasses", "sunglasses", "sunnies", "spectacles", "goggles", "headphones":
		return true
	}
	return false
}

// isPlural follows the rules that nounTable needs: socks, brushes, candies, shelves, knives.
func isPlural(word, noun string) bool {
	for _, rule := range [...][2]string{{"", "s"}, {"", "es"}, {"y", "ies"}, {"f", "ves"}, {"fe", "ves"}} {
		stem, ok := strings.CutSuffix(noun, rule[0])
		if ok && word == stem+rule[1] {
			return true
		}
	}
	return false
}

func isAttribute(word string) bool {
	for w := range strings.FieldsSeq(attributeTable) {
		if w == word {
			return true
		}
	}
	return false
}

// isColourWord says whether word is one of the plain names, or as plain.
func isColourWord(word string) bool {
	for _, n := range colourNames() {
		if n.name == word {
			return true
		}
	}
	switch word {
	case "gray", "violet", "silver", "gold", "golden", "khaki":
		return true
	}
	return false
}
