// Safe names: a product's name as part of a path that every file system takes.

package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSafeName leaves room for the rest of a path segment, of which file systems take 255 bytes.
const maxSafeName = 120

// safeName is name where every file system takes it as it is; otherwise what it does not
// take becomes "_", and "~" and a digest of the name follow. Different names stay different:
// a name that has a "~" of its own is never taken as it is.
func safeName(name string) string {
	if safeAsItIs(name) {
		return name
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(name, "_")) {
		if b.Len()+utf8.RuneLen(r) > maxSafeName {
			break
		}
		if !safeRune(r) {
			r = '_'
		}
		b.WriteRune(r)
	}
	sum := sha256.Sum256([]byte(name))
	stem := strings.Trim(b.String(), ". ")
	if deviceName(stem) {
		stem = "_" + stem
	}
	return stem + "~" + hex.EncodeToString(sum[:4])
}

func safeAsItIs[T string | []byte](name T) bool {
	ascii := true
	for i := range len(name) {
		c := name[i]
		ascii = ascii && c < utf8.RuneSelf
		if c < utf8.RuneSelf && !safeASCII(c) {
			return false
		}
	}
	switch {
	case len(name) == 0 || len(name) > maxSafeName:
		return false
	case name[0] == '.' || name[0] == ' ' || name[len(name)-1] == '.' || name[len(name)-1] == ' ':
		return false
	case !ascii && !safeUnicode(string(name)):
		return false
	}
	return !deviceName(name)
}

func safeUnicode(name string) bool {
	unsafe := func(r rune) bool { return !safeRune(r) }
	return utf8.ValidString(name) && norm.NFC.IsNormalString(name) && !strings.ContainsFunc(name, unsafe)
}

// safeRune refuses what Windows refuses in a name, and what nobody sees.
func safeRune(r rune) bool {
	if r < utf8.RuneSelf {
		return safeASCII(byte(r))
	}
	return unicode.IsGraphic(r) && r != utf8.RuneError
}

func safeASCII(c byte) bool {
	switch c {
	case '<', '>', ':', '"', '/', '\\', '|', '?', '*', '~', 0x7f:
		return false
	}
	return c >= ' '
}

// deviceName says whether Windows would open a device under this name, with any ending.
func deviceName[T string | []byte](name T) bool {
	stem := len(name)
	for i := range len(name) {
		if name[i] == '.' {
			stem = i
			break
		}
	}
	if stem != 3 && stem != 4 {
		return false
	}
	switch word := strings.ToUpper(string(name[:stem])); word[:3] {
	case "CON", "PRN", "AUX", "NUL":
		return stem == 3
	case "COM", "LPT":
		return stem == 4 && word[3] >= '0' && word[3] <= '9'
	}
	return false
}
