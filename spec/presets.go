// Presets: scenes, by the id of the service or by a prompt of the user's own.

package spec

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// preset is a scene: an id of the service, or a prompt. As a value in expressions it is
// its own address, a text, so that lists of ids and of references are of one type.
type preset struct {
	label  string // in the id of a shot
	id     string
	prompt string
}

// library is what products may name: the presets and formats of blocks, and those built in.
type library struct {
	declared *declared
	provider string            // its type
	service  bool              // it delivers each format itself
	known    []string          // preset ids of the studio; nil: not checked
	presets  map[string]preset // by the name of their block
	formats  map[string]Format // by the name of their block
}

func newLibrary(d *declared, known []string) *library {
	lib := &library{declared: d, provider: "studio", known: known, presets: map[string]preset{}, formats: map[string]Format{}}
	if b := d.single["provider"]; b != nil {
		lib.provider = b.Labels[0]
	}
	return lib
}

// nameScenes gives presets and formats their addresses as values, which lists of them need
// before they are read themselves.
func (l *loader) nameScenes() {
	for _, kind := range []root{"preset", "format"} {
		for _, name := range l.declared.names(kind) {
			l.scope.define(kind, name, cty.StringVal(kind+"."+name))
		}
	}
}

func (l *loader) loadPresets() {
	for _, name := range l.declared.names("preset") {
		b := l.declared.named["preset"][name]
		l.scope.owner = "preset." + name
		p := preset{label: name}
		before := len(l.list)
		r, content := l.block(b, attributes("id", "prompt"), rootSet{"var", "local"})
		if at, ok := r.text("id", &p.id); ok {
			l.library.checkPresetID(&l.faults, p.id, at)
		}
		r.text("prompt", &p.prompt)
		l.checkPreset(b, content, p, before)
		l.library.presets[name] = p
	}
}

func (l *loader) checkPreset(b *hcl.Block, content *hcl.BodyContent, p preset, before int) {
	switch id, prompt := content.Attributes["id"], content.Attributes["prompt"]; {
	case l.list[before:].HasErrors():
	case id != nil && prompt != nil:
		l.errorAt(prompt.Range, "Preset with id and prompt", "A preset is either one of the service's, by id, or a scene of your own, by prompt. Make two presets of it.")
	case strings.TrimSpace(p.id+p.prompt) == "":
		l.errorAt(b.DefRange, "Empty preset", "Preset %q needs an id of the service, or a prompt that describes the scene.", p.label)
	}
}

// checkPresetID knows the catalogue of the embedded studio and that of no other service.
func (l *library) checkPresetID(f *faults, id string, at hcl.Range) {
	if l.known == nil || slices.Contains(l.known, id) {
		return
	}
	hint := didYouMean(id, append(slices.Clone(l.known), l.declared.names("preset")...))
	if l.provider == "studio" {
		f.errorAt(at, "Unknown preset", "The studio has no preset %q.%s Run `photoshoot presets list` for all of them, or describe the scene with the prompt of a preset block.", id, hint)
		return
	}
	if hint != "" {
		f.warnAt(at, "Unfamiliar preset", "%q is not among the presets known here.%s The service may have it all the same; if it does not, its shots will fail.", id, hint)
	}
}

// findPreset resolves what a product names: an id, or the address of a preset block.
func (l *library) findPreset(f *faults, name string, at hcl.Range) (preset, bool) {
	block, isRef := strings.CutPrefix(name, "preset.")
	if p, ok := l.presets[block]; ok && isRef {
		return p, true
	}
	switch {
	case isRef:
		f.errorAt(at, "Reference to undeclared preset", "There is no preset named %q.%s", block, didYouMean(block, l.declared.names("preset")))
		return preset{}, false
	case strings.TrimSpace(name) == "":
		f.errorAt(at, "Empty preset", "The name of a preset is empty. Name an id of the service, or a preset block.")
		return preset{}, false
	case l.declared.has("preset", name) && !slices.Contains(l.known, name):
		f.errorAt(at, "Unknown preset", "%q is the name of a preset block here: write preset.%s, without quotes.", name, name)
		return preset{}, false
	}
	l.checkPresetID(f, name, at)
	return preset{label: name, id: name}, true
}
