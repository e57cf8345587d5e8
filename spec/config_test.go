// A configuration as commands ask it: console, graph, preview, results, and secrets that stay.

package spec

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
)

// loadGood loads one of the good fixtures.
func loadGood(t *testing.T, name string) *Config {
	t.Helper()
	dir, in, _ := unpack(t, filepath.Join("testdata/good", name+".txtar"))
	c, diags := Load(dir, in)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return c
}

// TestSecretsStay says that a sensitive value is in nothing that leaves the package.
func TestSecretsStay(t *testing.T) {
	dir, in, _ := unpack(t, "testdata/bad/sensitive.txtar")
	c, products, diags := expandAll(dir, in)
	var b strings.Builder
	if err := hcl.NewDiagnosticTextWriter(&b, c.Files(), 78, false).WriteDiagnostics(diags); err != nil {
		t.Fatal(err)
	}
	if len(products) > 0 || len(diags) == 0 || strings.Contains(b.String(), "hunter2") {
		t.Errorf("%d products, and:\n%s", len(products), b.String())
	}
	for _, d := range diags {
		if d.EvalContext != nil {
			for _, v := range d.EvalContext.Variables {
				if v.ContainsMarked() {
					t.Errorf("%q carries a sensitive value", d.Summary)
				}
			}
		}
	}
}

func TestEval(t *testing.T) {
	c := loadGood(t, "surface")
	for expr, want := range map[string]string{
		`upper("a")`:                      `"A"`,
		"local.house":                     `["white_background", "preset.rustic"]`,
		"var.application_id":              "(sensitive value)",
		"length(catalog.spring)":          "3",
		"product.lamp.name":               `"Brass lamp"`,
		`product.spring["SKU-3"].image`:   `"photos/SKU-3.jpg"`,
		"[for k, p in product.sizes : k]": `["large", "small"]`,
		"{ a = catalog.spring }":          "(a value with catalogues in it)",
		`templatefile("a.tpl", {})`:       "",
		"product.lmap":                    "",
		"each.key":                        "",
		"1 +":                             "",
	} {
		got, diags := c.Eval(expr)
		if got != want || (want == "") != diags.HasErrors() {
			t.Errorf("%s is %s, not %s; %v", expr, got, want, diags)
		}
	}
}

func TestGraph(t *testing.T) {
	edges := loadGood(t, "surface").Graph()
	for _, want := range []Edge{{"product.spring", "catalog.spring"}, {"product.spring", "local.house"}, {"local.house", "preset.rustic"},
		{"preset.alley", "var.season"}, {"product.lamp", "format.thumb"}, {"output.hero", "product.lamp"}, {"check.enough", "catalog.spring"},
		{"provider.adcreative", "var.application_id"}} {
		found := false
		for _, e := range edges {
			found = found || e == want
		}
		if !found {
			t.Errorf("%v is missing from %v", want, edges)
		}
	}
}

func TestPreview(t *testing.T) {
	p, diags := loadGood(t, "shopify").Preview("old", 2)
	if diags.HasErrors() || p.Count != 3 || len(p.Rows) != 2 || p.Type != "shopify" {
		t.Fatalf("%+v %v", p, diags)
	}
	row := map[string]string{}
	for i, name := range p.Columns {
		row[name] = p.Rows[1].Values[i]
	}
	if row["image"] != "https://cdn/black.jpg" || row["title"] != "Lamp" || row["sku"] != "L-2" || row["Vendor"] != "Acme" || p.Rows[1].Line != 4 {
		t.Errorf("%+v", p.Rows[1])
	}
	if _, diags := loadGood(t, "shopify").Preview("odl", 2); !strings.Contains(diags.Error(), `Did you mean "old"?`) {
		t.Error(diags)
	}
}

func TestRecommendedShots(t *testing.T) {
	c := loadGood(t, "surface")
	var lamp *Product
	c.Products(func(p *Product) bool {
		if p.Block == "lamp" {
			lamp = p
		}
		return true
	})
	shots := c.RecommendedShots(lamp, []string{"a", "a", "b", "c"}, []string{"on ice", "on fire"})
	var ids []string
	for _, s := range shots {
		ids = append(ids, s.ID)
	}
	want := []string{"landscape/a", "landscape/b", "landscape/recommended-1", "story/a", "story/b", "story/recommended-1"}
	if !reflect.DeepEqual(ids, want) || shots[2].Prompt != "on ice" || shots[0].Preset != "a" {
		t.Errorf("%v", ids)
	}
	if got := shots[3].Files[1].Path; got != "lamp/a-story-thumb.jpg" {
		t.Errorf("path %s", got)
	}
}

func TestFormatSource(t *testing.T) {
	got, diags := FormatSource([]byte("product \"a\" {\nimage=\"a.jpg\"\n  presets   = [ ]\n}\n"), "a.shoot.hcl")
	if want := "product \"a\" {\n  image   = \"a.jpg\"\n  presets = []\n}\n"; string(got) != want || diags.HasErrors() {
		t.Errorf("%s %v", got, diags)
	}
	if got, diags := FormatSource([]byte("product {"), "a"); string(got) != "product {" || !diags.HasErrors() {
		t.Error("a file with faults was laid out")
	}
}

// TestDiagnose points at a place that a product carries.
func TestDiagnose(t *testing.T) {
	c := loadGood(t, "first")
	c.Products(func(p *Product) bool {
		d := c.Diagnose(p.ImageSource, "No photo", "There is none.")
		if d.Subject == nil || string(d.Subject.SliceBytes(c.Files()[p.ImageSource.File].Bytes)) != `"photos/headphones.jpg"` {
			t.Errorf("%+v", d.Subject)
		}
		return true
	})
}

// TestProductsAgain says that a pass leaves nothing behind, and that yield can end one.
func TestProductsAgain(t *testing.T) {
	c := loadGood(t, "surface")
	var first, second []*Product
	c.Products(func(p *Product) bool { first = append(first, p); return true })
	c.Products(func(p *Product) bool { second = append(second, p); return len(second) < 4 })
	if len(first) != 6 || !reflect.DeepEqual(first[:4], second) {
		t.Errorf("%d and %d products", len(first), len(second))
	}
}
