// The plan: what is wanted beside what is recorded and observed, as a pure function.

package engine

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"sort"
	"sync"

	"golang.org/x/sync/errgroup"

	"photoshoot/spec"
	"photoshoot/state"
)

// Recorded is what a plan reads of the state.
type Recorded interface {
	Workspace(ctx context.Context) (state.Workspace, error)
	Heads(ctx context.Context, yield func(state.Head) error) error
	Product(ctx context.Context, address string) (state.Record, error)
	OpenJobs(ctx context.Context) ([]state.Job, error)
	Asset(ctx context.Context, photo, provider string) (state.Asset, error)
	Shots(ctx context.Context, yield func(state.Shot) error) error
}

// Stat is a delivered file as the file system shows it.
type Stat struct {
	Size    int64
	ModTime int64 // nanoseconds since 1970
}

// Observed is what a plan sees of photos, delivered files and stored originals.
type Observed interface {
	// Photo finds and identifies a product's photo.
	Photo(p *spec.Product) (Photo, error)
	// File looks at a delivered file; false: it is not there.
	File(path string) (Stat, bool)
	// Hash reads a delivered file; an unreadable one has no hash.
	Hash(path string) string
	// Original says whether the stored original is there.
	Original(sha256 string) bool
}

// Wanted yields the products of a configuration, each once.
type Wanted func(yield func(*spec.Product) bool)

// Terms are what a plan takes from the configuration beside the products.
type Terms struct {
	Provider       string // line of the manifest
	CreditsPerShot int
	Select         Selection
	Verdicts       Verdicts
	Account        string // whose recommendations are known
	Language       Language
}

// Language is what the configuration says about addresses and scenes that are not
// written out. Nil functions say nothing.
type Language struct {
	MovedTo     func(address string) (to string, moved bool)                 // moved blocks
	Forget      func(address string) bool                                    // removed blocks that keep the files
	Recommended func(p *spec.Product, presets, prompts []string) []spec.Shot // scenes that the service chose
}

// MakePlan compares. It asks no service, looks at no clock and writes nothing; equal
// arguments give equal plans, in whatever order the products come.
func MakePlan(ctx context.Context, terms Terms, wanted Wanted, recorded Recorded, observed Observed) (*Plan, error) {
	ws, err := recorded.Workspace(ctx)
	if err != nil {
		return nil, err
	}
	jobs, err := recorded.OpenJobs(ctx)
	if err != nil {
		return nil, err
	}
	pl := &planner{terms: terms, recorded: recorded, observed: observed, sel: newSelector(terms.Select, jobs)}
	if pl.rejected, err = terms.Verdicts.rejectedIn(ctx, recorded); err != nil {
		return nil, err
	}
	pl.heads = sync.OnceValues(func() (map[string]state.Head, error) { return loadHeads(ctx, recorded) })
	g, within := errgroup.WithContext(ctx)
	g.Go(func() error { _, err := pl.heads(); return err }) // while the first photos are looked at
	g.Go(func() error { return pl.compareAll(within, wanted) })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if err := pl.dropUnwanted(ctx); err != nil {
		return nil, err
	}
	plan := pl.finish()
	plan.Workspace = ws
	pl.sortJobs(plan, jobs)
	return plan, nil
}

// planner gathers the comparisons of many products, made side by side.
type planner struct {
	terms    Terms
	recorded Recorded
	observed Observed
	sel      *selector
	rejected map[string]bool // products with a picture that was rejected

	heads func() (map[string]state.Head, error) // those not yet wanted; under mu

	mu        sync.Mutex
	products  []ProductPlan
	faults    []Fault
	unchanged int
	lost      int
}

func loadHeads(ctx context.Context, r Recorded) (map[string]state.Head, error) {
	heads := map[string]state.Head{}
	err := r.Heads(ctx, func(h state.Head) error {
		heads[h.Product] = h
		return nil
	})
	return heads, err
}

