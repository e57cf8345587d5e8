// The ledger: what was asked and charged.

package studio

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Counts is what one application has asked for and been given, over all runs of the studio.
type Counts struct {
	Recommendations int // photos answered
	Generations     int // jobs accepted
	Tasks           int // pictures those jobs asked for
	Pictures        int // pictures painted
	Failures        int // pictures that could not be painted
	Downloads       int // downloads served
	Credits         int // credits charged for them
}

// ledger is the append-only record of what was asked and charged: one JSON object a line.
// What it says is in the file before the request it belongs to is answered.
type ledger struct {
	mu      sync.Mutex
	file    *os.File
	size    int64 // of the whole lines in file
	counts  map[uuid.UUID]Counts
	seen    map[uuid.UUID]bool // processes and tasks entered, so that none is entered twice
	charged map[uuid.UUID]bool // tasks paid for
}

// entry is one line.
type entry struct {
	At          time.Time `json:"at"`
	Kind        string    `json:"kind"`
	Application uuid.UUID `json:"application"`
	ID          uuid.UUID `json:"id"` // of the asset, the process or the task
	Tasks       int       `json:"tasks,omitempty"`
	Credits     int       `json:"credits,omitempty"`
}

// Kinds of entries.
const (
	recommended = "recommendation"
	generated   = "generation"
	painted     = "picture"
	failed      = "failure"
	downloaded  = "download"
)

// openLedger reads dir's ledger. A last line that a crash cut short is taken off: what it
// would have said was never answered.
func openLedger(dir string) (*ledger, error) {
	f, err := os.OpenFile(filepath.Join(dir, "ledger.jsonl"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	l := &ledger{file: f, counts: map[uuid.UUID]Counts{}, seen: map[uuid.UUID]bool{}, charged: map[uuid.UUID]bool{}}
	if err := l.replay(); err != nil {
		return nil, errors.Join(fmt.Errorf("read the ledger %s: %w", f.Name(), err), f.Close())
	}
	return l, nil
}

func (l *ledger) replay() error {
	lines := bufio.NewReader(l.file)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		var e entry
		if err := json.Unmarshal(bytes.TrimSpace(line), &e); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		l.note(e)
		l.size += int64(len(line))
	}
	return l.file.Truncate(l.size)
}

// note counts e.
func (l *ledger) note(e entry) {
	c := l.counts[e.Application]
	switch e.Kind {
	case recommended:
		c.Recommendations++
	case generated:
		c.Generations++
		c.Tasks += e.Tasks
		l.seen[e.ID] = true
	case painted:
		c.Pictures++
		l.seen[e.ID] = true
	case failed:
		c.Failures++
		l.seen[e.ID] = true
	case downloaded:
		c.Downloads++
		c.Credits += e.Credits
		l.charged[e.ID] = true
	}
	l.counts[e.Application] = c
}

// add enters e and returns when it will outlive a crash.
func (l *ledger) add(e entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.enter(e)
}

// once enters e unless its id is entered already, as it is when a crash fell between the
// ledger and the process's own file.
func (l *ledger) once(e entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen[e.ID] {
		return nil
	}
	return l.enter(e)
}

func (l *ledger) enter(e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if _, err = l.file.WriteAt(line, l.size); err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write the ledger: %w", err), l.file.Truncate(l.size))
	}
	l.size += int64(len(line))
	l.note(e)
	return nil
}

// noCredits is charge's refusal, in the service's words.
type noCredits string

func (n noCredits) Error() string { return string(n) }

const (
	noRecord noCredits = "API Key Credits for Application does not exist."
	allSpent noCredits = "API Key Credits for Application are used up."
)

// charge enters the download of a task, for price credits unless it is paid for already,
// and refuses when the application may not spend them.
func (l *ledger) charge(e entry, price, limit int, repeats bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.charged[e.ID] || repeats {
		e.Credits = price
	}
	switch {
	case limit == 0 && e.Credits > 0:
		return noRecord
	case limit > 0 && l.counts[e.Application].Credits+e.Credits > limit:
		return allSpent
	}
	return l.enter(e)
}

func (l *ledger) stats() map[uuid.UUID]Counts {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.counts)
}

func (l *ledger) close() error { return l.file.Close() }
