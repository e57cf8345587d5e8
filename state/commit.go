// Committing: concurrent commits become few transactions. Whoever finds the pen free writes
// down all that is waiting, and syncs once.

package state

import "context"

// request is a step that waits to be written.
type request struct {
	step Step
	done chan error // receives once
}

// Commit writes a step in one durable transaction. Several that come at the same time may
// share one, each under a savepoint of its own, so that one that is refused harms no other.
//
// The context is heeded before the step is in line; from then on Commit returns when it is
// known whether the step was written. Refusals that leave the store usable:
// *TransitionError, ErrLaneBusy, ErrProcessKnown, ErrDiskFull.
func (s *store) Commit(ctx context.Context, step Step) error {
	if err := ctx.Err(); err != nil || step.empty() {
		return err
	}
	r := &request{step, make(chan error, 1)}
	s.mu.Lock()
	s.waiting = append(s.waiting, r)
	s.mu.Unlock()
	select {
	case err := <-r.done: // somebody wrote it along
		return err
	case s.turn <- struct{}{}:
		s.writeWaiting()
		<-s.turn
		return <-r.done
	}
}

// writeWaiting writes all steps in line. The caller has the turn.
func (s *store) writeWaiting() {
	s.mu.Lock()
	batch := s.waiting
	s.waiting = nil
	s.mu.Unlock()
	if len(batch) == 0 {
		return
	}
	for i, err := range s.write(context.Background(), batch) {
		batch[i].done <- err
	}
}

// write writes steps in one transaction and tells how each one fared.
func (s *store) write(ctx context.Context, batch []*request) []error {
	errs := make([]error, len(batch))
	err := s.ready(ctx)
	if err == nil {
		err = explain(s.file.path, "write the state", s.writer.batch(ctx, batch, errs))
		s.broken = s.writer.broken
	}
	for i := range errs {
		if err != nil {
			errs[i] = err
		}
	}
	return errs
}

// ready makes sure that there is a writer. The caller has the turn.
func (s *store) ready(ctx context.Context) error {
	if s.broken != nil || s.writer != nil {
		return s.broken
	}
	var err error
	s.writer, err = s.begin(ctx)
	return err
}

func (s Step) empty() bool {
	return len(s.Heads)+len(s.Shots)+len(s.Files)+len(s.Assets)+len(s.Jobs)+len(s.Moves)+len(s.DropHeads)+
		len(s.DropShots)+len(s.DropFiles)+len(s.DropJobs)+len(s.Ledger) == 0
}
