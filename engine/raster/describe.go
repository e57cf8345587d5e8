// Describing: what is honestly known of a product, in words.

package raster

import "strings"

// Description is what the studio says of a product it was shown.
type Description struct {
	Name        string   // short, lower case: "red cap"
	Description string   // one sentence, of what was measured and what the file's name says
	Prompts     []string // four scenes in words, best first, each beginning "on a "
	Presets     []string // ids of up to six backdrops, best first, no two alike
}

const (
	recommendedPrompts = 4
	recommendedPresets = 6
)

// Describe says what is known of a product without any trained model: the words of
// its file's name, its colours and its form. Nothing else is claimed. The same
// input gives the same words.
func Describe(c *Cutout, fileName string, backdrops []Backdrop) Description {
	p := product{named: nameFromFile(fileName), palette: Palette(c), form: formOf(c), pose: c.Pose}
	d := Description{Name: p.name(), Description: p.sentence()}
	for _, b := range choose(p, promptBackdrops(), recommendedPrompts) {
		d.Prompts = append(d.Prompts, b.Prompt)
	}
	for _, b := range choose(p, backdrops, recommendedPresets) {
		d.Presets = append(d.Presets, b.ID)
	}
	return d
}

// product is all that is known.
type product struct {
	named
	palette []Swatch
	form    Form
	pose    Pose
}

// name is colour and noun: the file's colour where it says one, because its author
// knows, else the largest one measured.
func (p product) name() string { return strings.TrimSpace(p.mainColour() + " " + p.thing()) }

func (p product) thing() string {
	if p.noun == "" {
		return "product"
	}
	return p.noun
}

func (p product) mainColour() string {
	switch {
	case p.colour != "":
		return p.colour
	case len(p.palette) > 0:
		return p.palette[0].Name
	}
	return ""
}

// sentence is, for example, "A tall white bottle with grey and blue, with an opening."
func (p product) sentence() string {
	words := append(p.form.words(), p.name())
	s := strings.Join(words, " ")
	if !p.many {
		s = article(s) + " " + s
	}
	var with []string
	if accents := p.accents(); len(accents) > 0 {
		with = append(with, strings.Join(accents, " and "))
	}
	if p.form.Opening {
		with = append(with, "an opening")
	}
	if len(with) > 0 {
		s += " with " + strings.Join(with, " and ")
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// accents are the colours besides the main one, at most two.
func (p product) accents() []string {
	var accents []string
	for _, s := range p.palette {
		if !strings.Contains(s.Name, p.mainColour()) && len(accents) < 2 {
			accents = append(accents, s.Name)
		}
	}
	if len(accents) > 0 {
		accents[len(accents)-1] += " parts"
	}
	return accents
}

func article(words string) string {
	if strings.ContainsAny(words[:1], "aeiou") {
		return "an"
	}
	return "a"
}
