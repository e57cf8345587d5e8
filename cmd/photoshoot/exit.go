// Exit codes: the only place that turns an error into a number.

package main

import (
	"errors"

	"github.com/agext/levenshtein"

	"photoshoot/state"
)

// The exit codes are fixed by the design; scripts rely on them.
const (
	exitOK          = 0
	exitError       = 1
	exitChanges     = 2 // plan -detailed-exitcode alone
	exitPartial     = 3
	exitBlocked     = 4
	exitUnfinished  = 5
	exitLocked      = 6
	exitStale       = 7
	exitInterrupted = 130
	exitTerminated  = 143
)

// exit ends the run with a code; what is to be said has been said.
type exit int

func (e exit) Error() string { return "exit" }

// errHelp ends a verb whose help was asked for and has been printed.
var errHelp = exit(exitOK)

// usageError is a command line that cannot be understood.
type usageError struct{ problem, advice string }

func (e *usageError) Error() string  { return e.problem }
func (e *usageError) Advice() string { return e.advice }

// advised is an error with the next step.
type advised struct {
	err    error
	advice string
}

func (e *advised) Error() string  { return e.err.Error() }
func (e *advised) Unwrap() error  { return e.err }
func (e *advised) Advice() string { return e.advice }

// exitCode says with which code an error ends the run, and whether there is something to print.
func exitCode(err error) (code int, silent bool) {
	var e exit
	var locked *state.LockedError
	var stale *staleError
	switch {
	case err == nil:
		return exitOK, true
	case errors.As(err, &e):
		return int(e), true
	case errors.As(err, &locked):
		return exitLocked, false
	case errors.As(err, &stale):
		return exitStale, false
	}
	return exitError, false
}

// suggest offers the known word nearest to the one typed.
func suggest(typed string, known []string) string {
	best, distance := "", 3
	for _, k := range known {
		if d := levenshtein.Distance(typed, k, nil); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
