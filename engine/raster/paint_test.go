package raster

import (
	"bytes"
	"context"
	"errors"
	"image"
	"runtime"
	"slices"
	"testing"
)

// products are a wide, a tall, a round, a thin and a white one.
func products(t testing.TB) map[string]*Cutout {
	t.Helper()
	all := map[string]*Cutout{}
	for name, file := range map[string]string{"shoe": "cutout-saleor-dash-force-2.png", "bottle": "cutout-solidus-bottles_2.png",
		"cap": "cutout-solidus-cap_red_1.png", "glasses": "cutout-saleor-sunnies-dark.png"} {
		img := decoded(t, file)
		box := image.Rectangle{}
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				if alphaAt(img, x, y) > 8 {
					box = box.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		cut := image.NewNRGBA(image.Rectangle{Max: box.Size()})
		for y := range box.Dy() {
			copy(cut.Pix[y*cut.Stride:][:4*box.Dx()], img.Pix[(box.Min.Y+y)*img.Stride+4*box.Min.X:])
		}
		all[name] = &Cutout{Image: cut, Source: box, Photo: img.Rect.Max, Confidence: 1, Pose: Pose{Elevation: 6}}
	}
	return all
}

func preset(t testing.TB, id string) Scene {
	t.Helper()
	all := Presets()
	i := slices.IndexFunc(all, func(p Preset) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("no preset %s", id)
	}
	return all[i].Scene
}

func painted(t testing.TB, s Scene, c *Cutout, r Render) *image.NRGBA {
	t.Helper()
	img, err := Paint(context.Background(), s, c, r)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// smallFrame has the proportions of the landscape, safe zone included.
func smallFrame() Frame {
	return Frame{Width: 418, Height: 157, Safe: image.Rect(59, 0, 359, 157)}
}

func TestPaintIsRepeatable(t *testing.T) {
	c := products(t)["shoe"]
	s := preset(t, "thanksgiving_rustic_scene")
	r := Render{Frame: smallFrame(), Seed: 7, Style: true, Variation: 2}
	first := painted(t, s, c, r)
	before := runtime.GOMAXPROCS(3)
	defer runtime.GOMAXPROCS(before)
	if again := painted(t, s, c, r); !bytes.Equal(first.Pix, again.Pix) {
		t.Error("another picture with three processors")
	}
	r.Seed++
	if other := painted(t, s, c, r); bytes.Equal(first.Pix, other.Pix) {
		t.Error("the seed changes nothing")
	}
}

func TestPaintKeepsTheProduct(t *testing.T) {
	for name, c := range products(t) {
		for _, id := range []string{"white_background", "natural_beige_background", "thanksgiving_rustic_scene", "halloween_night"} {
			s, r := preset(t, id), Render{Frame: Frame{Width: 420, Height: 220}}
			got := painted(t, s, c, r)
			p := place(c, &s, r.Frame, variantOf(r))
			want := newSprite(c.Image, p.box.Dx(), p.box.Dy()).image
			d := meanDifference(got, want, p.box.Min)
			t.Logf("%s in %s: %.3f", name, id, d)
			if d > 0.045 {
				t.Errorf("%s in %s: colours differ by %.3f in OKLab, want at most 0.045", name, id, d)
			}
		}
	}
}

// meanDifference compares the inside of the product, some pixels away from its edge.
func meanDifference(got, product *image.NRGBA, at image.Point) float64 {
	const edge = 4
	sum, n := 0.0, 0.0
	for y := edge; y < product.Rect.Dy()-edge; y++ {
		for x := edge; x < product.Rect.Dx()-edge; x++ {
			if alphaAt(product, x, y) < 255 || alphaAt(product, x-edge, y) < 255 || alphaAt(product, x+edge, y) < 255 ||
				alphaAt(product, x, y-edge) < 255 || alphaAt(product, x, y+edge) < 255 {
				continue
			}
			a, b := got.NRGBAAt(x+at.X, y+at.Y), product.NRGBAAt(x, y)
			sum += labOfSRGB(a.R, a.G, a.B).distance(labOfSRGB(b.R, b.G, b.B))
			n++
		}
	}
	return sum / n
}

func TestPlaceFillsTheFrame(t *testing.T) {
	frame := Frame{Width: 1674, Height: 628, Safe: image.Rect(237, 0, 1437, 628)}
	for name, c := range products(t) {
		big := *c
		big.Image = image.NewNRGBA(image.Rect(0, 0, 4*c.Image.Rect.Dx(), 4*c.Image.Rect.Dy())) // so that the limit of enlargement does not speak
		for i := range len(variants()) {
			s := preset(t, "white_background")
			p := place(&big, &s, frame, variantOf(Render{Variation: i}))
			if !p.box.In(frame.Safe) {
				t.Errorf("%s, variation %d: %v is not within %v", name, i, p.box, frame.Safe)
			}
			share := float64(p.box.Dy()) / float64(frame.Height)
			if wide := p.box.Dx() > 8*frame.Safe.Dx()/10; !wide && (share < 0.55 || share > 0.70) {
				t.Errorf("%s, variation %d: fills %.2f of the height", name, i, share)
			}
		}
	}
}

func TestPaintCastsAContactShadow(t *testing.T) {
	for _, id := range []string{"white_background", "light_grey_background", "oak_table_daylight"} {
		s, r := preset(t, id), Render{Frame: Frame{Width: 420, Height: 220}}
		for name, c := range products(t) {
			img := painted(t, s, c, r)
			p := place(c, &s, r.Frame, variantOf(r))
			mid := (p.box.Min.X + p.box.Max.X) / 2
			under := lightness(img, mid, p.box.Max.Y)
			away := lightness(img, mid, p.box.Max.Y+24)
			if name != "glasses" && under > away-0.04 { // whose middle does not touch
				t.Errorf("%s in %s: lightness %.2f under it, %.2f before it", name, id, under, away)
			}
		}
	}
}

// lightness is the mean of a few pixels in a row.
func lightness(img *image.NRGBA, x, y int) float64 {
	sum := 0.0
	for i := -4; i <= 4; i++ {
		c := img.NRGBAAt(x+i, y)
		sum += labOfSRGB(c.R, c.G, c.B).L / 9
	}
	return sum
}

func TestVariationsDiffer(t *testing.T) {
	c, s := products(t)["cap"], preset(t, "on_platform_natural_beige_background")
	var made []*image.NRGBA
	for i := range 6 {
		made = append(made, painted(t, s, c, Render{Frame: smallFrame(), Variation: i}))
		for j := range i {
			if mean, _ := difference(t, made[i], made[j]); mean < 4 {
				t.Errorf("variations %d and %d differ by %.1f of 255", i, j, mean)
			}
		}
	}
}

func TestPaintEveryFrame(t *testing.T) {
	all := products(t)
	for _, size := range []image.Point{{1080, 1080}, {1080, 1920}, {1080, 1350}, {1000, 1500}, {300, 250}, {728, 90}, {160, 600}, {300, 600}, {970, 90}, {1200, 628}, {40, 40}, {1, 1}} {
		k := max(1, size.X*size.Y/40000)
		f := Frame{Width: max(1, size.X/k), Height: max(1, size.Y/k)}
		if size.X*size.Y > 80000 {
			f = Frame{Width: size.X / 5, Height: size.Y / 5}
		}
		for _, name := range []string{"shoe", "bottle"} {
			s, r := preset(t, "mint_steps"), Render{Frame: f}
			img := painted(t, s, all[name], r)
			if img.Rect.Dx() != f.Width || img.Rect.Dy() != f.Height {
				t.Errorf("%v: a picture of %v", f, img.Rect)
			}
			if p := place(all[name], &s, f, variantOf(r)); !p.box.In(img.Rect) {
				t.Errorf("%s in %v: product at %v", name, f, p.box)
			}
		}
	}
}

// A ball lit from the left, from the right and from the front.
func TestLitFrom(t *testing.T) {
	for want, light := range map[float64]float64{-1: -0.5, 1: 0.5, 0: 0} {
		img := silhouette(120, 120, func(x, y float64) bool { return x*x+y*y < 0.85 })
		for i := 0; i < len(img.Pix); i += 4 {
			x := float64(i/4%120)/60 - 1
			v := srgbByte(float32(0.3 + 0.2*light*x))
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = v, v, v
		}
		if got := litFrom(&Cutout{Image: img}); got != want {
			t.Errorf("light %v: lit from %v, want %v", light, got, want)
		}
	}
}

func TestPaintLyingProduct(t *testing.T) {
	c := *products(t)["glasses"]
	c.Pose = Pose{Lying: true, Elevation: 90}
	s, r := preset(t, "natural_linen"), Render{Frame: Frame{Width: 300, Height: 157}}
	img := painted(t, s, &c, r)
	p := place(&c, &s, r.Frame, variantOf(r))
	if mid := p.box.Min.Add(p.box.Max).Div(2); mid.Y < 70 || mid.Y > 87 {
		t.Errorf("the product lies at %v", p.box)
	}
	corner, other := lightness(img, 20, 20), lightness(img, 280, 140)
	if corner < 0.5 || other < 0.5 {
		t.Errorf("linen of lightness %.2f and %.2f", corner, other)
	}
}

// Every preset is painted, and none has a pixel that is not light: a not-a-number prints black.
func TestPaintEveryPreset(t *testing.T) {
	c := products(t)["bottle"]
	seen := map[string]bool{}
	for _, p := range Presets() {
		if seen[p.ID] || p.Name == "" || p.Prompt == "" {
			t.Errorf("preset %q: %q, %q", p.ID, p.Name, p.Prompt)
		}
		seen[p.ID] = true
		for _, lying := range []bool{false, true} {
			c.Pose.Lying = lying
			img := painted(t, p.Scene, c, Render{Frame: Frame{Width: 100, Height: 52}})
			black := 0
			for i := 0; i < len(img.Pix); i += 4 {
				if img.Pix[i] == 0 && img.Pix[i+1] == 0 && img.Pix[i+2] == 0 {
					black++
				}
			}
			if black > 60 {
				t.Errorf("%s, lying %v: %d black pixels", p.ID, lying, black)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d presets", len(seen))
	}
}

func TestPresetsAreTheCallersOwn(t *testing.T) {
	a := Presets()
	a[0].Tags[0], a[0].Scene.Props[0].Side = "changed", 99
	if b := Presets(); b[0].Tags[0] == "changed" || b[0].Scene.Props[0].Side == 99 {
		t.Error("a change to the list shows in the next one")
	}
}

func TestPaintRefuses(t *testing.T) {
	c := products(t)["cap"]
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Paint(ended, Scene{}, c, Render{Frame: smallFrame()}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled paint says %v", err)
	}
	for _, f := range []Frame{{}, {Width: 100000, Height: 100000}, {Width: 10, Height: 10, Safe: image.Rect(0, 0, 20, 5)}} {
		if _, err := Paint(context.Background(), Scene{}, c, Render{Frame: f}); err == nil {
			t.Errorf("frame %v is accepted", f)
		}
	}
	if _, err := Paint(context.Background(), Scene{}, &Cutout{Image: &image.NRGBA{}}, Render{Frame: smallFrame()}); err == nil {
		t.Error("an empty cut-out is accepted")
	}
}

func TestWarnings(t *testing.T) {
	c := products(t)["shoe"]
	if w := (Render{Frame: Frame{Width: 300, Height: 157}}).Warnings(c); w != nil {
		t.Errorf("a small picture of a large product warns %q", w)
	}
	if w := (Render{Frame: Frame{Width: 2000, Height: 1500}}).Warnings(c); len(w) != 1 {
		t.Errorf("a product enlarged warns %q", w)
	}
}

func BenchmarkPaint(b *testing.B) {
	c := products(b)["shoe"]
	f := Frame{Width: 1674, Height: 628, Safe: image.Rect(237, 0, 1437, 628)}
	for _, id := range []string{"white_background", "on_platform_natural_beige_background", "thanksgiving_rustic_scene", "gray_shadowy_room_sunlight_streaming_studio", "mid_century_modern_office"} {
		s := preset(b, id)
		b.Run(id, func(b *testing.B) {
			for b.Loop() {
				painted(b, s, c, Render{Frame: f})
			}
		})
	}
}
