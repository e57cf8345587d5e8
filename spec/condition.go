// Conditions: comparisons of columns with texts, compiled like the texts of rows.

package spec

import (
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// test is a condition on a row; false in the end: only evaluating can tell.
type test func(r *row) (met, ok bool)

// condition compiles comparisons of texts, and what joins them; nil: the expression is
// more than that.
func (p *planner) condition(expr hcl.Expression) test {
	switch e := native(expr).(type) {
	case *hclsyntax.ParenthesesExpr:
		return p.condition(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return p.condition(e.Wrapped)
	case *hclsyntax.UnaryOpExpr:
		if inner := p.condition(e.Val); inner != nil && e.Op == hclsyntax.OpLogicalNot {
			return func(r *row) (bool, bool) { met, ok := inner(r); return !met, ok }
		}
	case *hclsyntax.BinaryOpExpr:
		return p.binary(e)
	}
	return nil
}

func (p *planner) binary(e *hclsyntax.BinaryOpExpr) test {
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		left, right := p.condition(e.LHS), p.condition(e.RHS)
		if left == nil || right == nil {
			return nil
		}
		and := e.Op == hclsyntax.OpLogicalAnd
		return func(r *row) (bool, bool) {
			a, aok := left(r)
			b, bok := right(r)
			if and {
				return a && b, aok && bok
			}
			return a || b, aok && bok
		}
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		return p.equality(e)
	}
	return nil
}

// equality compares a column with a text.
func (p *planner) equality(e *hclsyntax.BinaryOpExpr) test {
	side, other := e.LHS, e.RHS
	if _, ok := side.(*hclsyntax.ScopeTraversalExpr); !ok {
		side, other = other, side
	}
	ref, ok := side.(*hclsyntax.ScopeTraversalExpr)
	if !ok || mentions(other, "each") || mentions(other, "row") {
		return nil
	}
	v, diags := other.Value(p.scope.context())
	take, isColumn := p.column(ref.Traversal)
	if diags.HasErrors() || !isColumn || take < 0 || v.IsMarked() || v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return nil
	}
	want, equal := v.AsString(), e.Op == hclsyntax.OpEqual
	return func(r *row) (met, ok bool) {
		if take >= len(r.cells) || r.cells[take].kind != textCell {
			return false, false
		}
		text := r.cells[take].text
		for _, c := range text {
			if c >= utf8.RuneSelf {
				return false, false
			}
		}
		return (string(text) == want) == equal, true
	}
}
