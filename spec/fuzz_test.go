// Fuzzing: nothing that a user can write or export makes the loader or a reader panic, or lose words.

package spec

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/txtar"
)

// seeds are the files of the fixtures with one of some endings.
func seeds(f *testing.F, endings ...string) [][]byte {
	var list [][]byte
	paths, _ := filepath.Glob("testdata/*/*.txtar")
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			for _, e := range endings {
				if strings.HasSuffix(file.Name, e) {
					list = append(list, file.Data)
				}
			}
		}
	}
	return list
}

// speaks holds every fault to the rules, and writes it, which must not panic.
func speaks(t *testing.T, c *Config, diags hcl.Diagnostics) {
	if err := hcl.NewDiagnosticTextWriter(&strings.Builder{}, c.Files(), 78, false).WriteDiagnostics(diags); err != nil {
		t.Error(err)
	}
	for _, d := range diags {
		if d.Summary == "" || d.Detail == "" || d.Severity == hcl.DiagInvalid {
			t.Errorf("a fault without words: %+v", d)
		}
	}
}

func FuzzLoad(f *testing.F) {
	for _, seed := range seeds(f, ".shoot.hcl") {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src []byte) {
		write(t, dir, "main.shoot.hcl", string(src))
		c, _, diags := expandAll(dir, Inputs{KnownPresets: knownPresets})
		speaks(t, c, diags)
	})
}

func FuzzLoadJSON(f *testing.F) {
	for _, seed := range seeds(f, ".shoot.json") {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src []byte) {
		write(t, dir, "main.shoot.json", string(src))
		c, _, diags := expandAll(dir, Inputs{KnownPresets: knownPresets})
		speaks(t, c, diags)
	})
}

// fuzzCatalog reads any bytes as a catalogue of one type, projected and in full.
func fuzzCatalog(f *testing.F, name, typ, key string, check func(t *testing.T, data []byte, p Preview)) {
	dir := f.TempDir()
	write(f, dir, "main.shoot.hcl", `
catalog "rows" {
  source = "`+name+`"
  type   = "`+typ+`"
  key    = `+key+`
}
product "rows" {
  for_each = catalog.rows
  image    = "photos/${each.key}.jpg"
  presets  = ["white_background"]
}`)
	c, diags := Load(dir, Inputs{})
	if diags.HasErrors() {
		f.Fatal(diags)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		n := 0
		diags := c.Products(func(p *Product) bool {
			n++
			for _, s := range p.Shots {
				for _, file := range s.Files {
					if !filepath.IsLocal(file.Path) {
						t.Errorf("%q leaves the output folder", file.Path)
					}
				}
			}
			if a, err := ParseAddress(p.Address); err != nil || a.Key != p.Key || a.String() != p.Address {
				t.Errorf("%s reads back as %+v, %v", p.Address, a, err)
			}
			return true
		})
		speaks(t, c, diags)
		p, more := c.Preview("rows", 1<<30)
		speaks(t, c, more)
		if !diags.HasErrors() && !more.HasErrors() {
			if p.Count != n {
				t.Errorf("%d products of %d rows", n, p.Count)
			}
			check(t, data, p)
		}
	})
}

// FuzzCSV holds rows without a fault beside encoding/csv.
func FuzzCSV(f *testing.F) {
	for _, seed := range seeds(f, ".csv") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.csv", "csv", "row.sku", func(t *testing.T, data []byte, p Preview) {
		if strings.ContainsAny(string(data), "\r;|\t\x00") || !utf8.Valid(data) {
			return
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
		r.LazyQuotes, r.FieldsPerRecord = true, -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("encoding/csv finds a fault where there was none: %v", err)
		}
		if len(rows)-1 != p.Count {
			t.Errorf("%d rows, and encoding/csv has %d", p.Count, len(rows)-1)
		}
	})
}

func FuzzTSV(f *testing.F) {
	f.Add([]byte("sku\ttitle\na\t\"b\tc\"\n"))
	fuzzCatalog(f, "rows.tsv", "tsv", "row.sku", func(*testing.T, []byte, Preview) {})
}

func FuzzShopify(f *testing.F) {
	for _, seed := range seeds(f, "old.csv", "new.csv") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.csv", "shopify", "row.sku", func(*testing.T, []byte, Preview) {})
}

func FuzzWooCommerce(f *testing.F) {
	for _, seed := range seeds(f, "woo.csv") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.csv", "woocommerce", "row.sku", func(*testing.T, []byte, Preview) {})
}

func FuzzJSON(f *testing.F) {
	for _, seed := range seeds(f, "array.json", "rows.json", "cut.json") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.json", "json", "row.sku", func(*testing.T, []byte, Preview) {})
}

func FuzzJSONLines(f *testing.F) {
	for _, seed := range seeds(f, ".jsonl") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.jsonl", "jsonl", "row.sku", func(*testing.T, []byte, Preview) {})
}

func FuzzGoogleXML(f *testing.F) {
	for _, seed := range seeds(f, ".xml") {
		f.Add(seed)
	}
	fuzzCatalog(f, "rows.xml", "google", "row.sku", func(*testing.T, []byte, Preview) {})
}
