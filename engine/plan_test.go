package engine

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"photoshoot/spec"
	"photoshoot/state"
)

// world is a state and a folder in memory, as a plan sees them.
type world struct {
	records   map[string]state.Record
	jobs      []state.Job
	photos    map[string]string // by path
	files     map[string]string // content by path
	times     map[string]int64
	originals map[string]bool
	looked    atomic.Int64 // products read in full
}

func (w *world) Workspace(context.Context) (state.Workspace, error) { return state.Workspace{}, nil }

func (w *world) Heads(_ context.Context, yield func(state.Head) error) error {
	for _, r := range w.records {
		if err := yield(r.Head); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) Product(_ context.Context, address string) (state.Record, error) {
	w.looked.Add(1)
	return w.records[address], nil
}

func (w *world) OpenJobs(context.Context) ([]state.Job, error) { return w.jobs, nil }

func (w *world) Shots(_ context.Context, yield func(state.Shot) error) error {
	for _, r := range w.records {
		for _, s := range r.Shots {
			if err := yield(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *world) Asset(context.Context, string, string) (state.Asset, error) {
	return state.Asset{}, nil
}

func (w *world) Photo(p *spec.Product) (Photo, error) {
	sum, ok := w.photos[p.Image]
	if !ok {
		return Photo{}, errors.New("no such photo")
	}
	return Photo{Path: p.Image, SHA256: sum}, nil
}

func (w *world) File(path string) (Stat, bool) {
	data, ok := w.files[path]
	return Stat{Size: int64(len(data)), ModTime: w.times[path]}, ok
}

func (w *world) Hash(path string) string {
	if data, ok := w.files[path]; ok {
		return hashOf([]byte(data))
	}
	return ""
}

func (w *world) Original(sum string) bool { return w.originals[sum] }

// lamp is a product of two scenes and two formats.
func lamp() *spec.Product {
	p := &spec.Product{Address: "product.lamp", Block: "lamp", Image: "lamp.jpg", Name: "Lamp"}
	for _, preset := range []string{"white", "wood"} {
		s := spec.Shot{ID: "landscape/" + preset, Preset: preset, RenderKind: spec.RenderKind{Name: "landscape", Value: 4}, SafeMargin: true}
		for _, format := range []string{"png", "jpeg"} {
			s.Files = append(s.Files, spec.File{Format: spec.Format{Name: format, Type: format}, Path: "lamp/" + preset + "." + format})
		}
		p.Shots = append(p.Shots, s)
	}
	return p
}

// made is a world in which the products were applied.
func made(products ...*spec.Product) *world {
	w := &world{records: map[string]state.Record{}, photos: map[string]string{}, files: map[string]string{}, times: map[string]int64{}, originals: map[string]bool{}}
	for _, p := range products {
		w.photos[p.Image] = hashOf([]byte(p.Image))
		rec := state.Record{}
		var manifests []Manifest
		for i := range p.Shots {
			s := &p.Shots[i]
			m := writeManifest("studio", Photo{SHA256: w.photos[p.Image]}, p, s)
			manifests = append(manifests, m)
			address, object := s.Address(p.Address), hashOf([]byte(m))
			w.originals[object] = true
			rec.Shots = append(rec.Shots, state.Shot{Address: address, Product: p.Address, Digest: m.Digest(), Manifest: string(m), Object: object})
			for _, f := range s.Files {
				w.files[f.Path] = object + f.Format.Name
				rec.Files = append(rec.Files, state.File{FileKey: state.FileKey{Shot: address, Format: f.Format.Name}, Recipe: recipe(f.Format),
					Path: f.Path, Object: object, SHA256: hashOf([]byte(object + f.Format.Name)), Size: int64(len(object + f.Format.Name))})
			}
		}
		rec.Head = state.Head{Product: p.Address, Digest: headDigest(p, manifests), Seen: seen(p, w)}
		w.records[p.Address] = rec
	}
	return w
}

func (w *world) plan(t *testing.T, terms Terms, products ...*spec.Product) *Plan {
	t.Helper()
	terms.Provider, terms.CreditsPerShot = "studio", 1
	plan, err := MakePlan(t.Context(), terms, func(yield func(*spec.Product) bool) {
		for _, p := range products {
			if !yield(p) {
				return
			}
		}
	}, w, w)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// told is a plan as a list of action, address and reason.
func told(p *Plan) []string {
	var lines []string
	for _, pp := range p.Products {
		for _, c := range pp.Changes {
			lines = append(lines, fmt.Sprintf("%s %s %s", c.Action, c.Address, c.Reason))
		}
	}
	return lines
}

func TestPlan(t *testing.T) {
	const white, wood = `product.lamp.shot["landscape/white"]`, `product.lamp.shot["landscape/wood"]`
	for _, test := range []struct {
		name   string
		change func(w *world, p *spec.Product)
		want   []string
		cost   int
	}{
		{"nothing", func(*world, *spec.Product) {}, nil, 0},
		{"never made", func(w *world, _ *spec.Product) { clear(w.records) },
			[]string{"create " + white + " new", "create " + wood + " new"}, 2},
		{"another photo", func(w *world, _ *spec.Product) { w.photos["lamp.jpg"] = "other" },
			[]string{"replace " + white + " manifest_changed", "replace " + wood + " manifest_changed"}, 2},
		{"another preset", func(_ *world, p *spec.Product) { p.Shots[1].Preset = "oak" },
			[]string{"replace " + wood + " manifest_changed"}, 1},
		{"another name", func(_ *world, p *spec.Product) { p.Name = "Light" },
			[]string{"replace " + white + " manifest_changed", "replace " + wood + " manifest_changed"}, 2},
		{"another name, ignored", func(_ *world, p *spec.Product) { p.Name, p.IgnoreChanges = "Light", []string{"name"} }, nil, 0},
		{"another photo, ignored", func(w *world, p *spec.Product) {
			w.photos["lamp.jpg"], p.IgnoreChanges = "other", []string{"image"}
		}, nil, 0},
		{"a scene less", func(_ *world, p *spec.Product) { p.Shots = p.Shots[:1] },
			[]string{"delete " + wood + " no_longer_wanted"}, 0},
		{"a format less", func(_ *world, p *spec.Product) { p.Shots[0].Files = p.Shots[0].Files[:1] },
			[]string{"delete " + white + `.file["jpeg"] no_longer_wanted`}, 0},
		{"a format more", func(_ *world, p *spec.Product) {
			p.Shots[0].Files = append(p.Shots[0].Files, spec.File{Format: spec.Format{Name: "pdf", Type: "pdf"}, Path: "lamp/white.pdf"})
		}, []string{"derive " + white + `.file["pdf"] format_added`}, 0},
		{"another resolution", func(_ *world, p *spec.Product) { p.Shots[0].Files[1].Format.LowRes = true },
			[]string{"derive " + white + `.file["jpeg"] recipe_changed`}, 0},
		{"another path", func(_ *world, p *spec.Product) { p.Shots[0].Files[0].Path = "x.png" },
			[]string{"derive " + white + `.file["png"] path_changed`}, 0},
		{"a file deleted", func(w *world, _ *spec.Product) { delete(w.files, "lamp/wood.png") },
			[]string{"derive " + wood + `.file["png"] file_missing`}, 0},
		{"a file edited", func(w *world, _ *spec.Product) { w.files["lamp/wood.png"] = "mine" },
			[]string{"derive " + wood + `.file["png"] file_edited`}, 0},
		{"a file touched", func(w *world, _ *spec.Product) { w.times["lamp/wood.png"] = 7 }, nil, 0},
		{"a file deleted and its original too", func(w *world, _ *spec.Product) {
			delete(w.files, "lamp/wood.png")
			clear(w.originals)
		}, []string{"replace " + wood + " original_missing"}, 1},
		{"asked for", nil, []string{"replace " + wood + " requested"}, 1},
		{"under way", func(w *world, p *spec.Product) { w.underWay(p, state.Submitted) },
			[]string{"resume " + white + " under_way", "resume " + wood + " under_way"}, 2},
		{"in doubt", func(w *world, p *spec.Product) { w.underWay(p, state.Held) },
			[]string{"resume " + white + " in_doubt", "resume " + wood + " in_doubt"}, 2},
		{"failed before", func(w *world, p *spec.Product) { w.underWay(p, state.Rejected) },
			[]string{"create " + white + " failed_before", "create " + wood + " failed_before"}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := lamp()
			w := made(lamp())
			terms := Terms{}
			if test.change == nil {
				terms.Select.Replace = patterns(t, wood)
			} else {
				test.change(w, p)
			}
			plan := w.plan(t, terms, p)
			if got := told(plan); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if plan.Credits != test.cost {
				t.Errorf("it may cost %d credits, want %d", plan.Credits, test.cost)
			}
		})
	}
}

// underWay replaces what was made by a job in a state.
func (w *world) underWay(p *spec.Product, s state.JobState) {
	rec := w.records[p.Address]
	j := state.Job{ID: "1", Product: p.Address, State: s, Fault: "because"}
	for _, shot := range rec.Shots {
		j.Tasks = append(j.Tasks, state.Task{Shot: shot.Address, Digest: shot.Digest, State: state.Todo})
	}
	w.records[p.Address] = state.Record{Jobs: []state.Job{j}}
	if s.Open() {
		w.jobs = []state.Job{j}
	}
}

func TestPlanReadsOnlyWhatMoved(t *testing.T) {
	still, moved := lamp(), lamp()
	moved.Address, moved.Image = "product.other", "other.jpg"
	for i := range moved.Shots {
		for j := range moved.Shots[i].Files {
			moved.Shots[i].Files[j].Path = "other/" + moved.Shots[i].Files[j].Path
		}
	}
	w := made(still, moved)
	w.photos["other.jpg"] = "new"
	plan := w.plan(t, Terms{}, still, moved)
	if w.looked.Load() != 1 || plan.Unchanged != 2 {
		t.Errorf("read %d products in full and found %d shots unchanged; want 1 and 2", w.looked.Load(), plan.Unchanged)
	}
}

func TestPlanMovesWhatIsTheSame(t *testing.T) {
	old, renamed := lamp(), lamp()
	renamed.Address = "product.light"
	plan := made(old).plan(t, Terms{}, renamed)
	want := []string{`move product.light.shot["landscape/white"] renamed`, `move product.light.shot["landscape/wood"] renamed`}
	if got := told(plan); !slices.Equal(got, want) || plan.Credits != 0 || plan.Deletes != 0 {
		t.Errorf("got %q for %d credits and %d deletions", got, plan.Credits, plan.Deletes)
	}
}

func TestPlanForgetsProducts(t *testing.T) {
	plan := made(lamp()).plan(t, Terms{})
	if plan.Count(Delete) != 2 || plan.Deletes != 2 || plan.Products[0].Want != nil {
		t.Errorf("got %q", told(plan))
	}
}

func TestPlanTellsOfMissingPhotosAndGoesOn(t *testing.T) {
	lost := lamp()
	lost.Address, lost.Image = "product.lost", "lost.jpg"
	w := made()
	w.photos["lamp.jpg"] = "sum"
	plan := w.plan(t, Terms{}, lost, lamp())
	if len(plan.Faults) != 1 || plan.Faults[0].Address != "product.lost" || plan.Count(Create) != 2 {
		t.Errorf("faults %v, changes %q", plan.Faults, told(plan))
	}
}

func TestPlanSeesJobsNobodyWants(t *testing.T) {
	p := lamp()
	w := made(lamp())
	w.underWay(p, state.Submitted)
	p.Name = "Light"
	plan := w.plan(t, Terms{}, p)
	if len(plan.Stray) != 1 || plan.Count(Create) != 2 {
		t.Errorf("stray %v, changes %q", plan.Stray, told(plan))
	}
}

func TestPlanIsTheSameInAnyOrder(t *testing.T) {
	var products []*spec.Product
	for i := range 300 {
		p := lamp()
		p.Address = fmt.Sprintf("product.lamps[%q]", fmt.Sprint(i))
		products = append(products, p)
	}
	w := made()
	w.photos["lamp.jpg"] = "sum"
	want := told(w.plan(t, Terms{}, products...))
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(products), func(i, j int) { products[i], products[j] = products[j], products[i] })
	if got := told(w.plan(t, Terms{}, products...)); !slices.Equal(got, want) {
		t.Error("another order of products gives another plan")
	}
}
