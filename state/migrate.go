package state

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// This file makes the tables, and brings those of an older version forward.

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
