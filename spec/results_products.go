// Products in results: what outputs and checks can refer to, and no more of it than they do.

package spec

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// productContext is the scope with the products that some expressions name.
func (c *Config) productContext(f *faults, exprs []hcl.Expression) *hcl.EvalContext {
	wanted := map[string]*productNeed{}
	for _, expr := range exprs {
		for _, t := range expr.Variables() {
			if t.RootName() == "product" {
				c.need(f, wanted, t)
			}
		}
	}
	values := map[string]cty.Value{}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		values[name] = c.productValue(f, wanted[name])
	}
	ctx := c.scope.context().NewChild()
	ctx.Variables = map[string]cty.Value{"product": cty.ObjectVal(values)}
	return ctx
}

// productNeed is what of a product block is needed.
type productNeed struct {
	block *productBlock
	all   bool
	keys  map[string]hcl.Range
}

// need notes the product that a reference names. One row of a catalogue can be had by its
// key; all of them together would not fit.
func (c *Config) need(f *faults, wanted map[string]*productNeed, t hcl.Traversal) {
	name, _, ok := secondStep(t)
	i := slices.IndexFunc(c.products, func(b *productBlock) bool { return b.name == name })
	if !ok || i < 0 {
		f.errorAt(t.SourceRange(), "Incomplete reference", "A product is referred to by its name, as in product.lamp.")
		return
	}
	n := wanted[name]
	if n == nil {
		n = &productNeed{block: c.products[i], keys: map[string]hcl.Range{}}
		wanted[name] = n
	}
	key, at, keyed := "", hcl.Range{}, false
	if len(t) > 2 {
		key, at, keyed = stepName(t[2])
	}
	_, fromCatalog := n.block.source.(*catalogRows)
	switch {
	case keyed && n.block.keyed():
		n.keys[key] = at
	case fromCatalog:
		f.errorAt(t.SourceRange(), "Product without a key", `product.%[1]s has a row of its catalogue for each key. Name one, as in product.%[1]s["SKU-1"].`, name)
	default:
		n.all = true
	}
}

// keyed says whether the block has for_each.
func (b *productBlock) keyed() bool {
	_, single := b.source.(onlyRow)
	return !single
}

// productValue is a product as expressions see it, or a map of them by key.
func (c *Config) productValue(f *faults, n *productNeed) cty.Value {
	found := map[string]cty.Value{}
	e := newExpansion(c, func(p *Product) bool {
		if _, asked := n.keys[p.Key]; asked || n.all {
			found[p.Key] = c.objectOf(p)
		}
		return n.all || len(found) < len(n.keys)
	})
	e.block(n.block)
	if !n.block.keyed() {
		if v, ok := found[""]; ok {
			return v
		}
		return cty.NullVal(cty.DynamicPseudoType) // not enabled
	}
	for _, key := range slices.Sorted(maps.Keys(n.keys)) {
		if _, ok := found[key]; !ok {
			f.errorAt(n.keys[key], "No such product", "product.%s has no product with the key %q.", n.block.name, key)
			found[key] = cty.DynamicVal
		}
	}
	return cty.ObjectVal(found)
}

// objectOf is what of a product can be referred to.
func (c *Config) objectOf(p *Product) cty.Value {
	text := cty.StringVal
	shots := map[string]cty.Value{}
	for _, s := range p.Shots {
		files := map[string]cty.Value{}
		for _, file := range s.Files {
			files[file.Format.Name] = cty.ObjectVal(map[string]cty.Value{
				"path": text(c.Settings.delivered(file.Path)), "type": text(file.Format.Type)})
		}
		shots[s.ID] = cty.ObjectVal(map[string]cty.Value{
			"address": text(s.Address(p.Address)), "preset": text(s.Preset), "prompt": text(s.Prompt),
			"render_kind": text(s.RenderKind.Name), "file": cty.ObjectVal(files)})
	}
	return cty.ObjectVal(map[string]cty.Value{
		"address": text(p.Address), "key": text(p.Key), "image": text(p.Image), "name": text(p.Name),
		"description": text(p.Description), "shot": cty.ObjectVal(shots)})
}

// delivered is a file's path with the output folder or URL before it.
func (s *Settings) delivered(file string) string {
	if strings.Contains(s.Output, "://") {
		return strings.TrimSuffix(s.Output, "/") + "/" + file
	}
	return path.Join(strings.ReplaceAll(s.Output, `\`, "/"), file)
}

// checkSteps follows references into products, and says what there is where one leads nowhere.
func checkSteps(f *faults, expr hcl.Expression, ctx *hcl.EvalContext) bool {
	ok := true
	for _, t := range expr.Variables() {
		if t.RootName() != "product" {
			continue
		}
		v := ctx.Variables["product"]
		for _, step := range t[1:] {
			name, at, named := stepName(step)
			if !named || !v.Type().IsObjectType() || !v.IsKnown() || v.IsNull() {
				break
			}
			if !v.Type().HasAttribute(name) {
				names := slices.Sorted(maps.Keys(v.Type().AttributeTypes()))
				f.errorAt(at, "No such part of a product", "There is no %q here.%s There is %s.", name, didYouMean(name, names), few(names))
				ok = false
				break
			}
			v = v.GetAttr(name)
		}
	}
	return ok
}
