package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestDecodeForms(t *testing.T) {
	for _, form := range []struct {
		file, truth   string
		mean, largest float64
		alpha         bool
	}{
		{"interlaced.png", "plain.png", 0, 0, false},
		{"deep.png", "plain.png", 0, 0, false},
		{"palette.png", "plain.png", 3, 40, false},
		{"444.jpg", "plain.png", 1.5, 40, false},
		{"baseline.jpg", "plain.png", 2, 90, false},
		{"progressive.jpg", "plain.png", 2, 90, false},
		{"cmyk.jpg", "plain.png", 2, 60, false},
		{"lossy.webp", "plain.png", 3, 90, false},
		{"grey-deep.png", "grey.png", 1, 1, false},
		{"grey.jpg", "grey.png", 1, 20, false},
		{"alpha-deep.png", "alpha.png", 0.1, 1, true},
		{"alpha-lossless.webp", "alpha.png", 0, 0, true},
		{"alpha-lossy.webp", "alpha.png", 3, 110, true},
		{"alpha-palette.png", "alpha.png", 6, 255, true},
	} {
		t.Run(form.file, func(t *testing.T) {
			photo, err := Decode(fixture(t, "forms/"+form.file), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			mean, largest := difference(t, photo.Image, decoded(t, "forms/"+form.truth))
			if mean > form.mean || largest > form.largest {
				t.Errorf("differs from %s by %.2f in the mean, %.0f at most", form.truth, mean, largest)
			}
			if photo.HasAlpha != form.alpha {
				t.Errorf("HasAlpha = %v", photo.HasAlpha)
			}
		})
	}
}

// A lossy WebP is video range; read as JPEG's it would be grey where it should be
// black. The .jpg was made from it by another decoder.
func TestDecodeWebPRange(t *testing.T) {
	mean, _ := difference(t, decoded(t, "eshop-helmet-green.webp"), decoded(t, "eshop-helmet-green.jpg"))
	if mean > 1 {
		t.Errorf("differs by %.2f in the mean", mean)
	}
}

// Each picture is what a camera stores for the letter F under that orientation.
func TestOrientation(t *testing.T) {
	stored := [...]string{1: "###|#..|##.|#..|#..", 2: "###|..#|.##|..#|..#", 3: "..#|..#|.##|..#|###", 4: "#..|#..|##.|#..|###",
		5: "#####|#.#..|#....", 6: "#....|#.#..|#####", 7: "....#|..#.#|#####", 8: "#####|..#.#|....#"}
	for o := 1; o < len(stored); o++ {
		plain := pngOf(t, draft(stored[o]))
		for order, tiff := range map[string][]byte{
			"big":    {'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(o), 0, 0},
			"little": {'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, byte(o), 0, 0, 0},
		} {
			for name, data := range map[string][]byte{
				"PNG":  withPNGChunk(plain, "eXIf", tiff),
				"WebP": withWebPChunk(t, draft(stored[o]), "EXIF", append([]byte(exifSignature), tiff...)),
			} {
				photo, err := Decode(data, Limits{})
				if err != nil {
					t.Fatal(err)
				}
				if got := sketch(photo.Image); got != stored[1] {
					t.Errorf("%s, orientation %d, %s endian: got %s", name, o, order, got)
				}
			}
		}
	}
}

func TestOrientationOfCameras(t *testing.T) {
	for file, size := range map[string]image.Point{
		"exif-Landscape_6.jpg": image.Pt(240, 160),
		"exif-Portrait_8.jpg":  image.Pt(160, 240),
	} {
		if got := decoded(t, file).Rect.Size(); got != size {
			t.Errorf("%s: %v, want %v", file, got, size)
		}
	}
}

// The wanted values are littleCMS's, relative colorimetric with black point compensation.
func TestProfiles(t *testing.T) {
	displayP3 := matrixICC([9]float64{0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407}, srgbCurve())
	adobeRGB := matrixICC([9]float64{0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457}, gammaCurve(563))
	for _, c := range []struct {
		name      string
		icc       []byte
		from, to  [3]uint8
		tolerance int
	}{
		{"P3", displayP3, [3]uint8{200, 120, 80}, [3]uint8{212, 115, 70}, 1},
		{"P3", displayP3, [3]uint8{30, 160, 60}, [3]uint8{0, 162, 40}, 1},
		{"P3", displayP3, [3]uint8{128, 128, 128}, [3]uint8{127, 128, 127}, 1},
		{"P3", displayP3, [3]uint8{20, 40, 200}, [3]uint8{12, 40, 208}, 1},
		{"P3", displayP3, [3]uint8{255, 0, 0}, [3]uint8{255, 0, 0}, 0},
		{"Adobe RGB", adobeRGB, [3]uint8{200, 120, 80}, [3]uint8{223, 120, 76}, 1},
		{"Adobe RGB", adobeRGB, [3]uint8{128, 128, 128}, [3]uint8{129, 129, 129}, 1},
		{"Adobe RGB", adobeRGB, [3]uint8{20, 40, 200}, [3]uint8{0, 35, 204}, 1},
		{"tables only", []byte(strings.Repeat("not a matrix profile", 20)), [3]uint8{20, 40, 200}, [3]uint8{20, 40, 200}, 0},
	} {
		plain := pngOf(t, filled(c.from))
		got := pixelOf(t, withPNGChunk(plain, "iCCP", append([]byte("icc\x00\x00"), deflated(c.icc)...)))
		for i := range 3 {
			if d := int(got[i]) - int(c.to[i]); max(d, -d) > c.tolerance {
				t.Errorf("%s %v: got %v, want %v", c.name, c.from, got, c.to)
			}
		}
	}
}

// A grey picture's profile is a curve alone; curves may be sampled.
func TestProfileCurves(t *testing.T) {
	linear := matrixICC([9]float64{}, gammaCurve(256))
	copy(linear[16:], "GRAY")
	copy(linear[bytes.Index(linear, []byte("rTRC")):], "kTRC")
	samples := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), 1024)
	for i := range 1024 {
		samples = binary.BigEndian.AppendUint16(samples, uint16(65535*math.Pow(float64(i)/1023, 563.0/256)))
	}
	sampled := matrixICC([9]float64{0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457}, samples)
	for _, c := range []struct {
		icc      []byte
		from, to [3]uint8
	}{
		{linear, [3]uint8{128, 128, 128}, [3]uint8{188, 188, 188}},
		{sampled, [3]uint8{200, 120, 80}, [3]uint8{223, 120, 76}},
	} {
		data := withWebPChunk(t, filled(c.from), "ICCP", c.icc)
		if got := pixelOf(t, data); near(got, c.to) > 1 {
			t.Errorf("%v: got %v, want %v", c.from, got, c.to)
		}
	}
}

// A JPEG's profile comes in parts; a profile that says sRGB must not cost a byte.
func TestProfileInParts(t *testing.T) {
	icc := matrixICC([9]float64{0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407}, srgbCurve())
	jpeg := fixture(t, "forms/444.jpg")
	half := len(icc) / 2
	parts := withJPEGSegment(jpeg, markerAPP2, append([]byte("ICC_PROFILE\x00\x02\x02"), icc[half:]...))
	parts = withJPEGSegment(parts, markerAPP2, append([]byte("ICC_PROFILE\x00\x01\x02"), icc[:half]...))
	photo, err := Decode(parts, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if mean, _ := difference(t, photo.Image, decoded(t, "forms/444.jpg")); mean < 1 {
		t.Errorf("the profile moved the colours by %.2f only", mean)
	}
	srgb := matrixICC([9]float64{0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410}, srgbCurve())
	same, err := Decode(withJPEGSegment(jpeg, markerAPP2, append([]byte("ICC_PROFILE\x00\x01\x01"), srgb...)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, largest := difference(t, same.Image, decoded(t, "forms/444.jpg")); largest != 0 {
		t.Errorf("an sRGB profile moved a channel by %.0f", largest)
	}
}

func TestDecodeRefuses(t *testing.T) {
	mug := fixture(t, "gcp-mug.jpg") // 700x700
	for _, c := range []struct {
		name string
		data []byte
		lim  Limits
		want error
		says string
	}{
		{"bytes", mug, Limits{MaxBytes: 60_000}, ErrTooManyBytes, "62732 bytes, limit is 60000 bytes"},
		{"pixels", mug, Limits{MaxPixels: 300_000}, ErrTooManyPixel, "700x700 is 0.4 megapixels, limit is 0.3 megapixels"},
		{"side", mug, Limits{MaxSide: 600}, ErrTooManyPixel, "700x700, the longer side may have 600"},
		{"huge PNG", pngHeader(60_000, 60_000), Limits{MaxSide: 100_000}, ErrTooManyPixel, "3600.0 megapixels, limit is 50.0 megapixels"},
		{"empty", nil, Limits{}, ErrFormat, "the file is empty"},
		{"gif", []byte("GIF89a......"), Limits{}, ErrFormat, "this is a GIF"},
		{"heic", []byte("\x00\x00\x00\x18ftypheic"), Limits{}, ErrFormat, "HEIC"},
		{"svg", []byte("<svg/>"), Limits{}, ErrFormat, "SVG"},
		{"noise", []byte("\x00\x01\x02\x03\x04"), Limits{}, ErrFormat, "begins with 00 01 02 03"},
		{"damaged JPEG", bytes.Replace(fixture(t, "forms/baseline.jpg"), []byte{0xff, 0xc4}, []byte{0xff, 0xfe}, 1), Limits{}, ErrFormat, "JPEG"},
		{"damaged PNG", bytes.Replace(fixture(t, "forms/plain.png"), []byte("IDAT"), []byte("IDAX"), 1), Limits{}, ErrFormat, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Decode(c.data, c.lim)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %v: %s", err, c.want, c.says)
			}
		})
	}
}

func TestDecodeNeverHalf(t *testing.T) {
	files, err := filepath.Glob("testdata/forms/*")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []int{20, 50, 80, 95} {
			if _, err := Decode(whole[:len(whole)*part/100], Limits{}); !errors.Is(err, ErrTruncated) {
				t.Errorf("%d%% of %s: %v", part, file, err)
			}
		}
		if _, err := Decode(whole[:len(whole)-3], Limits{}); !errors.Is(err, ErrTruncated) {
			t.Errorf("%s without its last bytes: %v", file, err)
		}
	}
}

// What a file claims must not cost memory before it is known to be allowed.
func TestDecodeBombs(t *testing.T) {
	bomb := deflated(make([]byte, 64<<20))
	for name, data := range map[string][]byte{
		"size in a PNG header": pngHeader(19_999, 19_999),
		"profile of 64 MB":     withPNGChunk(fixture(t, "forms/plain.png"), "iCCP", append([]byte("icc\x00\x00"), bomb...)),
		"pixels of 64 MB more": withPNGChunk(fixture(t, "forms/plain.png")[:33], "IDAT", bomb),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Decode(data, Limits{})
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 32<<20 {
			t.Errorf("%s: allocated %d MB (%v)", name, spent>>20, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob("testdata/forms/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(fixture(f, "exif-Portrait_8.jpg"))
	lim := Limits{MaxBytes: 1 << 20, MaxPixels: 1 << 18}
	f.Fuzz(func(t *testing.T, data []byte) {
		photo, err := Decode(data, lim)
		if err != nil {
			return
		}
		if size := photo.Image.Rect; size.Min != (image.Point{}) || size.Dx()*size.Dy() > lim.MaxPixels || size.Empty() {
			t.Errorf("accepted a picture of %v", size)
		}
	})
}

// draft makes a picture of rows divided by bars, with black where there is a #.
func draft(rows string) *image.NRGBA {
	lines := strings.Split(rows, "|")
	img := image.NewNRGBA(image.Rect(0, 0, len(lines[0]), len(lines)))
	for y, line := range lines {
		for x, c := range line {
			v := uint8(255)
			if c == '#' {
				v = 0
			}
			copy(img.Pix[img.PixOffset(x, y):], []uint8{v, v, v, 255})
		}
	}
	return img
}

// sketch is the inverse of draft.
func sketch(img *image.NRGBA) string {
	var rows []string
	for y := range img.Rect.Dy() {
		var row strings.Builder
		for x := range img.Rect.Dx() {
			row.WriteByte("#."[img.Pix[img.PixOffset(x, y)]>>7])
		}
		rows = append(rows, row.String())
	}
	return strings.Join(rows, "|")
}

func filled(c [3]uint8) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []uint8{c[0], c[1], c[2], 255})
	}
	return img
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pixelOf(t testing.TB, data []byte) [3]uint8 {
	t.Helper()
	photo, err := Decode(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return [3]uint8(photo.Image.Pix[:3])
}

// pngHeader is a PNG that says its size and ends.
func pngHeader(w, h uint32) []byte {
	ihdr := binary.BigEndian.AppendUint32(nil, w)
	ihdr = append(binary.BigEndian.AppendUint32(ihdr, h), 8, 2, 0, 0, 0)
	return append([]byte(pngMagic), pngChunk("IHDR", ihdr)...)
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// matrixICC is a version 2 display profile: three colorants, X Y Z of each in turn, and one curve.
func matrixICC(colorants [9]float64, curve []byte) []byte {
	type tag struct {
		name string
		data []byte
	}
	var tags []tag
	for i, channel := range []string{"r", "g", "b"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range colorants[3*i : 3*i+3] {
			xyz = appendFixed(xyz, v)
		}
		tags = append(tags, tag{channel + "XYZ", xyz}, tag{channel + "TRC", curve})
	}
	icc := make([]byte, 132+12*len(tags))
	copy(icc[12:], "mntrRGB XYZ ")
	copy(icc[36:], "acsp")
	binary.BigEndian.PutUint32(icc[128:], uint32(len(tags)))
	for i, t := range tags {
		entry := icc[132+12*i:]
		copy(entry, t.name)
		binary.BigEndian.PutUint32(entry[4:], uint32(len(icc)))
		binary.BigEndian.PutUint32(entry[8:], uint32(len(t.data)))
		icc = append(icc, t.data...)
	}
	return icc
}

func srgbCurve() []byte {
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = appendFixed(curve, v)
	}
	return curve
}

// gammaCurve is a power, in 1/256.
func gammaCurve(gamma uint16) []byte {
	return binary.BigEndian.AppendUint16([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), gamma)
}

func appendFixed(b []byte, v float64) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
}
