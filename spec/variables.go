// Variables: their blocks, and the values a run gives them.

package spec

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// variable is a variable block.
type variable struct {
	name      string
	typ       cty.Type
	optional  *typeexpr.Defaults // of object types; nil: none
	fallback  cty.Value          // cty.NilVal: a value must be given
	sensitive bool
	block     *hcl.Block

	validations hcl.Blocks
}

// rule is a condition with what to say where it does not hold.
type rule struct {
	condition, message hcl.Expression
}

func variableSchema() *hcl.BodySchema {
	s := attributes("type", "default", "description", "sensitive")
	s.Blocks = []hcl.BlockHeaderSchema{{Type: "validation"}}
	return s
}

func ruleSchema() *hcl.BodySchema {
	return &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "condition", Required: true}, {Name: "error_message", Required: true}}}
}

// loadVariables declares the variables, gives them values and checks those.
func (l *loader) loadVariables() {
	given := l.gatherValues()
	var declared []*variable
	for _, name := range l.declared.names("variable") {
		v, ok := l.readVariable(name)
		value, has := given[name]
		if !ok {
			continue
		}
		if value, ok := l.valueOf(v, value, has); ok {
			if v.sensitive {
				value = value.Mark(sensitive)
			}
			l.scope.define("var", name, value)
			declared = append(declared, v)
		}
	}
	for _, v := range declared {
		l.validate(v)
	}
}

func (l *loader) readVariable(name string) (*variable, bool) {
	l.scope.owner = "var." + name
	v := &variable{name: name, typ: cty.DynamicPseudoType, block: l.declared.named["variable"][name]}
	before := len(l.list)
	r, content := l.block(v.block, variableSchema(), nil)
	if a := content.Attributes["type"]; a != nil {
		typ, optional, diags := typeexpr.TypeConstraintWithDefaults(a.Expr)
		l.add(diags...)
		v.typ, v.optional = typ, optional
	}
	r.flag("sensitive", &v.sensitive)
	var description string
	r.text("description", &description)
	l.readFallback(v, content.Attributes["default"])
	v.validations = content.Blocks
	return v, !l.list[before:].HasErrors()
}

func (l *loader) readFallback(v *variable, a *hcl.Attribute) {
	if a == nil {
		return
	}
	value, ok := l.scope.evaluate(&l.faults, a.Expr, nil)
	if !ok {
		return
	}
	value, err := v.convert(value)
	if err != nil {
		l.errorAt(a.Expr.Range(), "Unsuitable default", "The default of var.%s does not fit its type: %s.", v.name, err)
		return
	}
	v.fallback = value
}

// convert gives a value the variable's type.
func (v *variable) convert(value cty.Value) (cty.Value, error) {
	if v.optional != nil && !value.IsNull() {
		value = v.optional.Apply(value)
	}
	return convert.Convert(value, v.typ)
}

// valueOf is what a run gives the variable, or its default.
func (l *loader) valueOf(v *variable, given givenValue, has bool) (cty.Value, bool) {
	if !has {
		if v.fallback == cty.NilVal {
			l.errorAt(v.block.DefRange, "No value for variable", "var.%[1]s has no default, so each run must give it a value: -var %[1]s=..., a line in photoshoot.vars, or PHOTOSHOOT_VAR_%[1]s in the environment.", v.name)
			return cty.NilVal, false
		}
		return v.fallback, true
	}
	value, ok := given.value(&l.faults, v)
	if !ok {
		return cty.NilVal, false
	}
	value, err := v.convert(value)
	if err != nil {
		l.errorAt(given.at(v), "Unsuitable value for variable", "The value that %s gives var.%s does not fit its type, declared at %s: %s.", given.from, v.name, at(v.block.DefRange), err)
		return cty.NilVal, false
	}
	return value, true
}

// validate holds the variable's value against its own conditions.
func (l *loader) validate(v *variable) {
	l.scope.owner = "var." + v.name
	for _, r := range l.rules(v.validations, rootSet{"var"}) {
		passed, message, ok := r.test(&l.faults, l.scope.context())
		if ok && !passed {
			l.errorAt(v.block.DefRange, "Invalid value for variable", "%s\n\nThis was checked by the condition at %s.", message, at(r.condition.Range()))
		}
	}
}

// test evaluates a condition, and what to say where it does not hold.
func (r *rule) test(f *faults, ctx *hcl.EvalContext) (passed bool, message string, ok bool) {
	condition, ok := evaluateIn(f, r.condition, ctx)
	if !ok {
		return false, "", false
	}
	condition, _ = condition.UnmarkDeep()
	condition, err := convert.Convert(condition, cty.Bool)
	if err != nil || condition.IsNull() || !condition.IsKnown() {
		f.errorAt(r.condition.Range(), "Invalid condition", "A condition must come to true or false.")
		return false, "", false
	}
	if condition.True() {
		return true, "", true
	}
	v, ok := evaluateIn(f, r.message, ctx)
	if !ok {
		return false, "", false
	}
	v, ok = converted(f, "error_message", v, r.message.Range(), cty.String)
	if !ok {
		return false, "The condition does not hold.", !v.ContainsMarked()
	}
	return false, v.AsString(), true
}
