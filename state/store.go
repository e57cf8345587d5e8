// The store: a state that is locked, and made at its first commit.

package state

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Lock takes the lock of the state at path, waiting for it as long as asked; somebody else's
// is a *LockedError. A file of older tables is brought forward, and a copy of it is kept
// beside it first. Nothing else is written before the first Commit; that one makes the state
// if it is missing, and begins a new epoch.
func Lock(ctx context.Context, path string, h Holder, wait time.Duration) (Store, error) {
	steps, err := currentSchema()
	if err != nil {
		return nil, err
	}
	s, err := file{path, steps}.lock(ctx, h, wait)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (f file) lock(ctx context.Context, h Holder, wait time.Duration) (*store, error) {
	l, err := acquire(ctx, f.path, h.signed(), wait)
	if err != nil {
		return nil, err
	}
	s := &store{file: f, lock: l, turn: make(chan struct{}, 1)}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// store is a state that this process has locked.
type store struct {
	*reader
	file  file
	lock  *lock
	found Workspace // as it was when the lock was taken

	mu      sync.Mutex
	waiting []*request

	turn   chan struct{} // held by the one that writes; guards what follows
	writer *writer       // nil before the first commit
	broken error         // set once: no more commits
}

func (s *store) open(ctx context.Context) error {
	if err := s.file.migrate(ctx); err != nil {
		return err
	}
	r, err := s.file.reader(ctx)
	if err != nil {
		return err
	}
	s.reader = r
	s.found, err = r.Workspace(ctx)
	return err
}

// Close ends the run and frees the lock. What was committed moves from the log into the
// file, so that the file alone is the state.
func (s *store) Close() error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if errors.Is(s.broken, ErrClosed) {
		return nil
	}
	s.broken = ErrClosed
	var err error
	if s.reader != nil {
		err = s.reader.Close()
	}
	if s.writer != nil {
		err = errors.Join(err, explain(s.file.path, "close the state", s.writer.close()))
	}
	return errors.Join(err, s.lock.release())
}

// begin opens the file for writing, and makes it if it is missing.
func (s *store) begin(ctx context.Context) (*writer, error) {
	there, err := s.file.exists()
	switch {
	case err != nil:
		return nil, err
	case there != (s.found.Lineage != ""):
		return nil, ErrFenced // made or taken away since this run looked
	case there:
		return openWriter(ctx, s.file.path, s.found)
	}
	if s.found, err = s.file.create(ctx, uuid.NewString()); err != nil {
		return nil, explain(s.file.path, "make the state", err)
	}
	r, err := s.file.reader(ctx)
	if err != nil {
		return nil, err
	}
	s.reader.use(r.db)
	return openWriter(ctx, s.file.path, s.found)
}
