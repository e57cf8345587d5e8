package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

func testMeta() Meta {
	return Meta{
		Source: CompositeSynthetic,
		Prompt: "on a <marble> slab & \"soft\" light, Käse  \n日本",
		Preset: "marble_slab",
		Engine: "photoshoot studio 0.1",
		Seed:   1<<63 + 7,
	}
}

// encodings write one picture each; their results must all say the same Meta.
func encodings(t testing.TB, img *image.NRGBA, meta Meta) map[Format][]byte {
	t.Helper()
	out := map[Format][]byte{}
	for f, encode := range map[Format]func(io.Writer) error{
		PNG:  func(w io.Writer) error { return EncodePNG(w, img, meta) },
		JPEG: func(w io.Writer) error { return EncodeJPEG(w, img, OriginalQuality, meta) },
		WebP: func(w io.Writer) error { return EncodeWebP(w, img, meta) },
		PDF: func(w io.Writer) error {
			var plain bytes.Buffer
			if err := EncodeJPEG(&plain, img, OriginalQuality, Meta{}); err != nil {
				return err
			}
			return EncodePDF(w, plain.Bytes(), meta)
		},
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out[f] = b.Bytes()
	}
	return out
}

func TestMetaTravels(t *testing.T) {
	img := decoded(t, "forms/alpha.png")
	for _, want := range []Meta{testMeta(), {Source: Composite, Engine: "e"}, {Source: Composite, Prompt: "only", Seed: 1}} {
		for f, data := range encodings(t, img, want) {
			if got, err := ReadMeta(data); err != nil || got != want {
				t.Errorf("%s: got %+v, %v", f, got, err)
			}
		}
	}
	for f, data := range encodings(t, img, Meta{}) {
		if _, err := ReadMeta(data); !errors.Is(err, ErrNoMeta) {
			t.Errorf("%s without metadata: %v", f, err)
		}
	}
	if _, err := ReadMeta([]byte("GIF89a")); !errors.Is(err, ErrFormat) {
		t.Errorf("a GIF: %v", err)
	}
}

// What other programs look for must be there by its own name, whole.
func TestPacketSpeaksIPTC(t *testing.T) {
	for meta, says := range map[Meta][]string{
		testMeta(): {"<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic<",
			"<Iptc4xmpExt:AIPromptInformation>on a &lt;marble&gt;", "<Iptc4xmpExt:AISystemUsed>photoshoot studio 0.1<"},
		{Engine: "x"}: {"<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/composite<"},
	} {
		packet := string(meta.packet())
		for _, s := range says {
			if !strings.Contains(packet, s) {
				t.Errorf("no %s in\n%s", s, packet)
			}
		}
	}
	if strings.Contains(string(Meta{Prompt: "p"}.packet()), "AIPrompt") {
		t.Error("a picture made without any model claims one")
	}
}

func TestReadMetaOfOthers(t *testing.T) {
	attributes := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `"><rdf:Description rdf:about=""
		xmlns:i="` + nsIPTC + `" i:DigitalSourceType="` + string(Composite) + `"/></rdf:RDF></x:xmpmeta>`
	data := withJPEGSegment(fixture(t, "forms/grey.jpg"), markerAPP1, []byte(jpegXMP+attributes))
	if got, err := ReadMeta(data); err != nil || got.Source != Composite {
		t.Errorf("attributes: %+v, %v", got, err)
	}
	broken := withJPEGSegment(fixture(t, "forms/grey.jpg"), markerAPP1, []byte(jpegXMP+attributes[:200]))
	if _, err := ReadMeta(broken); !errors.Is(err, ErrNoMeta) {
		t.Errorf("broken: %v", err)
	}
}

// PNG and WebP must give back every byte; the standard library is the judge of PNG.
func TestLossless(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 61, 37))
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(chance.Uint32())
	}
	wide := Resize(decoded(t, "gcp-mug.jpg"), 1674, 628) // two pieces
	for name, img := range map[string]*image.NRGBA{
		"photo": wide, "grey": decoded(t, "forms/grey.png"), "alpha": decoded(t, "forms/alpha.png"), "noise": noise,
		"a part": decoded(t, "gcp-mug.jpg").SubImage(image.Rect(30, 40, 131, 91)).(*image.NRGBA),
		"pixel":  filled([3]uint8{1, 2, 3}).SubImage(image.Rect(1, 1, 2, 2)).(*image.NRGBA),
	} {
		files := encodings(t, img, testMeta())
		if got, err := png.Decode(bytes.NewReader(files[PNG])); err != nil {
			t.Errorf("%s: PNG: %v", name, err)
		} else if _, largest := difference(t, straight(got, false), img); largest != 0 {
			t.Errorf("%s: PNG differs by %.0f", name, largest)
		}
		if got, err := Decode(files[WebP], Limits{}); err != nil {
			t.Errorf("%s: WebP: %v", name, err)
		} else if _, largest := difference(t, got.Image, img); largest != 0 {
			t.Errorf("%s: WebP differs by %.0f", name, largest)
		}
	}
}

