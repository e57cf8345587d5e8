// Sources: the files of one folder, parsed, in any order.

package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
)

// sources are the parsed files, kept so that diagnostics can show excerpts.
type sources struct {
	dir    string
	parser *hclparse.Parser
	broken map[string]bool // files with syntax faults: what they declare is only known in part
}

// shown is a file of the folder as the user would type it.
func (s *sources) shown(name string) string { return filepath.ToSlash(filepath.Join(s.dir, name)) }

// listFolder gives the names in a folder that end with one of the suffixes, sorted.
func listFolder(dir string, suffixes ...string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~")
		wanted := func(suffix string) bool { return strings.HasSuffix(e.Name(), suffix) }
		if !e.IsDir() && !hidden && slices.ContainsFunc(suffixes, wanted) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// parseFolder reads the configuration files of the folder.
func (s *sources) parseFolder(f *faults) []hcl.Body {
	names, err := listFolder(s.dir, ".shoot.hcl", ".shoot.json")
	if err != nil {
		f.errorAt(hcl.Range{}, "Cannot read the folder", "The folder %s cannot be read: %s. Check that it exists and that you may read it.", s.dir, reason(err))
		return nil
	}
	if len(names) == 0 {
		f.errorAt(hcl.Range{}, "No configuration", "There is no *.shoot.hcl file in %s. Run `photoshoot init` to write a first one, or name another folder with -chdir.", s.describeDir())
	}
	var bodies []hcl.Body
	for _, name := range names {
		file, ok := s.parse(f, s.shown(name))
		if !ok {
			s.broken[s.shown(name)] = true
		}
		if file != nil && file.Body != nil {
			bodies = append(bodies, file.Body)
		}
	}
	return bodies
}

func (s *sources) describeDir() string {
	if s.dir == "." {
		return "this folder"
	}
	return s.dir
}

// parse reads one file in the syntax its name asks for. False: it has faults.
func (s *sources) parse(f *faults, path string) (*hcl.File, bool) {
	src, err := readRegular(path)
	if err != nil {
		f.errorAt(hcl.Range{}, "Cannot read a file", "The file %s cannot be read: %s.", path, reason(err))
		return nil, false
	}
	parse := s.parser.ParseHCL
	if strings.HasSuffix(path, ".json") {
		parse = s.parser.ParseJSON
	}
	file, diags := parse(src, path)
	f.add(diags...)
	return file, !diags.HasErrors()
}

// maxText is the size of a configuration or text file at which reading it is refused:
// far above any real one, and a bound on what one call of file() can cost.
const maxText = 64 << 20

// readRegular reads a whole file that is a file, and not a device or a pipe without an end.
func readRegular(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxText:
		return nil, fmt.Errorf("it has %d MiB, and the limit is %d MiB", info.Size()>>20, maxText>>20)
	}
	return os.ReadFile(path)
}

// reason is an error of the file system without the path, which the message names already.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// maxExcerpted is the size of a catalogue above which its faults are shown without an excerpt,
// because finding the line again takes longer than reading on.
const maxExcerpted = 1 << 20

// Files are the sources of the configuration, for the excerpts of diagnostics.
func (c *Config) Files() map[string]*hcl.File {
	files := maps.Clone(c.sources.parser.Files())
	for _, cat := range c.catalogs {
		info, err := os.Stat(cat.path)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxExcerpted {
			continue
		}
		if data, err := os.ReadFile(cat.path); err == nil && bytes.IndexByte(data, 0) < 0 {
			files[cat.shown] = &hcl.File{Bytes: legible(data)}
		}
	}
	return files
}

// legible puts a question mark for each byte that is no UTF-8, so that positions stay.
func legible(data []byte) []byte {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			data[i] = '?'
		}
		i += n
	}
	return data
}

// Diagnose makes an error at a place that a product carries, such as its ImageSource or Row.
func (c *Config) Diagnose(at Source, summary, detail string) *hcl.Diagnostic {
	d := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail}
	if at.Line == 0 {
		return d
	}
	d.Subject = &hcl.Range{Filename: at.File, Start: hcl.Pos{Line: at.Line, Column: at.Column}, End: hcl.Pos{Line: at.Line, Column: at.Column}}
	if file := c.Files()[at.File]; file != nil {
		d.Subject.Start, d.Subject.End = lineFrom(file.Bytes, at)
	}
	return d
}

// lineFrom is what is left of a line behind a place.
func lineFrom(src []byte, at Source) (start, end hcl.Pos) {
	start = hcl.InitialPos
	for line := range bytes.Lines(src) {
		if start.Line < at.Line {
			start = advance(start, line)
			continue
		}
		line = bytes.TrimRight(line, "\r\n")
		for n := 1; n < at.Column && len(line) > 0; n++ {
			_, size := utf8.DecodeRune(line)
			start = advance(start, line[:size])
			line = line[size:]
		}
		return start, advance(start, line)
	}
	return start, start
}
