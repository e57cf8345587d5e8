// Completing: what may stand where the cursor is. The scripts of completion ask for it.

package main

import (
	"context"
	"flag"
	"slices"
	"strings"
	"unicode"

	"photoshoot/spec"
)

// candidate is one way to go on.
type candidate struct{ text, about string }

// mostSeen bounds how many products are looked at for an address: a shell waits for it.
const mostSeen = 50_000

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

// commands are the verbs, for the first word.
func commands() []candidate {
	list := []candidate{{"help", "Show the flags and examples of a command"}}
	for _, v := range verbs() {
		list = append(list, candidate{v.name, v.brief})
	}
	return list
}

// flagsOf has a verb tell its flags: it registers them before it looks at anything else.
func (a *app) flagsOf(v verb, words []string) map[string]*flag.Flag {
	asked := *a
	flags := map[string]*flag.Flag{}
	asked.help = func(fs *flag.FlagSet) {
		fs.VisitAll(func(f *flag.Flag) { flags[f.Name] = f })
	}
	v.run(context.Background(), &asked, append(words[:min(len(words), 1)], "-help"))
	return flags
}

// offered are flags as they are typed; those that take a value end with the sign for it.
func offered(flags map[string]*flag.Flag) []candidate {
	var list []candidate
	for name, f := range flags {
		_, about := flag.UnquoteUsage(f)
		if name = "-" + name; !isSwitch(f) {
			name += "="
		}
		list = append(list, candidate{name, about})
	}
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(a.text, b.text) })
	return list
}

func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// values are what a flag may be set to, where that can be known.
func (a *app) values(name, current string) []candidate {
	switch name {
	case "target", "exclude", "replace":
		return a.addresses(current)
	case "only":
		return plain([]string{"failed"})
	case "preset":
		return plain(presetIDs())
	case "pictures":
		return plain([]string{"auto", "kitty", "sixel", "none"})
	case "render-kind":
		return plain(spec.RenderKindNames())
	}
	return nil
}

// arguments are what may follow that is no flag.
func (a *app) arguments(v verb, words []string, current string) []candidate {
	subs := subcommands(v)
	if len(subs) > 0 && len(words) == 0 {
		return plain(subs)
	}
	switch use := strings.Join(append([]string{v.name}, words...), " "); {
	case use == "presets show":
		return plain(presetIDs())
	case use == "catalog preview":
		config, _ := a.read(inputs{})
		return plain(config.Catalogs())
	case strings.Contains(v.usage, "ADDRESS"), v.name == "state" && len(words) > 0 && !strings.HasPrefix(words[0], "pu"):
		return a.addresses(current)
	}
	return nil
}

// subcommands are the words of which a verb needs one, such as list and show.
func subcommands(v verb) []string {
	first, _, _ := strings.Cut(v.usage, " ")
	if first == "" || strings.ContainsFunc(first, func(r rune) bool { return r != '|' && !unicode.IsLower(r) }) {
		return nil
	}
	return strings.Split(first, "|")
}

// addresses are those of the products that the configuration asks for, and of the shots of
// the one that is typed already. Quotes are left out: shells eat them.
func (a *app) addresses(current string) []candidate {
	config, diags := a.read(inputs{})
	if diags.HasErrors() {
		return nil
	}
	var list []candidate
	bare := func(address string) string { return strings.ReplaceAll(address, `"`, "") }
	seen := 0
	config.Products(func(p *spec.Product) bool {
		if address := bare(p.Address); strings.HasPrefix(current, address+".") {
			for i := range p.Shots {
				list = append(list, candidate{bare(p.Shots[i].Address(p.Address)), ""})
			}
		} else {
			list = append(list, candidate{address, p.Name})
		}
		seen++
		return seen < mostSeen
	})
	return list
}

func plain(texts []string) []candidate {
	var list []candidate
	for _, t := range texts {
		list = append(list, candidate{t, ""})
	}
	return list
}
