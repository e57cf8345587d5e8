// The formats a finished picture is delivered in.

package raster

import "fmt"

// Format is the file format of a finished picture. The first three have the
// numbers of the service's Download.
type Format int

const (
	PNG Format = iota
	JPEG
	PDF
	WebP // this program's own addition, lossless
)

var formatNames = [...]struct{ name, extension, mediaType string }{
	PNG:  {"png", "png", "image/png"},
	JPEG: {"jpeg", "jpg", "image/jpeg"},
	PDF:  {"pdf", "pdf", "application/pdf"},
	WebP: {"webp", "webp", "image/webp"},
}

// Valid says whether f is one of the formats above.
func (f Format) Valid() bool { return f >= 0 && int(f) < len(formatNames) }

// FormatNamed is the format of that name, as String writes it.
func FormatNamed(name string) (Format, bool) {
	for f := range formatNames {
		if formatNames[f].name == name {
			return Format(f), true
		}
	}
	return 0, false
}

// String is the name users write: png, jpeg, pdf, webp.
func (f Format) String() string {
	if !f.Valid() {
		return fmt.Sprintf("format(%d)", int(f))
	}
	return formatNames[f].name
}

// Extension is the end of a file name, without its dot. It is empty for an invalid format.
func (f Format) Extension() string {
	if !f.Valid() {
		return ""
	}
	return formatNames[f].extension
}

// MediaType is the Content-Type. It is application/octet-stream for an invalid format.
func (f Format) MediaType() string {
	if !f.Valid() {
		return "application/octet-stream"
	}
	return formatNames[f].mediaType
}
