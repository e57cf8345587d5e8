// Benchmarks: rows a second, by form of catalogue and kind of expression.

package spec

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

const benchConfig = `
catalog "spring" {
  source = "spring.csv"
  key    = row["id"]
  where  = row["status"] == "active"
}
preset "alley" { prompt = "on a vibrant graffiti wall in an urban alley" }
format "web" { type = "jpeg" }
product "spring" {
  for_each = catalog.spring
  image    = "photos/${each.value.sku}.jpg"
  name     = each.value["title"]
  presets  = ["white_background", preset.alley]
  formats  = [format.web]
}
`

// benchFolder writes a folder with a catalogue of n rows.
func benchFolder(b *testing.B, n int, config string) string {
	b.Helper()
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.shoot.hcl"), []byte(config), 0o666); err != nil {
		b.Fatal(err)
	}
	file, err := os.Create(filepath.Join(dir, "spring.csv"))
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(file)
	fmt.Fprint(w, "id,title,sku,status,price,colour,description\n")
	for i := range n {
		fmt.Fprintf(w, "p%07d,\"Brass lamp, number %d\",SKU-%07d,active,%d.99,brass,A lamp with a linen shade\n", i, i, i, i%100)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

func benchExpand(b *testing.B, n int, config string) {
	dir := benchFolder(b, n, config)
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		c, diags := Load(dir, Inputs{})
		if diags.HasErrors() {
			b.Fatal(diags)
		}
		shots := 0
		diags = c.Products(func(p *Product) bool { shots += len(p.Shots); return true })
		if diags.HasErrors() || shots != 2*n {
			b.Fatal(shots, diags)
		}
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/row")
	b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-of-system")
}

func BenchmarkExpand10k(b *testing.B)  { benchExpand(b, 10_000, benchConfig) }
func BenchmarkExpand100k(b *testing.B) { benchExpand(b, 100_000, benchConfig) }
func BenchmarkExpand1M(b *testing.B)   { benchExpand(b, 1_000_000, benchConfig) }

// BenchmarkBlocks10k loads as many product blocks as no one should write by hand.
func BenchmarkBlocks10k(b *testing.B) {
	const n = 10_000
	var src []byte
	for i := range n {
		src = fmt.Appendf(src, "product \"p%d\" {\n  image   = \"photos/${local.x%d}.jpg\"\n  presets = [\"white_background\", preset.alley]\n}\nlocals {\n  x%d = \"%d\"\n}\n", i, i, i, i)
	}
	src = append(src, "preset \"alley\" { prompt = \"in an alley\" }\n"...)
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.shoot.hcl"), src, 0o666); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c, diags := Load(dir, Inputs{})
		if diags.HasErrors() {
			b.Fatal(diags)
		}
		got := 0
		c.Products(func(*Product) bool { got++; return true })
		if got != n {
			b.Fatal(got)
		}
	}
}

// BenchmarkForms reads 20,000 rows of each form of catalogue, and of expressions that have
// no fast way.
func BenchmarkForms(b *testing.B) {
	const n = 20_000
	product := func(extra string) string {
		return `
product "spring" {
  for_each = catalog.spring
  image    = "photos/${each.key}.jpg"
  name     = each.value["title"]
` + extra + `
}`
	}
	static := product(`presets  = ["white_background", "x"]`)
	for _, c := range []struct{ name, catalog, header, row, footer, product string }{
		{"jsonl", "source = \"rows.jsonl\"\n  key = row.sku", "", `{"sku": "SKU-%07d", "title": "A lamp", "price": 12.5, "tags": ["a", "b"], "stock": 7}` + "\n", "", static},
		{"json-number-key", "source = \"rows.json\"\n  key = row.sku", "[\n{\"sku\": 0}", `, {"sku": 1%07d, "title": "A lamp", "price": 12.5, "tags": ["a", "b"]}` + "\n", "]", static},
		{"shopify", "source = \"rows.csv\"\n  type = \"shopify\"", "Handle,Title,Variant SKU,Variant Price,Option1 Value,Image Src\n", "lamp,Lamp,SKU-%07d,10,Brass,a.jpg\n", "", static},
		{"google", "source = \"rows.xml\"\n  type = \"google\"", `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>`, "<item><g:id>SKU-%07d</g:id><g:title>Lamp</g:title><g:price>10</g:price></item>\n", "</channel></rss>", static},
		{"per-row-expression", "source = \"rows.csv\"\n  key = lower(row.sku)", "sku,title,scenes\n", "SKU-%07d,Lamp,a|b\n", "",
			product(`presets = split("|", each.value.scenes)` + "\n  description = \"${upper(each.value.title)} in brass\"")},
	} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			src := []byte(c.header)
			for i := range n {
				src = fmt.Appendf(src, c.row, i)
			}
			name := regexp.MustCompile(`source = "(.*)"`).FindStringSubmatch(c.catalog)[1]
			write(b, dir, name, string(src)+c.footer)
			write(b, dir, "main.shoot.hcl", "catalog \"spring\" {\n  "+c.catalog+"\n}\n"+c.product)
			b.ReportAllocs()
			for b.Loop() {
				cfg, diags := Load(dir, Inputs{})
				got := 0
				diags = append(diags, cfg.Products(func(*Product) bool { got++; return true })...)
				if diags.HasErrors() || got < n {
					b.Fatal(got, diags)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
		})
	}
}
