package gallery_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"photoshoot/engine/gallery"
	"photoshoot/engine/raster"
)

func TestSheetIsOnePicture(t *testing.T) {
	var file bytes.Buffer
	if err := gallery.WriteSheet(&file, raster.PNG, sample(), thumbs(t)); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	// Nine pictures that were made, four in a row: three rows of 424 below the head.
	if got := img.Bounds().Size(); got.X != 2112 || got.Y != 120+3*424+24 {
		t.Errorf("the sheet measures %v", got)
	}
	frame, paper := img.At(48+1, 120+1), img.At(1, 1)
	if c := img.At(48+240, 120+160); c == frame || c == paper {
		t.Errorf("where the first picture belongs is %v", c)
	}
	file.Reset()
	if err := gallery.WriteSheet(&file, raster.JPEG, sample(), thumbs(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := jpeg.Decode(&file); err != nil {
		t.Error(err)
	}
}

func TestSheetOfManyPages(t *testing.T) {
	g := sample()
	for len(g.Shots) < 40 {
		g.Shots = append(g.Shots, g.Shots[1])
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "sheet.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if err := gallery.WriteSheet(file, raster.PDF, g, thumbs(t)); err != nil {
		t.Fatal(err)
	}
	file.Close()
	data, _ := os.ReadFile(file.Name())
	if !bytes.HasPrefix(data, []byte("%PDF-1.6")) || !bytes.Contains(data, []byte("/Count 4")) {
		t.Errorf("no PDF 1.6 of four pages: %.40q", data)
	}
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed: the file was not checked")
	}
	if out, err := exec.Command(qpdf, "--check", file.Name()).CombinedOutput(); err != nil || strings.Contains(string(out), "WARNING") {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

func TestSheetsThatCannotBe(t *testing.T) {
	var file bytes.Buffer
	if err := gallery.WriteSheet(&file, raster.PNG, gallery.Gallery{}, thumbs(t)); !errors.Is(err, gallery.ErrSheet) {
		t.Errorf("a sheet of nothing: %v", err)
	}
	g := sample()
	for len(g.Shots) <= gallery.MaxSheet+1 {
		g.Shots = append(g.Shots, g.Shots[1])
	}
	if err := gallery.WriteSheet(&file, raster.PNG, g, thumbs(t)); !errors.Is(err, gallery.ErrSheet) {
		t.Errorf("a sheet of too many: %v", err)
	}
}
