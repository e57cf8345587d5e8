// Couriers: messages to channels, in order, again until taken.

package studio

import (
	"crypto/sha256"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
)

// couriers bring the messages of processes to channels: those of one process to one channel
// one after the other, different ones side by side. How far a channel has been told is kept
// in the process's file, so messages outlive the studio; a crash may repeat the last one.
type couriers struct {
	mu      sync.Mutex
	running map[route]bool // true: there may be more than the courier has looked at
	slots   slots          // deliveries at once
	client  *http.Client
	wait    time.Duration // before the first repeat
	work    sync.WaitGroup
}

// route is what one courier goes along.
type route struct{ channel, process uuid.UUID }

const (
	deliveriesAtOnce = 8
	deliveryTime     = 15 * time.Second
	deliveryAttempts = 10              // of one message: with waits from a second about 17 minutes
	longestWait      = 5 * time.Minute // between two of them
)

func newCouriers(wait time.Duration) *couriers {
	return &couriers{
		running: map[route]bool{}, slots: make(slots, deliveriesAtOnce), wait: wait,
		client: &http.Client{
			Timeout: deliveryTime,
			// A redirect would send an application's pictures to where it never asked for.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// tell sends couriers out with what is new in j.
func (s *Studio) tell(j *job) {
	p := j.view.Load()
	for _, c := range s.board.of(p.Application, true) {
		if c.Created.After(p.Created) || p.Told[c.ID] >= p.messages() {
			continue
		}
		s.couriers.mu.Lock()
		_, out := s.couriers.running[route{c.ID, p.ID}]
		s.couriers.running[route{c.ID, p.ID}] = true
		if !out {
			s.couriers.work.Go(func() { s.deliverAll(c.ID, j) })
		}
		s.couriers.mu.Unlock()
	}
}

// idle ends the courier of r, unless there is more to look at.
func (c *couriers) idle(r route) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[r] {
		c.running[r] = false
		return false
	}
	delete(c.running, r)
	return true
}

// deliverAll is one courier: it brings what there is to tell of j, in order.
func (s *Studio) deliverAll(id uuid.UUID, j *job) {
	for r := (route{id, j.view.Load().ID}); !s.couriers.idle(r); {
		for s.deliverNext(id, j) {
		}
	}
}

// deliverNext brings one message, and says whether to go on to the next. A message that
// nobody takes is given up, so that those after it get their turn.
func (s *Studio) deliverNext(id uuid.UUID, j *job) bool {
	p := &j.view.Load().process
	c, ok := s.board.get(id)
	if !ok || !c.Active || s.stopping.Err() != nil {
		return false
	}
	n := p.Told[id]
	body, ready, err := s.message(p, n, c.IncludeImageData)
	if err == nil && !ready {
		return false
	}
	if err == nil {
		err = s.couriers.bring(s.stopping, c, deliveryID(c.ID, p.ID, n), body)
	}
	if s.stopping.Err() != nil {
		return false
	}
	if err != nil {
		s.log.Warn("message given up", "channel", id, "process", p.ID, "message", n, "error", err)
	}
	if err := s.told(j, id, n+1); err != nil {
		s.log.Error("a delivery could not be recorded; a restart may repeat it", "channel", id, "error", err)
	}
	return true
}

// told notes that channel has had n messages of j.
func (s *Studio) told(j *job, channel uuid.UUID, n int) error {
	return s.change(j, func(p *process) {
		p.Told = maps.Clone(p.Told)
		if p.Told == nil {
			p.Told = map[uuid.UUID]int{}
		}
		p.Told[channel] = n
	})
}

// deliveryID is the same for every attempt at one message, so that a listener can drop repeats.
func deliveryID(channel, process uuid.UUID, n int) uuid.UUID {
	return uuid.NewHash(sha256.New(), channel, append(process[:], byte(n)), 8)
}
