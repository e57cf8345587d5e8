// Functions on texts that cty's standard library leaves to its users.

package spec

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func textParam(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.String}
}

// textFunction makes a function of texts that gives a value of one type.
func textFunction(result cty.Type, do func(args []string) (cty.Value, error), params ...string) function.Function {
	s := &function.Spec{Type: function.StaticReturnType(result)}
	for _, p := range params {
		s.Params = append(s.Params, textParam(p))
	}
	s.Impl = func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		texts := make([]string, len(args))
		for i, a := range args {
			texts[i] = a.AsString()
		}
		return do(texts)
	}
	return function.New(s)
}

func hasPrefix(s, p string) bool { return strings.HasPrefix(s, p) }
func hasSuffix(s, p string) bool { return strings.HasSuffix(s, p) }
func contains(s, p string) bool  { return strings.Contains(s, p) }

func textTest(param string, test func(s, p string) bool) function.Function {
	return textFunction(cty.Bool, func(a []string) (cty.Value, error) { return cty.BoolVal(test(a[0], a[1])), nil }, "str", param)
}

// replaceFunc replaces a text, or a pattern that stands between slashes.
func replaceFunc() function.Function {
	return textFunction(cty.String, func(a []string) (cty.Value, error) {
		if s := a[1]; len(s) > 1 && s[0] == '/' && s[len(s)-1] == '/' {
			re, err := regexp.Compile(s[1 : len(s)-1])
			if err != nil {
				return cty.NilVal, function.NewArgError(1, err)
			}
			return cty.StringVal(re.ReplaceAllString(a[0], a[2])), nil
		}
		return cty.StringVal(strings.ReplaceAll(a[0], a[1], a[2])), nil
	}, "str", "substr", "replace")
}

func base64DecodeFunc() function.Function {
	return textFunction(cty.String, func(a []string) (cty.Value, error) {
		data, err := base64.StdEncoding.DecodeString(a[0])
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(0, "it is not base64")
		}
		if !utf8.Valid(data) {
			return cty.NilVal, function.NewArgErrorf(0, "what it holds is not text in UTF-8")
		}
		return cty.StringVal(string(data)), nil
	}, "str")
}

func base64EncodeFunc() function.Function {
	return textFunction(cty.String, func(a []string) (cty.Value, error) {
		return cty.StringVal(base64.StdEncoding.EncodeToString([]byte(a[0]))), nil
	}, "str")
}

func urlEncodeFunc() function.Function {
	return textFunction(cty.String, func(a []string) (cty.Value, error) { return cty.StringVal(url.QueryEscape(a[0])), nil }, "str")
}

func digestFunc(sum func([]byte) string) function.Function {
	return textFunction(cty.String, func(a []string) (cty.Value, error) { return cty.StringVal(sum([]byte(a[0]))), nil }, "str")
}

func md5Hex(b []byte) string    { s := md5.Sum(b); return hex.EncodeToString(s[:]) }
func sha1Hex(b []byte) string   { s := sha1.Sum(b); return hex.EncodeToString(s[:]) }
func sha256Hex(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }
func sha512Hex(b []byte) string { s := sha512.Sum512(b); return hex.EncodeToString(s[:]) }
