// review: verdicts on pictures, given in the terminal.

package main

import (
	"bufio"
	"context"
)

// reviewFlags are the flags of review.
type reviewFlags struct {
	inputs
	approve, reject, all bool
	reviewer, note       string
	pictures             pictureFlag
}

func review(ctx context.Context, a *app, args []string) error {
	f := &reviewFlags{}
	fs := a.flags("review")
	f.register(fs)
	fs.BoolVar(&f.approve, "approve", false, "approve without asking; names an address")
	fs.BoolVar(&f.reject, "reject", false, "reject without asking; names an address")
	fs.BoolVar(&f.all, "all", false, "ask about pictures that have a verdict too")
	fs.StringVar(&f.reviewer, "reviewer", whoAmI(), "say who reviews, by `name`; the user of this machine when left out")
	fs.StringVar(&f.note, "note", "", "write this `text` beside each verdict")
	fs.Var(&f.pictures, "pictures", "show pictures here: auto, kitty, sixel or none")
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	if f.approve && f.reject || (f.approve || f.reject) && fs.Arg(0) == "" {
		return &usageError{"review: -approve and -reject take one address, and exclude each other", `Such as photoshoot review -approve 'product.mug.shot["landscape/white_background"]'.`}
	}
	protocol, err := f.pictures.resolve(a.getenv)
	if err != nil {
		return err
	}
	what, err := scopeOf("review", fs.Arg(0))
	if err != nil {
		return err
	}
	s, err := a.load(f.inputs)
	if err != nil {
		return err
	}
	e, err := s.exhibit(ctx, what, a.dir)
	if err != nil {
		return err
	}
	r := &reviewing{exhibit: e, flags: f, protocol: protocol, in: bufio.NewReader(a.stdin)}
	if err := r.run(); err != nil {
		return err
	}
	return r.save()
}
