package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"photoshoot/engine"
	"photoshoot/spec"
)

// A comment fits however large the plan is, and says what it leaves out.
func TestMarkdownFits(t *testing.T) {
	for _, products := range []int{0, 1, 50, 5_000} {
		p := &engine.Plan{Unchanged: 7}
		for i := range products {
			pp := engine.ProductPlan{Address: fmt.Sprintf("product.lamps[%q]", fmt.Sprint(i)), Want: &spec.Product{}}
			for s := range 1 + i%70 {
				pp.Changes = append(pp.Changes, engine.Change{Action: engine.Replace, Reason: engine.ManifestChanged,
					Address:  fmt.Sprintf(`%s.shot["landscape/%d"]`, pp.Address, s),
					Evidence: []engine.Diff{{Key: fmt.Sprint("key ", i), Old: strings.Repeat("€", 2000), New: "`b` | <script>@all"}}})
			}
			p.Products = append(p.Products, pp)
			p.Faults = append(p.Faults, engine.Fault{Address: pp.Address, Err: errors.New(strings.Repeat("bad ", 500))})
		}
		text := markdownPlan(p, "plan.json")
		if n := utf8.RuneCountInString(text); n >= maxComment {
			t.Errorf("the comment on %d products has %d characters", products, n)
		}
		shown := strings.Count(text, "<details>")
		if more := fmt.Sprintf("And %d more products", products-shown); shown < products && !strings.Contains(text, more) {
			t.Errorf("of %d products %d are shown, and it does not say %q", products, shown, more)
		}
		if products > 0 && (shown == 0 || !strings.Contains(text, fmt.Sprintf("%d to replace", p.Count(engine.Replace)))) {
			t.Errorf("%d products: %d are shown; the comment begins %q", products, shown, text[:200])
		}
		if strings.Count(text, "<details>") != strings.Count(text, "</details>") || strings.Contains(text, "<script>@all</") {
			t.Errorf("%d products: the markup is broken", products)
		}
	}
}

func TestCodeSpansHold(t *testing.T) {
	for text, want := range map[string]string{"a": "`a`", "a`b": "`` a`b ``", "``": "``` `` ```", "a\nb": "`a b`"} {
		if got := code(text); got != want {
			t.Errorf("code(%q) is %q, want %q", text, got, want)
		}
	}
}
