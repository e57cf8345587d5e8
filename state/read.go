// Reading: what a Reader is asked, answered.

package state

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
)

// reader reads a state through its own connections. Without a database it is empty.
type reader struct {
	path    string
	scratch string // folder of a temporary copy, removed at Close

	mu     sync.Mutex
	db     *sql.DB // nil: the state does not exist yet
	closed bool
	stmts  map[string]*sql.Stmt
}

// use makes the reader read a database, which it then owns.
func (r *reader) use(db *sql.DB) *reader {
	db.SetMaxIdleConns(4) // as many as usually read at the same time; more are opened at need
	r.mu.Lock()
	defer r.mu.Unlock()
	r.db, r.stmts = db, map[string]*sql.Stmt{}
	return r
}

func (r *reader) database() (*sql.DB, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, ErrClosed
	}
	return r.db, nil
}

// Close ends all reading. It may be called again.
func (r *reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil
	}
	r.closed = true
	var err error
	if r.db != nil {
		err = r.db.Close()
		tidy(r.path)
	}
	if r.scratch != "" {
		err = errors.Join(err, os.RemoveAll(r.scratch))
	}
	return err
}

// Workspace reads the state's identity; that of a missing state is zero.
func (r *reader) Workspace(ctx context.Context) (Workspace, error) {
	return first(ctx, r, scanWorkspace, selectWorkspace)
}

// Heads calls yield for each product, by address.
func (r *reader) Heads(ctx context.Context, yield func(Head) error) error {
	return read(ctx, r, scanHead, yield, selectHeads)
}

// Product reads one product; an unknown one is an empty Record.
func (r *reader) Product(ctx context.Context, address string) (Record, error) {
	rec := Record{}
	err := r.view(ctx, func(q querier) (err error) {
		if rec.Head, err = one(ctx, q, scanHead, selectHead, address); err != nil {
			return err
		}
		if rec.Shots, err = list(ctx, q, scanShot, selectShots, address); err != nil {
			return err
		}
		if rec.Files, err = list(ctx, q, scanFile, selectFiles, address); err != nil {
			return err
		}
		rec.Jobs, err = jobs(ctx, q, selectUnfinished, address)
		return err
	})
	return rec, err
}

// Shots calls yield for each shot, by address.
func (r *reader) Shots(ctx context.Context, yield func(Shot) error) error {
	return read(ctx, r, scanShot, yield, everyShot)
}

// OpenJobs lists the jobs that are not done, failed or rejected, by id.
func (r *reader) OpenJobs(ctx context.Context) ([]Job, error) {
	var open []Job
	err := r.view(ctx, func(q querier) (err error) {
		open, err = jobs(ctx, q, selectOpen)
		return err
	})
	return open, err
}

// Asset finds a photo's cut-out; an unknown one has no ID and no Attempts.
func (r *reader) Asset(ctx context.Context, photo, provider string) (Asset, error) {
	return first(ctx, r, scanAsset, selectAsset, photo, provider)
}

// Processes tells which of the service's processes the ledger knows.
func (r *reader) Processes(ctx context.Context) (map[string]bool, error) {
	return r.set(ctx, selectProcesses)
}

// Ledger calls yield for each entry, oldest first.
func (r *reader) Ledger(ctx context.Context, yield func(Entry) error) error {
	return read(ctx, r, scanEntry, yield, selectLedger)
}

// Objects tells which originals the state refers to.
func (r *reader) Objects(ctx context.Context) (map[string]bool, error) {
	return r.set(ctx, selectObjects)
}

// set reads a column of strings.
func (r *reader) set(ctx context.Context, query string) (map[string]bool, error) {
	found := map[string]bool{}
	err := read(ctx, r, scanString, func(s string) error {
		found[s] = true
		return nil
	}, query)
	return found, err
}
