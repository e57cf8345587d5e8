// import: a picture that exists becomes the original of a shot, which is then never bought.

package main

import (
	"context"
	"fmt"
	"os"

	"photoshoot/engine"
	"photoshoot/spec"
	"photoshoot/state"
)

func importVerb(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("import")
	in.register(fs)
	if err := a.parse(fs, args, 2); err != nil {
		return err
	}
	if fs.NArg() != 2 {
		return &usageError{"import takes an address and a file", `photoshoot import 'product.lamp.shot["landscape/alley"]' alley.png`}
	}
	address, err := spec.ParseAddress(fs.Arg(0))
	if err != nil || address.Shot == "" || address.File != "" {
		return &usageError{fmt.Sprintf("import: %q is not the address of a shot", fs.Arg(0)), "photoshoot plan shows the addresses of shots that are not made."}
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	return s.changing(ctx, "import", func(store state.Store) error { return s.takeIn(ctx, store, address, a.path(fs.Arg(1))) })
}

// takeIn records the picture as made of what the configuration says now.
func (s *session) takeIn(ctx context.Context, store state.Store, address spec.Address, file string) error {
	p := s.product(address.Product().String())
	shot := wantedShot(p, address)
	if shot == nil {
		return &advised{fmt.Errorf("the configuration has no shot at %s", address), "Declare it first; photoshoot plan shows its address."}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return &advised{fmt.Errorf("reading the picture: %w", err), "Name a PNG, JPEG or WebP file."}
	}
	folder, flush := s.folder()
	defer flush()
	made, err := engine.Import(ctx, store, folder, s.config.Provider.Type, p, shot, data)
	if err != nil {
		return fmt.Errorf("importing %s: %w", file, err)
	}
	s.app.view.print("%s is %s now. photoshoot apply delivers its files, at no cost.\n", made.Address, shown(file))
	if k := shot.RenderKind; made.Width < k.Width || made.Height < k.Height {
		s.app.view.note("Its %dx%d pixels are fewer than the %dx%d of %s.\n", made.Width, made.Height, k.Width, k.Height, k.Name)
	}
	return nil
}

func wantedShot(p *spec.Product, address spec.Address) *spec.Shot {
	if p == nil {
		return nil
	}
	for i := range p.Shots {
		if p.Shots[i].ID == address.Shot {
			return &p.Shots[i]
		}
	}
	return nil
}
