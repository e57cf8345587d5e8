// Moves: moved and removed blocks, which say what became of an address.

package spec

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// Move says that what was recorded under one address is wanted under another. A * in From
// stands for the same text in To.
type Move struct {
	From, To Address
	Source   Source
}

// Removal says that an address is not wanted any more, and whether its files go with it.
type Removal struct {
	From    Address
	Destroy bool
	Source  Source
}

func (l *loader) loadMoves() {
	l.scope.owner = ""
	for _, b := range l.declared.moves {
		if b.Type == "moved" {
			l.loadMove(b)
		} else {
			l.loadRemoval(b)
		}
	}
	l.checkCircles()
}

func (l *loader) loadMove(b *hcl.Block) {
	_, content := l.block(b, &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "from", Required: true}, {Name: "to", Required: true}}}, nil)
	from, fromOK := l.address(content.Attributes["from"])
	to, toOK := l.address(content.Attributes["to"])
	if !fromOK || !toOK {
		return
	}
	m := Move{from, to, place(b.DefRange)}
	at := content.Attributes["to"].Expr.Range()
	switch {
	case from == to:
		l.errorAt(at, "Move to the same place", "from and to are both %s. Remove the block, or correct one of the two.", from)
	case (from.Shot == "") != (to.Shot == "") || from.File+to.File != "":
		l.errorAt(at, "Move between unlike things", "A product moves to a product, and a shot to a shot.")
	case starsIn(from) != starsIn(to):
		l.errorAt(at, "Move with unlike patterns", "Each * of from needs a * in to, which stands for the same text.")
	case !l.declared.has("product", to.Block) && len(l.config.sources.broken) == 0:
		l.errorAt(at, "Move to an undeclared product", "There is no product named %q.%s", to.Block, didYouMean(to.Block, l.declared.names("product")))
	case slices.ContainsFunc(l.config.Moves, func(o Move) bool { return o.From == from }):
		l.errorAt(content.Attributes["from"].Expr.Range(), "Moved twice", "Another moved block moves %s already. Remove one of the two.", from)
	case !from.Keyed && !to.Keyed && from.Shot == "" && l.declared.has("product", from.Block):
		l.errorAt(content.Attributes["from"].Expr.Range(), "Moved product still declared", "%s is still declared, so it cannot have moved. Rename the block, or remove this one.", from)
	default:
		l.config.Moves = append(l.config.Moves, m)
	}
}

func starsIn(a Address) int { return strings.Count(a.Block+a.Key+a.Shot, "*") }

func (l *loader) loadRemoval(b *hcl.Block) {
	r, content := l.block(b, &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "from", Required: true}, {Name: "destroy"}}}, rootSet{"var", "local"})
	gone := Removal{Destroy: true, Source: place(b.DefRange)}
	r.flag("destroy", &gone.Destroy)
	from, ok := l.address(content.Attributes["from"])
	if !ok {
		return
	}
	if gone.From = from; !from.Keyed && from.Shot == "" && l.declared.has("product", from.Block) {
		l.errorAt(content.Attributes["from"].Expr.Range(), "Removed product still declared", "%s is still declared. Remove its product block, or this one.", from)
		return
	}
	l.config.Removals = append(l.config.Removals, gone)
}

// address reads an argument that is an address and no value.
func (l *loader) address(a *hcl.Attribute) (Address, bool) {
	if a == nil {
		return Address{}, false
	}
	at := a.Expr.Range()
	text := ""
	if file := l.config.sources.parser.Files()[at.Filename]; file != nil && at.CanSliceBytes(file.Bytes) {
		text = string(at.SliceBytes(file.Bytes))
	}
	if v, diags := a.Expr.Value(nil); !diags.HasErrors() && v.Type() == cty.String && v.IsKnown() && !v.IsNull() {
		text = v.AsString() // JSON has no other way to write it
	}
	addr, err := ParseAddress(text)
	if err != nil {
		l.errorAt(at, "Invalid address", "%s.", sentence(err.Error()))
		return Address{}, false
	}
	return addr, true
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// checkCircles refuses moves that lead back to where they began.
func (l *loader) checkCircles() {
	for _, m := range l.config.Moves {
		next := m.To
		for range l.config.Moves {
			i := slices.IndexFunc(l.config.Moves, func(o Move) bool { return o.From == next })
			if i < 0 {
				break
			}
			if next = l.config.Moves[i].To; next == m.To {
				l.add(l.config.Diagnose(m.Source, "Moves in a circle", "The move from "+m.From.String()+" is followed by others that lead back to it. Remove one of them."))
				break
			}
		}
	}
}

// MovedTo follows the moved blocks from a recorded address of a product or shot.
func (c *Config) MovedTo(address string) (to string, moved bool) {
	a, err := ParseAddress(address)
	if err != nil {
		return address, false
	}
	for range c.Moves {
		next, ok := c.step(a)
		if !ok {
			break
		}
		a, moved = next, true
	}
	return a.String(), moved
}

func (c *Config) step(a Address) (Address, bool) {
	for _, m := range c.Moves {
		if m.From.Matches(a) && (m.From.Keyed || !m.To.Keyed || !a.Keyed) {
			return m.apply(a), true
		}
	}
	return a, false
}

// apply puts what the stars of From stood for into To.
func (m *Move) apply(a Address) Address {
	var stars []string
	collect := func(pattern, text string) {
		found, _ := glob(pattern, text)
		stars = append(stars, found...)
	}
	fill := func(pattern string) string {
		for strings.Contains(pattern, "*") && len(stars) > 0 {
			pattern = strings.Replace(pattern, "*", stars[0], 1)
			stars = stars[1:]
		}
		return pattern
	}
	collect(m.From.Block, a.Block)
	if m.From.Keyed {
		collect(m.From.Key, a.Key)
	}
	if m.From.Shot != "" {
		collect(m.From.Shot, a.Shot)
	}
	to := a
	to.Block = fill(m.To.Block)
	if m.From.Keyed || m.To.Keyed {
		to.Key, to.Keyed = fill(m.To.Key), m.To.Keyed
	}
	if m.To.Shot != "" {
		to.Shot = fill(m.To.Shot)
	}
	return to
}

// RemovedBy finds the removed block that covers a recorded address of a product or shot.
func (c *Config) RemovedBy(address string) (Removal, bool) {
	a, err := ParseAddress(address)
	if err != nil {
		return Removal{}, false
	}
	for _, r := range c.Removals {
		if r.From.Matches(a) {
			return r, true
		}
	}
	return Removal{}, false
}
