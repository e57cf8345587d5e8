package raster

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// prompts reads testdata/prompts.txt: a prompt a line; after " > " what the scene must
// have, in the words of traits; after " ? " the words that must be reported as unknown.
func prompts(t *testing.T) [][3]string {
	t.Helper()
	data, err := os.ReadFile("testdata/prompts.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list [][3]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		line, unknown, _ := strings.Cut(line, " ? ")
		prompt, want, _ := strings.Cut(line, " > ")
		list = append(list, [3]string{prompt, want, unknown})
	}
	return list
}

func TestReadPrompt(t *testing.T) {
	list := prompts(t)
	if len(list) < 200 {
		t.Errorf("%d prompts, want at least 200", len(list))
	}
	for _, p := range list {
		s, r := ReadPrompt(p[0])
		has := traits(s)
		for want := range strings.FieldsSeq(p[1]) {
			if !slices.Contains(has, want) {
				t.Errorf("%q: no %s in %v", p[0], want, has)
			}
		}
		if p[1] != "" && len(r.Understood) == 0 {
			t.Errorf("%q: nothing understood", p[0])
		}
		if got := strings.Join(r.Unknown, " "); got != strings.TrimSpace(p[2]) {
			t.Errorf("%q: unknown %q, want %q", p[0], got, p[2])
		}
	}
}

// traits are what a test may ask of a scene.
func traits(s Scene) []string {
	list := []string{"floor:" + materialWord(s.Floor.Material), "wall:" + materialWord(s.Wall.Material),
		"floor:" + hueWord(s.Floor.Color), "wall:" + hueWord(s.Wall.Color)}
	add := func(has bool, word string) {
		if has {
			list = append(list, word)
		}
	}
	add(s.Stand.Shape != None, "stand")
	add(s.Stand.Shape != None, "stand:"+hueWord(s.Stand.Surface.Color))
	add(s.Stand.Shape != None, "stand:"+materialWord(s.Stand.Surface.Material))
	add(s.Gobo.Kind != Open, "gobo")
	add(s.Bokeh.Count > 0, "bokeh")
	add(s.Litter.Kind != Nothing, "litter")
	add(len(s.Props) > 0, "props")
	add(s.FromAbove, "above")
	add(s.Floor.Gloss >= 0.4, "gloss")
	add(s.Room == Table, "table")
	add(s.Vignette >= 0.3, "dark")
	add(s.Key.Reach == 0, "sun")
	add(warmer(s.Key.Color), "warm")
	return list
}

func warmer(h Hex) bool { return h>>16&255 > h&255 }

func materialWord(m Material) string {
	return [...]string{"paper", "plaster", "concrete", "planks", "veneer", "marble", "terrazzo", "travertine", "linen", "silk", "sand",
		"water", "tiles", "brick", "snow", "moss", "slats", "gradient", "haze", "heaven", "foliage"}[m]
}

// hueWord is the family of a colour by the names a palette gives.
func hueWord(h Hex) string { return nameOf(h.light().lab(), colourNames()).family }

func TestReadPromptIsNotShared(t *testing.T) {
	a, _ := ReadPrompt("on a christmas table with spheres")
	b, _ := ReadPrompt("on a christmas table")
	if len(a.Props) <= len(b.Props) {
		t.Errorf("%d props with spheres, %d without", len(a.Props), len(b.Props))
	}
}
