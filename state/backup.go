// Copying: a whole state, while others read and write it.

package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a copy of the state as it stands at one moment. It never overwrites a file.
// A state that does not exist yet has no copy: fs.ErrNotExist.
func (r *reader) Backup(ctx context.Context, path string) error {
	db, err := r.database()
	if err != nil {
		return err
	}
	if db == nil {
		return fmt.Errorf("copy the state %s: %w", r.path, fs.ErrNotExist)
	}
	if err := copyTo(ctx, db, path); err != nil {
		return explain(path, "copy the state "+r.path+" to", err)
	}
	return nil
}

// copyTo writes a whole, consistent and synced copy of a database, or nothing.
func copyTo(ctx context.Context, db *sql.DB, path string) error {
	if exists(path) {
		return fs.ErrExist
	}
	part := path + ".part"
	err := removeDatabase(part)
	if err == nil {
		err = vacuumInto(ctx, db, part)
	}
	if err == nil {
		err = install(ctx, part, path)
	}
	if err != nil {
		return errors.Join(err, removeDatabase(part))
	}
	return nil
}

// vacuumInto needs a connection that may write, though it does not write to the database.
func vacuumInto(ctx context.Context, db *sql.DB, path string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only = 0"); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", path)
	_, again := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA query_only = 1")
	return errors.Join(err, again)
}

// install gives a finished database its name, so that it is there whole or not at all. It is
// set to keep a log from the start: later that would need every reader to pause.
func install(ctx context.Context, part, path string) error {
	db, err := sql.Open("sqlite", source(part, "mode=rw"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFile(filepath.Dir(path))
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// removeDatabase deletes a database that may be missing, and what SQLite may have left beside it.
func removeDatabase(path string) error {
	return errors.Join(remove(path+"-wal"), remove(path+"-shm"), remove(path+"-journal"), remove(path))
}

// remove deletes a file that may be missing.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
