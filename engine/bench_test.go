package engine

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"photoshoot/spec"
	"photoshoot/state"
)

// keep leaves the catalogues in a folder, for timing the command itself on them; see
// docs/benchmarks.
var keep = flag.String("keep", "", "keep the catalogues of benchmarks in this `folder`")

// BenchmarkPlanNothingChanged plans catalogues of which every picture is as wanted: the
// configuration is loaded, the rows expanded, each photo and each delivered file looked
// at, the state read. Compare its sizes with one another: it must grow as they do.
func BenchmarkPlanNothingChanged(b *testing.B) {
	for _, rows := range []int{1_000, 3_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			if rows > 100_000 && *keep == "" {
				b.Skip("a million rows are for -keep")
			}
			dir := appliedCatalogue(b, rows)
			for b.Loop() {
				if p := planFolder(b, dir); !p.Empty() || p.Unchanged != 2*rows {
					b.Fatalf("%d products change, %d shots do not", len(p.Products), p.Unchanged)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(rows), "µs/row")
		})
	}
}

func planFolder(b *testing.B, dir string) *Plan {
	config := loadFolder(b, dir)
	store, err := state.Open(filepath.Join(dir, ".photoshoot/state.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	plan, err := MakePlan(b.Context(), Terms{Provider: "studio"}, wantedOf(b, config), store, folderOf(dir))
	if err != nil {
		b.Fatal(err)
	}
	return plan
}

func loadFolder(b *testing.B, dir string) *spec.Config {
	config, diags := spec.Load(dir, spec.Inputs{})
	if diags.HasErrors() {
		b.Fatal(diags)
	}
	return config
}

func wantedOf(b *testing.B, config *spec.Config) Wanted {
	return func(yield func(*spec.Product) bool) {
		if diags := config.Products(yield); diags.HasErrors() {
			b.Error(diags)
		}
	}
}

func folderOf(dir string) *Folder {
	return &Folder{Dir: dir, Output: OpenOutput(filepath.Join(dir, "out")), Objects: OpenObjects(filepath.Join(dir, ".photoshoot/objects")),
		Cache: state.OpenCache(filepath.Join(dir, ".photoshoot/photos.cache"))}
}

const catalogueConfig = `
catalog "shop" {
  source = "shop.csv"
  key    = row["sku"]
}
product "shop" {
  for_each = catalog.shop
  image    = "photos/${each.value.sku}.jpg"
  name     = each.value.title
  presets  = ["white_background", "light_blue_background"]
}
`

// appliedCatalogue is a folder and a state as an apply of a catalogue leaves them. The
// pictures are a few bytes: a plan does not look into them.
func appliedCatalogue(b *testing.B, rows int) string {
	dir := filepath.Join(b.TempDir(), "catalogue")
	if *keep != "" {
		dir = filepath.Join(*keep, fmt.Sprint(rows))
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	must(b, os.MkdirAll(filepath.Join(dir, ".photoshoot"), 0o755))
	must(b, os.WriteFile(filepath.Join(dir, "main.shoot.hcl"), []byte(catalogueConfig), 0o644))
	must(b, os.Mkdir(filepath.Join(dir, "photos"), 0o755))
	csv, err := os.Create(filepath.Join(dir, "shop.csv"))
	must(b, err)
	w := bufio.NewWriter(csv)
	fmt.Fprintln(w, "sku,title,price,stock")
	for i := range rows {
		fmt.Fprintf(w, "SKU-%07d,\"Lamp, number %d\",19.90,4\n", i, i)
		must(b, os.WriteFile(filepath.Join(dir, "photos", fmt.Sprintf("SKU-%07d.jpg", i)), fmt.Appendf(nil, "photo %d", i), 0o644))
	}
	must(b, w.Flush())
	must(b, csv.Close())
	recordCatalogue(b, dir)
	return dir
}

// recordCatalogue writes state, and delivers files, for all that the folder wants.
func recordCatalogue(b *testing.B, dir string) {
	store, err := state.Lock(b.Context(), filepath.Join(dir, ".photoshoot/state.db"), state.Holder{ID: "bench"}, 0)
	must(b, err)
	defer store.Close()
	folder := folderOf(dir)
	var step state.Step
	flush := func() {
		must(b, store.Commit(b.Context(), step))
		step = state.Step{}
	}
	wantedOf(b, loadFolder(b, dir))(func(p *spec.Product) bool {
		recordProduct(b, folder, p, &step)
		if len(step.Heads) == 2000 {
			flush()
		}
		return true
	})
	flush()
	must(b, folder.Cache.(*state.Cache).Flush())
}

func recordProduct(b *testing.B, folder *Folder, p *spec.Product, step *state.Step) {
	photo, err := folder.Photo(p)
	must(b, err)
	var manifests []Manifest
	for i := range p.Shots {
		s := &p.Shots[i]
		m := writeManifest("studio", photo, p, s)
		manifests = append(manifests, m)
		object := hashOf([]byte(m))
		step.Shots = append(step.Shots, state.Shot{Address: s.Address(p.Address), Product: p.Address, Digest: m.Digest(), Manifest: string(m), Object: object})
		for _, f := range s.Files {
			path := folder.Output.Locate(f.Path)
			must(b, os.MkdirAll(filepath.Dir(path), 0o755))
			must(b, os.WriteFile(path, []byte(object), 0o644))
			st, _ := folder.File(f.Path)
			step.Files = append(step.Files, state.File{FileKey: state.FileKey{Shot: s.Address(p.Address), Format: f.Format.Name}, Recipe: recipe(f.Format),
				Path: f.Path, Object: object, SHA256: hashOf([]byte(object)), Size: st.Size, ModTime: st.ModTime})
		}
	}
	step.Heads = append(step.Heads, state.Head{Product: p.Address, Digest: headDigest(p, manifests), Seen: seen(p, folder)})
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
