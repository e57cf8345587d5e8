// Console and fmt: one expression evaluated, and a file laid out.

package spec

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// Eval evaluates an expression over all that the configuration declares, and writes its
// value as the language would.
func (c *Config) Eval(text string) (string, hcl.Diagnostics) {
	const name = "<console>"
	expr, diags := hclsyntax.ParseExpression([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		return "", diags
	}
	f := &faults{}
	if !c.scope.check(f, expr, resultRoots()) {
		return "", f.sorted()
	}
	v, ok := evaluateIn(f, expr, c.productContext(f, []hcl.Expression{expr}))
	if !ok || f.list.HasErrors() {
		return "", f.sorted()
	}
	return shownValue(v), f.sorted()
}

func shownValue(v cty.Value) string {
	if cat, ok := asCatalog(v); ok {
		return "catalog." + cat.name + " of " + strconv.Quote(cat.shown)
	}
	if v.ContainsMarked() {
		return "(sensitive value)"
	}
	if holdsCatalog(v) {
		return "(a value with catalogues in it)"
	}
	if !v.IsWhollyKnown() {
		return "(not known)"
	}
	return string(hclwrite.Format(hclwrite.TokensForValue(v).Bytes()))
}

// FormatSource lays a file out as the language is usually written. A file with faults in
// its syntax is left as it is.
func FormatSource(src []byte, name string) ([]byte, hcl.Diagnostics) {
	_, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		return src, diags
	}
	return hclwrite.Format(src), nil
}
