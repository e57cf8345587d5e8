// Pushing: a pulled state takes the place of what is there.

package state

import (
	"context"
	"fmt"
	"io"
)

const updateWorkspace = "UPDATE workspace SET lineage = ?, serial = ?, epoch = ?, commits = ?"

// Push puts what Pull wrote in the place of everything, or changes nothing.
func (s *store) Push(ctx context.Context, r io.Reader, force bool) error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if err := s.ready(ctx); err != nil {
		return err
	}
	err := s.writer.replace(ctx, r, force)
	s.broken = s.writer.broken
	return explain(s.file.path, "push into the state", err)
}

// replace writes a pulled state in one transaction.
func (w *writer) replace(ctx context.Context, r io.Reader, force bool) error {
	var next Workspace
	err := w.transact(ctx, func() (bool, error) {
		p := &pen{ctx: ctx, w: w}
		err := unpull(r, func(pushed Workspace) (err error) {
			if next, err = w.succeed(ctx, pushed, force); err != nil {
				return err
			}
			p.write("workspace", updateWorkspace, next.Lineage, next.Serial, next.Epoch, next.Commits)
			for _, table := range []string{"file", "shot", "task", "job", "product", "asset", "ledger"} {
				p.write(table, "DELETE FROM "+table)
			}
			return p.err
		}, p.put)
		return true, err
	})
	if err == nil {
		w.lineage, w.epoch = next.Lineage, next.Epoch
	}
	return err
}

// succeed says what the workspace is once a pushed state is in its place: of the pushed
// lineage, and later than both.
func (w *writer) succeed(ctx context.Context, pushed Workspace, force bool) (Workspace, error) {
	here, err := one(ctx, w, scanWorkspace, selectWorkspace)
	if err != nil {
		return here, err
	}
	found := here.Commits - 1 // this transaction has counted itself already
	switch {
	case force, found == 0:
	case pushed.Lineage != here.Lineage:
		return here, fmt.Errorf("the pushed state has lineage %s and this one %s: %w", pushed.Lineage, here.Lineage, ErrDiverged)
	case pushed.Commits < found:
		return here, fmt.Errorf("the pushed state has seen %d commits and this one %d: %w", pushed.Commits, found, ErrDiverged)
	}
	if pushed.Lineage != "" {
		here.Lineage = pushed.Lineage
	}
	here.Serial = max(here.Serial, pushed.Serial)
	here.Epoch = max(here.Epoch, pushed.Epoch)
	here.Commits = max(here.Commits, pushed.Commits+1)
	return here, nil
}

// put writes a pulled line as it is: what a job may do next was decided where it was pulled.
func (p *pen) put(l line) error {
	switch {
	case l.Product != nil:
		p.head(*l.Product)
	case l.Shot != nil:
		p.shot(*l.Shot)
	case l.File != nil:
		p.file(*l.File)
	case l.Asset != nil:
		p.asset(*l.Asset)
	case l.Job != nil:
		p.job(*l.Job)
	case l.Entry != nil:
		p.line(*l.Entry)
	}
	return p.err
}
