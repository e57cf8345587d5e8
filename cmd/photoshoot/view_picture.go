// Pictures between lines of text, in the terminals that can show them.

package main

import (
	"fmt"
	"strings"

	"photoshoot/engine"
	"photoshoot/engine/gallery"
)

// pictureFlag is -pictures: given alone, the terminal decides.
type pictureFlag struct{ protocol string }

func (f *pictureFlag) String() string   { return f.protocol }
func (f *pictureFlag) IsBoolFlag() bool { return true }

// Set takes true, auto, kitty, sixel, none or false.
func (f *pictureFlag) Set(v string) error {
	switch v {
	case "true", "auto":
		f.protocol = "auto"
	case "false", "none":
		f.protocol = ""
	case string(gallery.Kitty), string(gallery.Sixel):
		f.protocol = v
	default:
		return fmt.Errorf("it is auto, kitty, sixel or none")
	}
	return nil
}

// resolve says how this terminal is sent pictures.
func (f *pictureFlag) resolve(getenv func(string) string) (gallery.Protocol, error) {
	if f.protocol != "auto" {
		return gallery.Protocol(f.protocol), nil
	}
	if p := protocolOf(getenv); p != gallery.NoPictures {
		return p, nil
	}
	return "", &advised{fmt.Errorf("this terminal is not known to show pictures"),
		"Give -pictures=kitty or -pictures=sixel if it does; photoshoot gallery shows them in a browser."}
}

// protocolOf knows terminals by what they say of themselves in the environment.
func protocolOf(getenv func(string) string) gallery.Protocol {
	term, program := getenv("TERM"), strings.ToLower(getenv("TERM_PROGRAM"))
	has := func(text string, words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case getenv("KITTY_WINDOW_ID") != "", has(term, "kitty", "ghostty"), has(program, "ghostty", "wezterm"):
		return gallery.Kitty
	case has(term, "sixel", "foot", "mlterm", "contour"), has(program, "mintty", "contour", "iterm", "rio"), getenv("WT_SESSION") != "":
		return gallery.Sixel
	}
	return gallery.NoPictures
}

// reviewed says what picture a verdict is asked for.
func (v *view) reviewed(s *gallery.Shot, n, of int) {
	v.print("\n%s  %s\n  %s, %d of %d\n  %s\n", v.paint(bold, s.Address), v.paint(dim, s.Kind), s.Scene, n, of, s.Reason)
	for _, l := range s.Evidence {
		v.print("      %s\n", evidence(engine.Diff(l)))
	}
	for _, w := range s.Warnings {
		v.print("  %s %s\n", v.paint(yellow, "!"), w)
	}
	for _, f := range s.Files {
		v.print("  %s\n", f.Href)
	}
}

// picture draws a thumbnail, where the terminal was found to show one.
func (v *view) picture(p gallery.Protocol, thumb []byte) {
	if err := gallery.Show(v.out, p, thumb); err != nil {
		v.note("  %v\n", err)
	}
}
