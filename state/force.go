// Forcing: a lock is broken, and its holder fenced off.

package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// Force breaks a lock whose holder is surely gone but whose system still keeps it, as a
// shared disk may. The id must be the holder's. Should the holder live after all, its next
// Commit is refused with ErrFenced. A lock that nobody holds needs no force.
func Force(path, id string) error {
	h, err := Status(path)
	switch {
	case err != nil:
		return err
	case h == nil:
		return nil
	case h.ID != id:
		return fmt.Errorf("force the lock of %s: it is held by %s, not by %q", path, h, id)
	}
	if err := fence(path); err != nil {
		return err
	}
	return explain(path, "force the lock of", os.Remove(lockPath(path)))
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
