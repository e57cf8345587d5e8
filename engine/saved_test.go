package engine

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"photoshoot/spec"
	"photoshoot/state"
)

// lively is a plan with something of everything.
func lively(t *testing.T) (*Plan, *world) {
	t.Helper()
	p, other, lost := lamp(), second(), lamp()
	w := made(p, other)
	lost.Address, lost.Image = "product.lost", "lost.jpg"
	p.Name = "Light & <lamp>"
	p.Shots[0].Files[1].Format.LowRes = true
	delete(w.files, "vase/lamp/white.png")
	w.jobs = []state.Job{{ID: "1", State: state.Held, Fault: "why", Tasks: []state.Task{{Shot: "x"}}}, {ID: "2", State: state.Submitted}}
	return w.plan(t, Terms{Select: Selection{Excludes: patterns(t, "product.none*")}}, p, other, lost), w
}

func TestSavedPlanIsReadBack(t *testing.T) {
	plan, _ := lively(t)
	for i := range plan.Products {
		plan.Products[i].Photo.Path = "there/" + plan.Products[i].Want.Image
	}
	bound := Binding{Tool: "1.2.3", Config: "sha256:abc", Account: "x"}
	var first, again bytes.Buffer
	if err := plan.Encode(&first, bound); err != nil {
		t.Fatal(err)
	}
	got, b, err := DecodePlan(first.Bytes(), func(image string) string { return "there/" + image })
	if err != nil || b != bound {
		t.Fatal(b, err)
	}
	if !reflect.DeepEqual(got.Products, plan.Products) {
		t.Errorf("read back:\n%+v\nwritten:\n%+v", got.Products, plan.Products)
	}
	if err := got.Encode(&again, bound); err != nil || again.String() != first.String() {
		t.Errorf("written again, it is another document (%v)", err)
	}
	if d := Differ(plan, got); len(d) > 0 {
		t.Errorf("read back, it does other things: %v", d)
	}
	if len(got.Faults) != 1 || got.Faults[0].Err.Error() != plan.Faults[0].Err.Error() {
		t.Errorf("faults %v", got.Faults)
	}
}

func TestForeignPlansAreRefused(t *testing.T) {
	plan, _ := lively(t)
	var b bytes.Buffer
	if err := plan.Encode(&b, Binding{}); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	for name, test := range map[string]struct{ text, want string }{
		"empty":     {"", "no plan"},
		"foreign":   {"I am somebody's letter", "no plan"},
		"other":     {`{"version": 1, "name": "x"}`, "no plan"},
		"cut":       {whole[:len(whole)/2], "cut short"},
		"newer":     {strings.Replace(whole, `"version": 1`, `"version": 2`, 1), "version 2"},
		"with more": {strings.Replace(whole, `"version": 1`, `"version": 1, "surprise": 1`, 1), "surprise"},
	} {
		if _, _, err := DecodePlan([]byte(test.text), strings.Clone); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v; want it to say %q", name, err, test.want)
		}
	}
}

// What is planned again after something moved differs in exactly that.
func TestDiffer(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(w *world, p *spec.Product)
		want   []string
	}{
		{"nothing", func(*world, *spec.Product) {}, nil},
		{"another name", func(_ *world, p *spec.Product) { p.Name = "Other" },
			[]string{`product.lamp.shot["landscape/white"]`, `product.lamp.shot["landscape/wood"]`}},
		{"another path", func(_ *world, p *spec.Product) { p.Shots[0].Files[0].Path = "x.png" }, []string{`product.lamp.shot["landscape/white"]`}},
		{"a shot less", func(_ *world, p *spec.Product) { p.Shots = p.Shots[:1] }, []string{`product.lamp.shot["landscape/wood"]`}},
		{"another photo", func(w *world, _ *spec.Product) { w.photos["lamp.jpg"] = "x" },
			[]string{`product.lamp.shot["landscape/white"]`, `product.lamp.shot["landscape/wood"]`}},
		{"no photo", func(w *world, _ *spec.Product) { clear(w.photos) },
			[]string{`product.lamp.shot["landscape/white"]`, `product.lamp.shot["landscape/wood"]`, "product.lamp"}},
	} {
		w := made()
		w.photos["lamp.jpg"] = "sum"
		first := w.plan(t, Terms{}, lamp())
		p := lamp()
		test.change(w, p)
		var got []string
		for _, d := range Differ(first, w.plan(t, Terms{}, p)) {
			got = append(got, d.Key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: differs at %q, want %q", test.name, got, test.want)
		}
	}
}
