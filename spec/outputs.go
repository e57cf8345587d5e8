// Outputs and checks: named values for scripts, and conditions on the whole.

package spec

import "github.com/hashicorp/hcl/v2"

// outputBlock is an output with the expression of its value.
type outputBlock struct {
	Output
	value hcl.Expression
}

// checkBlock is a check with its assertions.
type checkBlock struct {
	name  string
	rules []rule
}

// resultRoots are what outputs and checks may refer to: everything but a row.
func resultRoots() rootSet { return staticRoots().with("catalog", "product") }

func (l *loader) loadOutputs() {
	for _, name := range l.declared.names("output") {
		l.scope.owner = "output." + name
		s := attributes("description", "sensitive")
		s.Attributes = append(s.Attributes, hcl.AttributeSchema{Name: "value", Required: true})
		r, content := l.block(l.declared.named["output"][name], s, nil)
		o := outputBlock{Output: Output{Name: name}}
		r.text("description", &o.Description)
		r.flag("sensitive", &o.Sensitive)
		if a := content.Attributes["value"]; a != nil && l.scope.check(&l.faults, a.Expr, resultRoots()) {
			o.value = a.Expr
		}
		l.config.Outputs = append(l.config.Outputs, o.Output)
		l.config.outputs = append(l.config.outputs, o)
	}
}

func (l *loader) loadChecks() {
	for _, name := range l.declared.names("check") {
		l.scope.owner = "check." + name
		b := l.declared.named["check"][name]
		_, content := l.block(b, &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "assert"}}}, nil)
		c := checkBlock{name: name, rules: l.rules(content.Blocks, resultRoots())}
		if len(content.Blocks) == 0 {
			l.errorAt(b.DefRange, "Check without an assertion", "A check needs at least one assert block with a condition and an error_message.")
		}
		l.config.checks = append(l.config.checks, c)
	}
	l.scope.owner = ""
}

// rules reads validation and assert blocks.
func (l *loader) rules(blocks hcl.Blocks, roots rootSet) []rule {
	var rules []rule
	for _, b := range blocks {
		_, content := l.block(b, ruleSchema(), nil)
		condition, message := content.Attributes["condition"], content.Attributes["error_message"]
		if condition == nil || message == nil {
			continue
		}
		ok := l.scope.check(&l.faults, condition.Expr, roots)
		if l.scope.check(&l.faults, message.Expr, roots) && ok {
			rules = append(rules, rule{condition.Expr, message.Expr})
		}
	}
	return rules
}
