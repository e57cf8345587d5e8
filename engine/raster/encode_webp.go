// Writing WebP without loss.

package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"io"

	"github.com/HugoSmits86/nativewebp"
)

// maxWebPSide is the format's own limit (RFC 9649, section 3.4: 14 bits).
const maxWebPSide = 1 << 14

// EncodeWebP writes img without loss. It fails for a side over 16,384 pixels.
func EncodeWebP(w io.Writer, img *image.NRGBA, meta Meta) error {
	return writeWebP(w, img, meta.packet())
}

func writeWebP(w io.Writer, img *image.NRGBA, xmp []byte) error {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	if max(wide, high) > maxWebPSide {
		return fmt.Errorf("%w: %dx%d, a WebP side may have %d", ErrTooManyPixel, wide, high, maxWebPSide)
	}
	var file bytes.Buffer
	if err := nativewebp.Encode(&file, img, nil); err != nil {
		return fmt.Errorf("encode WebP: %w", err)
	}
	pixels := firstChunk(webpChunks(file.Bytes()), "VP8L")
	if pixels == nil {
		return fmt.Errorf("%w: the WebP encoder gave no picture", ErrFormat)
	}
	body := []byte("WEBP")
	if xmp != nil {
		body = appendRIFF(body, "VP8X", webpHeader(img))
	}
	body = appendRIFF(body, "VP8L", pixels)
	if xmp != nil {
		body = appendRIFF(body, "XMP ", xmp)
	}
	_, err := w.Write(appendRIFF(nil, "RIFF", body))
	return err
}

// webpHeader is the payload of VP8X (RFC 9649, section 2.7.1): flags, then width and
// height less one in 24 bits each.
func webpHeader(img *image.NRGBA) []byte {
	const hasXMP, hasAlpha = 1 << 2, 1 << 4
	flags := byte(hasXMP)
	if !img.Opaque() {
		flags |= hasAlpha
	}
	w, h := img.Rect.Dx()-1, img.Rect.Dy()-1
	return []byte{flags, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)}
}

// appendRIFF adds a chunk, padded to an even length.
func appendRIFF(b []byte, kind string, payload []byte) []byte {
	b = binary.LittleEndian.AppendUint32(append(b, kind...), uint32(len(payload)))
	b = append(b, payload...)
	if len(payload)%2 == 1 {
		b = append(b, 0)
	}
	return b
}
