// Plans: the expressions that most rows have, compiled so that a row costs no evaluation.

package spec

import (
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"golang.org/x/text/unicode/norm"
)

// textPlan is a template of literals and columns. Nil: the expression is more than that.
type textPlan []textPart

// textPart is a literal, or what to take from the row.
type textPart struct {
	literal string
	take    int // cell of the row, or one of the two below
}

const (
	takeLiteral = -1
	takeKey     = -2
)

// test is a condition on a row; false in the end: only evaluating can tell.
type test func(r *row) (met, ok bool)

// planner compiles the expressions of one block for the rows of one catalogue.
type planner struct {
	scope   *scope
	columns *columns
}

// native is an expression in HCL's own syntax; one of JSON is the template in its text.
func native(expr hcl.Expression) hcl.Expression {
	if _, ok := expr.(hclsyntax.Expression); ok {
		return expr
	}
	literal, diags := expr.Value(nil)
	if diags.HasErrors() || literal.Type() != cty.String || !literal.IsKnown() || literal.IsNull() {
		return expr
	}
	parsed, diags := hclsyntax.ParseTemplate([]byte(literal.AsString()), expr.Range().Filename, expr.Range().Start)
	if diags.HasErrors() {
		return expr
	}
	return parsed
}

// text compiles a template.
func (p *planner) text(expr hcl.Expression) textPlan {
	switch e := native(expr).(type) {
	case *hclsyntax.TemplateExpr:
		var plan textPlan
		for _, part := range e.Parts {
			sub := p.text(part)
			if sub == nil {
				return nil
			}
			plan = append(plan, sub...)
		}
		return plan
	case *hclsyntax.TemplateWrapExpr:
		return p.text(e.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		return p.text(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		if take, ok := p.column(e.Traversal); ok {
			return textPlan{{take: take}}
		}
	}
	return p.fixed(expr)
}

// fixed compiles an expression that does not depend on the row.
func (p *planner) fixed(expr hcl.Expression) textPlan {
	if mentions(expr, "each") || mentions(expr, "row") {
		return nil
	}
	v, diags := expr.Value(p.scope.context())
	if diags.HasErrors() || v.IsMarked() || v.IsNull() || !v.IsKnown() {
		return nil
	}
	v, err := convert.Convert(v, cty.String)
	if err != nil {
		return nil
	}
	return textPlan{{literal: v.AsString(), take: takeLiteral}}
}

// column finds the cell that a reference means: row.x, each.value.x or each.key.
func (p *planner) column(t hcl.Traversal) (int, bool) {
	if r := t.RootName(); r != "each" && r != "row" {
		return 0, false
	}
	if name, _, ok := columnOf(t); ok && len(t) == columnDepth(t)+1 {
		return p.columns.want(name), true
	}
	name, _, ok := secondStep(t)
	return takeKey, ok && t.RootName() == "each" && name == "key" && len(t) == 2
}

// columnDepth is the step of a reference that names the column.
func columnDepth(t hcl.Traversal) int {
	if t.RootName() == "row" {
		return 1
	}
	return 2
}

// columnOf is the column that a reference into a row names; false: none, or a computed one.
func columnOf(t hcl.Traversal) (string, hcl.Range, bool) {
	depth := columnDepth(t)
	if depth == 2 {
		if name, _, ok := secondStep(t); !ok || name != "value" {
			return "", hcl.Range{}, false
		}
	}
	if len(t) <= depth {
		return "", hcl.Range{}, false
	}
	return stepName(t[depth])
}

// append writes the text of a row. False: only evaluating can tell.
func (p textPlan) append(buf []byte, r *row) ([]byte, bool) {
	for _, part := range p {
		switch {
		case part.take == takeLiteral:
			buf = append(buf, part.literal...)
		case part.take == takeKey:
			buf = append(buf, r.key...)
		case part.take >= len(r.cells):
			return buf, false
		default:
			c := r.cells[part.take]
			if c.kind != textCell && !(c.kind == numberCell && plainNumber(c.text)) {
				return buf, false
			}
			buf = appendNormal(buf, c.text)
		}
	}
	return buf, p != nil
}

// appendNormal appends text as cty keeps it: in normal form C.
func appendNormal(buf, text []byte) []byte {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return norm.NFC.Append(buf, text...)
		}
	}
	return append(buf, text...)
}

// plainNumber says whether a number is written in JSON as cty would write it.
func plainNumber(text []byte) bool {
	if len(text) == 0 || len(text) > 15 || (text[0] == '0' && len(text) > 1) {
		return false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

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
