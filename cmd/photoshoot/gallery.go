// gallery: a page that shows what was made, beside what was there before.

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"photoshoot/engine/gallery"
	"photoshoot/engine/raster"
)

func galleryVerb(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("gallery")
	in.register(fs)
	out := fs.String("out", "", "write the page to this `file`; index.html in the output folder when left out")
	sheet := fs.String("contact-sheet", "", "write the pictures side by side to this `file`, and no page: PDF, PNG or JPEG by its name")
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
	format, known := raster.FormatNamed(strings.ReplaceAll(strings.TrimPrefix(filepath.Ext(*sheet), "."), "jpg", "jpeg"))
	if *sheet != "" && (!known || format == raster.WebP) {
		return &usageError{fmt.Sprintf("gallery: -contact-sheet=%s is no PDF, PNG or JPEG", *sheet), "Name a file that ends in .pdf, .png or .jpg."}
	}
	e, err := s.exhibit(ctx, what, filepath.Dir(page))
	if err != nil {
		return err
	}
	e.Title, e.Made = named(*title, a.dir), time.Now()
	if *sheet != "" {
		return e.sheet(a.path(*sheet), format)
	}
	if err := gallery.Write(folder(filepath.Dir(page)), filepath.Base(page), e.Gallery, e.thumbs.thumb); err != nil {
		return fmt.Errorf("writing the gallery: %w", err)
	}
	a.view.print("Wrote %s: %d pictures of %d products.\n", shown(page), len(e.Shots), len(e.Products))
	return nil
}

// sheet writes the pictures side by side.
func (e *exhibit) sheet(path string, format raster.Format) error {
	var file bytes.Buffer
	err := gallery.WriteSheet(&file, format, e.Gallery, e.thumbs.thumb)
	if errors.Is(err, gallery.ErrSheet) {
		return &advised{err, "Apply first, name fewer products, or write a PDF, which has pages."}
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = writeWhole(path, 0o644, file.Bytes())
	}
	if err != nil {
		return fmt.Errorf("writing the contact sheet: %w", err)
	}
	e.session.app.view.print("Wrote %s.\n", shown(path))
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
