// One token bucket for every call, slowed by a service that asks for it.

package adcreative

import (
	"cmp"
	"context"
	"fmt"
	"math"
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
	closed time.Time // nothing goes out before
	slowed time.Time // when the rate was last lowered
}

func (l *limiter) call(ctx context.Context, op Op, do func(context.Context) error) error {
	if op == OpFetch {
		return do(ctx)
	}
	if err := l.wait(ctx); err != nil {
		return notSent(op, err)
	}
	began := time.Now()
	err := do(ctx)
	l.heard(began, err)
	return err
}

// wait takes a place in the bucket, then waits until the service takes calls at all.
func (l *limiter) wait(ctx context.Context) error {
	if err := l.bucket.Wait(ctx); err != nil {
		return fmt.Errorf("no turn within the time for the call: %w", cmp.Or(ctx.Err(), context.DeadlineExceeded))
	}
	for {
		l.mu.Lock()
		pause := time.Until(l.closed)
		l.mu.Unlock()
		if pause <= 0 {
			return nil
		}
		if !sleep(ctx, pause) {
			return ctx.Err()
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
