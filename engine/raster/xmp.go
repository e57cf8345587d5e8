// XMP: how a picture says how it was made.

package raster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Meta says how a picture came about. It travels inside the picture, in every
// format, as an XMP packet. A zero Meta writes none.
type Meta struct {
	Source Source // zero is taken as Composite when anything else is set
	Prompt string // the scene in words, as asked for
	Preset string // the id of the preset, empty for a custom prompt
	Engine string // what made the picture, with its version
	Seed   uint64 // what the engine's chance began with
}

// Source is a term of IPTC's vocabulary of digital source types.
type Source string

const (
	// Composite is a real photo set into a scene that was computed without any trained
	// model: "mix or composite of several elements, any of which may or may not be generative AI".
	Composite Source = "http://cv.iptc.org/newscodes/digitalsourcetype/composite"
	// CompositeSynthetic is the same where a generative model painted part of the
	// scene: "at least one of which is Generative AI", as IPTC defines it since 2024.
	CompositeSynthetic Source = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
)

// ErrNoMeta says that a file holds no XMP packet that can be read.
var ErrNoMeta = errors.New("the picture does not say how it was made")

const (
	nsIPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
	nsRDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsOwn  = "urn:photoshoot:picture:1"
	nsXMP  = "http://ns.adobe.com/xap/1.0/"
)

// maxPacket bounds what is read; a JPEG cannot carry more than 64 kB of it anyway.
const maxPacket = 1 << 20

// packet is the XMP of m (ISO 16684-1), nil for a zero Meta. IPTC's AI properties
// (2025.1) appear only where a generative model was asked.
func (m Meta) packet() []byte {
	if m == (Meta{}) {
		return nil
	}
	if m.Source == "" {
		m.Source = Composite
	}
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"" + nsRDF + "\">\n" +
		"  <rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"" + nsIPTC + "\" xmlns:xmp=\"" + nsXMP + "\" xmlns:photoshoot=\"" + nsOwn + "\">\n")
	property(&b, "Iptc4xmpExt:DigitalSourceType", string(m.Source))
	if m.Source == CompositeSynthetic {
		property(&b, "Iptc4xmpExt:AIPromptInformation", m.Prompt)
		property(&b, "Iptc4xmpExt:AISystemUsed", m.Engine)
	}
	property(&b, "xmp:CreatorTool", m.Engine)
	property(&b, "photoshoot:Prompt", m.Prompt)
	property(&b, "photoshoot:Preset", m.Preset)
	property(&b, "photoshoot:Seed", strconv.FormatUint(m.Seed, 10))
	b.WriteString("  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// property writes one element, and nothing for an empty value. What XML cannot hold becomes U+FFFD.
func property(b *bytes.Buffer, name, value string) {
	if value == "" {
		return
	}
	b.WriteString("   <" + name + ">")
	_ = xml.EscapeText(b, []byte(value)) // a buffer does not fail
	b.WriteString("</" + name + ">\n")
}

// ReadMeta reads what packet wrote from a PNG, JPEG, PDF or WebP. The error wraps
// ErrNoMeta where there is no packet, and ErrFormat for any other file.
func ReadMeta(data []byte) (Meta, error) {
	if !isPNG(data) && !isJPEG(data) && !isWebP(data) && !isPDF(data) {
		return Meta{}, fmt.Errorf("%w: %s", ErrFormat, foreign(data))
	}
	xmp := xmpOf(data)
	if xmp == nil {
		return Meta{}, ErrNoMeta
	}
	return parsePacket(xmp)
}

// xmpOf finds the packet of any format, as it is; nil when there is none.
func xmpOf(data []byte) []byte {
	var xmp []byte
	switch {
	case isPNG(data):
		xmp = pngPacket(data)
	case isJPEG(data):
		xmp = jpegPayload(data, markerAPP1, jpegXMP)
	case isWebP(data):
		xmp = firstChunk(webpChunks(data), "XMP ")
	case isPDF(data):
		xmp = scanPacket(data)
	}
	if len(xmp) == 0 || len(xmp) > maxPacket {
		return nil
	}
	return xmp
}

// pngPacket reads an uncompressed iTXt chunk with XMP's keyword; XMP part 3 allows no other.
func pngPacket(data []byte) []byte {
	for kind, payload := range pngChunks(data) {
		keyword, rest, _ := bytes.Cut(payload, []byte{0})
		if kind != "iTXt" || string(keyword) != pngXMP || len(rest) < 2 || rest[0] != 0 {
			continue
		}
		// After the two compression bytes come language and translated keyword, each ended by a zero.
		if fields := bytes.SplitN(rest[2:], []byte{0}, 3); len(fields) == 3 {
			return fields[2]
		}
	}
	return nil
}

// scanPacket finds a packet by its marks, as XMP part 3 describes for files whose
// structure is not read.
func scanPacket(data []byte) []byte {
	from := bytes.Index(data, []byte("<?xpacket begin="))
	if from < 0 {
		return nil
	}
	end := bytes.Index(data[from:], []byte("<?xpacket end="))
	if end < 0 {
		return nil
	}
	close := bytes.Index(data[from+end:], []byte("?>"))
	if close < 0 {
		return nil
	}
	return data[from : from+end+close+2]
}

// parsePacket reads the properties, written as elements or as attributes.
func parsePacket(xmp []byte) (Meta, error) {
	var m Meta
	in := xml.NewDecoder(bytes.NewReader(xmp))
	var open xml.Name
	var text strings.Builder
	for {
		token, err := in.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Meta{}, fmt.Errorf("%w: %w", ErrNoMeta, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = token.Name
			text.Reset()
			for _, a := range token.Attr {
				m.set(a.Name, a.Value)
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			if token.Name == open {
				m.set(open, text.String())
			}
			open = xml.Name{}
		}
	}
	if m == (Meta{}) {
		return Meta{}, fmt.Errorf("%w: its XMP has none of the properties", ErrNoMeta)
	}
	return m, nil
}

// set takes the properties of Meta and passes over all others.
func (m *Meta) set(name xml.Name, value string) {
	switch name {
	case xml.Name{Space: nsIPTC, Local: "DigitalSourceType"}:
		m.Source = Source(value)
	case xml.Name{Space: nsXMP, Local: "CreatorTool"}:
		m.Engine = value
	case xml.Name{Space: nsOwn, Local: "Prompt"}:
		m.Prompt = value
	case xml.Name{Space: nsOwn, Local: "Preset"}:
		m.Preset = value
	case xml.Name{Space: nsOwn, Local: "Seed"}:
		m.Seed, _ = strconv.ParseUint(value, 10, 64) // another program's words are no seed
	}
}