// compareAll spreads the products over the cores in small batches.
func (pl *planner) compareAll(ctx context.Context, wanted Wanted) error {
	const batch = 64
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	var next []*spec.Product
	flush := func() {
		work := next
		next = nil
		g.Go(func() error { return pl.compareBatch(ctx, work) })
	}
	wanted(func(p *spec.Product) bool {
		if next = append(next, p); len(next) == batch {
			flush()
		}
		return ctx.Err() == nil
	})
	if len(next) > 0 {
		flush()
	}
	return g.Wait()
}

func (pl *planner) compareBatch(ctx context.Context, work []*spec.Product) error {
	for _, p := range work {
		if err := pl.compareProduct(ctx, p); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// compareProduct takes the short way where the product's one line says nothing moved.
func (pl *planner) compareProduct(ctx context.Context, p *spec.Product) error {
	if !pl.sel.product(p.Address, func() []string { return addresses(p) }) {
		_, _, err := pl.take(p.Address)
		return err
	}
	if pl.terms.Select.Only == OnlyDrift {
		return pl.compareFolder(ctx, p)
	}
	photo, fault := pl.observed.Photo(p)
	head, known, err := pl.take(p.Address)
	if err != nil {
		return err
	}
	if fault != nil {
		pl.mu.Lock()
		defer pl.mu.Unlock()
		pl.faults = append(pl.faults, Fault{Address: p.Address, Source: p.Source, Image: p.Image, Err: fault})
		return nil
	}
	written := len(p.Shots)
	p, unknown, err := pl.withRecommended(ctx, p, photo)
	if err != nil {
		return err
	}
	if len(p.Shots) > written {
		pl.sel.product(p.Address, func() []string { return addresses(p) }) // patterns may name recommended scenes
	}
	manifests := manifestsOf(pl.terms.Provider, photo, p)
	if known && unknown == 0 && !pl.sel.replaces(p.Address) && !pl.closer(p.Address) && head.Digest == headDigest(p, manifests) && asSeen(head, p, pl.observed) {
		pl.add(ProductPlan{}, pl.sel.count(p))
		return nil
	}
	rec, err := pl.recorded.Product(ctx, p.Address)
	if err != nil {
		return fmt.Errorf("reading %s from state: %w", p.Address, err)
	}
	pp, unchanged := pl.compare(p, photo, manifests, rec)
	pp.Unknown = unknown
	pl.add(pp, unchanged)
	return nil
}

func manifestsOf(provider string, photo Photo, p *spec.Product) []Manifest {
	manifests := make([]Manifest, len(p.Shots))
	for i := range p.Shots {
		manifests[i] = writeManifest(provider, photo, p, &p.Shots[i])
	}
	return manifests
}

// take removes a head from those that nobody has asked for yet.
func (pl *planner) take(address string) (head state.Head, ok bool, err error) {
	heads, err := pl.heads()
	pl.mu.Lock()
	defer pl.mu.Unlock()
	head, ok = heads[address]
	delete(heads, address)
	return head, ok, err
}

func (pl *planner) add(pp ProductPlan, unchanged int) {
	pl.mu.Lock()
	defer pl.mu.Unlock()
	pl.unchanged += unchanged
	if len(pp.Changes) > 0 || pp.Unknown > 0 {
		pl.products = append(pl.products, pp)
	}
}

// compare is the whole comparison of one product.
func (pl *planner) compare(p *spec.Product, photo Photo, manifests []Manifest, rec state.Record) (ProductPlan, int) {
	pp := ProductPlan{Address: p.Address, Want: p, Photo: photo}
	old := newIndex(rec)
	unchanged := 0
	for i := range p.Shots {
		s := &p.Shots[i]
		was, made := old.shots[s.Address(p.Address)]
		if made && len(p.IgnoreChanges) > 0 {
			manifests[i] = manifests[i].keep(Manifest(was.Manifest), manifestKeys(p.IgnoreChanges))
		}
		if made {
			manifests[i] = manifests[i].vary(Manifest(was.Manifest), pl.terms.Verdicts.Rejected[was.Object])
		}
		changes := pl.compareShot(p, s, manifests[i], old)
		if len(changes) == 0 && pl.sel.shot(s.Address(p.Address)) {
			unchanged++
		}
		pp.Changes = append(pp.Changes, changes...)
		delete(old.shots, s.Address(p.Address))
	}
	for _, was := range rec.Shots {
		if _, left := old.shots[was.Address]; left {
			pp.Changes = append(pp.Changes, pl.deletion(was, old.files[was.Address]))
		}
	}
	pp.Head = state.Head{Product: p.Address, Digest: headDigest(p, manifests)}
	for _, j := range rec.Jobs {
		if !j.State.Open() {
			pp.Failed = append(pp.Failed, j.ID)
		}
	}
	return pp, unchanged
}

// manifestKeys turns names of attributes into names of manifest lines.
func manifestKeys(attributes []string) []string {
	keys := make([]string, len(attributes))
	for i, a := range attributes {
		if keys[i] = a; a == "image" {
			keys[i] = "photo"
		}
	}
	return keys
}

// headDigest sums up all that is wanted of a product.
func headDigest(p *spec.Product, manifests []Manifest) state.Digest {
	h := sha256.New()
	var room [256]byte
	line := room[:0]
	for i := range p.Shots {
		d := manifests[i].base().Digest()
		line = append(append(line[:0], p.Shots[i].ID...), d[:]...)
		for _, f := range p.Shots[i].Files {
			for _, text := range []string{f.Format.Name, recipe(f.Format), f.Path} {
				line = append(append(line, 0), text...)
			}
		}
		h.Write(append(line, '\n'))
	}
	return state.Digest(h.Sum(nil)[:16])
}

// seen sums up the delivered files as the file system shows them.
func seen(p *spec.Product, o interface {
	File(path string) (Stat, bool)
}) state.Digest {
	h := sha256.New()
	var room [256]byte
	for i := range p.Shots {
		for _, f := range p.Shots[i].Files {
			st, ok := o.File(f.Path)
			if !ok {
				return state.Digest{}
			}
			line := binary.LittleEndian.AppendUint64(append(room[:0], f.Path...), uint64(st.Size))
			h.Write(binary.LittleEndian.AppendUint64(line, uint64(st.ModTime)))
		}
	}
	return state.Digest(h.Sum(nil)[:16])
}

// asSeen says whether the delivered files look as they did when the line was written.
func asSeen(head state.Head, p *spec.Product, o Observed) bool {
	return head.Seen != state.Digest{} && head.Seen == seen(p, o)
}

// recipe is how a format is made of an original, as it is recorded.
func recipe(f spec.Format) string {
	if f.LowRes {
		return f.Type + lowResolution
	}
	return f.Type
}

// lowResolution is the end of the recipe of a small picture.
const lowResolution = " low_resolution"

// dropUnwanted plans the end of products that the configuration no longer names.
func (pl *planner) dropUnwanted(ctx context.Context) error {
	if pl.sel.Only == OnlyDrift {
		return nil
	}
	heads, err := pl.heads()
	if err != nil {
		return err
	}
	for address := range heads {
		rec, err := pl.recorded.Product(ctx, address)
		if err != nil {
			return fmt.Errorf("reading %s from state: %w", address, err)
		}
		old := newIndex(rec)
		pl.sel.product(address, old.addresses) // to note what matches: an unselected one may still move here
		pp := ProductPlan{Address: address}
		for _, was := range rec.Shots {
			pp.Changes = append(pp.Changes, pl.deletion(was, old.files[was.Address]))
		}
		pl.add(pp, 0)
	}
	return nil
}

// finish puts the findings in order and adds them up.
func (pl *planner) finish() *Plan {
	sort.Slice(pl.products, func(i, j int) bool { return pl.products[i].Address < pl.products[j].Address })
	sort.Slice(pl.faults, func(i, j int) bool { return pl.faults[i].Address < pl.faults[j].Address })
	plan := &Plan{Products: pl.sel.narrow(pl.findMoves(pl.products)), Faults: pl.faults, Unchanged: pl.unchanged,
		Selection: pl.sel.Selection, Lost: pl.lost, Unmatched: pl.sel.unmatched()}
	for _, pp := range plan.Products {
		plan.Credits += pp.Unknown * pl.terms.CreditsPerShot
		for _, c := range pp.Changes {
			plan.Credits += c.Credits
			if c.Action == Delete && c.Format == "" {
				plan.Deletes++
			}
		}
	}
	return plan
}
