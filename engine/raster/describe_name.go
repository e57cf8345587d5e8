// What a file's name says of a product.

package raster

import (
	"strings"
	"unicode"
)

// named is what a file name says of a product, as far as its words are known.
type named struct {
	noun   string // with the known words before it: "bamboo glass jar"; empty when it says nothing
	kind   string // of nounTable
	colour string // as the name says it
	many   bool   // the noun is a plural
}

// nameFromFile reads a file's name. Camera prefixes, counters, sizes, hashes, shops
// and brands fall away, because only words for things and their make are kept.
func nameFromFile(file string) named {
	var n named
	var run []string // known words that stand together
	for _, word := range wordsOf(file) {
		kind, many := wordKind(word)
		switch {
		case isColourWord(word) && n.colour == "":
			n.colour = word
		case kind != "":
			run = append(run, word)
			n.noun, n.kind, n.many = strings.Join(run, " "), kind, many
		case isAttribute(word):
			if word != "and" || len(run) > 0 {
				run = append(run, word)
			}
		default:
			run = nil
		}
	}
	return n
}

// wordsOf cuts a file's name into lower-case words: at what is no letter, and inside
// camelCase. Pieces that mix letters and digits are no words but hashes, sizes and
// counters; an empty word stands for each.
func wordsOf(file string) []string {
	if i := strings.LastIndexAny(file, `/\`); i >= 0 {
		file = file[i+1:]
	}
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		file = file[:i]
	}
	pieces := strings.FieldsFunc(file, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	var words []string
	for _, piece := range pieces {
		piece = strings.TrimRightFunc(piece, unicode.IsDigit)
		if piece == "" || strings.ContainsFunc(piece, unicode.IsDigit) {
			words = append(words, "")
			continue
		}
		words = append(words, camelWords(piece)...)
	}
	return joinShirt(words)
}

// camelWords splits RedLeatherBag and USBCable, not IMG.
func camelWords(piece string) []string {
	runes := []rune(piece)
	var words []string
	from := 0
	for i := 1; i < len(runes); i++ {
		rises := unicode.IsUpper(runes[i]) && unicode.IsLower(runes[i-1])
		ends := i+1 < len(runes) && unicode.IsUpper(runes[i-1]) && unicode.IsUpper(runes[i]) && unicode.IsLower(runes[i+1])
		if rises || ends {
			words = append(words, strings.ToLower(string(runes[from:i])))
			from = i
		}
	}
	if from < len(runes) {
		words = append(words, strings.ToLower(string(runes[from:])))
	}
	return words
}

// joinShirt makes one word of the one noun that is often written as two.
func joinShirt(words []string) []string {
	var joined []string
	for _, w := range words {
		if len(joined) > 0 && joined[len(joined)-1] == "t" && strings.HasPrefix(w, "shirt") {
			joined[len(joined)-1] = "t" + w
			continue
		}
		joined = append(joined, w)
	}
	return joined
}
