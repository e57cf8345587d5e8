package gallery_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"photoshoot/engine/gallery"
	"photoshoot/engine/raster"
)

// Texts as a catalogue may hold them: mark-up, quotes, templates, right to left, and marks
// that turn what follows around.
const (
	markup = `</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">`
	quotes = `"Dad's" \ 'best' & <b>only</b> ${var.x} %{ if true }`
	rtl    = "מנורת פליז ‮abc מצחיקה"
)

// hash is a name such as an original has.
func hash(n int) string {
	sum := sha256.Sum256(fmt.Append(nil, n))
	return hex.EncodeToString(sum[:])
}

// sample is a small gallery with every condition and hostile texts wherever one fits.
func sample() gallery.Gallery {
	g := gallery.Gallery{Title: "Autumn " + markup, Made: time.Unix(1_790_000_000, 0),
		Products: []gallery.Product{
			{Address: `product.lamp["` + markup + `"]`, Name: quotes, Photo: hash(100), Source: "photos/" + markup + ".jpg"},
			{Address: "product.mug", Name: rtl},
			{Address: "product.vase"},
		},
		Approvals: []gallery.Approval{
			{Object: hash(1), Verdict: gallery.Approved, Reviewer: quotes, Note: rtl, Shot: "product.mug.shot[\"landscape/rustic\"]\n# no line of its own"},
			{Object: hash(99), Verdict: gallery.Rejected, Note: "line one\nline two\u2028three"},
		}}
	for i, c := range []gallery.Condition{gallery.Current, gallery.Current, gallery.Changed, gallery.Deriving, gallery.Running, gallery.Held, gallery.Failed, gallery.Leaving} {
		s := gallery.Shot{Address: fmt.Sprintf("product.mug.shot[\"landscape/%d\"]", i), Product: "product.mug", Scene: "White background", Preset: "white_background",
			Prompt: "a clean white background", Kind: "landscape", Condition: c, Object: hash(i), Width: 1674, Height: 628, Made: time.Unix(1_780_000_000, 0),
			Cost: 1, Reason: "It was never made before.", Files: []gallery.File{{Format: "web", Href: "mug/x.jpg"}}}
		if i == 1 {
			s.Before, s.Latest, s.Reason = hash(50), true, "Its inputs changed."
			s.Evidence = []gallery.Line{{Key: "prompt", Old: markup, New: quotes}}
		}
		g.Shots = append(g.Shots, s)
	}
	hostile := gallery.Shot{Address: `product.lamp["` + markup + `"].shot["story/a"]`, Product: g.Products[0].Address, Scene: markup, Prompt: markup, Kind: "story",
		Condition: gallery.Current, Object: hash(20), Width: 1080, Height: 1920, Warnings: []string{markup, rtl}, Reason: markup}
	missing := gallery.Shot{Address: `product.vase.shot["post/b"]`, Product: "product.vase", Scene: "Oak", Preset: "oak", Kind: "post", Condition: gallery.New, Width: 1080, Height: 1080, Planned: 2}
	g.Shots = append([]gallery.Shot{hostile}, append(g.Shots, missing)...)
	return g
}

// thumb is a real thumbnail, the same for every name.
var thumb = sync.OnceValues(func() ([]byte, error) {
	photo, err := os.ReadFile("../../examples/first/photos/mug.jpg")
	if err != nil {
		return nil, err
	}
	return gallery.Thumbnail(photo, raster.Limits{})
})

func thumbs(t testing.TB) gallery.Thumbs {
	t.Helper()
	data, err := thumb()
	if err != nil {
		t.Fatal(err)
	}
	return func(string) []byte { return data }
}

// folder takes a gallery's files.
type folder string

func (f folder) Create(name string) (io.WriteCloser, error) {
	return os.Create(filepath.Join(string(f), name))
}

// written is the page of a gallery, in a folder of its own.
func written(t testing.TB, g gallery.Gallery) string {
	t.Helper()
	dir := t.TempDir()
	if err := gallery.Write(folder(dir), "index.html", g, thumbs(t)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "index.html")
}

// many is a gallery of n shots, two a product, whose prompts are all different.
func many(n int) gallery.Gallery {
	g := gallery.Gallery{Title: "Many", Made: time.Unix(1_790_000_000, 0)}
	for i := range n {
		if i%2 == 0 {
			g.Products = append(g.Products, gallery.Product{Address: fmt.Sprintf("product.item[\"SKU-%05d\"]", i/2), Name: fmt.Sprintf("Item %d", i/2), Photo: hash(-1 - i)})
		}
		p := g.Products[len(g.Products)-1].Address
		g.Shots = append(g.Shots, gallery.Shot{Address: fmt.Sprintf("%s.shot[\"landscape/%d\"]", p, i%2), Product: p, Scene: "Scene", Kind: "landscape",
			Prompt: fmt.Sprintf("on an oak table, number %d", i), Condition: gallery.Current, Object: hash(i), Before: hash(n + i), Width: 1674, Height: 628,
			Made: time.Unix(1_780_000_000, 0), Reason: "Its inputs changed.", Evidence: []gallery.Line{{Key: "preset", Old: "a", New: "b"}},
			Files: []gallery.File{{Format: "png", Href: fmt.Sprintf("item/SKU-%05d/%d.png", i/2, i%2)}}})
	}
	return g
}
