// Writing JPEG.

package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"
)

// OriginalQuality is that of pictures for sale. The encoder halves the colour's
// resolution, which bleeds saturated edges below about 85; 92 keeps logos clean.
const OriginalQuality = 92

// jpegXMP opens the segment that holds XMP (XMP part 3, section 1.1.3).
const jpegXMP = "http://ns.adobe.com/xap/1.0/\x00"

// maxJPEGPacket is what a segment has room for beside its length and signature.
const maxJPEGPacket = 65535 - 2 - len(jpegXMP)

// EncodeJPEG writes img over white, as one channel where it is grey. quality is 1
// to 100. It fails where meta needs more than a segment of 64 kB.
func EncodeJPEG(w io.Writer, img *image.NRGBA, quality int, meta Meta) error {
	return writeJPEG(w, img, quality, meta.packet())
}

func writeJPEG(w io.Writer, img *image.NRGBA, quality int, xmp []byte) error {
	if len(xmp) > maxJPEGPacket {
		return fmt.Errorf("metadata of %d bytes does not fit into a JPEG, which has room for %d", len(xmp), maxJPEGPacket)
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, opaque(img), &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("encode JPEG: %w", err)
	}
	head, rest := file.Bytes()[:2], file.Bytes()[2:] // the segment goes between the start and the tables
	if xmp != nil {
		size := 2 + len(jpegXMP) + len(xmp)
		head = append([]byte{head[0], head[1], 0xff, markerAPP1, byte(size >> 8), byte(size)}, jpegXMP...)
		head = append(head, xmp...)
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(rest)
	return err
}

// opaque is img over white, in the type the standard encoder is fast for.
func opaque(img *image.NRGBA) image.Image {
	if !img.Opaque() {
		img = overWhite(img)
	}
	if isGrey(img) {
		return greyOf(img)
	}
	return asRGBA(img)
}

// overWhite blends bytes, not light, because that is how a browser shows the PNG.
func overWhite(img *image.NRGBA) *image.NRGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(asRGBA(dst), dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(asRGBA(dst), dst.Rect, img, img.Rect.Min, draw.Over)
	return dst
}

func greyOf(img *image.NRGBA) *image.Gray {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dst := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		packRow(dst.Pix[y*dst.Stride:][:w], img.Pix[y*img.Stride:][:4*w], 1)
	}
	return dst
}
