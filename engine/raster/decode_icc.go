// ICC profiles: from the colours of a camera or screen to sRGB.

package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
)

// profile converts the bytes of a matrix profile (ICC.1:2022, section 8.4: three
// curves, then three colorants, such as Display P3 and Adobe RGB) to sRGB.
type profile struct {
	curves [3][256]float32 // bytes to the profile's own linear light
	matrix [3][3]float64   // from there to linear sRGB
}

// maxProfile bounds what a compressed profile may grow to; real ones stay below 1 MB.
const maxProfile = 4 << 20

// profileOf reads the picture's profile. It is nil where there is none, where it
// is sRGB already, and where it is of a kind with tables (printers, scanners):
// those pictures are taken as sRGB. A PNG's gAMA and cHRM chunks are not looked at:
// programs that mean them write a profile as well.
func profileOf(data []byte) *profile {
	p := parseProfile(iccBytes(data))
	if p == nil || p.isSRGB() {
		return nil
	}
	return p
}

func iccBytes(data []byte) []byte {
	switch {
	case isJPEG(data):
		return jpegProfile(data)
	case isPNG(data):
		return pngProfile(firstChunk(pngChunks(data), "iCCP"))
	case isWebP(data):
		return firstChunk(webpChunks(data), "ICCP")
	}
	return nil
}

// jpegProfile joins the parts in the order written, which every encoder keeps.
func jpegProfile(data []byte) []byte {
	const signature, counters = "ICC_PROFILE\x00", 2
	var icc []byte
	for m, payload := range jpegSegments(data) {
		if m == markerAPP2 && len(payload) > len(signature)+counters && string(payload[:len(signature)]) == signature {
			icc = append(icc, payload[len(signature)+counters:]...)
		}
	}
	return icc
}

// pngProfile inflates an iCCP chunk: name, zero, method zero, zlib.
func pngProfile(chunk []byte) []byte {
	_, rest, found := bytes.Cut(chunk, []byte{0})
	if !found || len(rest) == 0 || rest[0] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	icc, err := io.ReadAll(io.LimitReader(z, maxProfile))
	if err != nil {
		return nil
	}
	return icc
}

// d50ToSRGB takes XYZ under D50, the light of all profiles, to linear sRGB
// (Lindbloom, sRGB, Bradford-adapted).
func d50ToSRGB() [3][3]float64 {
	return [3][3]float64{
		{3.1338561, -1.6168667, -0.4906146},
		{-0.9787684, 1.9161415, 0.0334540},
		{0.0719453, -0.2289914, 1.4052427},
	}
}

func parseProfile(icc []byte) *profile {
	if len(icc) < 132 || string(icc[36:40]) != "acsp" || string(icc[20:24]) != "XYZ " {
		return nil
	}
	switch string(icc[16:20]) {
	case "RGB ":
		return parseMatrixProfile(icc)
	case "GRAY":
		return parseGreyProfile(icc)
	}
	return nil
}

func parseMatrixProfile(icc []byte) *profile {
	var p profile
	var colorants [3][3]float64 // one column a channel
	for i, channel := range []string{"r", "g", "b"} {
		xyz := iccTag(icc, channel+"XYZ")
		if len(xyz) < 20 || !parseCurve(&p.curves[i], iccTag(icc, channel+"TRC")) {
			return nil
		}
		for row := range 3 {
			colorants[row][i] = fixed16(xyz[8+4*row:])
		}
	}
	to := d50ToSRGB()
	for row := range 3 {
		for col := range 3 {
			for k := range 3 {
				p.matrix[row][col] += to[row][k] * colorants[k][col]
			}
		}
	}
	return &p
}

func parseGreyProfile(icc []byte) *profile {
	p := profile{matrix: [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}
	if !parseCurve(&p.curves[0], iccTag(icc, "kTRC")) {
		return nil
	}
	p.curves[1], p.curves[2] = p.curves[0], p.curves[0]
	return &p
}

// iccTag is the data of one tag, nil when it is missing or lies outside.
func iccTag(icc []byte, signature string) []byte {
	entries := icc[132:]
	for range binary.BigEndian.Uint32(icc[128:]) {
		if len(entries) < 12 {
			return nil
		}
		if string(entries[:4]) == signature {
			at, size := int64(binary.BigEndian.Uint32(entries[4:])), int64(binary.BigEndian.Uint32(entries[8:]))
			if size < 12 || at+size > int64(len(icc)) {
				return nil
			}
			return icc[at : at+size]
		}
		entries = entries[12:]
	}
	return nil
}

// isSRGB says whether the conversion moves no probe by more than one step.
func (p *profile) isSRGB() bool {
	const step = 51
	for r := 0; r < 256; r += step {
		for g := 0; g < 256; g += step {
			for b := 0; b < 256; b += step {
				pix := []uint8{uint8(r), uint8(g), uint8(b)}
				p.convert(pix)
				if far(pix[0], r) || far(pix[1], g) || far(pix[2], b) {
					return false
				}
			}
		}
	}
	return true
}

func far(got uint8, want int) bool { return int(got) > want+1 || int(got) < want-1 }

// toSRGB converts img in place. What sRGB cannot show is clipped.
func (p *profile) toSRGB(img *image.NRGBA) {
	bands(img.Rect.Dy(), func(from, to int) {
		for y := from; y < to; y++ {
			row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
			for x := 0; x < len(row); x += 4 {
				p.convert(row[x : x+3])
			}
		}
	})
}

func (p *profile) convert(pix []uint8) {
	r, g, b := float64(p.curves[0][pix[0]]), float64(p.curves[1][pix[1]]), float64(p.curves[2][pix[2]])
	for i := range 3 {
		m := &p.matrix[i]
		pix[i] = srgbByte(float32(m[0]*r + m[1]*g + m[2]*b))
	}
}
