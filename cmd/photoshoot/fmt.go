// fmt: configuration files laid out as the language is usually written.

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/diff"

	"photoshoot/spec"
)

// formatter is one run of fmt.
type formatter struct {
	app                    *app
	check, diff, recursive bool
	changed                []string // files that were not laid out
	faulty                 bool
}

func formatVerb(_ context.Context, a *app, args []string) error {
	f := &formatter{app: a}
	fs := a.flags("fmt")
	fs.BoolVar(&f.check, "check", false, "write nothing; exit with 1 where a file is not laid out")
	fs.BoolVar(&f.diff, "diff", false, "print what changes")
	fs.BoolVar(&f.recursive, "recursive", false, "go into the folders below, too")
	if err := a.parse(fs, args, -1); err != nil {
		return err
	}
	names := fs.Args()
	if len(names) == 0 {
		names = []string{"."}
	}
	for _, name := range names {
		if err := f.named(name); err != nil {
			return err
		}
	}
	if f.faulty || f.check && len(f.changed) > 0 {
		return exit(exitError)
	}
	return nil
}

// named lays out a file, the files of a folder, or, with -, what stdin holds.
func (f *formatter) named(name string) error {
	if name == "-" {
		return f.stdin()
	}
	path := f.app.path(name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return &advised{fmt.Errorf("%s cannot be read: %w", name, reason(err)), "Name files, folders, or - for stdin."}
	case info.IsDir():
		return f.folder(path)
	}
	return f.file(path)
}

func (f *formatter) folder(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (!f.recursive || strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.Type().IsRegular() && isLanguage(d.Name()):
			return f.file(path)
		}
		return nil
	})
}

// isLanguage says whether a file of a folder is written in the native syntax.
func isLanguage(name string) bool {
	return strings.HasSuffix(name, ".shoot.hcl") || strings.HasSuffix(name, ".auto.vars") || name == "photoshoot.vars"
}

func (f *formatter) file(path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name := shown(path)
	out, ok := f.lay(src, name)
	if !ok || bytes.Equal(src, out) {
		return nil
	}
	f.changed = append(f.changed, name)
	f.app.view.print("%s\n", name)
	if f.diff {
		f.app.view.print("%s", diff.Diff("old/"+name, src, "new/"+name, out))
	}
	if f.check {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return writeWhole(path, info.Mode().Perm(), out)
}

// lay gives the text laid out. False: it has faults, which were printed.
func (f *formatter) lay(src []byte, name string) ([]byte, bool) {
	out, diags := spec.FormatSource(src, name)
	if diags.HasErrors() {
		f.faulty = true
		f.app.view.excerpts(diags, map[string]*hcl.File{name: {Bytes: src}})
		return nil, false
	}
	return out, true
}

// stdin lays out what comes in, and prints it.
func (f *formatter) stdin() error {
	src, err := io.ReadAll(f.app.stdin)
	if err != nil {
		return fmt.Errorf("reading stdin: %w", err)
	}
	out, ok := f.lay(src, "<stdin>")
	if !ok {
		return nil
	}
	if !bytes.Equal(src, out) {
		f.changed = append(f.changed, "<stdin>")
	}
	switch {
	case f.diff:
		f.app.view.print("%s", diff.Diff("old/stdin", src, "new/stdin", out))
	case !f.check:
		f.app.view.print("%s", out)
	}
	return nil
}