func TestPNGColourTypes(t *testing.T) {
	for file, want := range map[string]color.Model{
		"forms/grey.png": color.GrayModel, "forms/plain.png": color.RGBAModel, "forms/alpha.png": color.NRGBAModel,
	} {
		cfg, err := png.DecodeConfig(bytes.NewReader(encodings(t, decoded(t, file), Meta{})[PNG]))
		if err != nil || cfg.ColorModel != want {
			t.Errorf("%s: %v, %v", file, cfg.ColorModel, err)
		}
	}
}

func TestJPEGOverWhite(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []uint8{255, 0, 0, 128})
	}
	got := pixelOf(t, encodings(t, img, Meta{})[JPEG])
	if want := [3]uint8{255, 127, 127}; near(got, want) > 3 {
		t.Errorf("half red over white is %v", got)
	}
	err := EncodeJPEG(io.Discard, img, OriginalQuality, Meta{Prompt: strings.Repeat("long ", 20_000)})
	if err == nil || !strings.Contains(err.Error(), "does not fit") {
		t.Errorf("a prompt of 100 kB: %v", err)
	}
}

func near(a, b [3]uint8) int {
	most := 0
	for i := range a {
		d := int(a[i]) - int(b[i])
		most = max(most, d, -d)
	}
	return most
}

// Bytes must not depend on the machine's processors: caches and diffs live on it.
func TestSameBytes(t *testing.T) {
	img := Resize(decoded(t, "gcp-mug.jpg"), 1674, 628)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	alone := encodings(t, img, testMeta())
	runtime.GOMAXPROCS(7)
	for f, data := range encodings(t, img, testMeta()) {
		if !bytes.Equal(data, alone[f]) {
			t.Errorf("%s differs between 1 and 7 processors", f)
		}
	}
}

func TestPDF(t *testing.T) {
	for _, c := range []struct{ file, space, box string }{
		{"gcp-mug.jpg", "/DeviceRGB", "[0 0 525 525]"},
		{"forms/grey.png", "/DeviceGray", "[0 0 72 48]"},
	} {
		var picture bytes.Buffer
		if err := EncodeJPEG(&picture, decoded(t, c.file), OriginalQuality, Meta{}); err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := EncodePDF(&file, picture.Bytes(), testMeta()); err != nil {
			t.Fatal(err)
		}
		checkPDF(t, file.Bytes(), 6)
		for _, part := range []string{c.space, "/MediaBox" + c.box, picture.String(), "/Metadata 6 0 R"} {
			if !strings.Contains(file.String(), part) {
				t.Errorf("%s: no %.30q", c.file, part)
			}
		}
		qpdfCheck(t, file.Bytes())
	}
	if err := EncodePDF(io.Discard, fixture(t, "forms/cmyk.jpg"), Meta{}); !errors.Is(err, ErrFormat) {
		t.Errorf("CMYK: %v", err)
	}
	if err := EncodePDF(io.Discard, fixture(t, "forms/plain.png"), Meta{}); err == nil {
		t.Error("a PNG was taken for a JPEG")
	}
}

// checkPDF follows the file as a reader does: header, last lines, table, objects, lengths.
func checkPDF(t *testing.T, file []byte, objects int) {
	t.Helper()
	if !bytes.HasPrefix(file, []byte("%PDF-1.6\n%")) {
		t.Errorf("begins %q", file[:10])
	}
	end := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(file)
	if end == nil {
		t.Fatalf("ends %q", file[len(file)-30:])
	}
	at, _ := strconv.Atoi(string(end[1]))
	table := regexp.MustCompile(`^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer`).FindSubmatch(file[at:])
	if table == nil || string(table[1]) != strconv.Itoa(objects+1) || len(table[2]) != 20*(objects+1) {
		t.Fatalf("no table of %d at %d", objects, at)
	}
	for i := 1; i <= objects; i++ {
		from, _ := strconv.Atoi(string(table[2][20*i : 20*i+10]))
		head := fmt.Sprintf("%d 0 obj\n", i)
		if !bytes.HasPrefix(file[from:], []byte(head)) {
			t.Errorf("object %d is not at %d", i, from)
		}
	}
	for _, m := range regexp.MustCompile(`/Length (\d+)>>\nstream\n`).FindAllSubmatchIndex(file, -1) {
		n, _ := strconv.Atoi(string(file[m[2]:m[3]]))
		if !bytes.HasPrefix(file[m[1]+n:], []byte("\nendstream\nendobj\n")) {
			t.Errorf("stream at %d is not %d long", m[1], n)
		}
	}
}

