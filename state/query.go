// Querying: rows are handed over as values.

package state

import (
	"context"
	"database/sql"
	"errors"
)

// querier is what runs a query: a database, one of its connections, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// view calls see with one consistent view of the state, or not at all where there is none.
func (r *reader) view(ctx context.Context, see func(querier) error) error {
	db, err := r.database()
	if db == nil || err != nil {
		return err
	}
	tx, err := db.BeginTx(unwatched(ctx), nil)
	if err != nil {
		return explain(r.path, "read the state", err)
	}
	return errors.Join(explain(r.path, "read the state", see(&prepared{r, db, tx})), tx.Rollback())
}

// prepared runs queries inside a transaction, each prepared once for all transactions.
type prepared struct {
	r  *reader
	db *sql.DB
	tx *sql.Tx
}

func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := p.r.statement(ctx, p.db, query)
	if err != nil {
		return nil, err
	}
	return p.tx.StmtContext(ctx, stmt).QueryContext(ctx, args...)
}

func (r *reader) statement(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if stmt := r.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := db.PrepareContext(ctx, query)
	if err == nil {
		r.stmts[query] = stmt
	}
	return stmt, err
}

// read calls yield for each row of a query, as scan reads it.
func read[T any](ctx context.Context, r *reader, scan scanner[T], yield func(T) error, query string, args ...any) error {
	db, err := r.database()
	if db == nil || err != nil {
		return err
	}
	return explain(r.path, "read the state", each(ctx, db, scan, yield, query, args...))
}

// first reads the only row of a query; without one it is zero.
func first[T any](ctx context.Context, r *reader, scan scanner[T], query string, args ...any) (T, error) {
	var found T
	err := read(ctx, r, scan, func(v T) error { found = v; return nil }, query, args...)
	return found, err
}

// one, list and each read the rows of a query: the only one, all, or one after the other.
func one[T any](ctx context.Context, q querier, scan scanner[T], query string, args ...any) (T, error) {
	var found T
	err := each(ctx, q, scan, func(v T) error { found = v; return nil }, query, args...)
	return found, err
}

func list[T any](ctx context.Context, q querier, scan scanner[T], query string, args ...any) ([]T, error) {
	var found []T
	err := each(ctx, q, scan, func(v T) error { found = append(found, v); return nil }, query, args...)
	return found, err
}

func each[T any](ctx context.Context, q querier, scan scanner[T], yield func(T) error, query string, args ...any) error {
	rows, err := q.QueryContext(unwatched(ctx), query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for n := 0; rows.Next(); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		var v T
		if err := scan(rows, &v); err != nil {
			return err
		}
		if err := yield(v); err != nil {
			return err
		}
	}
	return rows.Err()
}

// unwatched is ctx without its end: the driver would watch for it with a goroutine a query
// and a step a row. Queries are short, or look at ctx themselves.
func unwatched(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
