// Faults: what can be wrong with a state, and how to go on.

package state

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var (
	// ErrFenced says that a later run has taken the state over; nothing was written.
	ErrFenced = errors.New("another run has taken the state over, so this one writes no more; plan again to see what is left")
	// ErrDiskFull says that there is no room; what was committed before is safe.
	ErrDiskFull = errors.New("the disk is full; make room and apply again, nothing committed is lost")
	// ErrReadOnly says that the file, its folder or its disk may not be written.
	ErrReadOnly = errors.New("it may not be written; check the permissions of the file and of its folder")
	// ErrClosed says that the store was closed.
	ErrClosed = errors.New("the state is closed")
	// ErrLaneBusy says that the lane of a job has another open intent (I1).
	ErrLaneBusy = errors.New("the lane has another request that may be on its way")
	// ErrDiverged says that a pushed state is not a later copy of the one in place.
	ErrDiverged = errors.New("it is not a later copy of this state; compare the two, and push with -force if it shall win")
	// ErrProcessKnown says that the ledger has booked a process already (I5).
	ErrProcessKnown = errors.New("the ledger has booked this process already")
)

// LockedError says who holds the lock.
type LockedError struct {
	Path   string
	Holder Holder
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("state %s is locked by %s; wait with -lock-timeout, or if that run is surely gone: photoshoot lock force %s",
		e.Path, e.Holder, e.Holder.ID)
}

// NewerError says that a newer photoshoot wrote the file.
type NewerError struct {
	Path          string
	Schema, Known int // version of the file, and the newest of this build
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("state %s has schema %d and this photoshoot knows %d: a newer version wrote it; upgrade photoshoot, "+
		"or go back to %s if you kept it; the file was left as it is", e.Path, e.Schema, e.Known, backupName(e.Path, e.Known))
}

// ForeignError says that the file is not a photoshoot state.
type ForeignError struct {
	Path string
	Why  string
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s is not a photoshoot state: %s; name another file with -state, or move this one away; it was left as it is",
		e.Path, e.Why)
}

// DamagedError says that the file is cut short or its contents are broken.
type DamagedError struct {
	Path string
	Why  string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("state %s is damaged: %s; put a backup in its place, or move it away and give photoshoot a pulled copy "+
		"(photoshoot state push FILE); it was left as it is", e.Path, e.Why)
}

// TransitionError says that a job may not go from one state to the other.
type TransitionError struct {
	Job      string
	From, To JobState // From is empty for a job that is new
}

func (e *TransitionError) Error() string {
	from := e.From
	if from == "" {
		from = "nothing"
	}
	return fmt.Sprintf("job %s may not go from %s to %s", e.Job, from, e.To)
}

// explain wraps a fault of the database or of the system so that its kind can be told. Other
// errors, and nil, stay as they are.
func explain(path, doing string, err error) error {
	switch primary(err) {
	case sqlite3.SQLITE_NOTADB:
		return &ForeignError{path, "it is no SQLite database"}
	case sqlite3.SQLITE_CORRUPT:
		return &DamagedError{path, err.Error()}
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%s %s: %w (%w)", doing, path, ErrDiskFull, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s %s: %w (%w)", doing, path, ErrReadOnly, err)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s %s: %w (%w)", doing, path, ErrDiskFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s %s: %w (%w)", doing, path, ErrReadOnly, err)
	}
	var sys syscall.Errno
	if code(err) == sqlite3.SQLITE_OK && !errors.As(err, &sys) {
		return err
	}
	return fmt.Errorf("%s %s: %w", doing, path, err)
}

// code is SQLite's extended result code of err, or SQLITE_OK where it has none.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return sqlite3.SQLITE_OK
	}
	return e.Code()
}

// primary is SQLite's primary result code of err, or SQLITE_OK where it has none.
func primary(err error) int { return code(err) & 0xff }