// qpdfCheck asks a PDF tool that is not ours, where it is installed.
func qpdfCheck(t *testing.T, file []byte) {
	t.Helper()
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Log("qpdf --check left out: qpdf is not installed")
		return
	}
	name := filepath.Join(t.TempDir(), "picture.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", name).CombinedOutput(); err != nil || !bytes.Contains(out, []byte("PDF Version: 1.6")) {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

func TestDeliver(t *testing.T) {
	img := Resize(decoded(t, "gcp-mug.jpg"), 1674, 628)
	var stored bytes.Buffer
	if err := EncodePNG(&stored, img, testMeta()); err != nil {
		t.Fatal(err)
	}
	original := stored.Bytes()
	thumbnail, err := Thumbnail(original)
	if err != nil {
		t.Fatal(err)
	}
	low := image.Pt(640, 240)
	for _, c := range []struct {
		format Format
		low    bool
		size   image.Point
	}{
		{PNG, false, img.Rect.Max}, {JPEG, false, img.Rect.Max}, {WebP, false, img.Rect.Max}, {PDF, false, image.Pt(1256, 471)},
		{PNG, true, low}, {JPEG, true, low}, {WebP, true, low}, {PDF, true, image.Pt(480, 180)},
	} {
		data, err := Deliver(original, thumbnail, c.format, c.low)
		if err != nil {
			t.Fatalf("%s: %v", c.format, err)
		}
		if got, err := ReadMeta(data); err != nil || got != testMeta() {
			t.Errorf("%s, low %v: %+v, %v", c.format, c.low, got, err)
		}
		if size := sizeOf(t, data, c.format); size != c.size {
			t.Errorf("%s, low %v: size %v, want %v", c.format, c.low, size, c.size)
		}
		alone, err := Deliver(original, nil, c.format, c.low)
		if err != nil || !bytes.Equal(alone, data) {
			t.Errorf("%s, low %v: other bytes without a stored thumbnail (%v)", c.format, c.low, err)
		}
	}
	if got, err := Deliver(original, thumbnail, PNG, false); err != nil || !bytes.Equal(got, original) {
		t.Error("the original was touched", err)
	}
	if got, err := Deliver(original, thumbnail, JPEG, true); err != nil || !bytes.Equal(got, thumbnail) {
		t.Error("the thumbnail was touched", err)
	}
	if pdf, err := Deliver(original, thumbnail, PDF, true); err != nil || !bytes.Contains(pdf, thumbnail) {
		t.Error("the thumbnail is not in the PDF as it is", err)
	}
	if _, err := Deliver(original, thumbnail, 9, false); err == nil {
		t.Error("format 9 was delivered")
	}
	if _, err := Deliver(original[:5000], nil, JPEG, false); !errors.Is(err, ErrTruncated) {
		t.Errorf("half an original: %v", err)
	}
}

func sizeOf(t *testing.T, data []byte, f Format) image.Point {
	t.Helper()
	if f == PDF {
		box := regexp.MustCompile(`MediaBox\[0 0 ([\d.]+) ([\d.]+)\]`).FindSubmatch(data)
		w, _ := strconv.ParseFloat(string(box[1]), 64)
		h, _ := strconv.ParseFloat(string(box[2]), 64)
		return image.Pt(int(w+0.5), int(h+0.5))
	}
	photo, err := Decode(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return photo.Image.Rect.Size()
}

func TestFormatNames(t *testing.T) {
	for f, want := range map[Format]string{PNG: "png png image/png", JPEG: "jpeg jpg image/jpeg",
		PDF: "pdf pdf application/pdf", WebP: "webp webp image/webp", -1: "format(-1)  application/octet-stream"} {
		if got := f.String() + " " + f.Extension() + " " + f.MediaType(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if named, ok := FormatNamed(f.String()); ok != f.Valid() || ok && named != f {
			t.Errorf("FormatNamed(%s) = %v, %v", f, named, ok)
		}
	}
}

func TestPNGSize(t *testing.T) {
	whole := fixture(t, "forms/plain.png")
	if size, err := PNGSize(whole); err != nil || size != image.Pt(96, 64) {
		t.Errorf("got %v, %v", size, err)
	}
	if _, err := PNGSize(whole[:len(whole)-5]); !errors.Is(err, ErrTruncated) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := PNGSize(fixture(t, "forms/grey.jpg")); !errors.Is(err, ErrFormat) {
		t.Errorf("a JPEG: %v", err)
	}
}

func FuzzReadMeta(f *testing.F) {
	for _, data := range encodings(f, decoded(f, "forms/alpha.png"), testMeta()) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if meta, err := ReadMeta(data); err == nil && meta == (Meta{}) {
			t.Error("an empty Meta without an error")
		}
	})
}

// A JPEG for sale must be the picture, not a likeness.
func TestJPEGQuality(t *testing.T) {
	img := decoded(t, "gcp-mug.jpg")
	got, err := jpeg.Decode(bytes.NewReader(encodings(t, img, Meta{})[JPEG]))
	if err != nil {
		t.Fatal(err)
	}
	if mean, _ := difference(t, straight(got, false), img); mean > 1 {
		t.Errorf("differs by %.2f in the mean", mean)
	}
}
