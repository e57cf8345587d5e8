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
	address, folder                        string // of all rows: what stands before the key
}

func productSchema() *hcl.BodySchema {
	s := attributes(append(optionNames(), "for_each", "name", "description", "presets", "enabled")...)
	s.Attributes = append(s.Attributes, hcl.AttributeSchema{Name: "image", Required: true})
	s.Blocks = []hcl.BlockHeaderSchema{{Type: "recommended"}, {Type: "lifecycle"}}
	return s
}

func (l *loader) loadProducts() {
	if len(l.declared.named["product"]) == 0 && !l.list.HasErrors() && !l.config.sources.broken {
		l.warnAt(hcl.Range{}, "Nothing to make", "The configuration has no product block, so there is nothing to make. Add one: product \"name\" { image = \"photo.jpg\", presets = [...] }.")
	}
	for _, name := range l.declared.names("product") {
		l.config.products = append(l.config.products, l.loadProduct(name))
	}
}

func (l *loader) loadProduct(name string) *productBlock {
	before := len(l.list)
	block := l.declared.named["product"][name]
	_, content := l.block(block, productSchema(), nil)
	b := &productBlock{name: name, at: block.DefRange, scope: l.scope, library: l.library, path: l.config.path, inherit: l.defaults}
	b.source = l.loadRows(content.Attributes["for_each"])
	b.address, b.folder = "product."+name, safeName(name)
	l.loadFields(b, content)
	for i, inner := range content.Blocks {
		if slices.ContainsFunc(content.Blocks[:i], func(o *hcl.Block) bool { return o.Type == inner.Type }) {
			l.errorAt(inner.DefRange, "Duplicate "+inner.Type+" block", "A product has at most one %s block. Move its arguments into the first.", inner.Type)
			continue
		}
		l.loadInner(b, inner, l.rowRoots(b))
	}
	l.checkPurpose(b)
	b.compile()
	if !b.shapePerRow() {
		r := &rowFaults{scope: l.scope}
		b.shape, _ = b.makeShape(r)
		l.add(r.list...)
	}
	b.broken = l.list[before:].HasErrors() || b.source == nil
	return b
}

// rowRoots are the roots that arguments of the block may use.
func (l *loader) rowRoots(b *productBlock) rootSet {
	if _, single := b.source.(onlyRow); single {
		return staticRoots().with("catalog")
	}
	return staticRoots().with("catalog", "each")
}

func (l *loader) loadFields(b *productBlock, content *hcl.BodyContent) {
	roots := l.rowRoots(b)
	for _, f := range []struct {
		name string
		want cty.Type
		into *field
	}{
		{"image", cty.String, &b.image}, {"name", cty.String, &b.title}, {"description", cty.String, &b.description},
		{"presets", cty.DynamicPseudoType, &b.presets}, {"formats", cty.DynamicPseudoType, &b.formats},
		{"render_kinds", cty.DynamicPseudoType, &b.renderKinds},
		{"safe_margin", cty.Bool, &b.safeMargin}, {"same_style", cty.Bool, &b.sameStyle}, {"enabled", cty.Bool, &b.enabled},
	} {
		*f.into = l.field(content.Attributes, f.name, f.want, roots)
	}
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
}

func (l *loader) loadInner(b *productBlock, inner *hcl.Block, roots rootSet) {
	if inner.Type == "recommended" {
		_, content := l.block(inner, attributes("presets", "prompts"), nil)
		b.recommendedPresets = l.field(content.Attributes, "presets", cty.Number, roots)
		b.recommendedPrompts = l.field(content.Attributes, "prompts", cty.Number, roots)
		return
	}
	_, content := l.block(inner, attributes("prevent_destroy", "ignore_changes"), nil)
	b.preventDestroy = l.field(content.Attributes, "prevent_destroy", cty.Bool, roots)
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

func (l *loader) checkPurpose(b *productBlock) {
	none := func(f field) bool { return f.expr == nil }
	if none(b.presets) && none(b.recommendedPresets) && none(b.recommendedPrompts) {
		l.errorAt(b.at, "Product without scenes", "Product %q asks for no picture. Give it presets = [...], or a recommended block with the number of scenes that the service may choose.", b.name)
	}
}
