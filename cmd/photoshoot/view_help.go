// Help: what each command is for, its flags, and examples to start from.

package main

import (
	"embed"
	"flag"
	"strings"
)

// helpTexts say of each command what it does and show how it is used.
//
//go:embed help/*.txt
var helpTexts embed.FS

// familiar are the flags of nearly all commands, which are listed last.
var familiar = []string{"var", "var-file", "state", "no-color"}

func (v *view) usage(list []verb) {
	v.print("Usage: photoshoot [-chdir=FOLDER] COMMAND [FLAGS]\n\nProduct photography as code: declare products and scenes in *.shoot.hcl files.\n\nCommands:\n")
	for _, c := range list {
		v.print("  %-10s %s\n", c.name, c.brief)
	}
	v.print("\nphotoshoot help COMMAND shows its flags and examples.\n")
}

// verbUsage prints the help of one command.
func (v *view) verbUsage(fs *flag.FlagSet, list []verb) {
	name, usage, brief := fs.Name(), "", ""
	for _, c := range list {
		if c.name == name {
			usage, brief = c.usage, c.brief+".\n\n"
		}
	}
	v.print("Usage: %s\n\n%s", strings.TrimSpace("photoshoot "+name+" [FLAGS] "+usage), brief)
	if text, err := helpTexts.ReadFile("help/" + strings.ReplaceAll(name, " ", "-") + ".txt"); err == nil {
		v.print("%s\n", text)
	}
	v.flags("Flags:", fs, false)
	v.flags("\nFlags of most commands:", fs, true)
}

// flags lists the flags that are familiar, or those that are not.
func (v *view) flags(title string, fs *flag.FlagSet, common bool) {
	lines := ""
	fs.VisitAll(func(f *flag.Flag) {
		isCommon := false
		for _, name := range familiar {
			isCommon = isCommon || name == f.Name
		}
		if isCommon == common {
			lines += flagLine(f)
		}
	})
	if lines != "" {
		v.print("%s\n%s", title, lines)
	}
}

// flagLine is a flag with the value that it takes, and what it does.
func flagLine(f *flag.Flag) string {
	value, what := flag.UnquoteUsage(f)
	name := "-" + f.Name
	if value != "" {
		name += "=" + value
	}
	if len(name) > 22 {
		return "  " + name + "\n                          " + what + "\n"
	}
	return "  " + name + strings.Repeat(" ", 24-len(name)) + what + "\n"
}
