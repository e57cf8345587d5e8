// Path: the template of one delivered file, compiled so that a row only fills in its product.

package spec

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// pathTemplate is a template cut into literals and placeholders.
type pathTemplate struct {
	parts  []pathPart
	at     hcl.Range
	rooted bool // {product} is a whole segment, so that files of two products never meet
}

// pathPart is a literal, or the placeholder that stands for part of a file's identity.
type pathPart struct{ literal, placeholder string }

func placeholders() []string { return []string{"product", "preset", "render_kind", "-format", "ext"} }

// compilePath cuts the template; nil: it is at fault.
func (l *loader) compilePath(template string, at hcl.Range) *pathTemplate {
	t := &pathTemplate{at: at}
	before := len(l.list)
	for rest := template; rest != ""; {
		literal, tail, found := strings.Cut(rest, "{")
		if literal != "" {
			t.parts = append(t.parts, pathPart{literal: literal})
		}
		name, after, closed := strings.Cut(tail, "}")
		if found {
			l.checkPlaceholder(name, closed, at)
			t.parts = append(t.parts, pathPart{placeholder: name})
		}
		rest = after
	}
	l.checkSegments(template, at)
	t.rooted = strings.Contains("/"+template, "/{product}/")
	if l.list[before:].HasErrors() {
		return nil
	}
	return t
}

func (l *loader) checkPlaceholder(name string, closed bool, at hcl.Range) {
	for _, p := range placeholders() {
		if p == name && closed {
			return
		}
	}
	if !closed {
		l.errorAt(at, "Invalid path template", "A brace is not closed. A placeholder looks like {product}.")
		return
	}
	l.errorAt(at, "Invalid path template", "There is no placeholder {%s}.%s Placeholders are {product}, {preset}, {render_kind}, {-format} and {ext}.", name, didYouMean(name, placeholders()))
}

// checkSegments keeps files inside the output folder, under names that every file system takes.
func (l *loader) checkSegments(template string, at hcl.Range) {
	if template == "" {
		l.errorAt(at, "Invalid path template", "path is empty. Leave it out for %q.", defaultPath)
		return
	}
	if strings.HasPrefix(template, "/") {
		l.errorAt(at, "Path leaves the output folder", "path is relative to the output folder, so it does not start with a slash.")
		return
	}
	for _, segment := range strings.Split(template, "/") {
		plain := strings.NewReplacer("{", "", "}", "").Replace(segment)
		switch {
		case segment == "..":
			l.errorAt(at, "Path leaves the output folder", "A part of path is \"..\", which leads out of the output folder. Set output to the folder that is meant.")
		case segment == "" || segment == ".":
			l.errorAt(at, "Invalid path template", "path has an empty part. Write one slash between two names.")
		case !safeAsItIs(plain) || plain != strings.TrimRight(plain, ". "):
			l.errorAt(at, "Invalid path template", "The part %q of path is not a file name on every system. Leave out %s, and dots and spaces at its ends.", segment, `< > : " \ | ? * ~`)
		}
	}
}

// filePath is the path of one file with the product left open: the pieces between which
// the product's name belongs.
func (t *pathTemplate) filePath(label string, kind RenderKind, f Format) []string {
	pieces := []string{""}
	for _, p := range t.parts {
		text := p.literal
		switch p.placeholder {
		case "product":
			pieces = append(pieces, "")
			continue
		case "preset":
			text = safeName(label)
		case "render_kind":
			text = kind.Name
		case "-format":
			if f.Custom {
				text = "-" + f.Name
			}
		case "ext":
			text = fileTypes()[f.Type]
		}
		pieces[len(pieces)-1] += text
	}
	return pieces
}
