// Checks of Download, and of the public images.

package adcreativetest

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"net/http"
	"strings"

	"photoshoot/engine/adcreative"
)

func downloadChecks() []check {
	return []check{
		{"downloads", paid, downloads},
		{"download of nothing", nothing, downloadOfNothing},
		{"download query", nothing, downloadQuery},
		{"download defaults", advised | paid, downloadDefaults},
	}
}

// picture is the query of one task of the finished job.
func (p *probe) picture() form {
	job := p.finished()
	return p.application().with("taskId", job.Tasks[1].ID, "imageProductGeneratorProcessId", job.ProcessID)
}

// public reads an address that needs no account.
func (p *probe) public(address string) []byte {
	p.Helper()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		p.Fatalf("a public address: %v", err)
	}
	r := p.send(req)
	if r.status != 200 {
		p.Fatalf("%s: status %d", r.what, r.status)
	}
	return r.body
}

// file reads a download, which must be of one of the types.
func (r reply) file(begins string, types ...string) []byte {
	r.p.Helper()
	if r.status != 200 || !strings.HasPrefix(string(r.body), begins) {
		r.p.Fatalf("%s: status %d, beginning with %.20q", r.what, r.status, r.body)
	}
	for _, t := range append(types, "application/octet-stream") {
		if r.p.Vendor || r.header.Get("Content-Type") == t {
			return r.body
		}
	}
	r.p.Errorf("%s: is %s, want %s", r.what, r.header.Get("Content-Type"), types)
	return r.body
}

// The six combinations: originals of one size, thumbnails of a smaller one.
func downloads(p *probe) {
	get := func(low, format string) reply {
		return p.get(adcreative.OpDownload, p.picture().with("lowResolution", low, "format", format))
	}
	original := get("false", "0").file("\x89PNG\r\n\x1a\n", "image/png")
	full := p.pixels(original)
	if !bytes.Equal(original, p.public(p.finished().Tasks[1].URL)) {
		p.Errorf("the original and the public image differ")
	}
	if got := p.pixels(get("false", "1").file("\xff\xd8\xff", "image/jpeg")); got != full {
		p.Errorf("the JPEG is %v, the original %v", got, full)
	}
	thumbnail := get("true", "1").file("\xff\xd8\xff", "image/jpeg")
	small := p.pixels(thumbnail)
	if small.X >= full.X || small.Y >= full.Y {
		p.Errorf("the thumbnail is %v, the original %v", small, full)
	}
	converted := get("true", "0").file("\x89PNG\r\n\x1a\n", "image/png")
	if got := p.pixels(converted); got != small || len(converted) <= len(thumbnail) {
		p.Errorf("as PNG the thumbnail is %v in %d bytes, as JPEG %v in %d", got, len(converted), small, len(thumbnail))
	}
	for _, low := range []string{"false", "true"} {
		if pdf := get(low, "2").file("%PDF-1.6", "application/pdf"); !bytes.Contains(pdf[max(0, len(pdf)-1024):], []byte("%%EOF")) {
			p.Errorf("the PDF with lowResolution=%s does not end", low)
		}
	}
}

// pixels decodes the whole of a PNG or JPEG.
func (p *probe) pixels(file []byte) image.Point {
	p.Helper()
	decode := png.Decode
	if bytes.HasPrefix(file, []byte{0xff, 0xd8}) {
		decode = jpeg.Decode
	}
	m, err := decode(bytes.NewReader(file))
	if err != nil {
		p.Fatalf("a download: %v", err)
	}
	return m.Bounds().Size()
}

// E6.
func downloadOfNothing(p *probe) {
	p.get(adcreative.OpDownload, p.application().with("taskId", p.as.UserID, "imageProductGeneratorProcessId", p.as.UserID)).noContent()
	if p.Paid {
		p.get(adcreative.OpDownload, p.picture().with("taskId", p.as.UserID)).noContent()
		p.get(adcreative.OpDownload, p.picture().with("imageProductGeneratorProcessId", p.as.UserID)).noContent()
	}
}

func (r reply) noContent() {
	r.p.Helper()
	r.says(404, false, fault("engine: ProductGeneration/Download", "Image content not found."),
		fault("business: ProductGeneration/Download", "Not found error occurred while getting image content stream"))
}

// E2.
func downloadQuery(p *probe) {
	full := p.application().with("taskId", p.as.UserID, "imageProductGeneratorProcessId", p.as.UserID)
	bad := p.as.UserID + "1"
	p.get(adcreative.OpDownload, full.with("imageProductGeneratorProcessId", bad)).says(400, true, notValid("imageProductGeneratorProcessId", bad))
	if p.Vendor {
		return
	}
	for name, value := range map[string]string{"applicationId": bad, "taskId": bad, "lowResolution": "perhaps", "format": "3"} {
		p.get(adcreative.OpDownload, full.with(name, value)).says(400, true, notValid(name, value))
	}
	for _, name := range []string{"applicationId", "taskId", "imageProductGeneratorProcessId"} {
		p.get(adcreative.OpDownload, full.without(name)).rejects(name)
	}
}

// Left out or empty, a parameter is its default: the original PNG.
func downloadDefaults(p *probe) {
	original := p.public(p.finished().Tasks[1].URL)
	for _, query := range []form{p.picture(), p.picture().with("lowResolution", "", "format", ""), p.picture().with("LOWRESOLUTION", "False")} {
		if got := p.get(adcreative.OpDownload, query).file("\x89PNG", "image/png"); !bytes.Equal(got, original) {
			p.Errorf("without parameters the download is not the original")
		}
	}
}
