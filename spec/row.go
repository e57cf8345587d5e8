// Rows: what a product is repeated for, one at a time.

package spec

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// row is one turn of for_each.
type row struct {
	key   string
	value cty.Value // each.value
	place Source    // in a catalogue; zero without one
}

// rowFaults is a row with the faults found in it.
type rowFaults struct {
	faults
	row   *row
	scope *scope
	ctx   *hcl.EvalContext
}

// context is what the row's expressions are evaluated in.
func (r *rowFaults) context() *hcl.EvalContext {
	if r.row == nil {
		return r.scope.context()
	}
	if r.ctx == nil {
		r.ctx = r.scope.context().NewChild()
		r.ctx.Variables = map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{
			"key": cty.StringVal(r.row.key), "value": r.row.value})}
	}
	return r.ctx
}

// rowSource yields the rows of a for_each in an order that is always the same.
type rowSource interface {
	rows(f *faults, yield func(*row) bool)
}

// valueRows are the elements of a map or set, in the order of their keys.
type valueRows struct{ value cty.Value }

func (v valueRows) rows(_ *faults, yield func(*row) bool) {
	for it := v.value.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if !yield(&row{key: key.AsString(), value: value}) {
			return
		}
	}
}

// onlyRow is a product without for_each.
type onlyRow struct{}

func (onlyRow) rows(_ *faults, yield func(*row) bool) { yield(nil) }

// loadRows finds what a block is repeated for; nil: for_each is at fault.
func (l *loader) loadRows(a *hcl.Attribute) rowSource {
	if a == nil {
		return onlyRow{}
	}
	v, ok := l.scope.evaluate(&l.faults, a.Expr, staticRoots().with("catalog"))
	if !ok {
		return nil
	}
	at := a.Expr.Range()
	switch t := v.Type(); {
	case v.ContainsMarked():
		l.errorAt(at, "Sensitive value", "for_each would show a sensitive value in addresses. Derive it from variables that are not sensitive.")
	case v.IsNull() || !v.IsWhollyKnown():
		l.errorAt(at, "Unsuitable for_each", "for_each is null. Use an empty map or set for no product at all.")
	case t.IsMapType(), t.IsObjectType():
		return valueRows{v}
	case t.IsSetType() && (t.ElementType() == cty.String || v.LengthInt() == 0):
		return valueRows{v}
	case t.IsTupleType(), t.IsListType(), t.IsSetType():
		l.errorAt(at, "Unsuitable for_each", "for_each takes a catalogue, a map, or a set of texts; this is %s. Each product needs a name that lasts: use toset(...) for texts, or { for x in list : x.id => x } for objects.", t.FriendlyName())
	default:
		l.errorAt(at, "Unsuitable for_each", "for_each takes a catalogue, a map, or a set of texts; this is %s.", t.FriendlyName())
	}
	return nil
}

// productAddress writes an address as a user would in a file.
func productAddress(block, key string, keyed bool) string {
	if !keyed {
		return "product." + block
	}
	return "product." + block + "[" + quoteKey(key) + "]"
}

// quoteKey writes a key so that the language reads it back.
func quoteKey(key string) string {
	for i := range len(key) {
		if c := key[i]; c < ' ' || c == '"' || c == '\\' || c == '$' || c == '%' || c == 0x7f {
			return escapeTemplate(strconv.Quote(key))
		}
	}
	return `"` + key + `"`
}
