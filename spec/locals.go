// Locals: named values, evaluated in the order in which they need each other.

package spec

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// localWalk evaluates local values depth first.
type localWalk struct {
	*loader
	state map[string]walkState
	trail []string
}

type walkState int

const (
	unseen walkState = iota
	underWay
	done
)

func (l *loader) loadLocals() {
	w := &localWalk{loader: l, state: map[string]walkState{}}
	for _, name := range l.declared.names("local") {
		w.visit(name)
	}
}

func (w *localWalk) visit(name string) {
	a := w.declared.locals[name]
	if a == nil || w.state[name] == done {
		return
	}
	if w.state[name] == underWay {
		w.cycle(name, a)
		return
	}
	w.state[name] = underWay
	w.trail = append(w.trail, name)
	for _, needed := range localsIn(a.Expr) {
		w.visit(needed)
	}
	w.trail = w.trail[:len(w.trail)-1]
	w.state[name] = done
	w.scope.owner = "local." + name
	if v, ok := w.scope.evaluate(&w.faults, a.Expr, staticRoots()); ok {
		w.scope.define("local", name, v)
	}
}

// cycle names the whole ring, from the first of it that was visited.
func (w *localWalk) cycle(name string, a *hcl.Attribute) {
	ring := w.trail
	for len(ring) > 0 && ring[0] != name {
		ring = ring[1:]
	}
	w.errorAt(a.NameRange, "Local values need each other", "These local values refer to each other in a circle: local.%s. Write one of them without the others.",
		strings.Join(append(append([]string{}, ring...), name), " → local."))
}

func localsIn(expr hcl.Expression) []string {
	var names []string
	for _, t := range expr.Variables() {
		if name, _, ok := secondStep(t); ok && t.RootName() == "local" {
			names = append(names, name)
		}
	}
	return names
}
