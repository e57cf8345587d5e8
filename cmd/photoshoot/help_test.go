package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/commands.md anew")

const commandsPage = "../../docs/commands.md"

// TestHelp asks every command for its help, and holds docs/commands.md against it.
func TestHelp(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Commands\n\nWhat `photoshoot help COMMAND` prints, for reading at leisure. " +
		"`go test ./cmd/photoshoot -run Help -update` writes this page.\n")
	names := verbNames()
	for _, use := range []string{"serve", "cutout", "render"} {
		names = append(names, "studio "+use)
	}
	for _, name := range names {
		text := helpOf(t, name)
		if !strings.HasPrefix(text, "Usage: photoshoot "+name) {
			t.Errorf("help %s begins with %.40q", name, text)
		}
		if !strings.Contains(name, " ") && name != "version" && !strings.Contains(text, "\nExamples:\n  photoshoot") {
			t.Errorf("help %s shows no example", name)
		}
		page.WriteString("\n## " + name + "\n\n```text\n" + strings.TrimSpace(text) + "\n```\n")
	}
	if *update {
		if err := os.WriteFile(commandsPage, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(commandsPage)
	if err != nil || string(written) != page.String() {
		t.Errorf("%s is not what the commands say (%v): write it with go test ./cmd/photoshoot -run Help -update", commandsPage, err)
	}
}

func helpOf(t *testing.T, name string) string {
	t.Helper()
	var out, faults bytes.Buffer
	a := &app{dir: t.TempDir(), view: &view{out: &out, err: &faults, noColor: true, width: 80}}
	if code := run(append([]string{"help"}, strings.Fields(name)...), a); code != 0 || faults.Len() > 0 {
		t.Errorf("help %s ends with %d: %s", name, code, faults.String())
	}
	return out.String()
}
