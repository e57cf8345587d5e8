// Jobs: tasks painted by workers.

package studio

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"photoshoot/engine/adcreative"
)

// paintAll is one worker: it paints what is next until the queue is closed.
func (s *Studio) paintAll() {
	for {
		w, ok := s.queue.next()
		if !ok {
			return
		}
		s.paintTask(w)
	}
}

// paintTask brings one task to its end. A task dropped because the studio stops is left as
// it is, for the next studio to paint.
func (s *Studio) paintTask(w work) {
	p := w.job.view.Load()
	t := p.Tasks[w.task]
	ctx, cancel := context.WithTimeout(s.stopping, s.config.Limits.PictureTime)
	defer cancel()
	notes, err := s.paint(ctx, &p.process, t)
	if s.stopping.Err() != nil {
		return
	}
	t.State, t.Notes, t.Ended = adcreative.Succeeded, notes, s.now()
	if err != nil {
		t.State, t.Fault = adcreative.Failed, fault(err)
		s.log.Warn("picture failed", "process", p.ID, "task", t.ID, "error", err)
	}
	if err := s.finish(w, t); err != nil {
		s.log.Error("a finished picture could not be recorded; a restart will paint it again", "task", t.ID, "error", err)
	}
}

// fault is err in words for the caller.
func fault(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "the picture took longer than the studio allows"
	}
	return clip(err.Error(), 300)
}

// paint makes t's picture and its thumbnail and keeps both.
func (s *Studio) paint(ctx context.Context, p *process, t task) (notes []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("painter panicked", "task", t.ID, "panic", r, "stack", string(debug.Stack()))
			err = errors.New("the painter failed on this picture")
		}
	}()
	a, err := s.asset(p.Asset)
	if err != nil {
		return nil, fmt.Errorf("read the cut-out: %w", err)
	}
	product, err := s.cutout(a)
	if err != nil {
		return nil, fmt.Errorf("read the cut-out: %w", err)
	}
	asked := p.picture(t, a.Photo)
	painted, notes, err := s.painter.Paint(ctx, product, asked)
	if err != nil {
		return nil, err
	}
	return notes, s.keep(t, painted, asked.Seed)
}

// finish puts t in its process and tells whoever listens.
func (s *Studio) finish(w work, t task) error {
	err := s.change(w.job, func(p *process) {
		t.Place = p.done()
		p.Tasks = slices.Clone(p.Tasks)
		p.Tasks[w.task] = t
	})
	err = errors.Join(err, s.enterTask(&w.job.view.Load().process, t))
	s.tell(w.job)
	return err
}

// change makes a change to a process, on disk and then in memory. What a view shares with
// the one before, edit must copy first.
func (s *Studio) change(j *job, edit func(*process)) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.gone {
		return nil
	}
	p := j.view.Load().process
	edit(&p)
	err := s.disk.writeJSON(processes, p.ID, p)
	j.view.Store(&view{process: p})
	return err
}

// enterProcess enters p in the ledger, once.
func (s *Studio) enterProcess(p *process) error {
	return s.ledger.once(entry{At: p.Created, Kind: generated, Application: p.Application, ID: p.ID, Tasks: len(p.Tasks)})
}

// enterTask enters the end of t in the ledger, once, if it has ended.
func (s *Studio) enterTask(p *process, t task) error {
	kind := painted
	switch t.State {
	case adcreative.Succeeded:
	case adcreative.Failed:
		kind = failed
	default:
		return nil
	}
	return s.ledger.once(entry{At: t.Ended, Kind: kind, Application: p.Application, ID: t.ID})
}
