// Words into scenes.

package raster

import (
	"slices"
	"strings"
	"unicode"
)

// Reading says what ReadPrompt made of a prompt, in the prompt's own words and order.
type Reading struct {
	Understood []string
	Unknown    []string // words that changed nothing
}

// ReadPrompt makes a scene of words: a place or a day gives the set; materials, colours,
// light and mood change it. "on" speaks of the floor, "before" or a word like "wall" of the
// backdrop. A prompt without a known word gives a plain light set and says so.
func ReadPrompt(text string) (Scene, Reading) {
	d := wish{scene: plainSet()}
	var r Reading
	words, known := wordsIn(text), vocabulary()
	d.choose(words, known)
	for i := 0; i < len(words); {
		e, n := lookUp(words[i:], known)
		phrase := strings.Join(words[i:i+n], " ")
		switch e.kind {
		case "":
			r.Unknown = append(r.Unknown, phrase)
		case "idle":
			d.preposition(phrase)
		default:
			r.Understood = append(r.Understood, phrase)
			d.take(e)
		}
		i += n
	}
	d.flush("")
	return d.finish(), r
}

func plainSet() Scene {
	return Scene{Floor: matt(0xe4ddd2), Wall: matt(0xe4ddd2), Depth: 2.4, Key: softbox(-45), Vignette: 0.16}
}

