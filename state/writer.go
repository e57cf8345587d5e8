// The writer: the one connection that writes, and its transactions.

package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	sqlite3 "modernc.org/sqlite/lib"
)

// writer writes to a state as one epoch. One goroutine at a time may use it.
type writer struct {
	db      *sql.DB
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	lineage string
	epoch   int64 // as found, and from the first commit on our own
	claimed bool  // the epoch is ours
	broken  error // the disk failed under a commit: nobody knows what it holds, so nothing more is written
}

func openWriter(ctx context.Context, path string, found Workspace) (*writer, error) {
	db, err := sql.Open("sqlite", source(path, "mode=rw&_journal_mode=WAL&_synchronous=FULL&_pragma=temp_store(memory)"))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(explain(path, "open the state", err), db.Close())
	}
	return &writer{db: db, conn: conn, stmts: map[string]*sql.Stmt{}, lineage: found.Lineage, epoch: found.Epoch}, nil
}

// close moves the log into the file, unless somebody still reads the old pages, and ends.
func (w *writer) close() error {
	var err error
	if w.broken == nil {
		err = w.exec(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	for _, stmt := range w.stmts {
		err = errors.Join(err, stmt.Close())
	}
	return errors.Join(err, w.conn.Close(), w.db.Close())
}

// batch writes steps in one transaction; errs tells of those that were refused. An error
// means that none was written.
func (w *writer) batch(ctx context.Context, batch []*request, errs []error) error {
	return w.transact(ctx, func() (bool, error) {
		kept, err := w.steps(ctx, batch, errs)
		return kept > 0, err
	})
}

// transact writes in one durable transaction of our epoch, unless there is nothing to keep.
func (w *writer) transact(ctx context.Context, write func() (keep bool, err error)) error {
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	keep := false
	err := w.fence(ctx)
	if err == nil {
		keep, err = write()
	}
	if err != nil || !keep {
		return errors.Join(err, w.rollback(ctx))
	}
	if err := w.exec(ctx, "COMMIT"); err != nil {
		return errors.Join(w.failed(err), w.rollback(ctx))
	}
	w.claim()
	return nil
}

// failed remembers a fault after which a retry could lie: once a sync has failed, the next
// one may succeed although the pages are lost.
func (w *writer) failed(err error) error {
	if p := primary(err); p != sqlite3.SQLITE_FULL && p != sqlite3.SQLITE_BUSY {
		w.broken = fmt.Errorf("an earlier commit failed, so nothing more is written: %w", err)
	}
	return err
}

// rollback ends the transaction, if the fault has not ended it already.
func (w *writer) rollback(ctx context.Context) error {
	_, err := w.conn.ExecContext(ctx, "ROLLBACK")
	if code(err) == sqlite3.SQLITE_ERROR {
		return nil
	}
	return err
}

// fence makes the transaction's mark on the workspace, which only the owner of the epoch can
// (I3). The first mark takes the next epoch.
func (w *writer) fence(ctx context.Context) error {
	query := "UPDATE workspace SET commits = commits + 1 WHERE lineage = ? AND epoch = ?"
	if !w.claimed {
		query = "UPDATE workspace SET commits = commits + 1, serial = serial + 1, epoch = epoch + 1 WHERE lineage = ? AND epoch = ?"
	}
	n, err := w.change(ctx, query, w.lineage, w.epoch)
	if err == nil && n == 0 {
		return ErrFenced
	}
	return err
}

// ours is the epoch that this writer writes as.
func (w *writer) ours() int64 {
	if w.claimed {
		return w.epoch
	}
	return w.epoch + 1
}

func (w *writer) claim() { w.epoch, w.claimed = w.ours(), true }

// steps writes each step under a savepoint of its own, and counts those that hold.
func (w *writer) steps(ctx context.Context, batch []*request, errs []error) (kept int, err error) {
	for i, r := range batch {
		if err := w.exec(ctx, "SAVEPOINT step"); err != nil {
			return 0, err
		}
		if errs[i] = w.put(ctx, r.step); errs[i] != nil {
			if !refusal(errs[i]) {
				return 0, errs[i]
			}
			if err := w.exec(ctx, "ROLLBACK TO step"); err != nil {
				return 0, err
			}
		} else {
			kept++
		}
		if err := w.exec(ctx, "RELEASE step"); err != nil {
			return 0, err
		}
	}
	return kept, nil
}

// refusal says whether an error is about the step, and not about the disk.
func refusal(err error) bool {
	p := primary(err)
	return p == sqlite3.SQLITE_OK || p == sqlite3.SQLITE_CONSTRAINT || p == sqlite3.SQLITE_MISMATCH || p == sqlite3.SQLITE_TOOBIG
}

func (w *writer) exec(ctx context.Context, query string, args ...any) error {
	_, err := w.change(ctx, query, args...)
	return err
}

// change runs a statement, prepared once, and counts the rows that it changed.
func (w *writer) change(ctx context.Context, query string, args ...any) (int64, error) {
	stmt, err := w.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// QueryContext runs a query inside the open transaction.
func (w *writer) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := w.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func (w *writer) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := w.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(ctx, query)
	if err == nil {
		w.stmts[query] = stmt
	}
	return stmt, err
}
