package engine

import (
	"slices"
	"testing"
)

// The lines are what pictures were bought for: another line would buy them all again.
func TestManifestLines(t *testing.T) {
	p := lamp()
	p.Shots[1].Prompt, p.Shots[1].Preset = "on a \"wooden\" table", ""
	photo := Photo{SHA256: "abc"}
	for i, want := range []Manifest{
		"manifest 1\nprovider studio\nphoto sha256:abc\npreset white\nrender_kind landscape\nsafe_margin true\nsame_style false\nname \"Lamp\"\ndescription (recognised)\n",
		"manifest 1\nprovider studio\nphoto sha256:abc\nprompt \"on a \\\"wooden\\\" table\"\nrender_kind landscape\nsafe_margin true\nsame_style false\nname \"Lamp\"\ndescription (recognised)\n",
	} {
		if got := writeManifest("studio", photo, p, &p.Shots[i]); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
}

func TestCompareManifests(t *testing.T) {
	old := Manifest("manifest 1\npreset white\nsafe_margin true\n")
	wanted := Manifest("manifest 1\nprompt \"x\"\nsafe_margin false\n")
	want := []Diff{{"prompt", "", `"x"`}, {"safe_margin", "true", "false"}, {"preset", "white", ""}}
	if got := compare(old, wanted); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
