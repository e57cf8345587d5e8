// Reader: the arguments of a block, each converted, checked and reported at its place.

package spec

import (
	"math"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// mark is a kind of mark on a value.
type mark string

// sensitive marks values that must not reach state, plan, log or screen.
const sensitive = mark("sensitive")

// evaluate gives the value of an expression, without conversion. False: it is at fault.
func (s *scope) evaluate(f *faults, expr hcl.Expression, allowed rootSet) (cty.Value, bool) {
	if !s.check(f, expr, allowed) {
		return cty.DynamicVal, false
	}
	return evaluateIn(f, expr, s.contextOf(expr))
}

func evaluateIn(f *faults, expr hcl.Expression, ctx *hcl.EvalContext) (cty.Value, bool) {
	v, diags := expr.Value(ctx)
	f.add(guarded(diags)...)
	return v, !diags.HasErrors()
}

// guarded takes out of diagnostics what would show a sensitive value: the values beside
// the excerpt, and the words of functions, which quote their arguments.
func guarded(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		if d.Expression == nil || d.EvalContext == nil || !mentionsSensitive(d.Expression, d.EvalContext) {
			continue
		}
		d.Detail = "What is wrong is not shown, because the expression uses a sensitive value. Set sensitive = false for a moment to see it."
		d.Expression, d.EvalContext = nil, nil
	}
	return diags
}

func mentionsSensitive(expr hcl.Expression, ctx *hcl.EvalContext) bool {
	return slices.ContainsFunc(expr.Variables(), func(t hcl.Traversal) bool {
		for i := len(t); i > 0; i-- { // the last steps may lead nowhere
			if v, diags := t[:i].TraverseAbs(ctx); !diags.HasErrors() {
				return v.ContainsMarked()
			}
		}
		return false
	})
}

// converted gives a value the type that an argument has. Null counts as left out, which
// the last result tells.
func converted(f *faults, name string, v cty.Value, at hcl.Range, want cty.Type) (cty.Value, bool) {
	if v.ContainsMarked() {
		f.errorAt(at, "Sensitive value", "%s would show a sensitive value in plan and state. Derive it from variables that are not sensitive.", name)
		return v, false
	}
	if v.IsNull() {
		return v, false
	}
	c, err := convert.Convert(v, want)
	if err != nil {
		f.errorAt(at, "Unsuitable value", "%s must be %s: %s.", name, friendly(want), err)
		return v, false
	}
	if !c.IsWhollyKnown() {
		f.errorAt(at, "Value not known", "%s must be known before anything is made.", name)
		return v, false
	}
	return c, true
}

func friendly(t cty.Type) string {
	switch {
	case t == cty.String:
		return "a text"
	case t == cty.Number:
		return "a number"
	case t == cty.Bool:
		return "true or false"
	}
	return "a " + t.FriendlyName()
}

// reader takes arguments out of a block. What is left out leaves its target as it was.
type reader struct {
	*faults
	scope   *scope
	attrs   hcl.Attributes
	allowed rootSet
	secrets bool // sensitive values may come in, because they go no further than the provider
}

// value is one argument; false: left out, null or at fault.
func (r *reader) value(name string, want cty.Type) (cty.Value, hcl.Range, bool) {
	a := r.attrs[name]
	if a == nil {
		return cty.NilVal, hcl.Range{}, false
	}
	at := a.Expr.Range()
	v, ok := r.scope.evaluate(r.faults, a.Expr, r.allowed)
	if !ok {
		return v, at, false
	}
	if r.secrets {
		v, _ = v.UnmarkDeep()
	}
	v, ok = converted(r.faults, name, v, at, want)
	return v, at, ok
}

func (r *reader) text(name string, into *string) (hcl.Range, bool) {
	v, at, ok := r.value(name, cty.String)
	if ok {
		*into = v.AsString()
	}
	return at, ok
}

func (r *reader) flag(name string, into *bool) {
	if v, _, ok := r.value(name, cty.Bool); ok {
		*into = v.True()
	}
}

// number reads a number between two bounds.
func (r *reader) number(name string, into *float64, low, high float64) (hcl.Range, bool) {
	v, at, ok := r.value(name, cty.Number)
	if !ok {
		return at, false
	}
	n, _ := v.AsBigFloat().Float64()
	if n < low || n > high {
		r.errorAt(at, "Number out of range", "%s must be %s; it is %v.", name, between(low, high), n)
		return at, false
	}
	*into = n
	return at, true
}

// whole reads a whole number between two bounds.
func (r *reader) whole(name string, into *int, low, high int) {
	var n float64
	at, ok := r.number(name, &n, float64(low), float64(high))
	switch {
	case !ok:
	case n != math.Trunc(n):
		r.errorAt(at, "Number out of range", "%s must be a whole number; it is %v.", name, n)
	default:
		*into = int(n)
	}
}

// duration reads a text such as "90s" or "2m".
func (r *reader) duration(name string, into *time.Duration) {
	var text string
	at, ok := r.text(name, &text)
	if !ok {
		return
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		r.errorAt(at, "Invalid duration", `%s must be a time such as "90s" or "2m"; it is %q.`, name, text)
		return
	}
	*into = d
}

// oneOf reads a text that must be one of a few.
func (r *reader) oneOf(name string, into *string, choices ...string) {
	var text string
	if at, ok := r.text(name, &text); ok && r.isOneOf(name, text, at, choices) {
		*into = text
	}
}

// items reads a list of texts.
func (r *reader) items(name string) ([]item, bool) {
	f := r.list(name)
	row := &rowFaults{scope: r.scope}
	items, given, _ := f.items(row)
	r.add(row.list...)
	return items, given
}

func (r *reader) isOneOf(name, text string, at hcl.Range, choices []string) bool {
	for _, c := range choices {
		if c == text {
			return true
		}
	}
	r.errorAt(at, "Unknown "+name, "%s must be %s; it is %q.%s", name, anyOf(choices), text, didYouMean(text, choices))
	return false
}

// block opens a block by schema and gives a reader of its arguments.
func (l *loader) block(b *hcl.Block, schema *hcl.BodySchema, allowed rootSet) (*reader, *hcl.BodyContent) {
	content, diags := b.Body.Content(schema)
	l.add(diags...)
	return &reader{faults: &l.faults, scope: l.scope, attrs: content.Attributes, allowed: allowed}, content
}

// attributes makes a schema of optional arguments.
func attributes(names ...string) *hcl.BodySchema {
	s := &hcl.BodySchema{}
	for _, n := range names {
		s.Attributes = append(s.Attributes, hcl.AttributeSchema{Name: n})
	}
	return s
}
