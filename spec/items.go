// Items: lists of texts, taken apart with the place of each.

package spec

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// item is an element of a list, with its place.
type item struct {
	text string
	at   hcl.Range
}

// itemsOf takes a list apart, and finds the place of each element where the list is
// written out.
func itemsOf(f *faults, name string, v cty.Value, expr hcl.Expression) ([]item, bool) {
	at := expr.Range()
	v, ok := converted(f, name, v, at, cty.DynamicPseudoType)
	if !ok {
		return nil, false
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
		place := at
		if written != nil {
			place = written[len(items)].Range()
		}
		text, err := convert.Convert(e, cty.String)
		if err != nil || e.IsNull() {
			f.errorAt(place, "Unsuitable value", "Each element of %s must be a text.", name)
			return nil, false
		}
		items = append(items, item{text.AsString(), place})
	}
	return items, true
}
