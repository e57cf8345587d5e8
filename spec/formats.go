// Formats: in which file types a picture is delivered, and in which sizes it is made.

package spec

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

func (l *loader) loadFormats() {
	for _, name := range l.declared.names("format") {
		b := l.declared.named["format"][name]
		l.scope.owner = "format." + name
		f := Format{Name: name, Custom: true}
		r, _ := l.block(b, &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
			{Name: "type", Required: true}, {Name: "low_resolution"}}}, rootSet{"var", "local"})
		r.oneOf("type", &f.Type, fileTypeNames()...)
		r.flag("low_resolution", &f.LowRes)
		if _, builtIn := fileTypes()[name]; builtIn {
			l.errorAt(b.LabelRanges[0], "Reserved name", "%q is a format of its own. Give this one another name, such as %q.", name, "web_"+name)
		}
		l.library.formats[name] = f
	}
}

// findFormat resolves what a product names: a file type, or the address of a format block.
func (l *library) findFormat(f *faults, name string, at hcl.Range) (Format, bool) {
	block, isRef := strings.CutPrefix(name, "format.")
	if found, ok := l.formats[block]; ok && isRef {
		return found, found.Type != "" // a format block at fault was reported there
	}
	if _, ok := fileTypes()[name]; ok {
		return Format{Name: name, Type: name}, true
	}
	switch {
	case isRef:
		f.errorAt(at, "Reference to undeclared format", "There is no format named %q.%s", block, didYouMean(block, slices.Sorted(maps.Keys(l.formats))))
	case l.declared.has("format", name):
		f.errorAt(at, "Unknown format", "%q is the name of a format block: write format.%s, without quotes.", name, name)
	default:
		f.errorAt(at, "Unknown format", "There is no format %q.%s A format is %s, or a format block: format.name.", name, didYouMean(name, fileTypeNames()), anyOf(fileTypeNames()))
	}
	return Format{}, false
}

// findFormats resolves a list, each format once.
func (l *library) findFormats(f *faults, items []item) []Format {
	var found []Format
	for _, it := range items {
		format, ok := l.findFormat(f, it.text, it.at)
		switch same := func(g Format) bool { return g.Name == format.Name }; {
		case !ok:
		case format.Type == "webp" && l.service:
			f.errorAt(it.at, "Format not served", "The service does not deliver webp. Leave formats_from out of the provider block, and webp is made here from the original.")
		case slices.ContainsFunc(found, same):
			f.errorAt(it.at, "Duplicate format", "The format %q is named twice. Remove one of the two.", format.Name)
		default:
			found = append(found, format)
		}
	}
	return found
}

// findKinds resolves a list; a kind that two groups hold counts once.
func (l *library) findKinds(f *faults, items []item) []RenderKind {
	var found []RenderKind
	for _, it := range items {
		kinds := expandKind(it.text)
		if len(kinds) == 0 {
			f.errorAt(it.at, "Unknown render kind", "There is no render kind %q.%s Render kinds are %s.", it.text, didYouMean(it.text, RenderKindNames()), anyOf(RenderKindNames()))
		}
		for _, k := range kinds {
			if !slices.Contains(found, k) {
				found = append(found, k)
			}
		}
	}
	return found
}
