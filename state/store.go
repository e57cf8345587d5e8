package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
)

// This file locks a state, and makes it at its first commit.

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
	path := s.file.path
	exists, err := s.file.exists()
	switch {
	case err != nil:
		return nil, err
	case exists != (s.found.Lineage != ""):
		return nil, ErrFenced // made or taken away since this run looked
	case exists:
		return openWriter(ctx, path, s.found)
	}
	made, err := s.file.create(ctx, uuid.NewString())
	if err != nil {
		return nil, explain(path, "make the state", err)
	}
	r, err := s.file.reader(ctx)
	if err != nil {
		return nil, err
	}
	s.reader.use(r.db)
	return openWriter(ctx, path, made)
}

// create makes an empty state under another name and then gives it its own, so that a state
// is there whole or not at all.
func (f file) create(ctx context.Context, lineage string) (Workspace, error) {
	made := Workspace{Lineage: lineage, Schema: len(f.steps)}
	part := f.path + ".part"
	if err := remove(part); err != nil {
		return made, err
	}
	db, err := sql.Open("sqlite", source(part, "_journal_mode=WAL"))
	if err != nil {
		return made, err
	}
	err = f.fill(ctx, db, made)
	if err = errors.Join(err, db.Close()); err != nil {
		return made, errors.Join(err, remove(part))
	}
	return made, install(part, f.path)
}

func (f file) fill(ctx context.Context, db *sql.DB, w Workspace) error {
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if err := f.steps.forward(ctx, db, 0); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "INSERT INTO workspace (one, lineage, serial, epoch, commits) VALUES (1, ?, 0, 0, 0)", w.Lineage)
	return err
}

// migrate brings older tables forward, after a copy of the file was kept.
func (f file) migrate(ctx context.Context) error {
	if there, err := f.exists(); err != nil || !there {
		return err
	}
	db, version, err := f.database(ctx)
	if err != nil {
		return err
	}
	if version == len(f.steps) {
		return db.Close()
	}
	backup := backupName(f.path, version)
	for n := 2; exists(backup); n++ { // of an earlier time at this version
		backup = fmt.Sprintf("%s.%d", backupName(f.path, version), n)
	}
	if err := errors.Join(copyTo(ctx, db, backup), db.Close()); err != nil {
		return explain(backup, "keep a copy of the older state as", err)
	}
	db, err = sql.Open("sqlite", source(f.path, "mode=rw"))
	if err != nil {
		return err
	}
	return explain(f.path, "bring forward the state", errors.Join(f.steps.forward(ctx, db, version), db.Close()))
}

// fence begins a new epoch in the name of nobody, so that whoever wrote in the last one may
// write no more.
func fence(path string) error {
	steps, err := currentSchema()
	if err != nil {
		return err
	}
	ctx := context.Background()
	f := file{path, steps}
	exists, err := f.exists()
	if err != nil || !exists {
		return err
	}
	db, _, err := f.database(ctx)
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	if db, err = sql.Open("sqlite", source(path, "mode=rw")); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "UPDATE workspace SET epoch = epoch + 1, commits = commits + 1")
	return explain(path, "fence the state", errors.Join(err, db.Close()))
}
