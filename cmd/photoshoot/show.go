// show: a saved plan, or what state holds.

package main

import (
	"context"
	"strings"

	"photoshoot/engine/gallery"
	"photoshoot/state"
)

func show(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("show")
	in.register(fs)
	a.view.lengths(fs)
	json := fs.Bool("json", false, "print JSON")
	markdown := fs.Bool("markdown", false, "print a plan for a comment on a pull request")
	var pictures pictureFlag
	fs.Var(&pictures, "pictures", "show pictures here: auto, kitty, sixel or none")
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	what := fs.Arg(0)
	if what != "" && !strings.HasPrefix(what, "product.") {
		return a.showPlan(what, *json, *markdown)
	}
	if *markdown {
		return &usageError{"-markdown is for saved plans", "photoshoot plan -out=plan.json, then photoshoot show -markdown plan.json."}
	}
	protocol, err := pictures.resolve(a.getenv)
	if err != nil {
		return err
	}
	meant, err := scopeOf("show", what)
	if err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	return s.showState(ctx, meant, *json, protocol)
}

// showPlan needs no configuration: all that is shown is in the plan.
func (a *app) showPlan(name string, json, markdown bool) error {
	p, bound, err := a.readPlan(name)
	switch {
	case err != nil:
		return err
	case json:
		return p.Encode(a.view.out, bound)
	case markdown:
		a.view.print("%s", markdownPlan(p, name))
		return nil
	}
	a.view.plan(p, "")
	return nil
}

func (s *session) showState(ctx context.Context, what scope, json bool, pictures gallery.Protocol) error {
	st, err := state.Open(s.state)
	if err != nil {
		return err
	}
	defer st.Close()
	records, err := recordsOf(ctx, st, what)
	switch {
	case err != nil:
		return err
	case len(records) == 0 && len(what) > 0:
		return nothingAt(what[0])
	case json:
		return s.app.view.stateJSON(ctx, st, records)
	case len(records) == 0:
		s.app.view.print("State is empty: nothing was made yet.\n")
	}
	thumbs := s.thumbs()
	for _, rec := range records {
		s.app.view.record(rec, s, func(shot *state.Shot) {
			if pictures != gallery.NoPictures {
				s.app.view.picture(pictures, thumbs.thumb(shot.Object))
			}
		})
	}
	return nil
}
