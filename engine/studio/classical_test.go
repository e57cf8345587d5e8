package studio

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// The studio's own painter, on a real photo: what it says of it holds together, and the
// picture has the product in it.
func TestClassical(t *testing.T) {
	var p Classical
	data, err := os.ReadFile("testdata/mug.jpg")
	if err != nil {
		t.Fatal(err)
	}
	product, said, err := p.Cut(context.Background(), adcreative.Photo{Name: "mug.jpg", Data: data}, raster.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.ProductInfo.Name, "mug") || len(said.Prompts) != 4 || len(said.PresetIDs) != 6 {
		t.Errorf("said %+v", said)
	}
	ids := map[string]bool{}
	for _, preset := range p.Presets() {
		if ids[preset.ID] || preset.PreviewName == "" || preset.PromptText == "" {
			t.Errorf("preset %+v", preset)
		}
		ids[preset.ID] = true
	}
	for _, id := range said.PresetIDs {
		if !ids[id] {
			t.Errorf("recommends %s, which is not on offer", id)
		}
	}
	small := raster.Frame{Width: 300, Height: 250}
	for _, asked := range []Picture{
		{Preset: "white_background", Frame: small},
		{Prompt: "on a dark walnut table in warm evening light", Frame: small, Seed: 1},
	} {
		picture, notes, err := p.Paint(context.Background(), product, asked)
		if err != nil || len(notes) > 0 {
			t.Fatalf("%+v: %v %v", asked, notes, err)
		}
		if got := dark(picture, image.Rect(100, 90, 200, 220)); got < 1500 { // the mug is black
			t.Errorf("%+v shows %d dark pixels", asked, got)
		}
		again, _, _ := p.Paint(context.Background(), product, asked)
		if !bytes.Equal(picture.Pix, again.Pix) {
			t.Errorf("%+v gives another picture the second time", asked)
		}
	}
	if _, notes, _ := p.Paint(context.Background(), product, Picture{Prompt: "on a qwertz table", Frame: small}); !slices.Contains(notes, "not understood: qwertz") {
		t.Errorf("notes %q", notes)
	}
	var plain bytes.Buffer
	if err := png.Encode(&plain, image.NewGray(image.Rect(0, 0, 200, 200))); err != nil {
		t.Fatal(err)
	}
	_, _, err = p.Cut(context.Background(), adcreative.Photo{Data: plain.Bytes()}, raster.Limits{})
	if !errors.Is(err, raster.ErrNoForeground) {
		t.Errorf("a photo of nothing: %v", err)
	}
}

func dark(m *image.NRGBA, within image.Rectangle) (n int) {
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if c := m.NRGBAAt(x, y); int(c.R)+int(c.G)+int(c.B) < 150 {
				n++
			}
		}
	}
	return n
}
