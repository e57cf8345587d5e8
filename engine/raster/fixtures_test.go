package raster

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"os"
	"path/filepath"
	"testing"
)

// fixture reads a file of testdata.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// decoded is the picture in a file of testdata.
func decoded(t testing.TB, name string) *image.NRGBA {
	t.Helper()
	photo, err := Decode(fixture(t, name), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return photo.Image
}

// difference is the mean and the largest difference of two pictures in steps of
// a byte, colours premultiplied: what lies under alpha 0 does not matter.
func difference(t testing.TB, a, b *image.NRGBA) (mean, largest float64) {
	t.Helper()
	if a.Rect.Size() != b.Rect.Size() {
		t.Fatalf("sizes differ: %v and %v", a.Rect, b.Rect)
	}
	var sum float64
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			p, q := a.Pix[y*a.Stride+4*x:][:4], b.Pix[y*b.Stride+4*x:][:4]
			for c := range 4 {
				d := premultiplied(p, c) - premultiplied(q, c)
				sum += max(d, -d)
				largest = max(largest, d, -d)
			}
		}
	}
	return sum / float64(4*a.Rect.Dx()*a.Rect.Dy()), largest
}

func premultiplied(pix []uint8, c int) float64 {
	if c == 3 {
		return float64(pix[3])
	}
	return float64(pix[c]) * float64(pix[3]) / 255
}

// withPNGChunk puts a chunk behind a PNG's header.
func withPNGChunk(data []byte, kind string, payload []byte) []byte {
	const header = 8 + 25
	return append(append(data[:header:header], pngChunk(kind, payload)...), data[header:]...)
}

func pngChunk(kind string, payload []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	chunk = append(append(chunk, kind...), payload...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// withJPEGSegment puts a segment first in a JPEG.
func withJPEGSegment(data []byte, marker byte, payload []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(2+len(payload)))
	return append(append(data[:2:2], append(segment, payload...)...), data[2:]...)
}

// withWebPChunk writes img and puts a chunk last.
func withWebPChunk(t testing.TB, img *image.NRGBA, kind string, payload []byte) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := EncodeWebP(&file, img, Meta{Engine: "test"}); err != nil {
		t.Fatal(err)
	}
	return appendRIFF(nil, "RIFF", appendRIFF(file.Bytes()[8:], kind, payload))
}
