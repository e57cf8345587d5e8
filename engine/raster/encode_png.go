// Writing PNG.

package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/png"
	"io"

	"github.com/klauspost/compress/flate"
)

// pngXMP is the keyword of the iTXt chunk that holds XMP (XMP part 3, section 1.1.5).
const pngXMP = "XML:com.adobe.xmp"

// EncodePNG writes img with 8 bits a channel: grey or RGB where it is opaque, else
// RGBA. The same picture gives the same bytes on any number of processors.
func EncodePNG(w io.Writer, img *image.NRGBA, meta Meta) error {
	return writePNG(w, img, meta.packet())
}

// PNGSize is the size that a PNG's header says, for pictures that are stored without
// being decoded. The error wraps ErrFormat, or ErrTruncated where the file is cut off.
func PNGSize(data []byte) (image.Point, error) {
	if !isPNG(data) {
		return image.Point{}, fmt.Errorf("%w: %s", ErrFormat, foreign(data))
	}
	cfg, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if endsEarly(data) {
		return image.Point{}, fmt.Errorf("%w: PNG of %s", ErrTruncated, megabytes(len(data)))
	}
	return image.Pt(cfg.Width, cfg.Height), nil
}

// pngLevel is the knee of the flate writer's curve; see docs/decisions/0010.
const pngLevel = 3

// pngSegment is about how many bytes are compressed as one piece. It decides the
// bytes of the file, so it must not follow the machine.
const pngSegment = 1 << 20

func writePNG(w io.Writer, img *image.NRGBA, xmp []byte) error {
	raw := packRows(img)
	file := bytes.NewBuffer(make([]byte, 0, len(raw.pix)/2))
	file.WriteString(pngMagic)
	writeChunk(file, "IHDR", raw.header(img))
	writeChunk(file, "sRGB", []byte{0}) // perceptual intent: says that the bytes are sRGB
	if xmp != nil {
		// Keyword, zero, not compressed, no method, no language, no translation.
		writeChunk(file, "iTXt", []byte(pngXMP+"\x00\x00\x00\x00\x00"), xmp)
	}
	filtered := raw.filter()
	pieces, err := deflatePieces(filtered, raw.stride+1)
	if err != nil {
		return err
	}
	for _, piece := range pieces {
		writeChunk(file, "IDAT", piece)
	}
	writeChunk(file, "IEND")
	_, err = w.Write(file.Bytes())
	return err
}

// writeChunk writes length, type, the parts joined, and their checksum.
func writeChunk(b *bytes.Buffer, kind string, parts ...[]byte) {
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	b.Write(binary.BigEndian.AppendUint32(nil, uint32(size)))
	from := b.Len()
	b.WriteString(kind)
	for _, p := range parts {
		b.Write(p)
	}
	b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(b.Bytes()[from:])))
}

// rows are a picture's samples as PNG counts them, without padding.
type rows struct {
	pix        []uint8
	stride     int
	step       int // bytes a pixel
	colourType byte
	count      int
}

// Colour types of IHDR by bytes a pixel.
const (
	pngGrey = 0
	pngRGB  = 2
	pngRGBA = 6
)

func (r rows) header(img *image.NRGBA) []byte {
	h := binary.BigEndian.AppendUint32(nil, uint32(img.Rect.Dx()))
	h = binary.BigEndian.AppendUint32(h, uint32(img.Rect.Dy()))
	return append(h, 8, r.colourType, 0, 0, 0)
}

// packRows drops the channels that say nothing.
func packRows(img *image.NRGBA) rows {
	r := rows{step: 4, colourType: pngRGBA, count: img.Rect.Dy()}
	switch {
	case !img.Opaque():
	case isGrey(img):
		r.step, r.colourType = 1, pngGrey
	default:
		r.step, r.colourType = 3, pngRGB
	}
	w := img.Rect.Dx()
	r.stride = w * r.step
	r.pix = make([]uint8, r.stride*r.count)
	bands(r.count, func(from, to int) {
		for y := from; y < to; y++ {
			packRow(r.pix[y*r.stride:][:r.stride], img.Pix[y*img.Stride:][:4*w], r.step)
		}
	})
	return r
}

func packRow(dst, src []uint8, step int) {
	if step == 4 {
		copy(dst, src)
		return
	}
	for x := 0; len(dst) >= step; x += 4 {
		copy(dst[:step], src[x:])
		dst = dst[step:]
	}
}

// isGrey says whether every pixel has three equal channels.
func isGrey(img *image.NRGBA) bool {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for x := 0; x < len(row); x += 4 {
			if row[x] != row[x+1] || row[x] != row[x+2] {
				return false
			}
		}
	}
	return true
}

// filter puts before each row the number of its filter, and the row through it.
func (r rows) filter() []uint8 {
	out := make([]uint8, (r.stride+1)*r.count)
	bands(r.count, func(from, to int) {
		f := newRowFilter(r.stride, r.step)
		above := make([]uint8, r.stride)
		for y := from; y < to; y++ {
			if y > 0 {
				above = r.pix[(y-1)*r.stride:][:r.stride]
			}
			f.write(out[y*(r.stride+1):][:r.stride+1], r.pix[y*r.stride:][:r.stride], above)
		}
	})
	return out
}

// deflatePieces compresses data as one zlib stream in pieces that do not know each
// other, so that each processor has one. Pieces end where rows of size row do.
func deflatePieces(data []byte, row int) ([][]byte, error) {
	size := max(1, pngSegment/row) * row
	count := (len(data) + size - 1) / size
	pieces := make([][]byte, count)
	faults := make([]error, count)
	bands(count, func(from, to int) {
		for i := from; i < to; i++ {
			part := data[i*size : min((i+1)*size, len(data))]
			pieces[i], faults[i] = deflatePiece(part, i == count-1)
		}
	})
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	pieces[0] = append([]byte{0x78, 0x5e}, pieces[0]...) // RFC 1950: deflate, 32 kB, fast
	pieces[count-1] = binary.BigEndian.AppendUint32(pieces[count-1], adler32.Checksum(data))
	return pieces, nil
}

// deflatePiece ends on a byte: with the end of the stream, or with an empty block.
func deflatePiece(data []byte, last bool) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(data)/2))
	z, err := flate.NewWriter(out, pngLevel)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	finish := z.Flush
	if last {
		finish = z.Close
	}
	err = finish()
	return out.Bytes(), err
}
