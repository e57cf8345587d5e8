// Bad fixtures: inputs at fault, with exactly what is said of each beside its line.

package spec

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/txtar"
)

// knownPresets are ids of the service that its public example names.
var knownPresets = []string{"white_background", "thanksgiving_rustic_scene", "on_platform_natural_beige_background"}

// unpack writes an archive's files into a folder. Its comment may give the run's inputs,
// as lines "-var name=value", "-var-file name" and "NAME=value" of the environment.
func unpack(t testing.TB, path string) (dir string, in Inputs, files map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, files = t.TempDir(), map[string]string{}
	for _, f := range archive.Files {
		write(t, dir, f.Name, string(f.Data))
		files[f.Name] = string(f.Data)
	}
	in = Inputs{KnownPresets: knownPresets, Version: "0.3.0"}
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		switch word, rest, _ := strings.Cut(line, " "); {
		case word == "-var":
			in.Vars = append(in.Vars, rest)
		case word == "-var-file":
			in.VarFiles = append(in.VarFiles, filepath.Join(dir, rest))
		case strings.HasPrefix(line, environPrefix):
			in.Environ = append(in.Environ, line)
		}
	}
	return dir, in, files
}

func write(t testing.TB, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// expandAll loads a folder and gives everything that it comes to, and everything at fault.
func expandAll(dir string, in Inputs) (*Config, []*Product, hcl.Diagnostics) {
	c, diags := Load(dir, in)
	if diags.HasErrors() {
		return c, nil, diags
	}
	var products []*Product
	diags = append(diags, c.Products(func(p *Product) bool { products = append(products, p); return true })...)
	_, more := c.Results()
	return c, products, append(diags, more...)
}

// want is an expected diagnostic.
type want struct {
	file string // empty: it has no place
	line int
	re   *regexp.Regexp
}

var quoted = regexp.MustCompile("`[^`]*`")

// wants finds the expectations: comments `# want` beside a line of HCL, and lines such as
// spring.csv:3 `...` in a file called want, for catalogues, JSON and what has no place.
func wants(t *testing.T, files map[string]string) []want {
	var list []want
	add := func(file string, line int, text string) {
		for _, q := range quoted.FindAllString(text, -1) {
			list = append(list, want{file, line, regexp.MustCompile(strings.Trim(q, "`"))})
		}
	}
	for name, data := range files {
		for i, line := range strings.Split(data, "\n") {
			if name != "want" {
				if _, text, ok := strings.Cut(line, "# want "); ok && strings.Contains(name, ".hcl") {
					add(name, i+1, text)
				}
				continue
			}
			place, text, _ := strings.Cut(line, " ")
			file, number, _ := strings.Cut(place, ":")
			n, _ := strconv.Atoi(number)
			add(file, n, text)
		}
	}
	if len(list) == 0 {
		t.Fatal("the archive expects no fault")
	}
	return list
}

// TestBad demands exactly the diagnostics that stand beside the lines.
func TestBad(t *testing.T) {
	paths, _ := filepath.Glob("testdata/bad/*.txtar")
	total := 0
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			dir, in, files := unpack(t, path)
			expected := wants(t, files)
			total += len(expected)
			c, _, diags := expandAll(dir, in)
			for _, d := range diags {
				matched := slices.IndexFunc(expected, func(w want) bool { return w.matches(dir, d) })
				if matched < 0 {
					t.Errorf("unexpected: %s", describe(dir, d))
					continue
				}
				expected = slices.Delete(expected, matched, matched+1)
			}
			for _, w := range expected {
				t.Errorf("missing: %s:%d %s", w.file, w.line, w.re)
			}
			renders(t, c, diags)
		})
	}
	if total < 80 {
		t.Errorf("%d bad inputs are fewer than 80", total)
	}
}

func (w *want) matches(dir string, d *hcl.Diagnostic) bool {
	file, line := "", 0
	if d.Subject != nil {
		file, _ = filepath.Rel(dir, d.Subject.Filename)
		line = d.Subject.Start.Line
	}
	return file == w.file && line == w.line && w.re.MatchString(d.Summary+": "+d.Detail)
}

func describe(dir string, d *hcl.Diagnostic) string {
	place := ""
	if d.Subject != nil {
		file, _ := filepath.Rel(dir, d.Subject.Filename)
		place = fmt.Sprintf("%s:%d", file, d.Subject.Start.Line)
	}
	return fmt.Sprintf("%s `%s: %s`", place, d.Summary, d.Detail)
}

// renders holds what is said to people against the rules of wording.
func renders(t *testing.T, c *Config, diags hcl.Diagnostics) {
	t.Helper()
	var b strings.Builder
	if err := hcl.NewDiagnosticTextWriter(&b, c.Files(), 78, false).WriteDiagnostics(diags); err != nil {
		t.Error(err)
	}
	for _, d := range diags {
		switch {
		case d.Summary == "" || strings.HasSuffix(d.Summary, ".") || strings.ToUpper(d.Summary[:1]) != d.Summary[:1]:
			t.Errorf("summary %q is not in sentence case without a full stop", d.Summary)
		case !strings.HasSuffix(d.Detail, ".") && !strings.HasSuffix(d.Detail, "?") && !strings.HasSuffix(d.Detail, "}"):
			t.Errorf("detail %q is no sentence", d.Detail)
		case d.Subject != nil && strings.Contains(b.String(), "source code not available"):
			t.Errorf("a fault is shown without an excerpt:\n%s", b.String())
		}
	}
}
