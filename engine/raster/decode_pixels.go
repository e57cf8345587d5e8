// From any pixel format to 8-bit straight alpha.

package raster

import (
	"image"
	"image/color"
	"image/draw"
)

// straight converts any picture the decoders return to 8-bit straight alpha. The
// YCbCr of a WebP has its own meaning: video range, as RFC 6386 section 9.2 says.
func straight(img image.Image, video bool) *image.NRGBA {
	switch m := img.(type) {
	case *image.NRGBA:
		return m
	case *image.Paletted:
		return fromPalette(m)
	case *image.NRGBA64:
		return fromDeep(m)
	case *image.NYCbCrA:
		dst := fromVideo(&m.YCbCr)
		copyAlpha(dst, m)
		return dst
	case *image.YCbCr:
		if video {
			return fromVideo(m)
		}
	}
	return fromOpaque(img)
}

// fromOpaque lets the standard library draw: premultiplied and straight bytes are
// the same where nothing is transparent, and it is fast for RGBA only.
func fromOpaque(img image.Image) *image.NRGBA {
	b := img.Bounds()
	dst := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	twin := asRGBA(dst)
	bands(b.Dy(), func(from, to int) {
		draw.Draw(twin, image.Rect(0, from, b.Dx(), to), img, b.Min.Add(image.Pt(0, from)), draw.Src)
	})
	return dst
}

// asRGBA is the same memory under another type: true only where img is opaque.
func asRGBA(img *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}

func fromPalette(m *image.Paletted) *image.NRGBA {
	var table [256]color.NRGBA
	for i, c := range m.Palette {
		table[i] = color.NRGBAModel.Convert(c).(color.NRGBA)
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		row := dst.Pix[y*dst.Stride:]
		for x, i := range m.Pix[y*m.Stride:][:w] {
			c := table[i]
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
	return dst
}

// fromDeep rounds 16 bits a channel to 8.
func fromDeep(m *image.NRGBA64) *image.NRGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		row := dst.Pix[y*dst.Stride:][:4*w]
		deep := m.Pix[y*m.Stride:][:8*w]
		for i := range row {
			v := uint32(deep[2*i])<<8 | uint32(deep[2*i+1])
			row[i] = uint8((v*255 + 32767) / 65535)
		}
	}
	return dst
}

// fromVideo converts BT.601 with luma 16 to 235 and chroma 16 to 240, in 16.16
// fixed point: 1.164 (Y-16), +1.596 Cr, -0.392 Cb -0.813 Cr, +2.017 Cb.
func fromVideo(m *image.YCbCr) *image.NRGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	bands(h, func(from, to int) {
		for y := from; y < to; y++ {
			videoRow(dst.Pix[y*dst.Stride:][:4*w], m, m.Rect.Min.Y+y)
		}
	})
	return dst
}

func videoRow(row []uint8, m *image.YCbCr, y int) {
	for x := 0; x < len(row); x += 4 {
		px := m.Rect.Min.X + x/4
		luma := (int32(m.Y[m.YOffset(px, y)]) - 16) * 76309
		c := m.COffset(px, y)
		cb, cr := int32(m.Cb[c])-128, int32(m.Cr[c])-128
		row[x] = clampFixed(luma + 104597*cr)
		row[x+1] = clampFixed(luma - 25675*cb - 53279*cr)
		row[x+2] = clampFixed(luma + 132201*cb)
		row[x+3] = 255
	}
}

// clampFixed rounds 16.16 fixed point to a byte.
func clampFixed(v int32) uint8 { return uint8(min(max((v+1<<15)>>16, 0), 255)) }

func copyAlpha(dst *image.NRGBA, m *image.NYCbCrA) {
	for y := range dst.Rect.Dy() {
		row := dst.Pix[y*dst.Stride:]
		for x, a := range m.A[y*m.AStride:][:dst.Rect.Dx()] {
			row[4*x+3] = a
		}
	}
}
