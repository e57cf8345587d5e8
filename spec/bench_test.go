package spec

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
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
