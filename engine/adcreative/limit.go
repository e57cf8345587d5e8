// One token bucket for every call, slowed by a service that asks for it.

package adcreative

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limit makes at most perSecond calls a second, in bursts of at most a second's worth; zero
// or less is without limit. When the service answers 429, the rate is halved and calls wait
// as long as its Retry-After says; each success then gives a twentieth of the full rate
// back. Public images come from elsewhere and do not count.
func Limit(s Service, perSecond float64) Service {
	full := rate.Limit(perSecond)
	if perSecond <= 0 {
		full = rate.Inf
	}
	l := &limiter{full: full, bucket: rate.NewLimiter(full, int(max(1, math.Ceil(perSecond))))}
	return around{s, l.call}
}

type limiter struct {
	full   rate.Limit
	bucket *rate.Limiter

	mu     sync.Mutex
	closed time.Time   // nothing goes out before
	slowed time.Time   // when the rate was last lowered
	kept   []time.Time // turns of jobs whose callers could not wait, for their next try
}

func (l *limiter) call(ctx context.Context, op Op, do func(context.Context) error) error {
	if op == OpFetch {
		return do(ctx)
	}
	turn := l.turn(op)
	if err := l.wait(ctx, turn); err != nil {
		l.giveBack(op, turn)
		return notSent(op, err)
	}
	began := time.Now()
	err := do(ctx)
	if errors.Is(err, ErrTooLate) {
		l.giveBack(op, turn)
	}
	l.heard(began, err)
	return err
}

// turn takes a place in the bucket, or one that was kept.
func (l *limiter) turn(op Op) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if op == OpGenerate && len(l.kept) > 0 {
		turn := l.kept[0]
		l.kept = l.kept[1:]
		return turn
	}
	return time.Now().Add(l.bucket.Reserve().Delay())
}

// giveBack keeps the turn of a job, whose caller begins anew: at the end of the queue it
// would again wait for longer than it may.
func (l *limiter) giveBack(op Op, turn time.Time) {
	if op != OpGenerate {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	i, _ := slices.BinarySearchFunc(l.kept, turn, time.Time.Compare)
	l.kept = slices.Insert(l.kept, i, turn)
}

// wait is until a turn comes, and until the service takes calls at all.
func (l *limiter) wait(ctx context.Context, turn time.Time) error {
	for until := turn; ; {
		if pause := time.Until(until); pause > 0 && !sleep(ctx, pause) {
			return fmt.Errorf("no turn within the time for the call: %w", ctx.Err())
		}
		l.mu.Lock()
		until = l.closed
		l.mu.Unlock()
		if time.Until(until) <= 0 {
			return nil
		}
	}
}

// heard learns from how a call ended that began at that time.
func (l *limiter) heard(began time.Time, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := asError(err)
	switch {
	case err == nil && l.bucket.Limit() < l.full:
		l.bucket.SetLimit(min(l.full, l.bucket.Limit()+l.full/20))
	case e != nil && e.Kind == RateLimited:
		l.slow(began, e.RetryAfter)
	}
}

// slow halves the rate once for all calls that were on their way together.
func (l *limiter) slow(began time.Time, pause time.Duration) {
	now := time.Now()
	if until := now.Add(pause); until.After(l.closed) {
		l.closed = until
	}
	if began.After(l.slowed) {
		l.slowed = now
		l.bucket.SetLimit(max(l.bucket.Limit()/2, l.full/64))
	}
}
