// Exhibit: what is wanted, recorded and planned of each shot, put together for people.

package main

import (
	"context"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"photoshoot/engine"
	"photoshoot/engine/gallery"
	"photoshoot/engine/raster"
	"photoshoot/spec"
	"photoshoot/state"
)

// exhibit is a gallery in the making, with what its pictures are drawn from.
type exhibit struct {
	gallery.Gallery
	session *session
	thumbs  *thumbs
	dir     string // of the page: what its addresses are relative to
	scenes  map[string]string
	changes map[string][]engine.Change // by shot address
	faults  map[string]string          // by product address
	costs   map[string]int             // by shot address and process
	latest  map[string]bool            // shots that the last run has paid for
	names   map[string]*spec.Product   // what is wanted, by address
}

// exhibit gathers the shots that are meant, for a page in dir.
func (s *session) exhibit(ctx context.Context, what scope, dir string) (*exhibit, error) {
	st, err := state.Open(s.state)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	e := &exhibit{session: s, dir: dir, scenes: sceneNames(), changes: map[string][]engine.Change{}, faults: map[string]string{},
		costs: map[string]int{}, latest: map[string]bool{}, names: map[string]*spec.Product{},
		thumbs: s.thumbs()}
	if err := e.planned(ctx, st); err != nil {
		return nil, err
	}
	if err := e.paid(ctx, st); err != nil {
		return nil, err
	}
	addresses, pictures := map[string]bool{}, map[string]string{}
	s.config.Products(func(p *spec.Product) bool {
		addresses[p.Address], e.names[p.Address] = true, p
		return true
	})
	err = st.Shots(ctx, func(shot state.Shot) error {
		addresses[shot.Product] = true
		pictures[shot.Object], pictures[shot.Previous] = shot.Address, shot.Address
		return nil
	})
	if err != nil {
		return nil, err
	}
	delete(pictures, "") // most pictures have no previous one
	e.Approvals = s.approvals(pictures)
	for _, address := range slices.Sorted(maps.Keys(addresses)) {
		if what.touches(address) {
			if err := e.read(ctx, st, address, what); err != nil {
				return nil, err
			}
		}
	}
	if len(what) > 0 && len(e.Shots) == 0 {
		return nil, nothingAt(what[0])
	}
	return e, nil
}

func sceneNames() map[string]string {
	names := map[string]string{}
	for _, p := range raster.Presets() {
		names[p.ID] = p.Name
	}
	return names
}

// planned notes what apply would do.
func (e *exhibit) planned(ctx context.Context, st state.Reader) error {
	p, err := e.session.plan(ctx, st, engine.Selection{})
	if err != nil {
		return err
	}
	for _, pp := range p.Products {
		for _, c := range pp.Changes {
			shot, _, _ := strings.Cut(c.Address, ".file[")
			e.changes[shot] = append(e.changes[shot], c)
		}
	}
	for _, f := range p.Faults {
		e.faults[f.Address] = sentence(f.Err.Error())
	}
	return nil
}

// paid adds up what each picture cost, and finds those of the last run.
func (e *exhibit) paid(ctx context.Context, st state.Reader) error {
	run := ""
	return st.Ledger(ctx, func(entry state.Entry) error {
		if entry.Kind != state.Settled {
			return nil
		}
		e.costs[entry.Shot+"\x00"+entry.Process] += entry.Credits
		if entry.Run != run {
			run = entry.Run
			clear(e.latest)
		}
		e.latest[entry.Shot] = true
		return nil
	})
}

// wanted is a shot that was never made.
func (e *exhibit) wanted(address, product string, s *spec.Shot) gallery.Shot {
	shot := gallery.Shot{Address: address, Product: product, Kind: s.RenderKind.Name, Width: s.RenderKind.Width, Height: s.RenderKind.Height,
		Preset: s.Preset, Prompt: s.Prompt, Condition: gallery.New}
	e.scene(&shot)
	e.expect(&shot)
	return shot
}

// scene names the scene: by its preset, or by the first words of its prompt.
func (e *exhibit) scene(s *gallery.Shot) {
	if s.Scene = s.Prompt; s.Preset != "" {
		s.Scene = s.Preset
		if name := e.scenes[s.Preset]; name != "" {
			s.Scene = name
		}
	}
}

// href is the address of a file as the page beside it names it.
func (e *exhibit) href(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	dir, err := filepath.Abs(e.dir)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(dir, abs)
	if err != nil {
		return "" // on another volume
	}
	return (&url.URL{Path: filepath.ToSlash(rel)}).String()
}

// unquoted is a text of a manifest as it was written.
func unquoted(text string) string {
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}
