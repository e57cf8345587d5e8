// Good fixtures: whole configurations with what they come to, in whatever order they are written.

package spec

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found as what is expected")

// TestGood demands the expansion that each archive ends with.
func TestGood(t *testing.T) {
	paths, _ := filepath.Glob("testdata/good/*.txtar")
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			dir, in, files := unpack(t, path)
			got := expansionOf(t, dir, in)
			if *update {
				rewrite(t, path, got)
				return
			}
			if got != files["want"] {
				t.Errorf("got:\n%s\nwant:\n%s", got, files["want"])
			}
		})
	}
}

// TestShuffled scatters the blocks over files with other names and in another order.
func TestShuffled(t *testing.T) {
	paths, _ := filepath.Glob("testdata/good/*.txtar")
	random := rand.New(rand.NewPCG(1, 2))
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			dir, in, files := unpack(t, path)
			var blocks []string
			for name, data := range files {
				if !strings.HasSuffix(name, ".shoot.hcl") {
					continue
				}
				os.Remove(filepath.Join(dir, name))
				blocks = append(blocks, blocksOf(t, data)...)
			}
			random.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
			for i, block := range blocks {
				write(t, dir, fmt.Sprintf("%c.shoot.hcl", 'z'-i%5), readIf(dir, fmt.Sprintf("%c.shoot.hcl", 'z'-i%5))+block+"\n")
			}
			if got := expansionOf(t, dir, in); got != files["want"] {
				t.Errorf("shuffled:\n%s\nwant:\n%s", got, files["want"])
			}
		})
	}
}

func readIf(dir, name string) string {
	data, _ := os.ReadFile(filepath.Join(dir, name))
	return string(data)
}

func blocksOf(t *testing.T, data string) []string {
	file, diags := hclsyntax.ParseConfig([]byte(data), "", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var blocks []string
	for _, b := range file.Body.(*hclsyntax.Body).Blocks {
		blocks = append(blocks, string(b.Range().SliceBytes([]byte(data))))
	}
	return blocks
}

func rewrite(t *testing.T, path, got string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range archive.Files {
		if archive.Files[i].Name == "want" {
			archive.Files[i].Data = []byte(got)
		}
	}
	if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// expansionOf writes everything that a folder comes to, without where it stands.
func expansionOf(t *testing.T, dir string, in Inputs) string {
	t.Helper()
	c, products, diags := expandAll(dir, in)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "settings %+v\nprovider %+v\n", c.Settings, c.Provider)
	for _, p := range products {
		writeProduct(&b, p)
	}
	results, _ := c.Results()
	for _, o := range results.Outputs {
		fmt.Fprintf(&b, "output %s %s\n", o.Name, o.Value)
	}
	for _, k := range results.Checks {
		fmt.Fprintf(&b, "check %s %v %s\n", k.Name, k.Passed, k.Message)
	}
	for _, m := range c.Moves {
		fmt.Fprintf(&b, "moved %s %s\n", m.From, m.To)
	}
	for _, r := range c.Removals {
		fmt.Fprintf(&b, "removed %s %v\n", r.From, r.Destroy)
	}
	return b.String()
}

func writeProduct(b *bytes.Buffer, p *Product) {
	fmt.Fprintf(b, "%s image=%q name=%q", p.Address, p.Image, p.Name)
	if p.Description != "" {
		fmt.Fprintf(b, " description=%q", p.Description)
	}
	if p.PreventDestroy || len(p.IgnoreChanges) > 0 {
		fmt.Fprintf(b, " protected=%v ignored=%v", p.PreventDestroy, p.IgnoreChanges)
	}
	if r := p.Recommended; r.Presets+r.Prompts > 0 {
		fmt.Fprintf(b, " recommended=%d,%d", r.Presets, r.Prompts)
	}
	b.WriteByte('\n')
	for _, s := range p.Shots {
		fmt.Fprintf(b, "  %s preset=%q prompt=%q margin=%v style=%v\n", s.ID, s.Preset, s.Prompt, s.SafeMargin, s.SameStyle)
		for _, f := range s.Files {
			fmt.Fprintf(b, "    %s %s low=%v %s\n", f.Format.Name, f.Format.Type, f.Format.LowRes, f.Path)
		}
	}
}
