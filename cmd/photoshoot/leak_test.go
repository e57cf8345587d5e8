package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// canaryConfig takes a sensitive value to where it may go.
const canaryConfig = `
variable "application" {
  sensitive = true
}
variable "token" {
  default   = "canary-default"
  sensitive = true
}
provider "adcreative" {
  endpoint       = "%s"
  application_id = var.application
}
defaults { render_kinds = ["medium_banner"] }
product "mug" {
  image   = "mug.jpg"
  presets = ["white_background"]
}
output "token" {
  value     = var.token
  sensitive = true
}
`

// TestNoSecretLeaves plants secrets in the environment, on the command line and in the
// configuration, does all kinds of things, also in vain, and looks for them in every file
// and every line.
func TestNoSecretLeaves(t *testing.T) {
	server, _ := closedStudio(t)
	dir := shootFolder(t)
	if err := os.WriteFile(filepath.Join(dir, "main.shoot.hcl"), []byte(strings.Replace(canaryConfig, "%s", server.URL, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	const application, secret = "6a9d3f2c-1b0e-4c7f-a8d5-e3f0c1b9a4d6", "canary-secret-right"
	var said bytes.Buffer
	do := func(secret, code string, args ...string) {
		t.Helper()
		cmd := exec.Command("photoshoot", args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &said, &said
		cmd.Env = append(os.Environ(), "NO_COLOR=1", "CI=", // whatever runs the test
			"PHOTOSHOOT_LOG=debug", "ADCREATIVE_API_KEY=canary-key", "ADCREATIVE_API_SECRET="+secret,
			"ADCREATIVE_JWT_PRIVATE_KEY=canary-private", "PHOTOSHOOT_VAR_application="+application)
		if err := cmd.Run(); codeOf(err) != code {
			t.Errorf("photoshoot %v ends with %s, want %s:\n%s", args, codeOf(err), code, said.String())
		}
	}
	do(secret, "0", "plan", "-var=token=canary-var", "-out=plan.json")
	do("canary-secret-wrong", "1", "apply", "plan.json")
	do(secret, "0", "apply", "plan.json")
	do(secret, "0", "show")
	do(secret, "0", "show", "-json")
	do(secret, "0", "show", "-json", "plan.json")
	do(secret, "7", "apply", "plan.json")
	do(secret, "0", "plan", "-json", "-replace=product.mug")

	canaries := []string{"canary", application}
	leak := func(where string, data []byte) {
		for _, c := range canaries {
			if bytes.Contains(data, []byte(c)) {
				t.Errorf("%s holds %q", where, c)
			}
		}
	}
	leak("the output", said.Bytes())
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".shoot.hcl") {
			return err
		}
		data, err := os.ReadFile(path)
		leak(path, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoSecretInACrash has the command panic while it holds secrets.
func TestNoSecretInACrash(t *testing.T) {
	dir := shootFolder(t)
	var said bytes.Buffer
	v := newView(func(string) string { return "" })
	v.out, v.err = &said, &said
	a := &app{dir: dir, environ: []string{"ADCREATIVE_API_KEY=canary-key", "PHOTOSHOOT_VAR_token=canary-var"}, stdin: crashing{}, view: v}
	code := run([]string{"apply"}, a)
	if code != exitError || !strings.Contains(said.String(), "photoshoot has a fault: the terminal is gone") {
		t.Errorf("exit code %d:\n%s", code, said.String())
	}
	if strings.Contains(said.String(), "canary") {
		t.Errorf("a secret shows:\n%s", said.String())
	}
	st, err := (&app{dir: dir, view: v}).load(inputs{})
	if err != nil {
		t.Fatal(err)
	}
	store, err := st.lock(context.Background(), "test", 0)
	if err != nil {
		t.Errorf("the crash left the lock behind: %v", err)
		return
	}
	store.Close()
}

// crashing is a terminal that nobody can read from.
type crashing struct{ io.Reader }

func (crashing) Read([]byte) (int, error) { panic("the terminal is gone") }
