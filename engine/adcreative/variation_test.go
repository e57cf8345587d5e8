package adcreative_test

import (
	"testing"

	"photoshoot/engine/adcreative"
)

func TestVariationsComeBackAsTheyWereAskedFor(t *testing.T) {
	for _, p := range []adcreative.Prompt{{Tag: "preset", Preset: "white_background"}, {Tag: "custom", Prompt: "on oak, variation of grain"},
		{Tag: "custom", Prompt: "on oak, variation 2"}} {
		asked := p.Vary(3)
		if plain, n := asked.Variation(); plain != p || n != 3 {
			t.Errorf("%+v asked for as %+v is %+v in variation %d", p, asked, plain, n)
		}
		if p.Vary(0) != p {
			t.Errorf("the first picture of %+v is asked for as %+v", p, p.Vary(0))
		}
	}
	for _, text := range []string{"variation", "a variation 2", "on oak, variation 0", "on oak, variation 2b", "on oak, variation -1"} {
		p := adcreative.Prompt{Tag: "custom", Prompt: text}
		if plain, n := p.Variation(); plain != p || n != 0 {
			t.Errorf("%q is read as variation %d of %q", text, n, plain.Prompt)
		}
	}
}
