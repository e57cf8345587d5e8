// Reviewing: from picture to picture, until the last one has its verdict.

package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"photoshoot/engine/gallery"
)

// reviewing is one review under way.
type reviewing struct {
	*exhibit
	flags    *reviewFlags
	protocol gallery.Protocol
	in       *bufio.Reader
	changed  int
	open     int // pictures without a verdict
}

// run goes through the pictures until the last, or until told to stop.
func (r *reviewing) run() error {
	for i := range r.Shots {
		s := &r.Shots[i]
		if s.Object == "" || !r.flags.all && !r.flags.approve && !r.flags.reject && r.verdict(s.Object) != "" {
			continue
		}
		r.open++
		verdict, note, stop, err := r.decide(s, i)
		if err != nil || stop {
			return err
		}
		if verdict != "" {
			r.give(s, verdict, note)
		}
	}
	return nil
}

// decide gives the verdict of the flags, or asks for one.
func (r *reviewing) decide(s *gallery.Shot, i int) (verdict gallery.Verdict, note string, stop bool, err error) {
	switch {
	case r.flags.approve:
		return gallery.Approved, r.flags.note, false, nil
	case r.flags.reject:
		return gallery.Rejected, r.flags.note, false, nil
	}
	v := r.session.app.view
	v.reviewed(s, i+1, len(r.Shots))
	v.picture(r.protocol, r.thumbs.thumb(s.Object))
	for {
		answer, err := r.ask("[a]pprove, [r]eject, [s]kip, [q]uit? ")
		if err != nil {
			return "", "", true, err
		}
		switch strings.ToLower(answer) {
		case "a":
			return gallery.Approved, r.flags.note, false, nil
		case "r":
			note := r.flags.note
			if note == "" {
				note, err = r.ask("What is wrong with it? ")
			}
			return gallery.Rejected, note, false, err
		case "s":
			return "", "", false, nil
		case "q":
			return "", "", true, nil
		}
	}
}

// ask reads one line. The end of the input is an answer too: quit.
func (r *reviewing) ask(question string) (string, error) {
	r.session.app.view.note("%s", question)
	line, err := r.in.ReadString('\n')
	if err == io.EOF && line == "" {
		return "q", nil
	}
	return strings.TrimSpace(line), nil
}

func (r *reviewing) verdict(object string) gallery.Verdict {
	for _, a := range r.Approvals {
		if a.Object == object {
			return a.Verdict
		}
	}
	return ""
}

// give puts a verdict in the place of the one there was.
func (r *reviewing) give(s *gallery.Shot, verdict gallery.Verdict, note string) {
	r.changed++
	given := gallery.Approval{Object: s.Object, Verdict: verdict, Reviewer: r.flags.reviewer, Note: note, Shot: s.Address}
	for i := range r.Approvals {
		if r.Approvals[i].Object == s.Object {
			r.Approvals[i] = given
			return
		}
	}
	r.Approvals = append(r.Approvals, given)
}

// save writes the file where a verdict was given.
func (r *reviewing) save() error {
	v := r.session.app.view
	switch {
	case r.changed == 0 && r.open == 0:
		v.print("There is nothing to review.\n")
	case r.changed == 0:
		v.print("No verdict was given.\n")
	default:
		path, err := r.session.writeApprovals(r.Approvals)
		if err != nil {
			return err
		}
		v.print("Wrote %s: %s. Commit it; rejected pictures are made again by the next apply.\n", shown(path), counted(r.changed, "new verdict"))
	}
	return nil
}

// counted is a number of things.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
