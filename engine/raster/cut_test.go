package raster

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"math/rand/v2"
	"runtime"
	"testing"
)

// The floors are a little below what was measured; see the closing figures in docs/studio.md.
func TestCutAgainstExactMasks(t *testing.T) {
	for name, floor := range map[string]float64{
		"synth-bottle-blue": 0.985, "synth-cap-white": 0.985, "synth-sneaker-studio": 0.97,
	} {
		c, err := Cut(photographed(t, name+".jpg"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := overlap(c, decoded(t, name+".ref.png")); got < floor {
			t.Errorf("%s: intersection over union %.4f, want %.3f", name, got, floor)
		}
		if strong := name == "synth-cap-white"; strong && c.Confidence < 0.5 {
			t.Errorf("%s: a good cut with confidence %.2f", name, c.Confidence)
		}
	}
}

func photographed(t testing.TB, name string) *Photo {
	t.Helper()
	photo, err := Decode(fixture(t, name), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return photo
}

// overlap is intersection over union of soft masks, at the size of the cut.
func overlap(c *Cutout, ref *image.NRGBA) float64 {
	ref = Resize(ref, c.Photo.X, c.Photo.Y)
	both, either := 0.0, 0.0
	for y := range c.Photo.Y {
		for x := range c.Photo.X {
			want := float64(ref.Pix[y*ref.Stride+4*x])
			got := float64(alphaAt(c.Image, x-c.Source.Min.X, y-c.Source.Min.Y))
			both += min(want, got)
			either += max(want, got)
		}
	}
	return both / either
}

// A cut-out must not carry its old ground: its outermost pixels are nearer to the product's
// colour than to the ground's on 97 of 100.
func TestCutTakesTheGroundFromTheEdge(t *testing.T) {
	c, err := Cut(photographed(t, "synth-cap-white.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	red, grey := labOfSRGB(196, 18, 32), labOfSRGB(222, 222, 222)
	edge, pale := 0, 0
	for y := range c.Image.Rect.Dy() {
		for x := range c.Image.Rect.Dx() {
			if a := alphaAt(c.Image, x, y); a > 25 && a < 250 {
				p := c.Image.NRGBAAt(x, y)
				edge++
				if at := labOfSRGB(p.R, p.G, p.B); at.distance(grey) < at.distance(red) {
					pale++
				}
			}
		}
	}
	if edge < 500 || pale*100 > edge*3 {
		t.Errorf("%d of %d edge pixels have the ground's colour", pale, edge)
	}
}

func TestCutRefusesWhatIsNoProduct(t *testing.T) {
	blank := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	gradient := image.NewNRGBA(blank.Rect)
	noise := image.NewNRGBA(blank.Rect)
	rng := rand.New(rand.NewPCG(1, 2))
	for y := range 200 {
		for x := range 300 {
			g := uint8(80 + x/3 + y/4)
			blank.SetNRGBA(x, y, color.NRGBA{200, 190, 180, 255})
			gradient.SetNRGBA(x, y, color.NRGBA{g, g, g, 255})
			noise.SetNRGBA(x, y, color.NRGBA{uint8(rng.IntN(256)), uint8(rng.IntN(256)), uint8(rng.IntN(256)), 255})
		}
	}
	for name, img := range map[string]*image.NRGBA{"blank": blank, "gradient": gradient, "noise": noise} {
		if c, err := Cut(&Photo{Image: img}); !errors.Is(err, ErrNoForeground) {
			t.Errorf("%s: cut %v with %v", name, c, err)
		}
	}
}

// A photo of a place has something that stands out, but nobody would call it a product.
func TestCutIsNotSureOfPlaces(t *testing.T) {
	for _, name := range []string{"exif-Landscape_6.jpg", "exif-Portrait_8.jpg"} {
		c, err := Cut(photographed(t, name))
		if err == nil && (c.Confidence >= 0.4 || len(c.Warnings) == 0) {
			t.Errorf("%s: confidence %.2f, warnings %q", name, c.Confidence, c.Warnings)
		}
	}
}

func TestCutBelievesAlpha(t *testing.T) {
	p := photographed(t, "cutout-solidus-cap_red_1.png")
	c, err := Cut(p)
	if err != nil {
		t.Fatal(err)
	}
	for y := range c.Image.Rect.Dy() {
		for x := range c.Image.Rect.Dx() {
			if got, want := alphaAt(c.Image, x, y), alphaAt(p.Image, x+c.Source.Min.X, y+c.Source.Min.Y); got != want {
				t.Fatalf("alpha at %d,%d is %d, was %d", x, y, got, want)
			}
		}
	}
}

func TestCutIsTheSameOnAnyMachine(t *testing.T) {
	p := photographed(t, "synth-cap-white.jpg")
	one, err := cutOn(1, p)
	if err != nil {
		t.Fatal(err)
	}
	many, err := cutOn(5, p)
	if err != nil || !bytes.Equal(one.Image.Pix, many.Image.Pix) || one.Confidence != many.Confidence {
		t.Errorf("one and five processors cut differently (%v)", err)
	}
}

func cutOn(processors int, p *Photo) (*Cutout, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	return Cut(p)
}

func TestPose(t *testing.T) {
	for name, low := range map[string]bool{"synth-bottle-blue.jpg": true, "gcp-mug.jpg": false} {
		c, err := Cut(photographed(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if c.Pose.Lying || (c.Pose.Elevation < 12) != low {
			t.Errorf("%s: %+v", name, c.Pose)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	p := photographed(b, "synth-sneaker-studio.jpg")
	for b.Loop() {
		if _, err := Cut(p); err != nil {
			b.Fatal(err)
		}
	}
}

// A ground of slats, darker and lighter and grained, explains nothing by a smooth surface.
func TestCutBeforeAPatternedGround(t *testing.T) {
	product := photographed(t, "cutout-solidus-cap_red_1.png").Image
	w, h := product.Rect.Dx(), product.Rect.Dy()
	img, ref := image.NewNRGBA(image.Rect(0, 0, 2*w, 2*h)), image.NewNRGBA(image.Rect(0, 0, 2*w, 2*h))
	rng := rand.New(rand.NewPCG(3, 4))
	for y := range 2 * h {
		for x := range 2 * w {
			grain := rng.IntN(24) + 40*(x*9/w%2) - 12*(y*3/h%2)
			ground := [3]int{150 + grain, 118 + grain, 80 + grain}
			p := color.NRGBA{}
			if at := image.Pt(x-w/2, y-h/2); at.In(product.Rect) {
				p = product.NRGBAAt(at.X, at.Y)
			}
			mix := func(over uint8, k int) uint8 { return uint8((int(over)*int(p.A) + ground[k]*(255-int(p.A))) / 255) }
			img.SetNRGBA(x, y, color.NRGBA{mix(p.R, 0), mix(p.G, 1), mix(p.B, 2), 255})
			ref.SetNRGBA(x, y, color.NRGBA{p.A, p.A, p.A, 255})
		}
	}
	c, err := Cut(&Photo{Image: img})
	if err != nil {
		t.Fatal(err)
	}
	if got := overlap(c, ref); got < 0.98 {
		t.Errorf("intersection over union %.4f, want 0.98", got)
	}
}
