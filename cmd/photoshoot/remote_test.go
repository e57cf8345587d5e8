package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"photoshoot/engine/studio"
)

const remoteConfig = `
photoshoot { allow_ephemeral_state = true }
provider "adcreative" {
  endpoint       = "%s"
  application_id = "6a9d3f2c-1b0e-4c7f-a8d5-e3f0c1b9a4d6"
}
defaults { render_kinds = ["medium_banner"] }
product "mug" {
  image   = "mug.jpg"
  presets = ["white_background", "light_blue_background"]
}
`

// TestRemote runs the command against a studio on a port, as against any server of the
// contract: with the wrong credentials, with the right ones, and with nothing to do.
func TestRemote(t *testing.T) {
	server, st := closedStudio(t)
	dir := shootFolder(t)
	config := strings.Replace(remoteConfig, "%s", server.URL, 1)
	if err := os.WriteFile(filepath.Join(dir, "main.shoot.hcl"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := remote(dir, "wrong")
	if codeOf(err) != "1" || !strings.Contains(out, "Api key or secret is missing or invalid") ||
		!strings.Contains(out, "check the application's id, key, secret and private key") {
		t.Errorf("wrong credentials end with %s:\n%s", codeOf(err), out)
	}
	out, err = remote(dir, "right")
	if err != nil || !strings.Contains(out, "Apply complete: 2 made") || !strings.Contains(out, "Credits: 2.") {
		t.Fatalf("right credentials: %v\n%s", err, out)
	}
	if strings.Contains(out, "canary") {
		t.Errorf("the output shows a secret:\n%s", out)
	}
	if len(pictures(t, dir)) != 2 {
		t.Errorf("%d pictures, want 2", len(pictures(t, dir)))
	}
	server.Close() // law 2: nothing to do, no connection
	if out, err = remote(dir, "right"); err != nil || !strings.Contains(out, "No changes.") {
		t.Errorf("with nothing to do and no server: %v\n%s", err, out)
	}
	for _, n := range st.Stats() {
		if n.Recommendations != 1 || n.Generations != 1 || n.Downloads != 2 {
			t.Errorf("asked for %+v; want one recommendation, one generation, two downloads", n)
		}
	}
}

// closedStudio serves one application on a port of its own.
func closedStudio(t *testing.T) (*httptest.Server, *studio.Studio) {
	t.Helper()
	st, err := studio.New(studio.Config{Dir: t.TempDir(), Workers: 2, Applications: []studio.Application{{
		ID:  uuid.MustParse("6a9d3f2c-1b0e-4c7f-a8d5-e3f0c1b9a4d6"),
		Key: "canary-key", Secret: "canary-secret-right", PrivateKey: "canary-private", Credits: 10,
	}}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(st)
	t.Cleanup(func() {
		server.Close()
		st.Close(t.Context())
	})
	return server, st
}

// remote applies with credentials of which the secret's end is given.
func remote(dir, secret string) (string, error) {
	cmd := exec.Command("photoshoot", "apply", "-auto-approve")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "ADCREATIVE_API_KEY=canary-key",
		"ADCREATIVE_API_SECRET=canary-secret-"+secret, "ADCREATIVE_JWT_PRIVATE_KEY=canary-private")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
