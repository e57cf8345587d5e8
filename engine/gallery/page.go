// The page: one HTML file that holds everything, and packs of thumbnails beside it where
// there are too many for one file.

package gallery

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
)

//go:embed page
var parts embed.FS

// How many thumbnails go where. A page of embedBytes and its texts loads in well under a
// second; a pack is read when one of its pictures comes into view.
const (
	embedBytes = 8 << 20 // of base64 in the page itself
	packShots  = 120
)

// Write writes the page called name, which ends in .html, and its packs.
func Write(to Folder, name string, g Gallery, thumbs Thumbs) error {
	w, err := to.Create(name)
	if err != nil {
		return err
	}
	p := &page{Writer: bufio.NewWriter(w), to: to, base: strings.TrimSuffix(name, ".html"), shots: g.Shots, photos: firstPhotos(g)}
	err = p.write(g, thumbs)
	return errors.Join(err, p.Flush(), w.Close())
}

// page is one being written.
type page struct {
	*bufio.Writer
	to     Folder
	base   string
	shots  []Shot
	photos map[int]string // by the first shot of a product
}

func (p *page) write(g Gallery, thumbs Thumbs) error {
	style, script, err := assets()
	if err != nil {
		return err
	}
	body, err := parts.ReadFile("page/page.html")
	if err != nil {
		return err
	}
	p.head(g.Title, style, script)
	p.Write(body)
	packed, err := p.embed(thumbs)
	if err != nil {
		return err
	}
	doc := document(g)
	doc.Base = p.base[strings.LastIndexByte(p.base, '/')+1:]
	for at := packed; at < len(p.shots); at += packShots {
		doc.Packs = append(doc.Packs, at)
	}
	if err := p.json(`type="application/json" id="data"`, doc); err != nil {
		return err
	}
	fmt.Fprintf(p, "<script>%s</script>\n</html>\n", script)
	return p.packs(packed, thumbs)
}

// assets are the style and the script as they stand in the page, to the byte.
func assets() (style, script string, err error) {
	css, err := parts.ReadFile("page/page.css")
	if err != nil {
		return "", "", err
	}
	entries, err := parts.ReadDir("page")
	if err != nil {
		return "", "", err
	}
	var js strings.Builder
	js.WriteString("(() => {\n\"use strict\";\n")
	for _, e := range entries { // in order of their numbers
		if strings.HasSuffix(e.Name(), ".js") {
			text, err := parts.ReadFile("page/" + e.Name())
			if err != nil {
				return "", "", err
			}
			js.Write(text)
		}
	}
	js.WriteString("})();\n")
	return string(css), js.String(), nil
}

// head begins the page. Its policy lets nothing run but the page's own script and its
// packs, and nothing be fetched but pictures beside it: what a catalogue says stays text.
func (p *page) head(title, style, script string) {
	policy := "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' data: file:; style-src " + hashSource(style) +
		"; script-src 'self' file: " + hashSource(script)
	fmt.Fprintf(p, `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="photoshoot">
<link rel="icon" href="data:,">
<title>%s</title>
<style>%s</style>
`, html.EscapeString(policy), html.EscapeString(title), style)
}

func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// json writes a value into a script element. Go escapes <, > and & in texts, so that no
// text ends the element.
func (p *page) json(attributes string, value any) error {
	data, err := json.Marshal(value)
	if err == nil {
		_, err = fmt.Fprintf(p, "<script %s>%s</script>\n", attributes, data)
	}
	return err
}

// embed puts thumbnails into the page until it is full, and says for how many shots.
func (p *page) embed(thumbs Thumbs) (int, error) {
	total := 0
	for at := 0; at < len(p.shots); at += packShots {
		if total > 0 && total*(at+packShots)/at > embedBytes {
			return at, nil
		}
		pack := p.pack(at, thumbs)
		for _, data := range pack {
			total += base64.StdEncoding.EncodedLen(len(data))
		}
		if err := p.json(`type="application/json" class="thumbs"`, pack); err != nil {
			return 0, err
		}
	}
	return len(p.shots), nil
}

// packs writes the thumbnails of the shots from an index on.
func (p *page) packs(from int, thumbs Thumbs) error {
	for n := 1; from < len(p.shots); n++ {
		w, err := p.to.Create(fmt.Sprintf("%s-%d.js", p.base, n))
		if err != nil {
			return err
		}
		data, err := json.Marshal(p.pack(from, thumbs))
		if err == nil {
			_, err = io.WriteString(w, fmt.Sprintf("photoshootPack(%d, %s);\n", n, data))
		}
		if err := errors.Join(err, w.Close()); err != nil {
			return err
		}
		from += packShots
	}
	return nil
}
