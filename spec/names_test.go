// Names: paths that every file system takes, addresses, patterns, moves and versions.

package spec

import (
	"strings"
	"testing"
)

func TestSafeNames(t *testing.T) {
	for _, name := range []string{"SKU-1", "a b", "café", "日本", "x.y", "COM10", "con-1"} {
		if got := safeName(name); got != name {
			t.Errorf("%q became %q", name, got)
		}
	}
	seen := map[string]string{}
	for _, name := range []string{"", ".", "..", "a/b", "a\\b", "a_b~0", "a:b", "CON", "con.txt", "LPT1", "a.", " a", "\x00", "\u202e", "e\u0301", "~", strings.Repeat("é", 200), "a\xffb"} {
		got := safeName(name)
		if got == name || strings.ContainsAny(got, `<>:"/\|?*`) || len(got) > maxSafeName+9+1 || deviceName(got) || strings.HasPrefix(got, ".") {
			t.Errorf("%q became %q", name, got)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%q and %q both became %q", name, other, got)
		}
		seen[got] = name
	}
}

func TestAddresses(t *testing.T) {
	for _, text := range []string{"product.lamp", `product.spring["SKU-1"]`, `product.spring["a\"b\\c"]`, `product.spring["$${x}"]`,
		`product.spring["a].shot[\"b"]`, `product.lamp.shot["landscape/alley"]`, `product.spring["x"].shot["a/b"].file["web"]`} {
		a, err := ParseAddress(text)
		if err != nil || a.String() != text {
			t.Errorf("%s reads back as %s, %v", text, a, err)
		}
	}
	if a, err := ParseAddress("product.spring[SKU-1]"); err != nil || a.Key != "SKU-1" {
		t.Errorf("without quotes: %+v, %v", a, err)
	}
	for _, text := range []string{"", "lamp", "product.", "product.a b", "product.lamp[", "product.lamp[]", `product.lamp["a`, "product.lamp.size", `product.lamp.file["web"]`} {
		if a, err := ParseAddress(text); err == nil {
			t.Errorf("%q reads as %+v", text, a)
		}
	}
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, address string
		want             bool
	}{
		{"product.lamp", "product.lamp", true},
		{"product.lamp", `product.lamp["a"]`, true},
		{"product.lamp", `product.lamp.shot["a/b"]`, true},
		{"product.*", `product.spring["a"]`, true},
		{`product.spring["SKU-*"]`, `product.spring["SKU-1"].shot["a/b"]`, true},
		{`product.spring["SKU-*"]`, `product.spring["X-1"]`, false},
		{`product.spring["SKU-*"]`, "product.spring", false},
		{`product.*.shot["story/*"]`, `product.lamp.shot["landscape/x"]`, false},
		{`product.*.shot["story/*"]`, `product.lamp.shot["story/x"].file["web"]`, true},
		{`product.lamp.shot["a/b"]`, "product.lamp", false},
	} {
		p, err := ParseAddress(c.pattern)
		a, err2 := ParseAddress(c.address)
		if err != nil || err2 != nil || p.Matches(a) != c.want {
			t.Errorf("%s matches %s: %v, %v %v", c.pattern, c.address, !c.want, err, err2)
		}
	}
}

func TestMoves(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "main.shoot.hcl", `
product "new" {
  for_each = toset(["a"])
  image    = "a.jpg"
  presets  = ["white_background"]
}
product "lamp" {
  image   = "lamp.jpg"
  presets = ["white_background"]
}
moved {
  from = product.old
  to   = product.middle["only"]
}
moved {
  from = product.middle["*"]
  to   = product.new["m-*"]
}
moved {
  from = product.whole
  to   = product.new
}
moved {
  from = product.lamp.shot["*/alley"]
  to   = product.lamp.shot["*/street"]
}
removed {
  from    = product.gone["2023-*"]
  destroy = false
}`)
	src := readIf(dir, "main.shoot.hcl")
	write(t, dir, "main.shoot.hcl", strings.Replace(src, `product "lamp"`, "product \"middle\" {\n  for_each = toset([])\n  image    = \"a.jpg\"\n  presets  = [\"white_background\"]\n}\nproduct \"lamp\"", 1))
	c, diags := Load(dir, Inputs{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	for from, to := range map[string]string{
		"product.old": `product.new["m-only"]`, `product.middle["x"]`: `product.new["m-x"]`, `product.whole["k"]`: `product.new["k"]`,
		`product.lamp.shot["story/alley"]`: `product.lamp.shot["story/street"]`, `product.lamp.shot["story/park"]`: "", "product.lamp": "",
	} {
		got, moved := c.MovedTo(from)
		if moved != (to != "") || moved && got != to {
			t.Errorf("%s moved to %s, %v; want %s", from, got, moved, to)
		}
	}
	if r, ok := c.RemovedBy(`product.gone["2023-7"].shot["a/b"]`); !ok || r.Destroy {
		t.Errorf("removed: %+v, %v", r, ok)
	}
	if _, ok := c.RemovedBy(`product.gone["2024-7"]`); ok {
		t.Error("a key that the pattern leaves out is removed")
	}
}

func TestVersions(t *testing.T) {
	for constraint, want := range map[string]bool{
		">= 0.1": true, "0.3.0": true, "= 0.3": true, "~> 0.2": true, "~> 0.2.0": false, "~> 0.3.0": true, "> 0.3.0": false,
		"< 1": true, "!= 0.3.0": false, "<= 0.3": true,
	} {
		tool, _, _ := parseVersion("v0.3.0-dev+abc")
		if met, ok := meets(tool, constraint); met != want || !ok {
			t.Errorf("%s: %v, %v", constraint, met, ok)
		}
	}
	for _, constraint := range []string{"", "latest", ">= ", "=> 1", "1.2.3.4", "1.x"} {
		if _, ok := meets(version{}, constraint); ok {
			t.Errorf("%q is taken for a constraint", constraint)
		}
	}
}
