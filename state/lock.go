// Locking: a file beside the state, held by the system for as long as its holder lives, with
// the holder's name inside for others to read.

package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
)

const (
	lockRetry = 50 * time.Millisecond // between two attempts
	lockGrace = 4 * lockRetry         // Status takes the lock for an instant; nobody is turned away for that
)

// lock is an open and locked lock file.
type lock struct{ file *os.File }

func lockPath(path string) string { return path + ".lock" }

// acquire takes the lock of the state at path, and waits for it as long as asked.
func acquire(ctx context.Context, path string, h Holder, wait time.Duration) (*lock, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, explain(path, "lock the state", err)
	}
	end := time.Now().Add(max(wait, lockGrace))
	for {
		l, err := tryLock(lockPath(path), h)
		if err != nil || l != nil {
			return l, explain(path, "lock the state", err)
		}
		if !time.Now().Before(end) {
			holder, err := readHolder(lockPath(path))
			return nil, errors.Join(&LockedError{path, holder}, err)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockRetry):
		}
	}
}

// tryLock returns nil where another process holds the lock.
func tryLock(path string, h Holder) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	ok, err := lockFile(f, true)
	if err != nil || !ok || !current(f, path) {
		return nil, errors.Join(err, f.Close())
	}
	l := &lock{f}
	if err := l.write(h); err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

// current says whether path still names f: a lock that was broken by force has a new file.
func current(f *os.File, path string) bool {
	held, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(held, named)
}

func (l *lock) write(h Holder) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(append(text, '\n'), 0)
	return err
}

// release empties the file and gives the lock back.
func (l *lock) release() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}

// Status says who holds the lock of the state at path, nil if nobody does.
func Status(path string) (*Holder, error) {
	f, err := os.Open(lockPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(path, "read the lock of", err)
	}
	defer f.Close() // and with it what was locked
	if free, err := lockFile(f, false); free || err != nil {
		return nil, err
	}
	h, err := readHolder(lockPath(path))
	return &h, err
}

// readHolder reads who wrote a lock file; it is zero while it is being written.
func readHolder(path string) (Holder, error) {
	var h Holder
	text, err := os.ReadFile(path)
	if err != nil || len(text) == 0 {
		return h, err
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return Holder{}, nil
	}
	return h, nil
}

// String says who it is, for a message.
func (h Holder) String() string {
	if h.ID == "" {
		return "somebody who has not signed yet"
	}
	return fmt.Sprintf("%s (%s, process %d on %s, since %s, id %s)", h.Who, h.Operation, h.PID, h.Host,
		h.Started.UTC().Format(time.RFC3339), h.ID)
}

// signed completes what a holder left out about itself.
func (h Holder) signed() Holder {
	if h.ID == "" {
		h.ID = uuid.NewString()
	}
	return h
}
