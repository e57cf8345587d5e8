// doctor: looks for what would keep an apply from working, and says what to do.

package main

import "context"

// finding is what one check came to.
type finding struct {
	grade grade
	about string
	says  string
	next  string // what to do; empty where all is well
}

// grade is how bad a finding is.
type grade int

const (
	well  grade = iota
	worth       // worth knowing
	wrong       // apply would fail
)

// A check looks at one thing. It changes nothing that stays.
type check func(ctx context.Context, s *session) finding

func checks() []check {
	return []check{checkRows, checkPhotos, checkState, checkLock, checkOriginals, checkFolders, checkDisk, checkCredentials, checkService, checkNotifications}
}

func doctor(ctx context.Context, a *app, args []string) error {
	var in inputs
	fs := a.flags("doctor")
	in.register(fs)
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	s, err := a.load(in)
	if err != nil {
		return err // the faults of the configuration are said
	}
	worst := well
	for _, look := range checks() {
		f := look(ctx, s)
		worst = max(worst, f.grade)
		a.view.finding(f)
	}
	a.view.diagnosis(worst)
	if worst == wrong {
		return exit(exitError)
	}
	return nil
}

// judge is a finding of one error, or that all is well.
func judge(about, says string, err error, next string) finding {
	if err == nil {
		return finding{well, about, says, ""}
	}
	if a, ok := err.(interface{ Advice() string }); ok && next == "" {
		next = a.Advice()
	}
	return finding{wrong, about, err.Error(), next}
}
