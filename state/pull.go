// Pulling: a state is written as JSON lines, and such lines are read.
//
// The first line tells the format and the workspace, the last how many lines stand between,
// so that a file that was cut short is told from a whole one. Each line has one field.

package state

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const pullFormat = 1

// line is one line of a pulled state. One field is set.
type line struct {
	State   *pulled `json:"state,omitempty"`
	Product *Head   `json:"product,omitempty"`
	Shot    *Shot   `json:"shot,omitempty"`
	File    *File   `json:"file,omitempty"`
	Asset   *Asset  `json:"asset,omitempty"`
	Job     *Job    `json:"job,omitempty"`
	Entry   *Entry  `json:"ledger,omitempty"`
	End     *end    `json:"end,omitempty"`
}

type pulled struct {
	Format int `json:"format"`
	Workspace
}

type end struct {
	Lines int `json:"lines"` // between the first and the last
}

// Pull writes everything as JSON lines, as it is at one moment.
func (r *reader) Pull(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	p := puller{ctx: ctx, enc: json.NewEncoder(out), lines: -1}
	p.enc.SetEscapeHTML(false)
	err := r.view(ctx, func(q querier) error {
		p.q = q
		ws, err := one(ctx, q, scanWorkspace, selectWorkspace)
		return errors.Join(err, p.put(line{State: &pulled{pullFormat, ws}}), p.tables())
	})
	if err == nil && p.lines < 0 { // there is no state
		err = p.put(line{State: &pulled{Format: pullFormat}})
	}
	return errors.Join(err, p.put(line{End: &end{p.lines}}), out.Flush())
}

type puller struct {
	ctx   context.Context
	q     querier
	enc   *json.Encoder
	lines int
}

func (p *puller) put(l line) error {
	p.lines++
	return p.enc.Encode(l)
}

func (p *puller) tables() error {
	for _, table := range []func() error{
		func() error { return pull(p, scanHead, selectHeads, func(v *Head) line { return line{Product: v} }) },
		func() error { return pull(p, scanShot, everyShot, func(v *Shot) line { return line{Shot: v} }) },
		func() error { return pull(p, scanFile, everyFile, func(v *File) line { return line{File: v} }) },
		func() error { return pull(p, scanAsset, everyAsset, func(v *Asset) line { return line{Asset: v} }) },
		p.jobs,
		func() error { return pull(p, scanEntry, selectLedger, func(v *Entry) line { return line{Entry: v} }) },
	} {
		if err := table(); err != nil {
			return err
		}
	}
	return nil
}

func (p *puller) jobs() error {
	return each(p.ctx, p.q, scanJob, func(j Job) (err error) {
		if j.Tasks, err = list(p.ctx, p.q, scanTask, selectTasks, j.ID); err != nil {
			return err
		}
		return p.put(line{Job: &j})
	}, everyJob)
}

func pull[T any](p *puller, scan scanner[T], query string, as func(*T) line) error {
	return each(p.ctx, p.q, scan, func(v T) error { return p.put(as(&v)) }, query)
}

// unpull reads what Pull wrote: it calls begin with the workspace and then yield with each
// line, and is content only with a file that is whole.
func unpull(r io.Reader, begin func(Workspace) error, yield func(line) error) error {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	for n := 0; ; n++ {
		var l line
		if err := dec.Decode(&l); err != nil {
			return fmt.Errorf("line %d of the pulled state: %w", n+1, whole(err))
		}
		if err := l.check(n); err != nil {
			return fmt.Errorf("line %d of the pulled state: %w", n+1, err)
		}
		switch {
		case l.State != nil:
			if err := begin(l.State.Workspace); err != nil {
				return err
			}
		case l.End != nil:
			if _, err := dec.Token(); err != io.EOF {
				return fmt.Errorf("line %d of the pulled state: something follows its end", n+2)
			}
			return nil
		default:
			if err := yield(l); err != nil {
				return fmt.Errorf("line %d of the pulled state: %w", n+1, err)
			}
		}
	}
}

func whole(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it was cut short; pull it again")
	}
	return err
}

// check looks at a line that n others precede.
func (l line) check(n int) error {
	fields := 0
	for _, set := range []bool{l.State != nil, l.Product != nil, l.Shot != nil, l.File != nil, l.Asset != nil, l.Job != nil, l.Entry != nil, l.End != nil} {
		if set {
			fields++
		}
	}
	switch {
	case fields != 1:
		return fmt.Errorf("it has %d fields that we know, not one", fields)
	case (n == 0) != (l.State != nil):
		return errors.New("the workspace must be on the first line, and there alone")
	case l.State != nil && l.State.Format != pullFormat:
		return fmt.Errorf("it has format %d, and this photoshoot knows %d", l.State.Format, pullFormat)
	case l.End != nil && l.End.Lines != n-1:
		return fmt.Errorf("%d lines were pulled, and %d are here", l.End.Lines, n-1)
	case l.Job != nil:
		return l.Job.known()
	}
	return nil
}
