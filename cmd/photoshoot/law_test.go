package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Imports    []string
	Dir        string
	GoFiles    []string
}

const module = "photoshoot/"

// ours says which of our packages each may import; what is not named may import none.
var ours = map[string][]string{
	"cmd/photoshoot":                   {"*"},
	"engine":                           {"spec", "state", "engine/adcreative", "engine/raster"},
	"engine/gallery":                   {"engine/raster"},
	"engine/studio":                    {"engine/adcreative", "engine/raster"},
	"engine/studio/studiotest":         {"engine/adcreative", "engine/raster", "engine/studio"},
	"engine/adcreative/adcreativetest": {"engine/adcreative"},
}

// foreign says which of our packages may import what; a package that is not named is free.
var foreign = map[string][]string{
	"database/sql":              {"state"},
	"modernc.org/sqlite":        {"state"},
	"net/http":                  {"engine/adcreative", "engine/adcreative/adcreativetest", "engine/studio", "cmd/photoshoot"},
	"github.com/hashicorp/hcl/": {"spec", "cmd/photoshoot"},
}

func TestImportLaw(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			if own, ok := strings.CutPrefix(imp, module); ok && !slices.Contains(ours[name], own) && !slices.Contains(ours[name], "*") {
				t.Errorf("%s imports %s", name, own)
			}
			for what, who := range foreign {
				if strings.HasPrefix(imp+"/", strings.TrimSuffix(what, "/")+"/") && !slices.Contains(who, name) {
					t.Errorf("%s imports %s, which is for %v", name, imp, who)
				}
			}
		}
	}
}

// TestTextLaw holds what imports do not show: who writes to the terminal, and that no
// package has an init.
func TestTextLaw(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, file := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, file))
			if err != nil {
				t.Fatal(err)
			}
			view := name == "cmd/photoshoot" && strings.HasPrefix(file, "view")
			if strings.Contains(string(text), "os.Stdout") && !view {
				t.Errorf("%s/%s writes to os.Stdout, which is for cmd/photoshoot/view*", name, file)
			}
			if regexp.MustCompile(`(?m)^func init\(\)`).Match(text) {
				t.Errorf("%s/%s has an init", name, file)
			}
			if name == "cmd/photoshoot" && strings.Count(string(text), "\n") > 200 {
				t.Errorf("%s/%s has more than 200 lines", name, file)
			}
		}
	}
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Dir,GoFiles", "photoshoot/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 6 {
		t.Fatalf("go list names %d packages", len(all))
	}
	return all
}
