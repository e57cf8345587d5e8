// The words that a command line can go on with: commands, flags, values and addresses.

package main

import (
	"context"
	"flag"
	"slices"
	"strings"
	"unicode"

	"photoshoot/spec"
)

// mostSeen bounds how many products are looked at for an address: a shell waits for it.
const mostSeen = 50_000

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
