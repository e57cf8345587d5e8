// Declared: the blocks of all files by kind and name, each name once.

package spec

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// fileSchema is what may stand at the top of a file.
func fileSchema() *hcl.BodySchema {
	return &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
		{Type: "photoshoot"},
		{Type: "provider", LabelNames: []string{"type"}},
		{Type: "variable", LabelNames: []string{"name"}},
		{Type: "locals"},
		{Type: "preset", LabelNames: []string{"name"}},
		{Type: "format", LabelNames: []string{"name"}},
		{Type: "defaults"},
		{Type: "catalog", LabelNames: []string{"name"}},
		{Type: "product", LabelNames: []string{"name"}},
		{Type: "moved"},
		{Type: "removed"},
		{Type: "output", LabelNames: []string{"name"}},
		{Type: "check", LabelNames: []string{"name"}},
		{Type: "approval", LabelNames: []string{"sha256"}},
	}}
}

// declared holds the blocks in an order that does not depend on files.
type declared struct {
	single map[string]*hcl.Block            // photoshoot, provider, defaults
	named  map[string]map[string]*hcl.Block // kind, name
	folded map[string]string                // kind and name without case, name
	locals map[string]*hcl.Attribute
	moves  []*hcl.Block // moved and removed

	approvals []*hcl.Block
}

// names lists what is declared of a kind, sorted.
func (d *declared) names(kind string) []string {
	if kind == "local" {
		return slices.Sorted(maps.Keys(d.locals))
	}
	if kind == "var" {
		kind = "variable"
	}
	return slices.Sorted(maps.Keys(d.named[kind]))
}

// has says whether something is declared under this name.
func (d *declared) has(kind, name string) bool {
	if kind == "local" {
		return d.locals[name] != nil
	}
	if kind == "var" {
		kind = "variable"
	}
	return d.named[kind][name] != nil
}

// collect sorts the blocks of all files. Of two with one name, the later is the fault.
func collect(f *faults, bodies []hcl.Body) *declared {
	d := &declared{single: map[string]*hcl.Block{}, named: map[string]map[string]*hcl.Block{}, folded: map[string]string{},
		locals: map[string]*hcl.Attribute{}}
	var blocks hcl.Blocks
	for _, body := range bodies {
		content, diags := body.Content(fileSchema())
		f.add(diags...)
		blocks = append(blocks, content.Blocks...)
	}
	slices.SortStableFunc(blocks, func(a, b *hcl.Block) int { return comparePlace(&a.DefRange, &b.DefRange) })
	for _, b := range blocks {
		d.take(f, b)
	}
	return d
}

func (d *declared) take(f *faults, b *hcl.Block) {
	switch b.Type {
	case "photoshoot", "defaults":
		d.takeSingle(f, b, "Only one "+b.Type+" block is allowed. Move its arguments into the first one, at %s.")
	case "provider":
		d.takeSingle(f, b, "One configuration has one provider, and %s names it already. Remove one of the two blocks.")
	case "locals":
		d.takeLocals(f, b)
	case "moved", "removed":
		d.moves = append(d.moves, b)
	case "approval":
		d.approvals = append(d.approvals, b)
	default:
		d.takeNamed(f, b)
	}
}

func (d *declared) takeSingle(f *faults, b *hcl.Block, detail string) {
	if first := d.single[b.Type]; first != nil {
		f.errorAt(b.DefRange, "Duplicate "+b.Type+" block", detail, at(first.DefRange))
		return
	}
	d.single[b.Type] = b
}

func (d *declared) takeLocals(f *faults, b *hcl.Block) {
	attrs, diags := b.Body.JustAttributes()
	f.add(diags...)
	for _, a := range slices.SortedFunc(maps.Values(attrs), func(a, b *hcl.Attribute) int { return comparePlace(&a.Range, &b.Range) }) {
		if first := d.locals[a.Name]; first != nil {
			f.errorAt(a.NameRange, "Duplicate local value", "A local value named %q is defined at %s already. Give one of them another name.", a.Name, at(first.NameRange))
			continue
		}
		d.locals[a.Name] = a
	}
}

func (d *declared) takeNamed(f *faults, b *hcl.Block) {
	name, labelRange := b.Labels[0], b.LabelRanges[0]
	if !hclsyntax.ValidIdentifier(name) {
		f.errorAt(labelRange, "Invalid name", "A name starts with a letter and goes on with letters, digits, underscores and dashes; %q does not. Texts for people belong into arguments.", name)
		return
	}
	if d.named[b.Type] == nil {
		d.named[b.Type] = map[string]*hcl.Block{}
	}
	folded := b.Type + "." + strings.ToLower(name)
	if other, taken := d.folded[folded]; taken {
		d.duplicate(f, b, other, d.named[b.Type][other])
		return
	}
	d.folded[folded] = name
	d.named[b.Type][name] = b
}

// duplicate refuses names that differ in case alone too: their folders would be one on
// file systems that do not tell the cases apart.
func (d *declared) duplicate(f *faults, b *hcl.Block, other string, first *hcl.Block) {
	name := b.Labels[0]
	detail := "A %s named %q is declared at %s already. Give one of them another name."
	if other != name {
		detail = "A %s named %q is declared at %s, and the two differ in upper and lower case alone, which not every file system tells apart. Give one of them another name."
	}
	f.errorAt(b.LabelRanges[0], "Duplicate "+b.Type, detail, b.Type, other, at(first.DefRange))
}

// at writes a place for the middle of a sentence.
func at(r hcl.Range) string {
	return cmp.Or(r.Filename, "the command line") + ":" + strconv.Itoa(r.Start.Line)
}
