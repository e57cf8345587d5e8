// Plans: the fast ways give what the slow way gives.

package spec

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// TestPlansAgree holds every fast way beside the evaluation that it stands for.
func TestPlansAgree(t *testing.T) {
	scope := newScope(&declared{}, &sources{dir: "."})
	scope.define("local", "word", cty.StringVal("wörd"))
	rows := [][2]cell{
		{{[]byte("plain"), textCell}, {[]byte("x"), textCell}},
		{{[]byte(""), textCell}, {[]byte("plain"), textCell}},
		{{[]byte("e\u0301 \u212b"), textCell}, {[]byte("\u0301"), textCell}},
		{{[]byte("  MiXed ß İ "), textCell}, {[]byte("x"), textCell}},
		{{[]byte("42"), numberCell}, {[]byte("1e3"), numberCell}},
		{{[]byte("007.50"), numberCell}, {[]byte("-0"), numberCell}},
		{{nil, absent}, {nil, trueCell}},
		{{[]byte(`{"a": [1]}`), nestedCell}, {nil, falseCell}},
	}
	fast := 0
	for _, src := range []string{
		"row.a", `row["a"]`, `"${row.a}"`, `"x-${row.a}-${row.b}"`, `"${local.word}${row.b}"`, "each.key", `"${each.key}/${each.value.a}"`,
		"each.value.b", "lower(row.a)", `upper("x${row.a}")`, "trimspace(lower(row.a))", `(row.a)`, `"${1 + 1}${row.a}"`, `"%{ if true }${row.a}%{ endif }"`,
		`row.a == "plain"`, `row.a != "plain"`, `"plain" == row.b`, `!(row.a == "plain") && row.b != ""`, `row.a == "" || row.b == local.word`,
	} {
		expr, diags := hclsyntax.ParseExpression([]byte(src), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		c := newColumns()
		c.want("a")
		c.want("b")
		p := &planner{scope: scope, columns: c}
		text := field{name: "x", expr: expr, want: cty.String, perRow: true}
		truth := field{name: "x", expr: expr, want: cty.Bool, perRow: true}
		text.compile(p)
		truth.compile(p)
		for _, cells := range rows {
			r := &rowFaults{scope: scope, row: &row{key: []byte("k"), columns: c, cells: cells[:]}}
			if text.plan != nil {
				if got, ok := text.plan.append(nil, r.row); ok {
					fast++
					v, ok := text.eval(&r.faults, r.context())
					if !ok || v.AsString() != string(got) {
						t.Errorf("%s of %q: fast %q, slow %#v", src, cells, got, v)
					}
				}
			}
			if truth.test != nil {
				if got, ok := truth.test(r.row); ok {
					fast++
					if v, ok := truth.eval(&r.faults, r.context()); !ok || v.True() != got {
						t.Errorf("%s of %q: fast %v, slow %#v", src, cells, got, v)
					}
				}
			}
		}
	}
	if fast < 70 {
		t.Errorf("only %d cases took a fast way", fast)
	}
}
