// Scope: the names that expressions may use, and what they stand for.

package spec

import (
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// root is the first word of a reference.
type root = string

// rootSet says which roots an expression may use where it stands.
type rootSet []root

// staticRoots are available everywhere but in what they are made of.
func staticRoots() rootSet { return rootSet{"var", "local", "preset", "format"} }

func (r rootSet) with(more ...root) rootSet { return append(slices.Clone(r), more...) }

// allRoots is every root of the language.
func allRoots() rootSet { return staticRoots().with("catalog", "product", "each", "row") }

// scope resolves and evaluates.
type scope struct {
	declared  *declared
	sources   *sources
	variables map[root]map[string]cty.Value
	functions map[string]function.Function
	ctx       *hcl.EvalContext // of all that does not mention a row; nil until first used
	owner     string           // address of the block that is being loaded; empty: of none that counts
	uses      map[Edge]bool
}

func newScope(d *declared, src *sources) *scope {
	s := &scope{declared: d, sources: src, variables: map[root]map[string]cty.Value{}, functions: functions(src.dir), uses: map[Edge]bool{}}
	for _, r := range []root{"var", "local", "preset", "format", "catalog"} {
		s.variables[r] = map[string]cty.Value{}
	}
	return s
}

// define gives a name its value.
func (s *scope) define(r root, name string, v cty.Value) {
	s.variables[r][name] = v
	s.ctx = nil
}

// context is what expressions are evaluated in.
func (s *scope) context() *hcl.EvalContext {
	if s.ctx == nil {
		s.ctx = &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: s.functions}
		for r, values := range s.variables {
			s.ctx.Variables[r] = cty.ObjectVal(values)
		}
	}
	return s.ctx
}

// contextOf is what one expression is evaluated in while the scope still grows: the names
// that it refers to, and no others.
func (s *scope) contextOf(expr hcl.Expression) *hcl.EvalContext {
	needed := map[root]map[string]cty.Value{}
	for _, t := range expr.Variables() {
		r := t.RootName()
		name, _, ok := secondStep(t)
		if !ok {
			return s.context() // the name is computed
		}
		if needed[r] == nil {
			needed[r] = map[string]cty.Value{}
		}
		if v, ok := s.variables[r][name]; ok {
			needed[r][name] = v
		}
	}
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: s.functions}
	for r, values := range needed {
		ctx.Variables[r] = cty.ObjectVal(values)
	}
	return ctx
}

// check reports what an expression names that is not there, or not here. False: there is
// something, and evaluating the expression would only say so again in other words.
func (s *scope) check(f *faults, expr hcl.Expression, allowed rootSet) bool {
	ok := s.checkCalls(f, expr)
	for _, t := range expr.Variables() {
		ok = s.checkReference(f, t, allowed) && ok
	}
	return ok
}

// checkReference looks a reference up without evaluating it.
func (s *scope) checkReference(f *faults, t hcl.Traversal, allowed rootSet) bool {
	r := t.RootName()
	switch {
	case !slices.Contains(allRoots(), r):
		s.unknownRoot(f, t, allowed)
		return false
	case !slices.Contains(allowed, r):
		f.errorAt(t.SourceRange(), "Reference not available here", "%s", elsewhere(r))
		return false
	case r == "row":
		return true
	}
	name, at, ok := secondStep(t)
	switch {
	case !ok && len(t) == 1:
		f.errorAt(t.SourceRange(), "Incomplete reference", "%q needs the name of what is meant behind it, as in %s.name.", r, r)
		return false
	case !ok:
		return true // the name is computed: evaluation will tell
	case r == "each":
		return checkEach(f, name, at)
	case s.declared.has(r, name):
		if used := r + "." + name; s.owner != "" && s.owner != used {
			s.uses[Edge{s.owner, used}] = true
		}
		return s.usable(r, name)
	case len(s.sources.broken) > 0:
		return false // it may stand where the syntax is at fault
	}
	f.errorAt(at, "Reference to undeclared "+kindOf(r), "There is no %s named %q.%s%s", kindOf(r), name, didYouMean(name, s.declared.names(r)), declareIt(r, name))
	return false
}

// usable says whether a declared name came to a value; where it did not, that is a fault
// which is reported where it is declared.
func (s *scope) usable(r root, name string) bool {
	values, evaluated := s.variables[r]
	if !evaluated {
		return true
	}
	_, ok := values[name]
	return ok
}

func checkEach(f *faults, name string, at hcl.Range) bool {
	if name == "key" || name == "value" {
		return true
	}
	f.errorAt(at, "Unknown attribute of each", "each has two attributes: each.key and each.value.%s A column of the row is each.value.%s.", didYouMean(name, []string{"key", "value"}), name)
	return false
}

// secondStep is the name behind the root, by attribute or literal index.
func secondStep(t hcl.Traversal) (string, hcl.Range, bool) {
	if len(t) < 2 {
		return "", hcl.Range{}, false
	}
	return stepName(t[1])
}

func stepName(step hcl.Traverser) (string, hcl.Range, bool) {
	switch step := step.(type) {
	case hcl.TraverseAttr:
		return step.Name, step.SrcRange, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String && step.Key.IsKnown() && !step.Key.IsNull() {
			return step.Key.AsString(), step.SrcRange, true
		}
	}
	return "", hcl.Range{}, false
}

func (s *scope) unknownRoot(f *faults, t hcl.Traversal, allowed rootSet) {
	name := t.RootName()
	if len(t) == 1 {
		f.errorAt(t.SourceRange(), "Invalid reference", "There is nothing named %s. A text stands in quotes: %s. %s", name, strconv.Quote(name), referable(allowed))
		return
	}
	f.errorAt(t.SourceRange(), "Invalid reference", "There is nothing named %q.%s %s", name, didYouMean(name, allowed), referable(allowed))
}

// checkCalls reports calls of functions that do not exist, which evaluation would only
// reach with a row, if at all.
func (s *scope) checkCalls(f *faults, expr hcl.Expression) bool {
	node, native := expr.(hclsyntax.Node)
	if !native {
		return true
	}
	ok := true
	hclsyntax.VisitAll(node, func(n hclsyntax.Node) hcl.Diagnostics {
		call, isCall := n.(*hclsyntax.FunctionCallExpr)
		if !isCall || s.functions[call.Name] != (function.Function{}) {
			return nil
		}
		ok = false
		f.errorAt(call.NameRange, "Call to unknown function", "There is no function named %q.%s%s", call.Name, didYouMean(call.Name, functionNames(s.functions)), missingFunction(call.Name))
		return nil
	})
	return ok
}
