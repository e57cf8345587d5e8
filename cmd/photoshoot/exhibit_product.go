// One product in an exhibit: its photo, its name and its shots.

package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"photoshoot/engine"
	"photoshoot/engine/gallery"
	"photoshoot/state"
)

// read adds a product as state knows it, under the name that the service gave it where the
// configuration gives none.
func (e *exhibit) read(ctx context.Context, st state.Reader, address string, what scope) error {
	rec, err := st.Product(ctx, address)
	if err != nil {
		return err
	}
	e.product(address, what, rec)
	if n := len(e.Products); n > 0 && e.Products[n-1].Address == address && e.Products[n-1].Name == "" {
		asset, err := st.Asset(ctx, e.Products[n-1].Photo, e.session.account())
		if err != nil {
			return err
		}
		e.Products[n-1].Name = asset.Name
	}
	return nil
}

// product adds the shots of one product: those recorded, then those only wanted.
func (e *exhibit) product(address string, what scope, rec state.Record) {
	p := gallery.Product{Address: address}
	want := e.names[address]
	known := map[string]bool{}
	var shots []gallery.Shot
	for _, s := range rec.Shots {
		known[s.Address] = true
		p.Photo = strings.TrimPrefix(engine.Manifest(s.Manifest).Value("photo"), "sha256:")
		shots = append(shots, e.recorded(s, rec.Files))
	}
	if want != nil {
		p.Name, p.Source = want.Name, want.Image
		e.thumbs.photos[p.Photo] = e.session.app.path(filepath.FromSlash(want.Image))
		for i := range want.Shots {
			if a := want.Shots[i].Address(address); !known[a] {
				shots = append(shots, e.wanted(a, address, &want.Shots[i]))
			}
		}
	}
	shots = slices.DeleteFunc(shots, func(s gallery.Shot) bool { return !what.holds(s.Address) })
	if len(shots) > 0 {
		e.Products, e.Shots = append(e.Products, p), append(e.Shots, shots...)
	}
}
