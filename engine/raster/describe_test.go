package raster

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
)

func TestNameFromFile(t *testing.T) {
	for file, want := range map[string]named{
		"red-cap.jpg":                           {"cap", "apparel", "red", false},
		"cutout-solidus-cap_red_1.png":          {"cap", "apparel", "red", false},
		"gcp-mug.jpg":                           {"mug", "kitchen", "", false},
		"gcp-bamboo-glass-jar.jpg":              {"bamboo glass jar", "kitchen", "", false},
		"gcp-candle-holder.jpg":                 {"candle holder", "home", "", false},
		"gcp-salt-and-pepper-shakers.jpg":       {"salt and pepper shakers", "kitchen", "", true},
		"camera-12mp-socks.jpg":                 {"socks", "apparel", "", true},
		"eshop-shoes-blue.jpg":                  {"shoes", "shoes", "blue", true},
		"synth-hat-tan.jpg":                     {"hat", "apparel", "tan", false},
		"cutout-saleor-sunnies-dark.png":        {"sunnies", "eyewear", "", true},
		"cutout-saleor-banana-drink.png":        {"banana drink", "drink", "", false},
		"RedLeatherBag.JPG":                     {"leather bag", "bag", "red", false},
		"USBCable_black_2x.png":                 {"cable", "electronics", "black", false},
		"White T-Shirt 1200x628 (final).jpeg":   {"tshirt", "apparel", "white", false},
		"C:\\photos\\Running Shoes.webp":        {"running shoes", "shoes", "", true},
		"shop/kitchen-knives.png":               {"knives", "kitchen", "", true},
		"makeup_brushes_v3.jpg":                 {"makeup brushes", "beauty", "", true},
		"IMG_20240503_114233.jpg":               {},
		"DSC00042.JPG":                          {},
		"PXL_20230101_101112345.MP.jpg":         {},
		"WhatsApp Image 2024-05-03 at 11.42.33": {},
		"9f86d081884c7d659a2feaa0c55ad015.png":  {},
		"a1cap9f3.png":                          {},
		"zoggletron.jpg":                        {},
		"写真.jpg":                                {},
		"":                                      {},
		".jpg":                                  {},
	} {
		if got := nameFromFile(file); got != want {
			t.Errorf("%q: got %+v, want %+v", file, got, want)
		}
	}
}

func TestColourNames(t *testing.T) {
	names := colourNames()
	for hex, want := range map[string]string{
		"000000": "black", "ffffff": "white", "808080": "grey", "d3d3d3": "light grey", "404040": "dark grey",
		"dc143c": "red", "8b0000": "dark red", "ffa500": "orange", "ffd700": "yellow", "228b22": "green",
		"006400": "dark green", "20b2aa": "turquoise", "116d70": "teal", "4169e1": "blue", "191970": "navy", "add8e6": "light blue",
		"8a2be2": "purple", "c9b6e4": "lavender", "ffc0cb": "pink", "a0522d": "brown", "f5f5dc": "cream",
		"d2b48c": "tan", "6b8e23": "olive", "a91426": "red", "313030": "black", "3b82f6": "blue",
	} {
		if got := nameOf(labOfHex(hex), names).name; got != want {
			t.Errorf("%s is %q, want %q", hex, got, want)
		}
	}
	for _, n := range names {
		if n.name == "" || n.family == "" || strings.Contains(n.name, "  ") {
			t.Errorf("a line of the table is out of its columns: %+v", n)
		}
	}
}

// product photos, as people see them.
func TestPalette(t *testing.T) {
	for file, want := range map[string][]string{
		"cutout-solidus-cap_red_1.png": {"red"},
		"cutout-solidus-bottles_2.png": {"white"},
		"cutout-solidus-hat.png":       {"black"},
	} {
		var got []string
		whole := 0.0
		for _, s := range Palette(cutoutOf(t, file)) {
			got = append(got, s.Name)
			whole += s.Share
		}
		if !slices.Equal(got, want) || whole > 1.0001 {
			t.Errorf("%s: got %v, %.2f in all", file, got, whole)
		}
	}
	if got := Palette(&Cutout{Image: image.NewNRGBA(image.Rect(0, 0, 9, 9))}); len(got) != 0 {
		t.Errorf("nothing has the colours %v", got)
	}
}

