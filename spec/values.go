// Values: what a run gives variables, from the weakest source to the strongest.

package spec

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// givenValue is a value of a variable before its type is known.
type givenValue struct {
	from string         // in words: where it comes from
	raw  string         // of -var and the environment
	expr hcl.Expression // of a file; nil: raw holds
}

const environPrefix = "PHOTOSHOOT_VAR_"

// gatherValues reads all sources, each overriding the ones before.
func (l *loader) gatherValues() map[string]givenValue {
	given := map[string]givenValue{}
	for _, kv := range l.in.Environ {
		if name, raw, ok := strings.Cut(strings.TrimPrefix(kv, environPrefix), "="); ok && strings.HasPrefix(kv, environPrefix) {
			given[name] = givenValue{from: "the environment variable " + environPrefix + name, raw: raw}
		}
	}
	src := l.config.sources
	main, _ := listFolder(src.dir, "photoshoot.vars", "photoshoot.vars.json")
	auto, _ := listFolder(src.dir, ".auto.vars", ".auto.vars.json")
	for _, name := range append(main, auto...) {
		if name == "photoshoot.vars" || name == "photoshoot.vars.json" || strings.Contains(name, ".auto.vars") {
			l.valueFile(given, src.shown(name))
		}
	}
	for _, path := range l.in.VarFiles {
		l.valueFile(given, path)
	}
	for _, kv := range l.in.Vars {
		l.valueFlag(given, kv)
	}
	return given
}

// valueFile reads lines of name = value. Names that no variable has are warned of: such
// files are shared between folders.
func (l *loader) valueFile(given map[string]givenValue, path string) {
	file, ok := l.config.sources.parse(&l.faults, path)
	if !ok || file == nil {
		return
	}
	attrs, diags := file.Body.JustAttributes()
	l.add(diags...)
	for name, a := range attrs {
		if !l.declared.has("var", name) {
			l.warnAt(a.NameRange, "Value for undeclared variable", "No variable named %q is declared.%s Declare it, or remove this line.", name, didYouMean(name, l.declared.names("var")))
			continue
		}
		given[name] = givenValue{from: path, expr: a.Expr}
	}
}

func (l *loader) valueFlag(given map[string]givenValue, kv string) {
	name, raw, ok := strings.Cut(kv, "=")
	switch name = strings.TrimSpace(name); {
	case !ok:
		l.errorAt(hcl.Range{}, "Invalid -var", "-var takes name=value; %q has no equals sign.", kv)
	case !l.declared.has("var", name):
		l.errorAt(hcl.Range{}, "Value for undeclared variable", "-var gives a value to %q, and no variable of that name is declared.%s", name, didYouMean(name, l.declared.names("var")))
	default:
		given[name] = givenValue{from: "-var", raw: raw}
	}
}

// value reads the text by the variable's type: texts as they are, all else as an expression.
func (g givenValue) value(f *faults, v *variable) (cty.Value, bool) {
	if g.expr != nil {
		value, diags := g.expr.Value(nil)
		f.add(diags...)
		return value, !diags.HasErrors()
	}
	if v.typ.IsPrimitiveType() || v.typ == cty.DynamicPseudoType {
		return cty.StringVal(g.raw), true
	}
	expr, diags := hclsyntax.ParseExpression([]byte(g.raw), "", hcl.InitialPos)
	var value cty.Value
	if !diags.HasErrors() {
		value, diags = expr.Value(nil)
	}
	if diags.HasErrors() {
		what := diags[0].Detail
		if v.sensitive {
			what = "what is wrong is not shown, because the variable is sensitive."
		}
		f.errorAt(v.block.DefRange, "Invalid value for variable", "The value that %s gives var.%s is not a valid expression: %s", g.from, v.name, what)
	}
	return value, !diags.HasErrors()
}

// at is where the value stands, or else the variable.
func (g givenValue) at(v *variable) hcl.Range {
	if g.expr != nil {
		return g.expr.Range()
	}
	return v.block.DefRange
}
