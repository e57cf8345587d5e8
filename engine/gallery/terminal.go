// Terminal: pictures between lines of text, by the two protocols that terminals know.

package gallery

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color/palette"
	"image/draw"
	"image/jpeg"
	"io"

	"photoshoot/engine/raster"
)

// Protocol is how a terminal is sent pictures.
type Protocol string

// The protocols. NoPictures is a terminal that shows text alone.
const (
	NoPictures Protocol = ""
	Kitty      Protocol = "kitty" // sw.kovidgoyal.net/kitty/graphics-protocol
	Sixel      Protocol = "sixel" // DEC STD 070, as VT340 and its heirs read it
)

// Show sends a thumbnail to a terminal and moves to the line below it.
func Show(w io.Writer, p Protocol, thumb []byte) error {
	if p == NoPictures || len(thumb) == 0 {
		return nil
	}
	img, err := jpeg.Decode(bytes.NewReader(thumb))
	if err != nil {
		return fmt.Errorf("showing a thumbnail: %w", err)
	}
	if p == Sixel {
		return sixel(w, img)
	}
	return kitty(w, img)
}

// kittyChunk is the most base64 that one escape sequence may carry.
const kittyChunk = 4096

// kitty sends the picture as a PNG in chunks.
func kitty(w io.Writer, img image.Image) error {
	flat := image.NewNRGBA(img.Bounds())
	draw.Draw(flat, flat.Rect, img, img.Bounds().Min, draw.Src)
	var png, out bytes.Buffer
	if err := raster.EncodePNG(&png, flat, raster.Meta{}); err != nil {
		return err
	}
	text := base64.StdEncoding.EncodeToString(png.Bytes())
	for first := true; first || text != ""; first = false {
		chunk := text[:min(kittyChunk, len(text))]
		text = text[len(chunk):]
		more := 0
		if text != "" {
			more = 1
		}
		if first {
			fmt.Fprintf(&out, "\x1b_Ga=T,f=100,q=2,m=%d;%s\x1b\\", more, chunk)
		} else {
			fmt.Fprintf(&out, "\x1b_Gm=%d;%s\x1b\\", more, chunk)
		}
	}
	out.WriteByte('\n')
	_, err := w.Write(out.Bytes())
	return err
}

// sixel sends the picture in bands of six rows, each colour of a band for itself.
func sixel(w io.Writer, img image.Image) error {
	p := image.NewPaletted(img.Bounds(), palette.Plan9)
	draw.FloydSteinberg.Draw(p, p.Rect, img, p.Rect.Min)
	var out bytes.Buffer
	fmt.Fprintf(&out, "\x1bP0;1;0q\"1;1;%d;%d", p.Rect.Dx(), p.Rect.Dy())
	for i, c := range palette.Plan9 {
		r, g, b, _ := c.RGBA()
		fmt.Fprintf(&out, "#%d;2;%d;%d;%d", i, percent(r), percent(g), percent(b))
	}
	for top := 0; top < p.Rect.Dy(); top += 6 {
		sixelBand(&out, p, top)
	}
	out.WriteString("\x1b\\\n")
	_, err := w.Write(out.Bytes())
	return err
}

func percent(c uint32) uint32 { return (c*100 + 0x7fff) / 0xffff }

// sixelBand writes six rows: for each colour that they have, which pixels have it.
func sixelBand(out *bytes.Buffer, p *image.Paletted, top int) {
	rows := p.Pix[top*p.Stride : min(top+6, p.Rect.Dy())*p.Stride]
	var used [256]bool
	for _, c := range rows {
		used[c] = true
	}
	separator := ""
	for c, has := range used {
		if !has {
			continue
		}
		fmt.Fprintf(out, "%s#%d", separator, c)
		separator = "$"
		sixelColour(out, rows, p.Stride, byte(c))
	}
	out.WriteByte('-')
}

// sixelColour writes the pixels of one colour, runs of equal columns as one.
func sixelColour(out *bytes.Buffer, rows []byte, width int, c byte) {
	last, run := byte(0), 0
	flush := func() {
		switch {
		case run > 3:
			fmt.Fprintf(out, "!%d%c", run, last)
		default:
			out.Write(bytes.Repeat([]byte{last}, run))
		}
	}
	for x := range width {
		bits := byte(0)
		for y := 0; y*width < len(rows); y++ {
			if rows[y*width+x] == c {
				bits |= 1 << y
			}
		}
		if bits += '?'; bits != last {
			flush()
			last, run = bits, 0
		}
		run++
	}
	flush()
}
