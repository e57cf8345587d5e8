// Results: the values of outputs and the findings of checks, from the products they name.

package spec

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Results are what outputs and checks come to.
type Results struct {
	Outputs []Output
	Checks  []Check
}

// Check is what became of one assertion.
type Check struct {
	Name    string
	Passed  bool
	Message string // why it did not pass
	Source  Source
}

// Results evaluates outputs and checks. It reads only those products and catalogues that
// they name. A check that does not pass is a result and no fault.
func (c *Config) Results() (Results, hcl.Diagnostics) {
	f := &faults{}
	ctx := c.productContext(f, c.resultExpressions())
	var r Results
	for _, o := range c.outputs {
		if o.value == nil {
			continue
		}
		if !checkSteps(f, o.value, ctx) {
			continue
		}
		if v, ok := evaluateIn(f, o.value, ctx); ok {
			o.settle(f, v)
		}
		r.Outputs = append(r.Outputs, o.Output)
	}
	for _, b := range c.checks {
		for _, rule := range b.rules {
			if !checkSteps(f, rule.condition, ctx) {
				continue
			}
			if passed, message, ok := rule.test(f, ctx); ok {
				r.Checks = append(r.Checks, Check{b.name, passed, message, place(rule.condition.Range())})
			}
		}
	}
	return r, f.sorted()
}

func (c *Config) resultExpressions() []hcl.Expression {
	var exprs []hcl.Expression
	for _, o := range c.outputs {
		if o.value != nil {
			exprs = append(exprs, o.value)
		}
	}
	for _, b := range c.checks {
		for _, r := range b.rules {
			exprs = append(exprs, r.condition, r.message)
		}
	}
	return exprs
}

// settle takes an output's value, which leaves as JSON, and not at all where it is sensitive.
func (o *outputBlock) settle(f *faults, v cty.Value) {
	at := o.value.Range()
	switch {
	case v.ContainsMarked() && !o.Sensitive:
		f.errorAt(at, "Sensitive value", "Output %q would show a sensitive value. Set sensitive = true in it, and the value is left out.", o.Name)
	case o.Sensitive:
	case !v.IsWhollyKnown(): // of a product that was reported where it is named
	case holdsCatalog(v):
		f.errorAt(at, "Unsuitable value", "An output is a value; count a catalogue with length().")
	default:
		data, err := ctyjson.SimpleJSONValue{Value: v}.MarshalJSON()
		if err != nil {
			f.errorAt(at, "Unsuitable value", "The value of output %q cannot be written as JSON: %s.", o.Name, err)
			return
		}
		o.Value = json.RawMessage(data)
	}
}
