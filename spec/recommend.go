// Recommended: the shots of scenes that the service chose, which are known after apply.

package spec

import (
	"slices"
	"strconv"
)

// RecommendedShots are the shots that a product gets for what the service recommends for
// its photo: preset ids and prompts, of which it takes as many as it asks for. Those that
// it names itself are passed over.
func (c *Config) RecommendedShots(p *Product, presets, prompts []string) []Shot {
	w := &wish{recommended: Recommended{}}
	w.kinds, w.formats = p.Recommended.RenderKinds, p.Recommended.Formats
	w.safeMargin, w.sameStyle = p.Recommended.SafeMargin, p.Recommended.SameStyle
	for _, id := range presets {
		named := slices.ContainsFunc(p.Shots, func(s Shot) bool { return s.Preset == id })
		again := slices.ContainsFunc(w.presets, func(q preset) bool { return q.id == id })
		if !named && !again && len(w.presets) < p.Recommended.Presets {
			w.presets = append(w.presets, preset{label: id, id: id})
		}
	}
	for i, prompt := range prompts {
		if i < p.Recommended.Prompts {
			w.presets = append(w.presets, preset{label: "recommended-" + strconv.Itoa(i+1), prompt: prompt})
		}
	}
	a := &assembly{block: &productBlock{folder: safeName(p.Block)}}
	if keyed := p.Address != productAddress(p.Block, "", false); keyed {
		a.row = &row{key: []byte(p.Key)}
		a.buf = append(a.buf, p.Key...)
	}
	s, ok := buildShape(&a.faults, w, c.path)
	if !ok {
		return nil
	}
	a.filePaths(s, a.folder(span{to: len(a.buf)}))
	return s.fill(func(file int) string { return string(a.buf[a.paths[file].from:a.paths[file].to]) })
}
