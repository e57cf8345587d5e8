// The document: a gallery as the page's script reads it, each scene and product said once.

package gallery

import (
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

type pageDocument struct {
	Title     string        `json:"title"`
	Made      int64         `json:"made"` // seconds since 1970
	Base      string        `json:"base"` // of the names of packs
	Preamble  string        `json:"preamble"`
	Products  []pageProduct `json:"products"`
	Scenes    []pageScene   `json:"scenes"`
	Shots     []pageShot    `json:"shots"`
	Approvals []Approval    `json:"approvals"`
	Packs     []int         `json:"packs"` // the first shot of each
}

type pageProduct struct {
	Address string `json:"a"`
	Name    string `json:"n,omitempty"`
	Photo   string `json:"p,omitempty"`
	Source  string `json:"s,omitempty"`
}

type pageScene struct {
	Name   string `json:"n"`
	Prompt string `json:"t,omitempty"`
	Preset string `json:"p,omitempty"`
}

type pageShot struct {
	Address   string    `json:"a"`
	Product   int       `json:"p"`
	Scene     int       `json:"s"`
	Kind      string    `json:"k"`
	Condition Condition `json:"c"`
	Reason    string    `json:"r,omitempty"`
	Evidence  []Line    `json:"e,omitempty"`
	Cost      int       `json:"$,omitempty"`
	Planned   int       `json:"$$,omitempty"`
	Warnings  []string  `json:"w,omitempty"`
	Object    string    `json:"o,omitempty"`
	Before    string    `json:"b,omitempty"`
	Width     int       `json:"x,omitempty"`
	Height    int       `json:"y,omitempty"`
	Made      int64     `json:"t,omitempty"`
	Latest    int       `json:"l,omitempty"`
	Full      string    `json:"f,omitempty"`
	FullOld   string    `json:"fo,omitempty"`
	Files     []File    `json:"d,omitempty"`
}

// maxText bounds what of a text goes into the page: a prompt may have thousands of
// characters, and be named as old and new by thousands of shots.
const maxText = 600

func document(g Gallery) *pageDocument {
	d := &pageDocument{Title: g.Title, Made: g.Made.Unix(), Preamble: preamble, Products: []pageProduct{}, Scenes: []pageScene{},
		Shots: []pageShot{}, Approvals: g.Approvals, Packs: []int{}}
	if d.Approvals == nil {
		d.Approvals = []Approval{}
	}
	products, scenes := map[string]int{}, map[pageScene]int{}
	for i, p := range g.Products {
		products[p.Address] = i
		d.Products = append(d.Products, pageProduct{p.Address, clip(p.Name), p.Photo, p.Source})
	}
	for _, s := range g.Shots {
		scene := pageScene{clip(s.Scene), s.Prompt, s.Preset}
		at, known := scenes[scene]
		if !known {
			at = len(d.Scenes)
			scenes[scene] = at
			d.Scenes = append(d.Scenes, scene)
		}
		d.Shots = append(d.Shots, pageShotOf(s, products[s.Product], at))
	}
	return d
}

func pageShotOf(s Shot, product, scene int) pageShot {
	p := pageShot{Address: s.Address, Product: product, Scene: scene, Kind: s.Kind, Condition: s.Condition, Reason: clip(s.Reason),
		Cost: s.Cost, Planned: s.Planned, Object: s.Object, Before: s.Before, Width: s.Width, Height: s.Height,
		Full: s.Full, FullOld: s.FullOld, Files: s.Files}
	for _, l := range s.Evidence {
		p.Evidence = append(p.Evidence, Line{l.Key, clip(l.Old), clip(l.New)})
	}
	for _, w := range s.Warnings {
		p.Warnings = append(p.Warnings, clip(w))
	}
	if !s.Made.IsZero() {
		p.Made = s.Made.Unix()
	}
	if s.Latest {
		p.Latest = 1
	}
	return p
}

// clip shortens a text to what a page has room for.
func clip(text string) string {
	if len(text) <= maxText {
		return text
	}
	if r := []rune(text); len(r) > maxText {
		return string(r[:maxText]) + "…"
	}
	return text
}

// firstPhotos says with which shot the photo of a product is packed.
func firstPhotos(g Gallery) map[int]string {
	photos := map[string]string{}
	for _, p := range g.Products {
		photos[p.Address] = p.Photo
	}
	first := map[int]string{}
	for i, s := range g.Shots {
		if sum := photos[s.Product]; sum != "" {
			first[i] = sum
			delete(photos, s.Product)
		}
	}
	return first
}

// pack gathers the thumbnails of up to packShots shots, several at a time.
func (p *page) pack(from int, thumbs Thumbs) map[string][]byte {
	pack := map[string][]byte{}
	for i := from; i < min(from+packShots, len(p.shots)); i++ {
		for _, sum := range []string{p.photos[i], p.shots[i].Object, p.shots[i].Before} {
			if sum != "" {
				pack[sum] = nil
			}
		}
	}
	return fetch(pack, thumbs)
}

// fetch asks for each thumbnail once; those that cannot be had are left out.
func fetch(sums map[string][]byte, thumbs Thumbs) map[string][]byte {
	var mu sync.Mutex
	got := make(map[string][]byte, len(sums))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for sum := range sums {
		g.Go(func() error {
			if data := thumbs(sum); data != nil {
				mu.Lock()
				defer mu.Unlock()
				got[sum] = data
			}
			return nil
		})
	}
	g.Wait() // thumbnails that are missing are no errors
	return got
}
