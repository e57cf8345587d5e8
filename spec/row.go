// Rows: what a product is repeated for, one at a time.

package spec

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// row is one turn of for_each. It is good until the next one.
type row struct {
	key     []byte
	value   cty.Value // each.value of a map or set
	columns *columns  // of a catalogue; nil: value holds
	cells   []cell
	at      hcl.Range // in a catalogue; zero without one
}

// object is each.value.
func (r *row) object() cty.Value {
	if r.columns == nil {
		return r.value
	}
	return r.columns.object(r.cells)
}

// rowFaults is a row with the faults found in it, used again for the next row.
type rowFaults struct {
	faults
	row   *row // nil: a product without for_each
	scope *scope
	ctx   *hcl.EvalContext
}

// turn goes on to another row.
func (r *rowFaults) turn(row *row) {
	r.row, r.ctx, r.list = row, nil, nil
}

// context is what the row's expressions are evaluated in.
func (r *rowFaults) context() *hcl.EvalContext {
	if r.row == nil {
		return r.scope.context()
	}
	if r.ctx == nil {
		value := r.row.object()
		r.ctx = r.scope.context().NewChild()
		r.ctx.Variables = map[string]cty.Value{"row": value, "each": cty.ObjectVal(map[string]cty.Value{
			"key": cty.StringVal(string(r.row.key)), "value": value})}
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
		if !yield(&row{key: []byte(key.AsString()), value: value}) {
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
	if v.ContainsMarked() {
		l.errorAt(at, "Sensitive value", "for_each would show a sensitive value in addresses. Derive it from variables that are not sensitive.")
		return nil
	}
	if v.IsNull() || !v.IsWhollyKnown() {
		l.errorAt(at, "Unsuitable for_each", "for_each is null. Use an empty map or set for no product at all.")
		return nil
	}
	if c, ok := asCatalog(v); ok {
		return &catalogRows{catalog: c, columns: c.columns.clone()}
	}
	switch t := v.Type(); {
	case t.IsMapType(), t.IsObjectType(), t.IsSetType() && (t.ElementType() == cty.String || v.LengthInt() == 0):
		l.checkKeys(v, at)
		return valueRows{v}
	case t.IsTupleType(), t.IsListType(), t.IsSetType():
		l.errorAt(at, "Unsuitable for_each", "for_each takes a catalogue, a map, or a set of texts; this is %s. Each product needs a name that lasts: use toset(...) for texts, or { for x in list : x.id => x } for objects.", t.FriendlyName())
	default:
		l.errorAt(at, "Unsuitable for_each", "for_each takes a catalogue, a map, or a set of texts; this is %s.", t.FriendlyName())
	}
	return nil
}

// checkKeys refuses keys whose folders would be one on some file systems, and empty ones.
func (l *loader) checkKeys(v cty.Value, at hcl.Range) {
	taken := map[string]string{}
	for it := v.ElementIterator(); it.Next(); {
		k, _ := it.Element()
		key := k.AsString()
		folded := string(foldKey(nil, []byte(key)))
		if other, ok := taken[folded]; ok {
			l.errorAt(at, "Duplicate key", "The keys %q and %q differ in upper and lower case alone, and not every file system tells their folders apart. Change one of the two.", other, key)
		}
		if strings.TrimSpace(key) == "" {
			l.errorAt(at, "Empty key", "A key of for_each is empty. Each product needs a name that lasts.")
		}
		taken[folded] = key
	}
}
