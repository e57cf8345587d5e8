// Field: an argument of a product, evaluated once where it does not mention the row.

package spec

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// field is an argument that may depend on the row.
type field struct {
	name   string
	expr   hcl.Expression // nil: left out
	want   cty.Type
	perRow bool
	value  cty.Value // where it does not depend on the row; cty.NilVal: left out, or null
	ok     bool
}

// field compiles an argument.
func (l *loader) field(attrs hcl.Attributes, name string, want cty.Type, allowed rootSet) field {
	a := attrs[name]
	if a == nil {
		return field{name: name, ok: true}
	}
	f := field{name: name, expr: a.Expr, want: want}
	if f.ok = l.scope.check(&l.faults, a.Expr, allowed); !f.ok {
		return f
	}
	if f.perRow = mentions(a.Expr, "each"); !f.perRow {
		f.value, f.ok = f.eval(&l.faults, l.scope.context())
	}
	return f
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

// eval gives the field's value: cty.NilVal where it is left out or null.
func (f *field) eval(faults *faults, ctx *hcl.EvalContext) (cty.Value, bool) {
	v, ok := evaluateIn(faults, f.expr, ctx)
	if !ok {
		return cty.NilVal, false
	}
	if v.IsNull() && !v.IsMarked() {
		return cty.NilVal, true
	}
	v, ok = converted(faults, f.name, v, f.expr.Range(), f.want)
	return v, ok
}

// in gives the field's value for a row.
func (f *field) in(r *rowFaults) (cty.Value, bool) {
	switch {
	case !f.ok:
		return cty.NilVal, false
	case !f.perRow:
		return f.value, true
	}
	return f.eval(&r.faults, r.context())
}

// text is the field's value as a text, empty where it is left out.
func (f *field) text(r *rowFaults) (string, bool) {
	v, ok := f.in(r)
	if v == cty.NilVal || !ok {
		return "", ok
	}
	return v.AsString(), true
}

// flag is the field's value, or the default where it is left out.
func (f *field) flag(r *rowFaults, otherwise bool) (bool, bool) {
	v, ok := f.in(r)
	if v == cty.NilVal || !ok {
		return otherwise, ok
	}
	return v.True(), true
}

// item is an element of a list, with its place.
type item struct {
	text string
	at   hcl.Range
}

// items is the field's value as a list of texts; false in the middle: it is left out.
func (f *field) items(r *rowFaults) (items []item, given, ok bool) {
	v, ok := f.in(r)
	if v == cty.NilVal || !ok {
		return nil, false, ok
	}
	items, ok = itemsOf(&r.faults, f.name, v, f.expr)
	return items, true, ok
}

// itemsOf takes a list apart, and finds the place of each element where the list is
// written out.
func itemsOf(f *faults, name string, v cty.Value, expr hcl.Expression) ([]item, bool) {
	at := expr.Range()
	if v, ok := converted(f, name, v, at, cty.DynamicPseudoType); !ok {
		return nil, v.IsNull()
	}
	if t := v.Type(); !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		f.errorAt(at, "Unsuitable value", "%s must be a list, such as [%q]; this is %s.", name, "...", t.FriendlyName())
		return nil, false
	}
	written, diags := hcl.ExprList(expr)
	if diags.HasErrors() || len(written) != v.LengthInt() {
		written = nil
	}
	items := make([]item, 0, v.LengthInt())
	for _, e := range v.AsValueSlice() {
		it := item{at: at}
		if written != nil {
			it.at = written[len(items)].Range()
		}
		text, err := convert.Convert(e, cty.String)
		if err != nil || e.IsNull() {
			f.errorAt(it.at, "Unsuitable value", "Each element of %s must be a text.", name)
			return nil, false
		}
		it.text = text.AsString()
		items = append(items, it)
	}
	return items, true
}
