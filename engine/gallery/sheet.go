// Contact sheets: the pictures side by side with their names, for mail and chat.

package gallery

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"photoshoot/engine/raster"
)

// MaxSheet is how many pictures fit on a sheet that is one picture itself; a PDF has pages.
const MaxSheet = 240

// ErrSheet is a sheet with more pictures than MaxSheet, or without any.
var ErrSheet = errors.New("no such contact sheet")

// The measures of a sheet, in pixels. A page of a PDF has the proportions of A4 on its side.
const (
	sheetColumns = 4
	sheetRows    = 3 // of a page
	sheetMargin  = 48
	sheetGap     = 32
	sheetHead    = 120
	sheetCaption = 72
	sheetWidth   = 2*sheetMargin + sheetColumns*thumbWidth + (sheetColumns-1)*sheetGap
	sheetRow     = thumbHeight + sheetCaption + sheetGap
	sheetQuality = 88
)

var (
	sheetPaper = color.NRGBA{255, 255, 255, 255}
	sheetFrame = color.NRGBA{243, 243, 241, 255}
	sheetInk   = color.NRGBA{28, 28, 30, 255}
	sheetFaint = color.NRGBA{96, 96, 100, 255} // 6:1 on the paper
)

// WriteSheet writes a contact sheet of the pictures that there are: a PDF in pages, or a
// PNG or JPEG of one piece.
func WriteSheet(w io.Writer, format raster.Format, g Gallery, thumbs Thumbs) error {
	s := sheet{Gallery: g, thumbs: thumbs, names: map[string]Product{}, verdicts: map[string]Verdict{}}
	for _, p := range g.Products {
		s.names[p.Address] = p
	}
	for _, a := range g.Approvals {
		s.verdicts[a.Object] = a.Verdict
	}
	for _, shot := range g.Shots {
		if shot.Object != "" {
			s.made = append(s.made, shot)
		}
	}
	if err := s.fonts(); err != nil {
		return err
	}
	switch n := len(s.made); {
	case n == 0:
		return fmt.Errorf("%w: no picture was made yet", ErrSheet)
	case format == raster.PDF:
		return s.pages(w)
	case n > MaxSheet:
		return fmt.Errorf("%w: %d pictures, and one of a piece takes %d", ErrSheet, n, MaxSheet)
	case format == raster.JPEG:
		return raster.EncodeJPEG(w, s.draw(s.made, ""), sheetQuality, raster.Meta{})
	}
	return raster.EncodePNG(w, s.draw(s.made, ""), raster.Meta{})
}

// sheet is one being drawn.
type sheet struct {
	Gallery
	thumbs             Thumbs
	names              map[string]Product
	verdicts           map[string]Verdict
	made               []Shot
	title, bold, plain font.Face
}

// fonts opens the typefaces, which cover Latin, Greek and Cyrillic letters.
func (s *sheet) fonts() error {
	for _, f := range []struct {
		face *font.Face
		data []byte
		size float64
	}{{&s.title, gobold.TTF, 40}, {&s.bold, gobold.TTF, 22}, {&s.plain, goregular.TTF, 20}} {
		parsed, err := opentype.Parse(f.data)
		if err != nil {
			return err
		}
		if *f.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: f.size, DPI: 72, Hinting: font.HintingFull}); err != nil {
			return err
		}
	}
	return nil
}

// pages writes a PDF, page by page.
func (s *sheet) pages(w io.Writer) error {
	const each = sheetColumns * sheetRows
	count := (len(s.made) + each - 1) / each
	var pages [][]byte
	for i := range count {
		shots := s.made[i*each : min((i+1)*each, len(s.made))]
		var b bytes.Buffer
		if err := raster.EncodeJPEG(&b, s.draw(shots, fmt.Sprintf("page %d of %d", i+1, count)), sheetQuality, raster.Meta{}); err != nil {
			return err
		}
		pages = append(pages, b.Bytes())
	}
	return raster.EncodePDFPages(w, pages, raster.Meta{})
}

// draw lays shots out in rows; a page is as high as a full one.
func (s *sheet) draw(shots []Shot, page string) *image.NRGBA {
	rows := (len(shots) + sheetColumns - 1) / sheetColumns
	if page != "" {
		rows = sheetRows
	}
	img := image.NewNRGBA(image.Rect(0, 0, sheetWidth, sheetHead+rows*sheetRow+sheetMargin/2))
	draw.Draw(img, img.Rect, image.NewUniform(sheetPaper), image.Point{}, draw.Src)
	s.text(img, s.title, sheetInk, sheetMargin, 76, sheetWidth*2/3, s.Title)
	about := fmt.Sprintf("%d pictures · %s", len(s.made), s.Made.Format("2 January 2006"))
	if page != "" {
		about += " · " + page
	}
	wide := font.MeasureString(s.plain, about).Ceil()
	s.text(img, s.plain, sheetFaint, sheetWidth-sheetMargin-wide, 76, wide, about)
	for i, shot := range shots {
		x := sheetMargin + i%sheetColumns*(thumbWidth+sheetGap)
		y := sheetHead + i/sheetColumns*sheetRow
		s.cell(img, x, y, shot)
	}
	return img
}

// cell draws one picture in its frame, and what it is.
func (s *sheet) cell(img *image.NRGBA, x, y int, shot Shot) {
	frame := image.Rect(x, y, x+thumbWidth, y+thumbHeight)
	draw.Draw(img, frame, image.NewUniform(sheetFrame), image.Point{}, draw.Src)
	if picture, err := jpeg.Decode(bytes.NewReader(s.thumbs(shot.Object))); err == nil {
		size := picture.Bounds().Size()
		at := frame.Min.Add(image.Pt((thumbWidth-size.X)/2, (thumbHeight-size.Y)/2))
		draw.Draw(img, image.Rectangle{at, at.Add(size)}.Intersect(frame), picture, picture.Bounds().Min, draw.Src)
	} else {
		s.text(img, s.plain, sheetFaint, x+16, y+thumbHeight/2, thumbWidth-32, "The picture is gone.")
	}
	name := s.names[shot.Product].Name
	if name == "" {
		name = shot.Product
	}
	s.text(img, s.bold, sheetInk, x, y+thumbHeight+30, thumbWidth, name)
	about := shot.Scene + " · " + shot.Kind
	if v := s.verdicts[shot.Object]; v != "" {
		about += " · " + string(v)
	}
	s.text(img, s.plain, sheetFaint, x, y+thumbHeight+58, thumbWidth, about)
}

// text writes a line, cut short where it is wider than it may be.
func (s *sheet) text(img *image.NRGBA, face font.Face, ink color.Color, x, y, width int, text string) {
	runes := []rune(text)
	for len(runes) > 0 && font.MeasureString(face, text).Ceil() > width {
		runes = runes[:len(runes)-1]
		text = string(runes) + "…"
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
}
