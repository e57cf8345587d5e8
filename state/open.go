// Opening: a state is opened, and what is not one is refused.

package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// Open opens a state for reading. It takes no lock, creates nothing, and may read while
// another process writes. A missing file reads as an empty state.
//
// What cannot be read is refused and left as it is: *NewerError, *ForeignError,
// *DamagedError, ErrReadOnly.
func Open(path string) (Reader, error) {
	steps, err := currentSchema()
	if err != nil {
		return nil, err
	}
	r, err := file{path, steps}.reader(context.Background())
	if err != nil {
		return nil, err
	}
	return r, nil
}

// file is the path of a state, and the tables it should have.
type file struct {
	path  string
	steps schema
}

// reader opens the file for reading. One of older tables is copied to a temporary file and
// brought forward there.
func (f file) reader(ctx context.Context) (*reader, error) {
	r := &reader{path: f.path}
	exists, err := f.exists()
	if err != nil || !exists {
		return r, err
	}
	db, version, err := f.database(ctx)
	if err != nil {
		return nil, err
	}
	if version < len(f.steps) {
		return f.upgraded(ctx, db, version)
	}
	return r.use(db), nil
}

// exists says whether the state has been made, and refuses what only looks like it.
func (f file) exists() (bool, error) {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if size(f.path+"-wal") > 0 {
			return false, &DamagedError{f.path, "the file is gone, and only its log " + f.path + "-wal is left"}
		}
		return false, nil
	case err != nil:
		return false, explain(f.path, "open the state", err)
	case !info.Mode().IsRegular():
		return false, &ForeignError{f.path, "it is no regular file"}
	case info.Size() == 0:
		return false, &DamagedError{f.path, "the file is empty"}
	}
	return true, nil
}

// database opens the file for reading and tells the version of its tables.
//
// Where nobody writes, the connection may write too, though no statement does: SQLite keeps
// an index of the log beside the file while it is open, and only such a connection clears it
// away. A log that holds something is left to the next writer. What may not be written at
// all, and so by nobody else, is read without either.
func (f file) database(ctx context.Context) (*sql.DB, int, error) {
	mode := "rw"
	if size(f.path+"-wal") > 0 {
		mode = "ro"
	}
	db, version, err := f.try(ctx, mode)
	if err != nil && mode == "rw" && errors.Is(err, ErrReadOnly) {
		db, version, err = f.try(ctx, "ro&immutable=1")
	}
	return db, version, err
}

func (f file) try(ctx context.Context, mode string) (*sql.DB, int, error) {
	db, err := sql.Open("sqlite", source(f.path, "mode="+mode+"&_query_only=1"))
	if err != nil {
		return nil, 0, err
	}
	version, err := f.check(ctx, db)
	if err != nil {
		return nil, 0, errors.Join(err, db.Close())
	}
	return db, version, nil
}

// check tells the version of the tables, if they are ours and not newer than we know.
func (f file) check(ctx context.Context, db *sql.DB) (int, error) {
	var id, version int
	err := db.QueryRowContext(ctx, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version").Scan(&id, &version)
	switch {
	case err != nil:
		return 0, explain(f.path, "open the state", err)
	case id != applicationID:
		return 0, &ForeignError{f.path, fmt.Sprintf("it is a SQLite database of another program (application id %#x)", id)}
	case version > len(f.steps):
		return 0, &NewerError{f.path, version, len(f.steps)}
	case version < 1:
		return 0, &DamagedError{f.path, "it has no tables"}
	}
	return version, nil
}

// tidy clears away the empty log of a run that ended while we read, since a reader that may
// not write leaves it. It is tried, not needed: the next writer would do it too.
func tidy(path string) {
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() > 0 {
		return
	}
	db, err := sql.Open("sqlite", source(path, "mode=rw&_query_only=1"))
	if err != nil {
		return
	}
	defer db.Close()
	_ = db.QueryRow("SELECT one FROM workspace").Scan(new(int))
}

// upgraded copies an older database to a temporary file and brings that one forward.
func (f file) upgraded(ctx context.Context, old *sql.DB, version int) (*reader, error) {
	defer old.Close()
	dir, err := os.MkdirTemp("", "photoshoot-state-")
	if err != nil {
		return nil, err
	}
	r := &reader{path: f.path, scratch: dir}
	scratch := filepath.Join(dir, "state.db")
	if err := copyTo(ctx, old, scratch); err != nil {
		return nil, errors.Join(explain(f.path, "read the older state", err), r.Close())
	}
	db, err := sql.Open("sqlite", source(scratch, "mode=rw"))
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	if err := f.steps.forward(ctx, db, version); err != nil {
		return nil, errors.Join(err, db.Close(), r.Close())
	}
	return r.use(db), nil
}

// source names a file for the driver: a URI, so that SQLite sees the mode.
func source(path, options string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = filepath.ToSlash(abs)
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: options +
		"&_busy_timeout=10000&_foreign_keys=1&_dqs=0&_defensive=1&_error_rc=1"}
	return u.String()
}

// size is the size of a file, 0 if it is missing.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
