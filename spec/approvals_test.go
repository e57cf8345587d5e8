package spec

import (
	"testing"
)

// Verdicts are read as they are written, whichever file they stand in.
func TestApprovals(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "main.shoot.hcl", `photoshoot { deliver = "approved" }
product "lamp" {
  image   = "lamp.jpg"
  presets = ["white_background"]
}
variable "who" { default = "Ada" }`)
	write(t, dir, "approvals.shoot.hcl", `approval "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" {
  verdict  = "approved"
  reviewer = var.who
}
approval "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" {
  verdict = "rejected"
  note    = "too \"dark\" $${x}"
}`)
	c, diags := Load(dir, Inputs{})
	if diags.HasErrors() || len(c.Approvals) != 2 || c.Settings.Deliver != "approved" {
		t.Fatalf("%d approvals, deliver %q, %v", len(c.Approvals), c.Settings.Deliver, diags)
	}
	first, second := c.Approvals[0], c.Approvals[1]
	if !first.Approved || first.Reviewer != "Ada" || first.Object[:4] != "0123" || first.Source.Line != 1 {
		t.Errorf("%+v", first)
	}
	if second.Approved || second.Note != `too "dark" ${x}` || second.Source.Line != 5 {
		t.Errorf("%+v", second)
	}
}
