// Package studio is the photoshoot service on the user's own machine: an http.Handler that
// speaks the contract, cuts products out and paints them into scenes. What it was asked and
// what it made is kept in one folder, so that a studio that was killed goes on where it was.
package studio

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Studio serves the contract. Make one with New and end it with Close.
type Studio struct {
	config  Config
	log     *slog.Logger
	painter Painter
	mux     *http.ServeMux
	html    *template.Template // of the page for people

	lock   *os.File // keeps other studios out of the folder
	disk   disk
	ledger *ledger
	gate   *gate
	shelf  *shelf
	book   *book
	board  *switchboard

	queue    *queue
	couriers *couriers
	recent   recent
	asking   once[uuid.UUID, *asset] // photos being taken in
	previews once[string, []byte]    // presets being painted for the catalogue

	uploads     slots // bodies with a photo in memory
	cuts        slots // photos being cut
	conversions slots // downloads being converted
	catalogue   slots // previews being painted

	sweeping sync.RWMutex    // held for writing while retention removes
	stopping context.Context // done when the studio is to drop what it does
	stop     context.CancelFunc
	work     sync.WaitGroup
	closing  sync.Once
	closed   error
}

// New opens the studio in c.Dir and goes on with whatever a studio before it left undone.
// The error wraps ErrInUse when another one works there.
func New(c Config) (*Studio, error) {
	c = c.filled()
	d, err := openDisk(c.Dir)
	if err != nil {
		return nil, err
	}
	held, err := lock(c.Dir)
	if err != nil {
		return nil, err
	}
	s, err := open(c, d)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the studio in %s: %w", c.Dir, err), held.Close())
	}
	s.lock = held
	s.begin()
	return s, nil
}

// open reads the folder.
func open(c Config, d disk) (*Studio, error) {
	s := &Studio{
		config: c, log: c.Log, painter: c.Painter, disk: d,
		queue: newQueue(), couriers: newCouriers(c.RepeatWait),
		uploads: make(slots, c.Limits.Uploads), cuts: make(slots, c.Limits.Cuts), conversions: make(slots, c.Limits.Conversions),
		catalogue: make(slots, 1), // jobs come first
	}
	s.stopping, s.stop = context.WithCancel(context.Background())
	page, err := parsePage()
	if err != nil {
		return nil, err
	}
	if s.gate, err = newGate(c); err != nil {
		return nil, err
	}
	if s.ledger, err = openLedger(c.Dir); err != nil {
		return nil, err
	}
	if s.board, err = openSwitchboard(d); err != nil {
		return nil, errors.Join(err, s.ledger.close())
	}
	if err := s.resume(); err != nil {
		return nil, errors.Join(err, s.ledger.close())
	}
	s.shelf = newShelf(s.painter.Presets())
	s.mux = s.routes()
	s.html = page
	return s, nil
}

// resume takes up every process on disk: what a crash kept out of the ledger is entered,
// what has not ended is queued.
func (s *Studio) resume() error {
	book, jobs, err := openBook(s.disk)
	if err != nil {
		return err
	}
	s.book = book
	for _, j := range jobs {
		p := &j.view.Load().process
		if err := s.enterProcess(p); err != nil {
			return err
		}
		for _, t := range p.Tasks {
			if err := s.enterTask(p, t); err != nil {
				return err
			}
		}
		s.queue.put(j)
	}
	return s.clearOrphans()
}

// begin starts the workers, and the couriers of what was not told.
func (s *Studio) begin() {
	for _, j := range s.book.all() {
		s.tell(j)
	}
	if s.config.Retention != (Retention{}) {
		s.work.Go(s.tend)
	}
	for range s.config.Workers {
		s.work.Go(s.paintAll)
	}
}

// Close lets the pictures that are being painted be finished, and starts no other; those
// wait for the next studio in this folder. When ctx ends first, what is being painted is
// dropped and waits as well. Requests that come later are answered from memory or fail.
// Closing again does nothing.
func (s *Studio) Close(ctx context.Context) error {
	s.closing.Do(func() { s.closed = s.end(ctx) })
	return s.closed
}

func (s *Studio) end(ctx context.Context) error {
	s.queue.close()
	ended := make(chan struct{})
	go func() { s.work.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
		s.stop()
		<-ended
	}
	s.stop()
	s.couriers.work.Wait()
	return errors.Join(s.ledger.close(), s.lock.Close())
}

// Stats counts what each application has asked for and been given since the folder was made.
func (s *Studio) Stats() map[uuid.UUID]Counts { return s.ledger.stats() }

func (s *Studio) now() time.Time { return s.config.Clock().UTC() }
