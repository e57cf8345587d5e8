package raster

import (
	"image"
	"image/color"
	"math"
	"testing"
)

func TestLightRoundTrip(t *testing.T) {
	for b := range 256 {
		if got := srgbByte(linearOf[b]); got != uint8(b) {
			t.Errorf("byte %d comes back as %d", b, got)
		}
	}
	if srgbByte(float32(math.NaN())) != 0 || srgbByte(-1) != 0 || srgbByte(7) != 255 {
		t.Error("light outside 0 to 1 is not clipped")
	}
}

// The wanted values are those of Ottosson's article.
func TestOKLab(t *testing.T) {
	for c, want := range map[[3]uint8]lab{
		{255, 255, 255}: {1, 0, 0},
		{255, 0, 0}:     {0.628, 0.225, 0.126},
		{0, 255, 0}:     {0.866, -0.234, 0.179},
		{0, 0, 255}:     {0.452, -0.032, -0.312},
	} {
		got := labOfSRGB(c[0], c[1], c[2])
		if got.distance(want) > 0.001 {
			t.Errorf("%v: got %+v, want %+v", c, got, want)
		}
		if back := got.srgb(); near([3]uint8{back.R, back.G, back.B}, c) > 1 {
			t.Errorf("%v comes back as %v", c, back)
		}
	}
}

// Black and white in equal parts are half the light, which is byte 188, not 128.
func TestResizeAveragesLight(t *testing.T) {
	img := draft("#.#.|.#.#|#.#.|.#.#")
	got := Resize(img, 2, 2).Pix[:4]
	if near([3]uint8(got[:3]), [3]uint8{188, 188, 188}) > 0 || got[3] != 255 {
		t.Errorf("got %v", got)
	}
}

// What is transparent has no colour: its bytes must not bleed into the edge.
func TestResizeWeighsByAlpha(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.SetNRGBA(0, 0, color.NRGBA{200, 100, 50, 255})
	img.SetNRGBA(1, 0, color.NRGBA{0, 255, 0, 0})
	if got := Resize(img, 1, 1).NRGBAAt(0, 0); got != (color.NRGBA{200, 100, 50, 128}) {
		t.Errorf("got %v", got)
	}
}

// A reduction may neither add light nor lose it, whatever the ratio.
func TestResizeKeepsLight(t *testing.T) {
	img := decoded(t, "gcp-mug.jpg")
	want := meanLight(img)
	for _, size := range []image.Point{{640, 640}, {333, 77}, {1, 1}, {700, 3}, {5, 700}, {1500, 900}} {
		got := meanLight(Resize(img, size.X, size.Y))
		if math.Abs(got-want) > 0.003 {
			t.Errorf("%v: mean light %.4f, want %.4f", size, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	for _, c := range [][2]int{{7, 3}, {3, 7}, {700, 640}, {1, 1}, {1, 5}, {640, 640}} {
		covered := make([]float64, c[0])
		for _, s := range spansOf(c[0], c[1]) {
			sum := 0.0
			for i := s.from; i < s.to; i++ {
				covered[i] += float64(s.weight(i))
				sum += float64(s.weight(i))
			}
			if math.Abs(sum-1) > 1e-5 {
				t.Errorf("%v: weights of %+v add up to %v", c, s, sum)
			}
		}
		for i, v := range covered {
			if math.Abs(v-float64(c[1])/float64(c[0])) > 1e-5 {
				t.Errorf("%v: pixel %d counts %.4f times", c, i, v)
			}
		}
	}
}

func TestReduce(t *testing.T) {
	for _, c := range []struct{ w, h, side, wide, high int }{
		{700, 700, 640, 640, 640}, {1674, 628, 640, 640, 240}, {628, 1674, 640, 240, 640}, {3000, 1, 640, 640, 1}, {64, 64, 640, 64, 64},
	} {
		got := Reduce(image.NewNRGBA(image.Rect(0, 0, c.w, c.h)), c.side).Rect.Max
		if got != image.Pt(c.wide, c.high) {
			t.Errorf("%dx%d to %d: got %v", c.w, c.h, c.side, got)
		}
	}
}

func meanLight(img *image.NRGBA) float64 {
	sum := 0.0
	for i := 0; i < len(img.Pix); i += 4 {
		sum += float64(linearOf[img.Pix[i]]) + float64(linearOf[img.Pix[i+1]]) + float64(linearOf[img.Pix[i+2]])
	}
	return sum / float64(len(img.Pix)/4*3)
}
