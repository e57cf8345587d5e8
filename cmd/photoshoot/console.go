// console: expressions of the language, evaluated over the configuration.

package main

import (
	"bufio"
	"context"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

func console(_ context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("console")
	in.register(fs)
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err
	}
	if text := fs.Arg(0); text != "" {
		return s.evaluate(text)
	}
	return s.converse()
}

// evaluate prints the value of an expression.
func (s *session) evaluate(text string) error {
	value, diags := s.config.Eval(text)
	s.app.view.excerpts(diags, map[string]*hcl.File{"<console>": {Bytes: []byte(text)}})
	if diags.HasErrors() {
		return exit(exitError)
	}
	s.app.view.print("%s\n", value)
	return nil
}

// converse evaluates line by line. At a terminal a fault is talk; in a script it decides
// the exit code.
func (s *session) converse() error {
	var failed error
	asked := s.app.interactive()
	lines := bufio.NewScanner(s.app.stdin)
	for {
		if asked {
			s.app.view.note("> ")
		}
		if !lines.Scan() {
			break
		}
		text := strings.TrimSpace(lines.Text())
		if text == "exit" || text == "quit" {
			break
		}
		if text == "" {
			continue
		}
		if err := s.evaluate(text); err != nil && !asked {
			failed = err
		}
	}
	if asked {
		s.app.view.note("\n")
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return failed
}
