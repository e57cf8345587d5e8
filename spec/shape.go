// Shape: the shots and files of a product, made once where they do not depend on the row.

package spec

import (
	"fmt"
	"math"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// shape is everything about a product's shots but its own name in their paths.
type shape struct {
	shots       []Shot     // with files that have no path yet
	pieces      [][]string // of each file of each shot: what stands around the product's name
	recommended Recommended
}

// wish is what a product asks for, resolved.
type wish struct {
	shotOptions
	presets     []preset
	presetsAt   []hcl.Range
	recommended Recommended
}

// makeShape resolves what the block asks for in this row.
func (b *productBlock) makeShape(r *rowFaults) (*shape, bool) {
	before := len(r.list)
	w := &wish{shotOptions: b.inherit}
	if items, given, ok := b.formats.items(r); given {
		w.formats = b.library.findFormats(&r.faults, items)
		refuseEmpty(r, &b.formats, items, ok)
	}
	if items, given, ok := b.renderKinds.items(r); given {
		w.kinds = b.library.findKinds(&r.faults, items)
		refuseEmpty(r, &b.renderKinds, items, ok)
	}
	items, _, known := b.presets.items(r)
	for _, it := range items {
		if p, ok := b.library.findPreset(&r.faults, it.text, it.at); ok {
			w.presets, w.presetsAt = append(w.presets, p), append(w.presetsAt, it.at)
		}
	}
	w.safeMargin, _ = b.safeMargin.flag(r, w.safeMargin)
	w.sameStyle, _ = b.sameStyle.flag(r, w.sameStyle)
	w.recommended.Presets = b.count(r, &b.recommendedPresets)
	w.recommended.Prompts = b.count(r, &b.recommendedPrompts)
	known = known && !b.recommendedPresets.faulty && !b.recommendedPrompts.faulty
	if known && len(items)+w.recommended.Presets+w.recommended.Prompts == 0 && !r.list[before:].HasErrors() {
		r.errorAt(b.scenesAt(), "Product without scenes", "Product %q asks for no picture. Give it presets = [...], or a recommended block with the number of scenes that the service may choose.", b.name)
	}
	s, ok := buildShape(&r.faults, w, b.path)
	return s, ok && !r.list[before:].HasErrors()
}

func (b *productBlock) scenesAt() hcl.Range {
	if b.presets.expr != nil {
		return b.presets.at()
	}
	return b.at
}

func refuseEmpty(r *rowFaults, f *field, items []item, ok bool) {
	if ok && len(items) == 0 {
		r.errorAt(f.at(), "Empty list", "%s is empty, so nothing would be made. Leave it out for the default.", f.name)
	}
}

// maxRecommended is how many presets, and how many prompts, the service recommends for a photo.
const maxRecommended = 6

// count reads a number of recommended scenes.
func (b *productBlock) count(r *rowFaults, f *field) int {
	v, ok := f.in(r)
	if v == cty.NilVal || !ok {
		return 0
	}
	n, _ := v.AsBigFloat().Float64()
	if n < 0 || n > maxRecommended || n != math.Trunc(n) {
		r.errorAt(f.at(), "Number out of range", "%s of recommended must be a whole number from 0 to %d; the service recommends no more.", f.name, maxRecommended)
		return 0
	}
	return int(n)
}

// buildShape multiplies presets by render kinds by formats. False: it is at fault.
func buildShape(f *faults, w *wish, path *pathTemplate) (*shape, bool) {
	before := len(f.list)
	checkPresetsOnce(f, w)
	s := &shape{recommended: w.recommended}
	s.recommended.RenderKinds, s.recommended.Formats = w.kinds, w.formats
	s.recommended.SafeMargin, s.recommended.SameStyle = w.safeMargin, w.sameStyle
	for _, kind := range w.kinds {
		for _, p := range w.presets {
			shot := Shot{ID: kind.Name + "/" + p.label, Preset: p.id, Prompt: p.prompt, RenderKind: kind,
				SafeMargin: w.safeMargin, SameStyle: w.sameStyle}
			for _, format := range w.formats {
				shot.Files = append(shot.Files, File{Format: format})
				if path != nil {
					s.pieces = append(s.pieces, path.filePath(p.label, kind, format))
				}
			}
			s.shots = append(s.shots, shot)
		}
	}
	if path != nil {
		s.checkPathsOnce(f, path.at)
	}
	return s, !f.list[before:].HasErrors()
}

// checkPresetsOnce refuses a scene that would be made and paid for twice.
func checkPresetsOnce(f *faults, w *wish) {
	for i, p := range w.presets {
		for _, q := range w.presets[:i] {
			if p.label == q.label || (p.id != "" && p.id == q.id) {
				f.errorAt(w.presetsAt[i], "Duplicate preset", "The preset %q is named twice for this product. Remove one of the two.", p.label)
				break
			}
		}
	}
}

// checkPathsOnce refuses two files of one product that would be one on some file system.
func (s *shape) checkPathsOnce(f *faults, at hcl.Range) {
	taken := map[string]string{}
	i := 0
	for _, shot := range s.shots {
		for _, file := range shot.Files {
			path := strings.ToLower(strings.Join(s.pieces[i], "{product}"))
			name := fmt.Sprintf("%s as %s", shot.ID, file.Format.Name)
			if other, ok := taken[path]; ok {
				f.errorAt(at, "Two files with one path", "The files %s and %s of a product would both be %s. Let path tell them apart with {preset}, {render_kind} and {-format}, as the default does: %q.", other, name, path, defaultPath)
				return
			}
			taken[path] = name
			i++
		}
	}
}

// fill makes the shots of one product from the shape and the paths of its files.
func (s *shape) fill(path func(file int) string) []Shot {
	shots := make([]Shot, len(s.shots))
	copy(shots, s.shots)
	files := make([]File, len(s.pieces))
	next := 0
	for i := range shots {
		own := files[next : next+len(shots[i].Files) : next+len(shots[i].Files)]
		copy(own, shots[i].Files)
		for j := range own {
			own[j].Path = path(next + j)
		}
		shots[i].Files = own
		next += len(own)
	}
	return shots
}
