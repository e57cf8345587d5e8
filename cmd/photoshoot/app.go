// The app: what every verb is given, and how a command line finds its verb.

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"
)

// app is one run of the command: where it runs, what it reads and who it speaks to.
type app struct {
	dir     string // of the configuration: -chdir, or the working folder
	environ []string
	stdin   io.Reader
	view    *view
	help    func(*flag.FlagSet) // what a verb does when asked for its help; nil: prints it
}

// system is the app of a real process.
func system() *app {
	return &app{dir: ".", environ: os.Environ(), stdin: os.Stdin, view: newView(os.Getenv)}
}

// verb is one command of the tool.
type verb struct {
	name  string
	brief string // one line, for the list
	usage string // arguments after the flags
	run   func(ctx context.Context, a *app, args []string) error
}

// verbs lists the commands in the order in which a newcomer meets them.
func verbs() []verb {
	return []verb{
		{"init", "Write a first configuration from the photos in a folder", "[FOLDER]", initialise},
		{"validate", "Check the configuration, without photos, state or network", "", validate},
		{"fmt", "Lay out configuration files as the language is usually written", "[FILE|FOLDER|-...]", formatVerb},
		{"plan", "Say what apply would change, why, and what it would cost", "", plan},
		{"apply", "Make the pictures that the configuration asks for", "[PLAN]", apply},
		{"show", "Show a saved plan, or what state holds", "[PLAN|ADDRESS]", show},
		{"explain", "Say why a picture would be made or not, line by line", "ADDRESS", explain},
		{"resume", "Collect what earlier runs ordered, and order nothing new", "", resume},
		{"resolve", "Decide on a job that nobody else can tell the fate of", "[ADDRESS]", resolve},
		{"destroy", "Remove what was made", "", destroy},
		{"state", "Look at what is recorded, move it, copy it, repair it", "list|show|mv|rm|pull|push|verify", stateCommand},
		{"lock", "Say who has the state locked, or break the lock", "status|force [ID]", lockVerb},
		{"import", "Take a picture that exists for a shot, which is then never bought", "ADDRESS FILE", importVerb},
		{"output", "Print the outputs of the configuration", "[NAME]", output},
		{"cost", "Say what was reserved, charged and wasted", "", cost},
		{"doctor", "Check configuration, account, clock, disk and state", "", doctor},
		{"gc", "Find stored originals that nothing refers to, and delete them", "", gc},
		{"refresh", "Say which delivered files are missing or were edited", "", refresh},
		{"gallery", "Write a page that shows the pictures, beside those before", "[ADDRESS]", galleryVerb},
		{"review", "Give verdicts on pictures, one after the other", "[ADDRESS]", review},
		{"catalog", "Show what a shop's file turns into", "preview [NAME]", catalogVerb},
		{"console", "Evaluate expressions over the configuration", "[EXPRESSION]", console},
		{"graph", "Draw which block refers to which", "", graph},
		{"presets", "List the scenes, or show one", "list|show [ID]", presets},
		{"studio", "Serve the embedded studio, or try it on one photo", "serve|cutout|render", studioVerb},
		{"completion", "Print the completion script of a shell", "bash|zsh|fish|powershell", completion},
		{"version", "Print the version", "", version},
	}
}

// run finds the verb and turns what it returns into an exit code.
func run(args []string, a *app) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.view.panicked(p)
		}
	}()
	name, rest, err := a.globals(args)
	if err != nil {
		return a.view.fail(err)
	}
	if name == "help" && len(rest) > 0 {
		name, rest = rest[0], append(rest[1:], "-help")
	}
	for _, v := range verbs() {
		if v.name == name {
			rest = append(strings.Fields(a.getenv("PHOTOSHOOT_CLI_ARGS")), rest...)
			return a.view.fail(v.run(context.Background(), a, rest))
		}
	}
	switch name {
	case "__complete":
		a.complete(rest)
		return exitOK
	case "", "help":
		a.view.usage(verbs())
		return exitOK
	}
	return a.view.fail(&usageError{fmt.Sprintf("there is no command %q%s", name, suggest(name, verbNames())), "Run photoshoot help for the list."})
}

func verbNames() []string {
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	return names
}

// globals reads the flags that stand before the verb.
func (a *app) globals(args []string) (verb string, rest []string, err error) {
	fs := flag.NewFlagSet("photoshoot", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&a.dir, "chdir", a.dir, "")
	fs.BoolVar(&a.view.noColor, "no-color", a.view.noColor, "")
	asked := fs.Bool("version", false, "")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return "help", nil, nil
	} else if err != nil {
		return "", nil, &usageError{err.Error(), "Run photoshoot help for the flags."}
	}
	if *asked {
		return "version", nil, nil
	}
	if info, err := os.Stat(a.dir); err != nil || !info.IsDir() {
		return "", nil, &usageError{fmt.Sprintf("-chdir=%s is not a folder", a.dir), "Name the folder that holds the *.shoot.hcl files."}
	}
	if fs.NArg() == 0 {
		return "", nil, nil
	}
	return fs.Arg(0), fs.Args()[1:], nil
}

func (a *app) getenv(name string) string {
	for _, kv := range a.environ {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			return v
		}
	}
	return ""
}

// path is a name of the configuration's folder as the user's shell sees it.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.dir, name)
}

// interactive says whether a person types what comes in.
func (a *app) interactive() bool {
	f, ok := a.stdin.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// flags starts a verb's flag set. Parse prints the verb's help where it is asked for.
func (a *app) flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&a.view.noColor, "no-color", a.view.noColor, "print no colours")
	return fs
}

// explainUse answers a verb that was asked for its help.
func (a *app) explainUse(fs *flag.FlagSet) {
	if a.help != nil {
		a.help(fs)
		return
	}
	a.view.verbUsage(fs, verbs())
}

// parse reads a verb's arguments, with flags before, between and behind the others; at most
// max of them may be no flags, where that is not negative.
func (a *app) parse(fs *flag.FlagSet, args []string, max int) error {
	words := []string{"--"}
	err := fs.Parse(args)
	for err == nil && fs.NArg() > 0 {
		words = append(words, fs.Arg(0))
		err = fs.Parse(fs.Args()[1:])
	}
	if err == nil {
		err = fs.Parse(words)
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		a.explainUse(fs)
		return errHelp
	case err != nil:
		return &usageError{fs.Name() + ": " + err.Error(), "Run photoshoot " + fs.Name() + " -help for the flags."}
	case max >= 0 && fs.NArg() > max:
		return &usageError{fmt.Sprintf("%s: unexpected argument %q", fs.Name(), fs.Arg(max)), "Run photoshoot " + fs.Name() + " -help."}
	}
	return nil
}
