// The manifest: the inputs of a shot, written once as lines that are hashed and shown.

package engine

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	"photoshoot/spec"
	"photoshoot/state"
)

// manifestVersion is the first line of every manifest. A newer tool that writes other
// lines must still compare an old manifest line by line, or an upgrade buys pictures again.
const manifestVersion = "manifest 1"

// Manifest is the lines that decide whether a shot is bought: a key, a space, a value.
type Manifest string

// writeManifest says all that a shot's picture depends on, and nothing else. Path and
// format are left out: they never cost a new picture.
func writeManifest(provider string, photo Photo, p *spec.Product, s *spec.Shot) Manifest {
	var b strings.Builder
	b.Grow(320)
	line := func(key, value string) {
		b.WriteString(key)
		b.WriteByte(' ')
		b.WriteString(value)
		b.WriteByte('\n')
	}
	b.WriteString(manifestVersion + "\n")
	line("provider", provider)
	line("photo", "sha256:"+photo.SHA256)
	if s.Prompt != "" {
		line("prompt", strconv.Quote(s.Prompt))
	} else {
		line("preset", s.Preset)
	}
	line("render_kind", s.RenderKind.Name)
	line("safe_margin", strconv.FormatBool(s.SafeMargin))
	line("same_style", strconv.FormatBool(s.SameStyle))
	line("name", recognised(p.Name))
	line("description", recognised(p.Description))
	return Manifest(b.String())
}

// recognised writes a text; one left out is the service's to say, from the photo alone.
func recognised(text string) string {
	if text == "" {
		return "(recognised)"
	}
	return strconv.Quote(text)
}

// Digest hashes the lines.
func (m Manifest) Digest() state.Digest {
	sum := sha256.Sum256([]byte(m))
	return state.Digest(sum[:16])
}

// Lines splits the manifest into keys and values, in order.
func (m Manifest) Lines() []Diff {
	var lines []Diff
	for text := range strings.Lines(string(m)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(text, "\n"), " ")
		lines = append(lines, Diff{Key: key, New: value})
	}
	return lines
}

// value is the value of a line, empty where there is none.
func (m Manifest) value(key string) string {
	for _, l := range m.Lines() {
		if l.Key == key {
			return l.New
		}
	}
	return ""
}

// keep returns m with the lines named taken from old, which is how changes are ignored.
func (m Manifest) keep(old Manifest, keys []string) Manifest {
	var b strings.Builder
	for text := range strings.Lines(string(m)) {
		key, _, _ := strings.Cut(strings.TrimSuffix(text, "\n"), " ")
		for _, k := range keys {
			if was := old.value(k); k == key && was != "" {
				text = fmt.Sprintf("%s %s\n", key, was)
			}
		}
		b.WriteString(text)
	}
	return Manifest(b.String())
}

// compare lists the lines that differ, in the order of the newer manifest.
func compare(old, wanted Manifest) []Diff {
	was := map[string]string{}
	for _, l := range old.Lines() {
		was[l.Key] = l.New
	}
	var diffs []Diff
	for _, l := range wanted.Lines() {
		if v, ok := was[l.Key]; !ok || v != l.New {
			diffs = append(diffs, Diff{Key: l.Key, Old: v, New: l.New})
		}
		delete(was, l.Key)
	}
	for _, l := range old.Lines() {
		if v, gone := was[l.Key]; gone {
			diffs = append(diffs, Diff{Key: l.Key, Old: v})
		}
	}
	return diffs
}
