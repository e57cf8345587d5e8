// Plans: the expressions that most rows have, compiled so that a row costs no evaluation.

package spec

import (
	"bytes"
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
	take    int // cell of the row, or one of those below
	call    func([]byte) []byte
	of      textPlan // of call
}

const (
	takeLiteral = -1
	takeKey     = -2
	takeCall    = -3
)

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
	case *hclsyntax.FunctionCallExpr:
		if plan := p.call(e); plan != nil {
			return plan
		}
	}
	return p.fixed(expr)
}

// call compiles the functions that catalogues need most.
func (p *planner) call(e *hclsyntax.FunctionCallExpr) textPlan {
	do := map[string]func([]byte) []byte{"lower": bytes.ToLower, "upper": bytes.ToUpper, "trimspace": bytes.TrimSpace}[e.Name]
	if do == nil || len(e.Args) != 1 || e.ExpandFinal {
		return nil
	}
	of := p.text(e.Args[0])
	if of == nil {
		return nil
	}
	return textPlan{{take: takeCall, call: do, of: of}}
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
	ok := p != nil
	for i := 0; ok && i < len(p); i++ {
		switch part := &p[i]; part.take {
		case takeLiteral:
			buf = append(buf, part.literal...)
		case takeKey:
			buf = append(buf, r.key...)
		case takeCall:
			var text []byte
			text, ok = part.of.append(nil, r)
			buf = appendNormal(buf, part.call(text))
		default:
			buf, ok = r.appendCell(buf, part.take)
		}
	}
	return buf, ok
}

// appendCell writes a cell that is a text, or a number that needs no rewriting.
func (r *row) appendCell(buf []byte, i int) ([]byte, bool) {
	if i >= len(r.cells) {
		return buf, false
	}
	c := &r.cells[i]
	if c.kind != textCell && !(c.kind == numberCell && plainNumber(c.text)) {
		return buf, false
	}
	return appendNormal(buf, c.text), true
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