func TestPaletteShares(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		c := color.NRGBA{200, 30, 30, 255}
		switch {
		case y < 30:
			c = color.NRGBA{240, 240, 240, 255}
		case y < 38:
			c = color.NRGBA{20, 40, 200, 255} // 8 %: a detail
		}
		for x := range 100 {
			img.SetNRGBA(x, y, c)
		}
	}
	got := Palette(&Cutout{Image: img})
	if len(got) != 2 || got[0].Name != "red" || got[1].Name != "white" {
		t.Fatalf("got %+v", got)
	}
	if d := got[0].Share - 0.62; max(d, -d) > 0.02 {
		t.Errorf("red has %.2f", got[0].Share)
	}
	if near([3]uint8{got[0].Color.R, got[0].Color.G, got[0].Color.B}, [3]uint8{200, 30, 30}) > 3 {
		t.Errorf("red is %v", got[0].Color)
	}
}

func TestForm(t *testing.T) {
	disc := func(x, y float64) bool { return x*x+y*y < 1 }
	for name, c := range map[string]struct {
		w, h   int
		inside func(x, y float64) bool // -1 to 1 each way
		want   Form
	}{
		"ball":  {80, 80, disc, Form{Aspect: 1, Slenderness: 1, Round: true}},
		"box":   {80, 80, func(x, y float64) bool { return true }, Form{Aspect: 1, Slenderness: 1}},
		"pole":  {20, 100, func(x, y float64) bool { return true }, Form{Aspect: 0.2, Slenderness: 5}},
		"ring":  {80, 80, func(x, y float64) bool { return disc(x, y) && !disc(2*x, 2*y) }, Form{Aspect: 1, Slenderness: 1, Round: false, Opening: true}},
		"bay":   {80, 80, func(x, y float64) bool { return max(x, -x) > 0.5 || y > 0 }, Form{Aspect: 1, Slenderness: 1.1}},
		"stick": {100, 100, func(x, y float64) bool { return max(x-y, y-x) < 0.1 }, Form{Aspect: 1, Slenderness: 17}},
	} {
		got := formOf(&Cutout{Image: silhouette(c.w, c.h, c.inside)})
		if rel := got.Slenderness / c.want.Slenderness; rel < 0.8 || rel > 1.3 {
			t.Errorf("%s: slenderness %.2f, want about %.2f", name, got.Slenderness, c.want.Slenderness)
		}
		got.Slenderness, c.want.Slenderness = 0, 0
		if c.want.Opening {
			got.Round = false // a ring may be called round as well
		}
		if got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	lying := cutoutOf(t, "cutout-solidus-hat.png")
	lying.Pose.Lying = true
	for _, c := range []struct {
		cutout           *Cutout
		file, name, says string
	}{
		{cutoutOf(t, "cutout-solidus-cap_red_1.png"), "IMG_1234.jpg", "red product", "A red product."},
		{cutoutOf(t, "cutout-solidus-cap_red_1.png"), "solidus_cap.png", "red cap", "A red cap."},
		{cutoutOf(t, "cutout-solidus-bottles_2.png"), "water bottle.png", "white water bottle", "A tall white water bottle with an opening."},
		{lying, "winter-hat.png", "black winter hat", "A black winter hat."},
		{&Cutout{Image: image.NewNRGBA(image.Rect(0, 0, 1, 1))}, "x.png", "product", "A product."},
	} {
		d := Describe(c.cutout, c.file, promptBackdrops())
		if d.Name != c.name || d.Description != c.says {
			t.Errorf("%s: %q, %q", c.file, d.Name, d.Description)
		}
		if len(d.Prompts) != 4 || len(d.Presets) != 6 {
			t.Errorf("%s: %d prompts, %d presets", c.file, len(d.Prompts), len(d.Presets))
		}
		for _, p := range d.Prompts {
			if !strings.HasPrefix(p, "on a ") {
				t.Errorf("%s: %q", c.file, p)
			}
			if above := strings.Contains(p, "from above"); above != c.cutout.Pose.Lying {
				t.Errorf("%s: %q does not suit how it was photographed", c.file, p)
			}
		}
		if again := Describe(c.cutout, c.file, promptBackdrops()); !slices.Equal(again.Presets, d.Presets) || !slices.Equal(again.Prompts, d.Prompts) {
			t.Errorf("%s: not the same twice", c.file)
		}
	}
}

func TestSentence(t *testing.T) {
	colours := func(names ...string) (palette []Swatch) {
		for _, n := range names {
			palette = append(palette, Swatch{Name: n, Share: 0.3})
		}
		return palette
	}
	for want, p := range map[string]product{
		"An orange cup with white and navy parts.": {named{noun: "cup"}, colours("orange", "white", "navy", "teal"), Form{Aspect: 1}, Pose{}},
		"Wide glossy blue shoes.":                  {named{noun: "shoes", many: true}, colours("blue"), Form{Aspect: 2, Glossy: true}, Pose{}},
		"An elongated translucent green product.":  {named{colour: "green"}, nil, Form{Aspect: 1, Slenderness: 5, Translucent: true}, Pose{}},
		"A round red box with an opening.":         {named{noun: "box", colour: "red"}, colours("dark red"), Form{Round: true, Opening: true}, Pose{}},
	} {
		if got := p.sentence(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestChoose(t *testing.T) {
	white := product{palette: []Swatch{{Color: color.NRGBA{245, 245, 245, 255}, Share: 1}}}
	list := []Backdrop{
		{ID: "white", Ground: color.NRGBA{250, 250, 250, 255}},
		{ID: "black", Ground: color.NRGBA{10, 10, 10, 255}},
		{ID: "black too", Ground: color.NRGBA{12, 12, 12, 255}},
		{ID: "blue", Ground: color.NRGBA{40, 70, 160, 255}},
		{ID: "from above", Ground: color.NRGBA{40, 120, 60, 255}, Lying: true},
		{ID: "kitchen", Ground: color.NRGBA{120, 120, 120, 255}, Tags: []string{"Kitchen"}},
	}
	ids := func(p product, count int) (ids []string) {
		for _, b := range choose(p, list, count) {
			ids = append(ids, b.ID)
		}
		return ids
	}
	// Contrast first; what repeats comes after what does not; a wrong camera comes last.
	if got := ids(white, 9); !slices.Equal(got, []string{"black", "blue", "kitchen", "black too", "white", "from above"}) {
		t.Errorf("white: %v", got)
	}
	white.named = named{noun: "cup", kind: "kitchen"}
	if got := ids(white, 1); got[0] != "kitchen" {
		t.Errorf("a cup: %v", got)
	}
	white.pose.Lying = true
	if got := ids(white, 1); got[0] != "from above" {
		t.Errorf("lying: %v", got)
	}
}

// cutoutOf crops a ready cut-out to its solid part, as Cut does.
func cutoutOf(t *testing.T, file string) *Cutout {
	t.Helper()
	img := decoded(t, file)
	var box image.Rectangle
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if alphaAt(img, x, y) > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return &Cutout{Image: img.SubImage(box).(*image.NRGBA), Source: box, Photo: img.Rect.Max, Confidence: 1}
}

func silhouette(w, h int, inside func(x, y float64) bool) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if inside((float64(x)+0.5)/float64(w)*2-1, (float64(y)+0.5)/float64(h)*2-1) {
				img.SetNRGBA(x, y, color.NRGBA{90, 90, 90, 255})
			}
		}
	}
	return img
}
