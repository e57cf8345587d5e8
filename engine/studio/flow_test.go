package studio_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"photoshoot/engine/studio"
)

func TestFlow(t *testing.T) {
	s := open(t, studio.Config{})
	c := newCaller(t, s)
	asset := c.recommend(mug(t))
	if again := c.recommend(mug(t)); again != asset {
		t.Errorf("the same photo is asset %s, then %s", asset, again)
	}
	process := c.start(asset, twoPrompts)
	done := c.wait(process)
	if !done.IsSuccessful || done.Progress != 100 || done.RequestRenderState != 5 || len(done.TaskURLs) != 2 {
		t.Fatalf("finished as %+v", done)
	}
	for _, task := range done.TaskURLs {
		original := c.read(c.download(process, task.TaskID, ""), 200)
		picture, err := png.Decode(bytes.NewReader(original))
		if err != nil {
			t.Fatal(err)
		}
		if size := picture.Bounds().Size(); size != image.Pt(1674, 628) {
			t.Errorf("the picture is %v", size)
		}
		path := strings.TrimPrefix(*task.PublicImageURL, "http://example.com")
		if public := c.read(c.get(path), 200); !bytes.Equal(public, original) {
			t.Error("the public image is another picture")
		}
	}
	got := s.Stats()[c.application]
	if want := (studio.Counts{Recommendations: 2, Generations: 1, Tasks: 2, Pictures: 2, Downloads: 2, Credits: 2}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

// Without another painter, the whole flow ends in pictures of raster's.
func TestFlowOfOwnPainter(t *testing.T) {
	s, err := studio.New(studio.Config{Dir: t.TempDir(), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeNow(t, s) })
	c := newCaller(t, s)
	done := c.wait(c.start(c.recommend(mug(t)), `[{"tag":"custom","prompt":"on a sandy beach"},{"preset":"light_blue_background","tag":"preset"}]`, "renderKind", "32"))
	if !done.IsSuccessful {
		t.Fatalf("ended as %+v", done)
	}
	picture, err := png.Decode(bytes.NewReader(c.read(c.download(done.ImageRenderProcessID, done.TaskURLs[1].TaskID, ""), 200)))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, b, _ := picture.At(2, 2).RGBA(); b <= r {
		t.Error("the light blue background is not blue")
	}
	preview := c.read(c.get("/assets/ai-product-preset/light_blue_background.webp"), 200)
	if again := c.read(c.get("/assets/ai-product-preset/light_blue_background.webp"), 200); !bytes.Equal(preview, again) {
		t.Error("the preview is painted anew each time")
	}
}
