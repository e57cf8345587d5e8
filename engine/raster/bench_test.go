package raster

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"testing"
)

// finished is a picture of the size and grain of a landscape creative.
func finished(b *testing.B) *image.NRGBA {
	b.Helper()
	img := Resize(decoded(b, "gcp-mug.jpg"), 1674, 628)
	chance := rand.New(rand.NewPCG(1, 1))
	for i := range img.Pix {
		if i%4 != 3 {
			img.Pix[i] = uint8(min(max(int(img.Pix[i])+chance.IntN(5)-2, 0), 255))
		}
	}
	return img
}

// camera is a JPEG of 12 megapixels.
func camera(b *testing.B) []byte {
	b.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, asRGBA(Resize(finished(b), 4000, 3000)), &jpeg.Options{Quality: 92}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func benchmarkWrite(b *testing.B, write func(io.Writer) error) {
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := write(&out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len())/1000, "kB")
}

func BenchmarkEncodePNG(b *testing.B) {
	img := finished(b)
	benchmarkWrite(b, func(w io.Writer) error { return EncodePNG(w, img, testMeta()) })
}

func BenchmarkEncodePNGStandard(b *testing.B) {
	img := finished(b)
	benchmarkWrite(b, func(w io.Writer) error { return png.Encode(w, asRGBA(img)) })
}

func BenchmarkEncodeJPEG(b *testing.B) {
	img := finished(b)
	benchmarkWrite(b, func(w io.Writer) error { return EncodeJPEG(w, img, OriginalQuality, testMeta()) })
}

// BenchmarkEncodePDF begins with pixels, as a delivery does.
func BenchmarkEncodePDF(b *testing.B) {
	img := finished(b)
	var picture bytes.Buffer
	benchmarkWrite(b, func(w io.Writer) error {
		picture.Reset()
		if err := EncodeJPEG(&picture, img, OriginalQuality, testMeta()); err != nil {
			return err
		}
		return EncodePDF(w, picture.Bytes(), testMeta())
	})
}

func BenchmarkEncodeWebP(b *testing.B) {
	img := finished(b)
	benchmarkWrite(b, func(w io.Writer) error { return EncodeWebP(w, img, testMeta()) })
}

func BenchmarkDecodeCamera(b *testing.B) {
	data := camera(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReduceCamera(b *testing.B) {
	photo, err := Decode(camera(b), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Reduce(photo.Image, 2048)
	}
}

func BenchmarkToSRGB(b *testing.B) {
	icc := matrixICC([9]float64{0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407}, srgbCurve())
	p, img := parseProfile(icc), Resize(finished(b), 4000, 3000)
	for b.Loop() {
		p.toSRGB(img)
	}
}

func BenchmarkThumbnail(b *testing.B) {
	var original bytes.Buffer
	if err := EncodePNG(&original, finished(b), testMeta()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Thumbnail(original.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDescribe(b *testing.B) {
	c := &Cutout{Image: decoded(b, "cutout-solidus-cap_red_1.png")}
	for b.Loop() {
		Describe(c, "red-cap.png", promptBackdrops())
	}
}
