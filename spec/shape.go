// Shape: the shots and files of a product, made once where they do not depend on the row.

package spec

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
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
