// The view: everything that people read. Results go to stdout, progress and faults to stderr.

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/term"

	"photoshoot/spec"
)

// view writes for people; with events set, apply writes for programs instead.
type view struct {
	out, err io.Writer
	noColor  bool
	live     bool // stderr is a terminal that can be rewritten
	width    int
	events   bool // apply -json
	compact  bool // plans in short
	full     bool // plans as long as they are

	annotations bool // faults are said to GitHub, too

	mu       sync.Mutex
	progress progress
}

func newView(getenv func(string) string) *view {
	width, _, err := term.GetSize(int(os.Stderr.Fd()))
	if n, e := strconv.Atoi(getenv("COLUMNS")); e == nil && n > 0 {
		width = n
	} else if err != nil {
		width = 80
	}
	terminal := term.IsTerminal(int(os.Stderr.Fd()))
	return &view{out: os.Stdout, err: os.Stderr, width: width,
		noColor: getenv("NO_COLOR") != "" || !term.IsTerminal(int(os.Stdout.Fd())) || getenv("TERM") == "dumb",
		live:    terminal && getenv("CI") == "" && getenv("TERM") != "dumb"}
}

// The colours of a terminal. They repeat what words and signs say, and never say it alone.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
)

func (v *view) paint(style, text string) string {
	if v.noColor {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (v *view) print(format string, args ...any) { fmt.Fprintf(v.out, format, args...) }
func (v *view) note(format string, args ...any)  { fmt.Fprintf(v.err, format, args...) }

// ask leaves the cursor behind the question.
func (v *view) ask(question string) { v.note("\n%s", v.paint(bold, question)) }

// fail prints an error with its next step, and returns the exit code.
func (v *view) fail(err error) int {
	code, silent := exitCode(err)
	if silent {
		return code
	}
	v.fault("Error", red, err)
	var stale *staleError
	if errors.As(err, &stale) {
		v.difference(stale.diff)
	}
	return code
}

// block prints which limit stands in the way.
func (v *view) block(err error) error {
	v.fault("Blocked", yellow, err)
	return exit(exitBlocked)
}

// fault prints one error: a title, what is wrong, and what to do.
func (v *view) fault(title, style string, err error) {
	v.note("\n%s %s\n", v.paint(style, title+":"), sentence(err.Error()))
	var a interface{ Advice() string }
	if errors.As(err, &a) && a.Advice() != "" {
		v.note("  %s\n", a.Advice())
	}
}

// sentence gives an error of the code the shape of one for people.
func sentence(text string) string {
	if text == "" {
		return text
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// panicked tells of a fault of our own, with what a report needs.
func (v *view) panicked(p any) int {
	v.note("\n%s photoshoot has a fault: %v\nNothing that was recorded is lost; run the command again. Please report this:\n\n%s\n",
		v.paint(red, "Error:"), p, debug.Stack())
	return exitError
}

// diagnostics prints the faults and warnings of a configuration. True: there are faults.
func (v *view) diagnostics(diags hcl.Diagnostics, config *spec.Config) bool {
	if len(diags) == 0 {
		return false
	}
	var files map[string]*hcl.File
	if config != nil {
		files = config.Files()
	}
	v.excerpts(diags, files)
	return diags.HasErrors()
}

// excerpts prints diagnostics with the lines that they are about.
func (v *view) excerpts(diags hcl.Diagnostics, files map[string]*hcl.File) {
	hcl.NewDiagnosticTextWriter(v.err, files, uint(max(v.width, 40)), !v.noColor).WriteDiagnostics(diags)
	if v.annotations {
		v.annotateDiagnostics(diags)
	}
}
