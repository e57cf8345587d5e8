// gallery: a page that shows what was made, beside what was there before.

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"photoshoot/engine/gallery"
)

func galleryVerb(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("gallery")
	in.register(fs)
	out := fs.String("out", "", "write the page to this `file`; index.html in the output folder when left out")
	title := fs.String("title", "", "what the page is called; the folder's name when left out")
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	what, err := scopeOf("gallery", fs.Arg(0))
	if err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	page := s.output.Locate("index.html")
	if *out != "" {
		page = a.path(*out)
	}
	if !strings.HasSuffix(page, ".html") {
		return &usageError{fmt.Sprintf("gallery: -out=%s does not end in .html", *out), "Name a page, such as -out=out/index.html."}
	}
	e, err := s.exhibit(ctx, what, filepath.Dir(page))
	if err != nil {
		return err
	}
	e.Title, e.Made = named(*title, a.dir), time.Now()
	if err := gallery.Write(folder(filepath.Dir(page)), filepath.Base(page), e.Gallery, e.thumbs.thumb); err != nil {
		return fmt.Errorf("writing the gallery: %w", err)
	}
	a.view.print("Wrote %s: %d pictures of %d products.\n", shown(page), len(e.Shots), len(e.Products))
	return nil
}

// named is the title, or the name of the folder.
func named(title, dir string) string {
	if title != "" {
		return title
	}
	if abs, err := filepath.Abs(dir); err == nil {
		return filepath.Base(abs)
	}
	return "photoshoot"
}

// folder takes the files of a page.
type folder string

// Create makes a file, and the folders that it needs.
func (f folder) Create(name string) (io.WriteCloser, error) {
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	return os.Create(path)
}
