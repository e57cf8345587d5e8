// Products: the product blocks, compiled once so that a row costs little.

package spec

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// productBlock is a compiled product block.
type productBlock struct {
	name    string
	at      hcl.Range
	broken  bool // it has faults: it is expanded for those of its rows alone
	scope   *scope
	library *library
	path    *pathTemplate
	inherit shotOptions
	source  rowSource // nil: at fault

	image, title, description              field
	presets, formats, renderKinds          field
	safeMargin, sameStyle                  field
	enabled, preventDestroy                field
	recommendedPresets, recommendedPrompts field
	ignoreChanges                          []string
	shape                                  *shape // nil: it depends on the row
	shapeCells                             []int  // of a catalogue, the cells that it depends on; nil: on more
	address, folder                        string // of all rows: what stands before the key
}

func productSchema() *hcl.BodySchema {
	s := attributes(append(optionNames(), "for_each", "name", "description", "presets", "enabled")...)
	s.Attributes = append(s.Attributes, hcl.AttributeSchema{Name: "image", Required: true})
	s.Blocks = []hcl.BlockHeaderSchema{{Type: "recommended"}, {Type: "lifecycle"}}
	return s
}

func (l *loader) loadProducts() {
	if len(l.declared.named["product"]) == 0 && !l.list.HasErrors() && len(l.config.sources.broken) == 0 {
		l.warnAt(hcl.Range{}, "Nothing to make", "The configuration has no product block, so there is nothing to make. Add one: product \"name\" { image = \"photo.jpg\", presets = [...] }.")
	}
	for _, name := range l.declared.names("product") {
		l.config.products = append(l.config.products, l.loadProduct(name))
	}
}

func (l *loader) loadProduct(name string) *productBlock {
	before := len(l.list)
	l.scope.owner = "product." + name
	block := l.declared.named["product"][name]
	r, content := l.block(block, productSchema(), nil)
	b := &productBlock{name: name, at: block.DefRange, scope: l.scope, library: l.library, path: l.config.path, inherit: l.defaults}
	b.source = l.loadRows(content.Attributes["for_each"])
	b.address, b.folder = "product."+name, safeName(name)
	r.allowed = l.rowRoots(b)
	b.loadFields(r)
	for i, inner := range content.Blocks {
		if slices.ContainsFunc(content.Blocks[:i], func(o *hcl.Block) bool { return o.Type == inner.Type }) {
			l.errorAt(inner.DefRange, "Duplicate "+inner.Type+" block", "A product has at most one %s block. Move its arguments into the first.", inner.Type)
			continue
		}
		l.loadInner(b, inner, r.allowed)
	}
	b.compile()
	if !b.shapePerRow() {
		r := &rowFaults{scope: l.scope}
		b.shape, _ = b.makeShape(r)
		l.add(r.list...)
	}
	b.broken = l.list[before:].HasErrors() || b.source == nil || b.path == nil
	return b
}

// rowRoots are the roots that arguments of the block may use.
func (l *loader) rowRoots(b *productBlock) rootSet {
	if _, single := b.source.(onlyRow); single {
		return staticRoots().with("catalog")
	}
	return staticRoots().with("catalog", "each")
}

func (b *productBlock) loadFields(r *reader) {
	b.image, b.title, b.description = r.field("image", cty.String), r.field("name", cty.String), r.field("description", cty.String)
	b.presets, b.formats, b.renderKinds = r.list("presets"), r.list("formats"), r.list("render_kinds")
	b.safeMargin, b.sameStyle = r.field("safe_margin", cty.Bool), r.field("same_style", cty.Bool)
	b.enabled = r.field("enabled", cty.Bool)
}

// fields are the arguments that may depend on the row.
func (b *productBlock) fields() []*field {
	return append(b.shapeFields(), &b.image, &b.title, &b.description, &b.enabled, &b.preventDestroy)
}

// shapeFields are those that decide which shots there are.
func (b *productBlock) shapeFields() []*field {
	return []*field{&b.presets, &b.formats, &b.renderKinds, &b.safeMargin, &b.sameStyle, &b.recommendedPresets, &b.recommendedPrompts}
}

// shapePerRow says whether the shots depend on the row.
func (b *productBlock) shapePerRow() bool {
	return slices.ContainsFunc(b.shapeFields(), func(f *field) bool { return f.perRow })
}

// compile plans the arguments for the rows of a catalogue.
func (b *productBlock) compile() {
	rows, ok := b.source.(*catalogRows)
	if !ok {
		return
	}
	p := &planner{scope: b.scope, columns: rows.columns}
	for _, f := range b.fields() {
		f.compile(p)
		if !f.faulty {
			rows.refs = append(rows.refs, rows.columns.wantAllOf(f.expr)...)
		}
	}
	b.shapeCells = b.cellsOf(b.shapeFields(), rows.columns)
}

// cellsOf lists the cells that some arguments depend on; nil: on more than cells.
func (b *productBlock) cellsOf(fields []*field, c *columns) []int {
	var cells []int
	for _, f := range fields {
		if f.expr == nil || f.faulty {
			continue
		}
		for _, t := range f.expr.Variables() {
			if t.RootName() != "each" {
				continue
			}
			name, _, ok := columnOf(t)
			if !ok {
				return nil
			}
			cells = append(cells, c.want(name))
		}
	}
	return cells
}

func (l *loader) loadInner(b *productBlock, inner *hcl.Block, roots rootSet) {
	if inner.Type == "recommended" {
		r, _ := l.block(inner, attributes("presets", "prompts"), roots)
		b.recommendedPresets, b.recommendedPrompts = r.field("presets", cty.Number), r.field("prompts", cty.Number)
		return
	}
	r, content := l.block(inner, attributes("prevent_destroy", "ignore_changes"), roots)
	b.preventDestroy = r.field("prevent_destroy", cty.Bool)
	if a := content.Attributes["ignore_changes"]; a != nil {
		l.loadIgnored(b, a)
	}
}

// ignorable are the arguments whose changes a product may outlive.
func ignorable() []string {
	return []string{"name", "description", "image", "safe_margin", "same_style"}
}

// loadIgnored reads names of arguments, which stand without quotes.
func (l *loader) loadIgnored(b *productBlock, a *hcl.Attribute) {
	list, diags := hcl.ExprList(a.Expr)
	if diags.HasErrors() {
		l.errorAt(a.Expr.Range(), "Invalid ignore_changes", "ignore_changes is a list of arguments, such as [name, description].")
		return
	}
	for _, expr := range list {
		name := hcl.ExprAsKeyword(expr)
		if !slices.Contains(ignorable(), name) {
			l.errorAt(expr.Range(), "Invalid ignore_changes", "Changes of %s can be ignored; this names none of them.%s", anyOf(ignorable()), didYouMean(name, ignorable()))
			continue
		}
		b.ignoreChanges = append(b.ignoreChanges, name)
	}
}
