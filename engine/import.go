// Importing: a picture that exists becomes the original of a shot, as if it had been bought.

package engine

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"photoshoot/engine/raster"
	"photoshoot/spec"
	"photoshoot/state"
)

// Import stores a picture, a PNG or what raster decodes, and records it as made of what is
// wanted of the shot now. Its files are derived by the next apply.
func Import(ctx context.Context, store state.Store, from *Folder, provider string, p *spec.Product, s *spec.Shot, data []byte) (state.Shot, error) {
	address := s.Address(p.Address)
	rec, err := store.Product(ctx, p.Address)
	if err != nil {
		return state.Shot{}, err
	}
	old := newIndex(rec)
	if _, made := old.shots[address]; made {
		return state.Shot{}, fmt.Errorf("%s is made already; photoshoot state rm forgets that picture first", address)
	}
	if _, open := old.open[address]; open {
		return state.Shot{}, fmt.Errorf("%s is under way at the service; let photoshoot resume collect it first", address)
	}
	photo, err := from.Photo(p)
	if err != nil {
		return state.Shot{}, err
	}
	png, err := asPNG(data)
	if err != nil {
		return state.Shot{}, err
	}
	size, err := raster.PNGSize(png)
	if err != nil {
		return state.Shot{}, err
	}
	object, err := from.Objects.Store(png)
	if err != nil {
		return state.Shot{}, fmt.Errorf("storing the picture: %w", err)
	}
	m := writeManifest(provider, photo, p, s)
	shot := state.Shot{Address: address, Product: p.Address, Digest: m.Digest(), Manifest: string(m), Object: object,
		Width: size.X, Height: size.Y, Made: time.Now()}
	return shot, store.Commit(ctx, state.Step{Shots: []state.Shot{shot}, Heads: []state.Head{{Product: p.Address}}})
}

// asPNG is a picture in the form that originals have. A PNG stays as it is, byte for byte.
func asPNG(data []byte) ([]byte, error) {
	photo, err := raster.Decode(data, raster.Limits{})
	if err != nil {
		return nil, err
	}
	if _, err := raster.PNGSize(data); err == nil {
		return data, nil
	}
	var png bytes.Buffer
	err = raster.EncodePNG(&png, photo.Image, raster.Meta{})
	return png.Bytes(), err
}
