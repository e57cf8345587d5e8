// Migrating: a state is made, or an older one brought forward.

package state

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a SQLite file as ours: "phsh" in ASCII.
const applicationID = 0x70687368

// schema is the steps that lead to the tables of this build; the first makes them from
// nothing. The version of a file is the number of steps it has seen.
type schema []string

func currentSchema() (schema, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql") // in order of their numbers
	if err != nil {
		return nil, err
	}
	var steps schema
	for _, name := range names {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, string(text))
	}
	return steps, nil
}

// forward takes a database from a version to the last one, in one transaction.
func (s schema) forward(ctx context.Context, db *sql.DB, from int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i, step := range s[from:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("bring its tables to version %d: %w", from+i+1, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(s))); err != nil {
		return err
	}
	return tx.Commit()
}

// backupName is where the copy of a file is kept before it leaves a version.
func backupName(path string, version int) string {
	return fmt.Sprintf("%s.v%d.backup", path, version)
}

// create makes an empty state under another name and then gives it its own, so that a state
// is there whole or not at all.
func (f file) create(ctx context.Context, lineage string) (Workspace, error) {
	part := f.path + ".part"
	if err := removeDatabase(part); err != nil {
		return Workspace{}, err
	}
	db, err := sql.Open("sqlite", source(part, "_journal_mode=MEMORY"))
	if err != nil {
		return Workspace{}, err
	}
	err = errors.Join(f.fill(ctx, db, lineage), db.Close())
	if err == nil {
		err = install(ctx, part, f.path)
	}
	if err != nil {
		return Workspace{}, errors.Join(err, removeDatabase(part))
	}
	return Workspace{Lineage: lineage, Schema: len(f.steps)}, nil
}

func (f file) fill(ctx context.Context, db *sql.DB, lineage string) error {
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if err := f.steps.forward(ctx, db, 0); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "INSERT INTO workspace (one, lineage, serial, epoch, commits) VALUES (1, ?, 0, 0, 0)", lineage)
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
