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

// This file copies a state, while others read and write it.

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
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	part := path + ".part"
	if err := remove(part); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(err, remove(part))
	}
	return install(part, path)
}

// install gives a finished file its name, so that it is there whole or not at all.
func install(part, path string) error {
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

// remove deletes a file that may be missing.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
