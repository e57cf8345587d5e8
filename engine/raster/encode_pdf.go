// Writing PDF 1.6 with one picture on each page.

package raster

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/color"
	"image/jpeg"
	"io"
	"strconv"
	"strings"
)

const pdfMagic = "%PDF-"

func isPDF(data []byte) bool { return bytes.HasPrefix(data, []byte(pdfMagic)) }

// pointsPerPixel makes 96 pixels an inch, as screens and browsers count.
const pointsPerPixel = 0.75

// EncodePDF writes PDF 1.6 of one page that the picture fills. jpeg goes in byte for
// byte and must be grey or RGB, as EncodeJPEG writes it.
func EncodePDF(w io.Writer, jpeg []byte, meta Meta) error {
	return writePDF(w, [][]byte{jpeg}, meta.packet())
}

// EncodePDFPages writes PDF 1.6 with a page for each picture, as EncodePDF writes one.
func EncodePDFPages(w io.Writer, jpegs [][]byte, meta Meta) error {
	return writePDF(w, jpegs, meta.packet())
}

// The objects of a file: the catalog, the list of pages, three for each page, the metadata.
const (
	firstPage   = 3
	pageObjects = 3 // page, contents, picture
)

func writePDF(w io.Writer, pictures [][]byte, xmp []byte) error {
	var f pdfFile
	f.WriteString(pdfMagic + "1.6\n%\xe2\xe3\xcf\xd3\n") // bytes above 127 say that the file is binary
	catalog := "<</Type/Catalog/Pages 2 0 R>>"
	if xmp != nil {
		catalog = fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/Metadata %d 0 R>>", firstPage+pageObjects*len(pictures))
	}
	f.object(catalog)
	var kids []string
	for i := range pictures {
		kids = append(kids, fmt.Sprintf("%d 0 R", firstPage+pageObjects*i))
	}
	f.object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(kids)))
	for _, picture := range pictures {
		if err := f.page(picture); err != nil {
			return err
		}
	}
	if xmp != nil {
		f.stream("/Type/Metadata/Subtype/XML", xmp)
	}
	f.trailer()
	_, err := w.Write(f.Bytes())
	return err
}

// page writes a page that a JPEG fills.
func (f *pdfFile) page(picture []byte) error {
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return fmt.Errorf("PDF of a JPEG: %w", err)
	}
	space := "/DeviceRGB"
	switch cfg.ColorModel {
	case color.GrayModel:
		space = "/DeviceGray"
	case color.CMYKModel:
		return fmt.Errorf("%w: PDF of a CMYK picture", ErrFormat)
	}
	wide, high := points(cfg.Width), points(cfg.Height)
	n := len(f.offsets) + 1
	f.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<</XObject<</Im %d 0 R>>>>/Contents %d 0 R>>", wide, high, n+2, n+1))
	f.stream("", []byte("q "+wide+" 0 0 "+high+" 0 0 cm /Im Do Q\n"))
	f.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode",
		cfg.Width, cfg.Height, space), picture)
	return nil
}

func points(pixels int) string {
	return strconv.FormatFloat(float64(pixels)*pointsPerPixel, 'f', -1, 64)
}

// pdfFile numbers its objects from 1 in the order they are written.
type pdfFile struct {
	bytes.Buffer
	offsets []int
}

func (f *pdfFile) object(body string) {
	f.offsets = append(f.offsets, f.Len())
	fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", len(f.offsets), body)
}

func (f *pdfFile) stream(entries string, data []byte) {
	f.offsets = append(f.offsets, f.Len())
	fmt.Fprintf(f, "%d 0 obj\n<<%s/Length %d>>\nstream\n", len(f.offsets), entries, len(data))
	f.Write(data)
	f.WriteString("\nendstream\nendobj\n")
}

// trailer writes the table of offsets, 20 bytes an entry, and where it begins. The
// identifier is made from the content, so that the same picture gives the same file.
func (f *pdfFile) trailer() {
	id := sha256.Sum256(f.Bytes())
	start := f.Len()
	fmt.Fprintf(f, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(f, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(f, "trailer\n<</Size %d/Root 1 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, id[:16], id[:16], start)
}
