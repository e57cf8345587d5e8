// Completing: what may stand where the cursor is. The scripts of completion ask for it.

package main

import (
	"slices"
	"strings"
)

// candidate is one way to go on.
type candidate struct{ text, about string }

// complete prints the ways in which a command line can go on; its last word is the one
// being typed. Where it prints nothing, the shell offers files.
func (a *app) complete(words []string) {
	words, cut := joined(words)
	if len(words) == 0 {
		return
	}
	before, current := words[:len(words)-1], strings.ReplaceAll(words[len(words)-1], `"`, "")
	for _, c := range a.candidates(before, current) {
		if strings.HasPrefix(c.text, current) {
			a.view.print("%s\t%s\n", strings.TrimPrefix(c.text, cut), c.about)
		}
	}
}

// joined puts words together that bash takes apart at the sign =. Cut is what the shell
// has of the last word already.
func joined(words []string) (whole []string, cut string) {
	for _, w := range words {
		cut = ""
		switch last := len(whole) - 1; {
		case last >= 0 && w == "=" && isFlag(whole[last]) && !strings.Contains(whole[last], "="):
			whole[last] += w
			cut = whole[last]
		case last >= 0 && isFlag(whole[last]) && strings.HasSuffix(whole[last], "=") && !isFlag(w):
			cut = whole[last]
			whole[last] += w
		default:
			whole = append(whole, w)
		}
	}
	return whole, cut
}

// candidates are the ways to go on behind the words before.
func (a *app) candidates(before []string, current string) []candidate {
	name, rest, err := a.globals(before)
	switch {
	case err != nil:
		return nil
	case name == "" || name == "help" && len(rest) == 0:
		return commands()
	}
	i := slices.IndexFunc(verbs(), func(v verb) bool { return v.name == name })
	if i < 0 {
		return nil
	}
	v := verbs()[i]
	words := slices.DeleteFunc(slices.Clone(rest), isFlag)
	flags := a.flagsOf(v, words)
	if n := len(rest); n > 0 && isFlag(rest[n-1]) {
		if f := flags[strings.TrimLeft(rest[n-1], "-")]; f != nil && !isSwitch(f) {
			return a.values(f.Name, current)
		}
	}
	if typed, value, found := strings.Cut(current, "="); found && isFlag(current) {
		list := a.values(strings.TrimLeft(typed, "-"), value)
		for i := range list {
			list[i].text = typed + "=" + list[i].text
		}
		return list
	}
	if isFlag(current) {
		return offered(flags)
	}
	return a.arguments(v, words, current)
}

func isFlag(word string) bool { return strings.HasPrefix(word, "-") }
