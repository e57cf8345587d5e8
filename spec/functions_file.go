// Functions that read files: they read, and nothing else, and never without an end.

package spec

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// folder resolves the paths that functions are given.
type folder string

func (d folder) path(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(d), name)
}

func (d folder) read(name string) ([]byte, error) {
	data, err := readRegular(d.path(name))
	if err != nil {
		return nil, function.NewArgErrorf(0, "the file %q cannot be read: %s", name, reason(err))
	}
	return data, nil
}

func (d folder) readText(name string) (string, error) {
	data, err := d.read(name)
	if err == nil && !utf8.Valid(data) {
		err = function.NewArgErrorf(0, "the file %q is not text in UTF-8", name)
	}
	return string(data), err
}

func fileFunctions(dir string) map[string]function.Function {
	d := folder(dir)
	digest := func(sum func([]byte) string) function.Function {
		return textFunction(cty.String, func(a []string) (cty.Value, error) {
			data, err := d.read(a[0])
			return cty.StringVal(sum(data)), err
		}, "path")
	}
	return map[string]function.Function{
		"abspath":    textFunction(cty.String, d.absolute, "path"),
		"basename":   textFunction(cty.String, func(a []string) (cty.Value, error) { return cty.StringVal(path.Base(filepath.ToSlash(a[0]))), nil }, "path"),
		"dirname":    textFunction(cty.String, func(a []string) (cty.Value, error) { return cty.StringVal(path.Dir(filepath.ToSlash(a[0]))), nil }, "path"),
		"file":       textFunction(cty.String, func(a []string) (cty.Value, error) { s, err := d.readText(a[0]); return cty.StringVal(s), err }, "path"),
		"fileexists": textFunction(cty.Bool, d.exists, "path"),
		"fileset":    textFunction(cty.Set(cty.String), d.glob, "path", "pattern"),
		"filebase64": digest(base64.StdEncoding.EncodeToString),
		"filemd5":    digest(md5Hex), "filesha1": digest(sha1Hex), "filesha256": digest(sha256Hex), "filesha512": digest(sha512Hex),
	}
}

func (d folder) absolute(a []string) (cty.Value, error) {
	abs, err := filepath.Abs(d.path(a[0]))
	return cty.StringVal(filepath.ToSlash(abs)), err
}

func (d folder) exists(a []string) (cty.Value, error) {
	info, err := os.Stat(d.path(a[0]))
	if errors.Is(err, fs.ErrNotExist) {
		return cty.False, nil
	}
	if err != nil {
		return cty.NilVal, function.NewArgErrorf(0, "%q cannot be looked at: %s", a[0], reason(err))
	}
	return cty.BoolVal(info.Mode().IsRegular()), nil
}

// glob lists the files below a folder that a pattern matches, relative to that folder.
func (d folder) glob(a []string) (cty.Value, error) {
	names, err := doublestar.Glob(os.DirFS(d.path(a[0])), path.Clean(a[1]), doublestar.WithFilesOnly())
	if err != nil {
		return cty.NilVal, function.NewArgErrorf(1, "%q is not a pattern", a[1])
	}
	if len(names) == 0 {
		return cty.SetValEmpty(cty.String), nil
	}
	values := make([]cty.Value, len(names))
	for i, n := range names {
		values[i] = cty.StringVal(n)
	}
	return cty.SetVal(values), nil
}

// templateFunctions evaluate a file as a template. A template calls the other functions,
// but no further template, which could go round in circles.
func templateFunctions(dir string, others map[string]function.Function) map[string]function.Function {
	d := folder(dir)
	render := func(args []cty.Value) (cty.Value, error) {
		name := args[0].AsString()
		src, err := d.readText(name)
		if err != nil {
			return cty.NilVal, err
		}
		if t := args[1].Type(); !t.IsObjectType() && !t.IsMapType() {
			return cty.NilVal, function.NewArgErrorf(1, "it must be a map of the template's variables")
		}
		expr, diags := hclsyntax.ParseTemplate([]byte(src), name, hcl.InitialPos)
		if diags.HasErrors() {
			return cty.NilVal, diags
		}
		v, diags := expr.Value(&hcl.EvalContext{Variables: args[1].AsValueMap(), Functions: others})
		if diags.HasErrors() {
			return cty.NilVal, diags
		}
		return v, nil
	}
	return map[string]function.Function{"templatefile": function.New(&function.Spec{
		Params: []function.Parameter{textParam("path"), anyParam("vars")},
		Type: func(args []cty.Value) (cty.Type, error) {
			if !args[0].IsKnown() || !args[1].IsKnown() {
				return cty.DynamicPseudoType, nil
			}
			v, err := render(args)
			return v.Type(), err
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return render(args) },
	})}
}
