// Origins: where in the user's files each line of a manifest comes from.

package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"photoshoot/spec"
)

// origins tells for each line of a shot's manifest where its value is written. A shot that
// is no longer wanted is written nowhere.
func (s *session) origins(p *spec.Product, shot *spec.Shot) func(key string) string {
	if p == nil || shot == nil {
		return func(string) string { return "" }
	}
	files := s.config.Files()
	product := findBlock(files, "product", p.Block)
	defaults := findBlock(files, "defaults", "")
	row := ""
	if p.Row.Line > 0 {
		row = fmt.Sprintf(", from the row at %s:%d", p.Row.File, p.Row.Line)
	}
	written := func(argument, otherwise string) string {
		if attr := argumentOf(product, argument); attr != nil {
			return quote(files, attr) + rowIfUsed(attr, row)
		}
		if attr := argumentOf(defaults, argument); attr != nil {
			return quote(files, attr)
		}
		return otherwise
	}
	return func(key string) string {
		switch key {
		case "provider":
			if b := findBlock(files, "provider", s.config.Provider.Type); b != nil {
				return place(b.DefRange)
			}
			return "the default: there is no provider block"
		case "photo":
			return "the bytes of " + p.Image + ", named at " + written("image", "")
		case "preset", "prompt":
			label := shot.ID[strings.LastIndex(shot.ID, "/")+1:]
			if b := findBlock(files, "preset", label); b != nil {
				return place(b.DefRange) + ", used at " + written("presets", "")
			}
			return written("presets", "")
		case "render_kind":
			return written("render_kinds", "the default")
		case "safe_margin", "same_style":
			return written(key, "the default")
		case "name", "description":
			return written(key, "left out: what the service recognises in the photo")
		}
		return "the version of these lines; a newer tool still reads it"
	}
}

// findBlock finds a block of the configuration by its type and label; nil: there is none.
func findBlock(files map[string]*hcl.File, typ, label string) *hcl.Block {
	header := hcl.BlockHeaderSchema{Type: typ}
	if label != "" {
		header.LabelNames = []string{"name"}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name].Body == nil {
			continue // a catalogue
		}
		content, _, _ := files[name].Body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{header}})
		for _, b := range content.Blocks {
			if label == "" || b.Labels[0] == label {
				return b
			}
		}
	}
	return nil
}

// argumentOf finds an argument of a block; nil: it is left out.
func argumentOf(b *hcl.Block, name string) *hcl.Attribute {
	if b == nil {
		return nil
	}
	content, _, _ := b.Body.PartialContent(&hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: name}}})
	return content.Attributes[name]
}

// rowIfUsed is the row's place where an argument depends on it.
func rowIfUsed(attr *hcl.Attribute, row string) string {
	for _, t := range attr.Expr.Variables() {
		if t.RootName() == "each" || t.RootName() == "row" {
			return row
		}
	}
	return ""
}

// quote is the place of an argument and its first line.
func quote(files map[string]*hcl.File, attr *hcl.Attribute) string {
	at := attr.Range
	text := ""
	if f := files[at.Filename]; f != nil && at.CanSliceBytes(f.Bytes) {
		line, _, more := bytes.Cut(at.SliceBytes(f.Bytes), []byte("\n"))
		if text = "  " + clip(strings.Join(strings.Fields(string(line)), " "), 100); more {
			text += " …"
		}
	}
	return place(at) + text
}

// place is a range as file and line.
func place(r hcl.Range) string { return fmt.Sprintf("%s:%d", r.Filename, r.Start.Line) }
