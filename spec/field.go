// Field: an argument of a product, evaluated once where it does not mention the row.

package spec

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// field is an argument that may depend on the row. Its zero value is one that is left out.
type field struct {
	name   string
	expr   hcl.Expression // nil: left out
	want   cty.Type
	perRow bool
	value  cty.Value // where it does not depend on the row; cty.NilVal: left out, or null
	plan   textPlan  // a fast way to the text of a row; nil: none
	test   test      // a fast way to the truth of a row; nil: none
	faulty bool

	elements []field // of a list that is written out, each with its own faults
}

// field compiles an argument.
func (r *reader) field(name string, want cty.Type) field {
	a := r.attrs[name]
	if a == nil {
		return field{name: name}
	}
	return r.compile(name, a.Expr, want)
}

func (r *reader) compile(name string, expr hcl.Expression, want cty.Type) field {
	f := field{name: name, expr: expr, want: want}
	if f.faulty = !r.scope.check(r.faults, expr, r.allowed); f.faulty {
		return f
	}
	if f.perRow = mentions(expr, "each") || mentions(expr, "row"); !f.perRow {
		v, ok := f.eval(r.faults, r.scope.contextOf(expr))
		f.value, f.faulty = v, !ok
	}
	return f
}

// list compiles an argument that is a list of texts.
func (r *reader) list(name string) field {
	a := r.attrs[name]
	if a == nil {
		return field{name: name}
	}
	written, diags := hcl.ExprList(a.Expr)
	if diags.HasErrors() {
		return r.compile(name, a.Expr, cty.DynamicPseudoType)
	}
	f := field{name: name, expr: a.Expr, elements: make([]field, len(written))}
	for i, expr := range written {
		f.elements[i] = r.compile("Each element of "+name, expr, cty.String)
		f.perRow = f.perRow || f.elements[i].perRow
	}
	return f
}

// compile finds a fast way to what the field is in the rows of a catalogue.
func (f *field) compile(p *planner) {
	for i := range f.elements {
		f.elements[i].compile(p)
	}
	switch {
	case !f.perRow || f.faulty:
	case f.want == cty.String:
		f.plan = p.text(f.expr)
	case f.want == cty.Bool:
		f.test = p.condition(f.expr)
	}
}

func mentions(expr hcl.Expression, r root) bool {
	return slices.ContainsFunc(expr.Variables(), func(t hcl.Traversal) bool { return t.RootName() == r })
}

// at is where the argument is written.
func (f *field) at() hcl.Range {
	if f.expr == nil {
		return hcl.Range{}
	}
	return f.expr.Range()
}

// eval gives the field's value: cty.NilVal where it is null.
func (f *field) eval(faults *faults, ctx *hcl.EvalContext) (cty.Value, bool) {
	v, ok := evaluateIn(faults, f.expr, ctx)
	if !ok {
		return cty.NilVal, false
	}
	if v.IsNull() && !v.IsMarked() {
		return cty.NilVal, true
	}
	return converted(faults, f.name, v, f.expr.Range(), f.want)
}

// in gives the field's value for a row.
func (f *field) in(r *rowFaults) (cty.Value, bool) {
	switch {
	case f.faulty:
		return cty.NilVal, false
	case !f.perRow:
		return f.value, true
	}
	return f.eval(&r.faults, r.context())
}

// text appends what the field is in a row, nothing where it is left out.
func (f *field) text(buf []byte, r *rowFaults) ([]byte, bool) {
	if f.plan != nil {
		if filled, ok := f.plan.append(buf, r.row); ok {
			return filled, true
		}
	}
	v, ok := f.in(r)
	if !ok || v == cty.NilVal {
		return buf, ok
	}
	return append(buf, v.AsString()...), true
}

// flag is the field's truth in a row, or the default where it is left out.
func (f *field) flag(r *rowFaults, otherwise bool) (met, ok bool) {
	if f.test != nil {
		if met, ok := f.test(r.row); ok {
			return met, true
		}
	}
	v, ok := f.in(r)
	if !ok || v == cty.NilVal {
		return otherwise, ok
	}
	return v.True(), true
}

// items is the field's value as a list of texts; false in the middle: it is left out.
func (f *field) items(r *rowFaults) (items []item, given, ok bool) {
	if f.elements != nil {
		items, ok = f.written(r)
		return items, true, ok
	}
	v, ok := f.in(r)
	if !ok || v == cty.NilVal {
		return nil, false, ok
	}
	items, ok = itemsOf(&r.faults, f.name, v, f.expr)
	return items, true, ok
}

// written gives the elements of a list that is written out. Those at fault are left out.
func (f *field) written(r *rowFaults) (items []item, ok bool) {
	ok = true
	for i := range f.elements {
		e := &f.elements[i]
		text, fine := e.text(nil, r)
		if fine && text == nil && e.perRow {
			r.errorAt(e.at(), "Unsuitable value", "%s must be a text, and this is null.", e.name)
			fine = false
		}
		if ok = ok && fine; fine {
			items = append(items, item{string(text), e.at()})
		}
	}
	return items, ok
}
