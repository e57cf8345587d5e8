// The shelf: presets on offer.

package studio

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync/atomic"

	"photoshoot/engine/adcreative"
)

// shelf is the presets on offer. The list goes out far more often than it changes, which is
// never, so it is kept as bytes.
type shelf struct {
	presets []adcreative.Preset
	byID    map[string]*adcreative.Preset
	answer  atomic.Pointer[answer]
}

func newShelf(presets []adcreative.Preset) *shelf {
	s := &shelf{presets: presets, byID: make(map[string]*adcreative.Preset, len(presets))}
	for i := range presets {
		s.byID[presets[i].ID] = &presets[i]
	}
	return s
}

// list is the catalogue as JSON, with all seven fields of every preset.
func (s *shelf) list(base string) ([]byte, error) {
	if kept := s.answer.Load(); kept != nil && kept.base == base {
		return kept.body, nil
	}
	presets := slices.Clone(s.presets)
	for i := range presets {
		p := &presets[i]
		p.PreviewImageURL = base + previewPath + p.ID + ".webp"
		p.Tags = append([]string{}, p.Tags...)
		p.Categories = append([]adcreative.Category{}, p.Categories...)
	}
	body, err := json.Marshal(presets)
	if err != nil {
		return nil, err
	}
	s.answer.Store(&answer{base, body})
	return body, nil
}

func (s *Studio) presetKeys(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.query(r, func(f *form) { f.guid("userId") }); err != nil {
		return err
	}
	body, err := s.shelf.list(s.base(r))
	if err != nil {
		return err
	}
	write(w, http.StatusOK, jsonType, body)
	return nil
}