// wordsIn splits at everything that is not a letter or digit, and drops the apostrophe of "valentine's".
func wordsIn(text string) []string {
	text = strings.NewReplacer("'s", "s", "’s", "s").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// lookUp finds the longest known phrase at the beginning, also in the singular.
func lookUp(words []string, known map[string]entry) (entry, int) {
	for n := min(3, len(words)); n > 0; n-- {
		phrase := strings.Join(words[:n], " ")
		for _, p := range [...]string{phrase, strings.TrimSuffix(phrase, "s"), strings.TrimSuffix(phrase, "es"), strings.TrimSuffix(phrase, "y")} {
			if e, ok := known[p]; ok {
				return e, n
			}
		}
	}
	return entry{}, 1
}

// wish is a scene while the prompt that asks for it is read.
type wish struct {
	scene   Scene
	setting bool // a place or day was named
	tones   []lab
	pastel  bool
	deep    bool
	stuff   *Surface // a material that waits for what it is of
	behind  bool     // the words speak of what is behind the product
	floorIs bool     // floor or wall have been said
	wallIs  bool
	moods   []string
}

// choose takes the set of the first place or day that is named: days before places, since
// "a Christmas kitchen" is about Christmas.
func (d *wish) choose(words []string, known map[string]entry) {
	var ids []string
	for i := 0; i < len(words); {
		e, n := lookUp(words[i:], known)
		if e.kind == "setting" {
			ids = append(ids, e.value)
		}
		i += n
	}
	if len(ids) == 0 {
		return
	}
	all := Presets()
	at := func(id string) int { return slices.IndexFunc(all, func(p Preset) bool { return p.ID == id }) }
	best := at(ids[0])
	for _, id := range ids {
		if i := at(id); slices.Contains(all[i].Tags, "holiday") && !slices.Contains(all[best].Tags, "holiday") {
			best = i
		}
	}
	d.scene, d.setting = all[best].Scene, true
	for _, id := range ids {
		d.scene.borrow(all[at(id)].Scene)
	}
}

// borrow takes from another set what this one has none of: lights far off, things strewn about.
func (s *Scene) borrow(o Scene) {
	if s.Litter.Kind == Nothing {
		s.Litter = o.Litter
	}
	if s.Bokeh.Count == 0 && s.Room == Table && s.Blur > 0 {
		s.Bokeh = o.Bokeh
	}
}

func (d *wish) take(e entry) {
	switch e.kind {
	case "tone":
		c := hexOf(e.value).light().lab()
		d.tones = append(d.tones, c)
	case "material":
		if d.stuff != nil {
			d.flush("")
		}
		s := surfaceFrom(e.value)
		d.stuff = &s
	case "floor", "wall", "stand", "block":
		d.flush(e.kind)
	case "pastel":
		d.pastel = true
	case "setting":
	default:
		d.deep = d.deep || e.kind == "dark"
		d.moods = append(d.moods, e.kind)
	}
}

// preposition ends what was spoken of, and says what comes next.
func (d *wish) preposition(word string) {
	switch word {
	case "front", "against", "before", "behind":
		d.flush("")
		d.behind = true
	case "on", "upon", "atop", "top":
		d.flush("")
		d.behind = false
	case "with", "in", "by", "at":
		d.flush("")
	}
}

// flush gives the waiting colours and material to the role, or to where the words point.
func (d *wish) flush(role string) {
	if role == "" && d.stuff == nil {
		return // colours wait for a noun
	}
	if role == "" {
		role = "floor"
		if d.behind || d.floorIs && d.stuff.Material != Paper {
			role = "wall"
		}
	}
	s, said := d.surface()
	switch role {
	case "floor":
		if said {
			d.scene.Floor, d.floorIs = s, true
		}
	case "wall":
		if said {
			d.scene.Wall, d.wallIs = s, true
		}
		d.behind = false
	default:
		d.raise(role, s, said)
	}
}

// surface makes one of what waits.
func (d *wish) surface() (s Surface, said bool) {
	tones := d.tones
	d.tones = nil
	said = len(tones) > 0 || d.stuff != nil
	if d.stuff != nil {
		s, d.stuff = *d.stuff, nil
	}
	if len(tones) > 0 {
		c := d.toned(tones[0])
		s.Accent = s.Material.veins(c, s.Accent)
		s.Color = c.hex()
	}
	if len(tones) > 1 && s.Material == Paper {
		s = Surface{Material: Gradient, Color: s.Color, Accent: d.toned(tones[len(tones)-1]).hex()}
		if len(tones) > 2 {
			s.Middle = d.toned(tones[1]).hex()
		}
	} else if len(tones) > 1 {
		s.Accent = d.toned(tones[1]).hex()
	}
	return s, said
}

func (d *wish) toned(c lab) lab {
	switch {
	case d.pastel:
		d.pastel = false
		return lab{max(c.L, 0.85), c.a * 0.7, c.b * 0.7}
	case d.deep && c.L > 0.5 && c.chroma() > 0.05:
		return lab{c.L * 0.7, c.a * 0.8, c.b * 0.8}
	}
	return c
}

// veins are what a material's second colour becomes when its first is said.
func (m Material) veins(c lab, usual Hex) Hex {
	switch m {
	case Marble:
		if c.L < 0.45 {
			return 0xb9a37a
		}
		return usual
	case Terrazzo, Tiles, Brick:
		return usual
	}
	return lab{c.L * 0.68, c.a, c.b}.hex()
}

func (d *wish) raise(role string, s Surface, said bool) {
	d.scene.Stand = Stand{Shape: Disc, Height: 0.18, Margin: 0.24, Surface: s}
	if role == "block" {
		d.scene.Stand.Shape = Block
	}
	if !said {
		d.scene.Stand.Surface = Surface{Color: d.scene.Floor.Color.light().lab().lighter(0.03).hex()}
	}
	if said && !d.setting && s.Material == Paper && !d.wallIs {
		d.scene.Floor, d.scene.Wall = matt(s.Color.light().lab().lighter(-0.02).hex()), matt(s.Color.light().lab().lighter(-0.02).hex())
	}
}

// finish settles what was left open: colours without a noun, and how floor and wall meet.
func (d *wish) finish() Scene {
	s := &d.scene
	if len(d.tones) > 0 {
		c, _ := d.surface()
		if !d.wallIs && (!d.setting || s.Wall.Material < Heaven) {
			s.Wall, d.wallIs = c, true
		}
		if !d.floorIs && !d.setting {
			s.Floor, d.floorIs = matt(c.Color), true
		}
	}
	switch {
	case d.setting && d.wallIs:
		s.Wall = d.calm(s.Wall)
	case d.setting:
	case d.floorIs && !d.wallIs:
		s.Wall = matt(beside(s.Floor))
		s.Room, s.Depth = Corner, 1.9
	case d.wallIs && !d.floorIs:
		s.Floor = matt(s.Wall.Color)
		if s.Wall.Material != Paper && s.Wall.Material != Gradient {
			s.Room, s.Depth = Corner, 1.6
		}
	case d.wallIs && (s.Floor.Material != Paper || s.Floor.Color != s.Wall.Color):
		s.Room, s.Depth = Corner, 1.9
	}
	for _, m := range d.moods {
		s.feel(m, d)
	}
	return *s
}

// calm keeps a plain wall in front of a far backdrop from looking like a hole in it.
func (d *wish) calm(w Surface) Surface {
	if d.scene.Room == Table && w.Material == Paper {
		c := w.Color.light().lab()
		return Surface{Material: Haze, Color: c.hex(), Middle: c.lighter(0.05).hex(), Accent: c.lighter(-0.06).hex()}
	}
	return w
}

// beside is a wall colour that lets a floor speak: its hue, pale, or deep where it is dark.
func beside(floor Surface) Hex {
	c := floor.Color.light().lab()
	if c.L < 0.45 {
		return lab{max(0.28, c.L+0.06), c.a * 0.5, c.b * 0.5}.hex()
	}
	return lab{0.88, c.a * 0.35, c.b * 0.35}.hex()
}
