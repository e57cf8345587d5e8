package engine

import (
	"slices"
	"testing"

	"photoshoot/spec"
	"photoshoot/state"
)

func patterns(t *testing.T, texts ...string) []spec.Address {
	t.Helper()
	var list []spec.Address
	for _, text := range texts {
		a, err := spec.ParseAddress(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// second is a lamp under another name, with files of its own.
func second() *spec.Product {
	p := lamp()
	p.Address, p.Block, p.Image = "product.vase", "vase", "vase.jpg"
	for i := range p.Shots {
		for j := range p.Shots[i].Files {
			p.Shots[i].Files[j].Path = "vase/" + p.Shots[i].Files[j].Path
		}
	}
	return p
}

func TestSelect(t *testing.T) {
	const lampWhite, lampWood = `product.lamp.shot["landscape/white"]`, `product.lamp.shot["landscape/wood"]`
	const vaseWhite, vaseWood = `product.vase.shot["landscape/white"]`, `product.vase.shot["landscape/wood"]`
	for _, test := range []struct {
		name              string
		targets, excludes []string
		replace           []string
		want              []string
		unmatched         []string
	}{
		{"all", nil, nil, nil, []string{lampWhite, lampWood, vaseWhite, vaseWood}, nil},
		{"a product", []string{"product.lamp"}, nil, nil, []string{lampWhite, lampWood}, nil},
		{"a glob over products", []string{"product.*"}, nil, nil, []string{lampWhite, lampWood, vaseWhite, vaseWood}, nil},
		{"a glob over shots", []string{`product.*.shot["*/wood"]`}, nil, nil, []string{lampWood, vaseWood}, nil},
		{"two targets", []string{"product.vase", lampWood}, nil, nil, []string{lampWood, vaseWhite, vaseWood}, nil},
		{"all but a product", nil, []string{"product.lamp"}, nil, []string{vaseWhite, vaseWood}, nil},
		{"all but some shots", nil, []string{`product.*.shot["*/wood"]`}, nil, []string{lampWhite, vaseWhite}, nil},
		{"a product but a shot of it", []string{"product.lamp"}, []string{lampWood}, nil, []string{lampWhite}, nil},
		{"a file, and so its shot", []string{lampWood + `.file["png"]`}, nil, nil, []string{lampWood}, nil},
		{"nothing of that name", []string{"product.lmap"}, nil, nil, nil, []string{"product.lmap"}},
		{"no shot of that name", []string{`product.lamp.shot["x"]`}, nil, nil, nil, []string{`product.lamp.shot["x"]`}},
		{"nothing to replace", nil, nil, []string{`product.lamp.shot["x"]`}, []string{lampWhite, lampWood, vaseWhite, vaseWood}, []string{`product.lamp.shot["x"]`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := made()
			w.photos["lamp.jpg"], w.photos["vase.jpg"] = "a", "b"
			plan := w.plan(t, Terms{Select: Selection{Targets: patterns(t, test.targets...), Excludes: patterns(t, test.excludes...),
				Replace: patterns(t, test.replace...)}}, lamp(), second())
			var got []string
			for _, pp := range plan.Products {
				for _, c := range pp.Changes {
					got = append(got, c.Address)
				}
				if all := len(pp.Changes) == len(pp.Want.Shots); all == pp.Partial {
					t.Errorf("%s has %d of its %d changes and says partial = %v", pp.Address, len(pp.Changes), len(pp.Want.Shots), pp.Partial)
				}
			}
			if !slices.Equal(got, test.want) || !slices.Equal(plan.Unmatched, test.unmatched) {
				t.Errorf("selected %q, unmatched %q; want %q and %q", got, plan.Unmatched, test.want, test.unmatched)
			}
		})
	}
}

// What is not selected is neither deleted, nor at fault, nor the end of a job.
func TestSelectLeavesTheRestAlone(t *testing.T) {
	lost := second()
	lost.Address, lost.Image = "product.lost", "lost.jpg"
	w := made(lamp(), second())
	w.underWay(second(), state.Submitted)
	w.jobs[0].Product = "product.vase"
	plan := w.plan(t, Terms{Select: Selection{Targets: patterns(t, "product.lamp")}}, lamp(), lost)
	if !plan.Empty() || len(plan.Faults) > 0 || plan.Unchanged != 2 {
		t.Errorf("changes %q, faults %v, stray %v, %d unchanged", told(plan), plan.Faults, plan.Stray, plan.Unchanged)
	}
}

// The shots of a job come together: else the pictures of the others would be paid and lost.
func TestSelectTakesWholeJobs(t *testing.T) {
	w := made(lamp())
	w.underWay(lamp(), state.Submitted)
	plan := w.plan(t, Terms{Select: Selection{Targets: patterns(t, `product.lamp.shot["*/wood"]`)}}, lamp())
	if plan.Count(Resume) != 2 {
		t.Errorf("got %q", told(plan))
	}
}

// A call that may be on its way is looked for whatever is selected: it holds its lane.
func TestSelectNeverLeavesDoubt(t *testing.T) {
	w := made(lamp())
	w.underWay(lamp(), state.Intent)
	w.photos["vase.jpg"] = "b"
	plan := w.plan(t, Terms{Select: Selection{Targets: patterns(t, "product.vase")}}, lamp(), second())
	if plan.Count(Resume) != 2 || plan.Count(Create) != 2 || len(plan.Stray) != 0 {
		t.Errorf("got %q, stray %v", told(plan), plan.Stray)
	}
}

func TestSelectOnly(t *testing.T) {
	failed, running := lamp(), second()
	w := made(lamp(), second())
	w.underWay(failed, state.Rejected)
	rejected := w.records[failed.Address]
	w.underWay(running, state.Submitted)
	w.records[failed.Address] = rejected
	fresh := second()
	fresh.Address, fresh.Image = "product.fresh", "fresh.jpg"
	w.photos["fresh.jpg"] = "c"
	for only, want := range map[Only][]string{
		OnlyFailed: {`create product.lamp.shot["landscape/white"] failed_before`, `create product.lamp.shot["landscape/wood"] failed_before`},
		OnlyOpen:   {`resume product.vase.shot["landscape/white"] under_way`, `resume product.vase.shot["landscape/wood"] under_way`},
		OnlyDrift:  nil,
	} {
		if got := told(w.plan(t, Terms{Select: Selection{Only: only}}, failed, running, fresh)); !slices.Equal(got, want) {
			t.Errorf("only %s: got %q, want %q", only, got, want)
		}
	}
}

// A failure counts for the picture that failed and for no other.
func TestFailedReplaceIsSelected(t *testing.T) {
	w := made(lamp())
	p := lamp()
	p.Name = "Light"
	m := writeManifest("studio", Photo{SHA256: w.photos["lamp.jpg"]}, p, &p.Shots[0])
	rec := w.records[p.Address]
	rec.Jobs = []state.Job{{ID: "1", State: state.Failed, Fault: "because", Tasks: []state.Task{
		{Shot: p.Shots[0].Address(p.Address), Digest: m.Digest(), State: state.TaskFailed},
		{Shot: p.Shots[1].Address(p.Address), State: state.TaskFailed}}}}
	w.records[p.Address] = rec
	plan := w.plan(t, Terms{Select: Selection{Only: OnlyFailed}}, p)
	if got := told(plan); !slices.Equal(got, []string{`replace product.lamp.shot["landscape/white"] manifest_changed`}) {
		t.Errorf("got %q", got)
	}
}

// Drift is repaired as recorded, even where the configuration has moved on or the photo is gone.
func TestDrift(t *testing.T) {
	w := made(lamp())
	delete(w.files, "lamp/white.png")
	w.files["lamp/wood.jpeg"] = "mine"
	delete(w.photos, "lamp.jpg")
	p := lamp()
	p.Name = "Light"
	p.Shots[0].Files[0].Path = "elsewhere.png"
	plan := w.plan(t, Terms{Select: Selection{Only: OnlyDrift}}, p)
	want := []string{`derive product.lamp.shot["landscape/white"].file["png"] file_missing`, `derive product.lamp.shot["landscape/wood"].file["jpeg"] file_edited`}
	if got := told(plan); !slices.Equal(got, want) || plan.Credits != 0 {
		t.Errorf("got %q for %d credits, want %q", got, plan.Credits, want)
	}
	if c := plan.Products[0].Changes[0]; c.Shot.Files[0].Path != "lamp/white.png" || c.Shot.Address(p.Address) != p.Shots[0].Address(p.Address) {
		t.Errorf("it would be delivered as %+v", c.Shot)
	}
	if head := plan.Products[0].Head; head.Digest != w.records[p.Address].Head.Digest {
		t.Errorf("the product's line would say that it is as wanted now")
	}
	clear(w.originals)
	if plan = w.plan(t, Terms{Select: Selection{Only: OnlyDrift}}, p); !plan.Empty() || plan.Lost != 2 {
		t.Errorf("without originals: %q, %d lost", told(plan), plan.Lost)
	}
}

// A move of which one end is selected stays a move: nothing is bought again.
func TestSelectKeepsMoves(t *testing.T) {
	renamed := lamp()
	renamed.Address = "product.light"
	plan := made(lamp()).plan(t, Terms{Select: Selection{Targets: patterns(t, `product.light.shot["*/wood"]`)}}, renamed)
	if got := told(plan); !slices.Equal(got, []string{`move product.light.shot["landscape/wood"] renamed`}) {
		t.Errorf("got %q", got)
	}
	if len(plan.Products) != 1 {
		t.Errorf("the old product's line would be dropped while it has a shot: %+v", plan.Products)
	}
}
