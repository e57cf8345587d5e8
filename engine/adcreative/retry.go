// Retrying what costs nothing to ask again.

package adcreative

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	maxTries   = 5
	firstPause = 500 * time.Millisecond // doubled after each try, plus up to as much by chance
	maxPause   = time.Minute            // of what a Retry-After may ask for; a longer one is the caller's to wait
)

// Retry tries calls again that failed in a way that time cures. A read is tried again after
// any such failure; an upload or a download only when the service refused it for its rate
// or nothing was sent; Generate never, for its caller keeps a record of each try.
//
// Around a Limit, as Retry(Limit(client, 5)), every try waits its turn.
func Retry(s Service) Service { return retry{around{s, retrying}} }

type retry struct{ around }

// AllProgress tries again only while nothing has been yielded: a caller must not see a job twice.
func (r retry) AllProgress(ctx context.Context, yield func(Progress) error) error {
	var final error
	err := r.call(ctx, OpAllProgress, func(ctx context.Context) error {
		begun := false
		err := r.next.AllProgress(ctx, func(p Progress) error { begun = true; return yield(p) })
		if begun {
			final, err = err, nil
		}
		return err
	})
	if err == nil {
		err = final
	}
	return err
}

func retrying(ctx context.Context, op Op, do func(context.Context) error) error {
	for try, pause := 1, firstPause; ; try, pause = try+1, 2*pause {
		err := do(ctx)
		if err == nil || try == maxTries || !again(op, err) || ctx.Err() != nil {
			return err
		}
		asked := asError(err).RetryAfter
		if asked > maxPause || !sleep(ctx, max(asked, pause+rand.N(pause))) {
			return err
		}
	}
}

// again says whether op may be asked once more after err.
func again(op Op, err error) bool {
	e := asError(err)
	switch {
	case e == nil || op == OpGenerate:
		return false
	case e.Kind == RateLimited:
		return true
	case op == OpRecommend || op == OpDownload:
		return e.Outcome == NotSent && passes(e.Kind)
	}
	return passes(e.Kind)
}

// passes says whether time cures what is wrong.
func passes(k Kind) bool {
	switch k {
	case RateLimited, ServerFault, TimedOut, Unreachable, Truncated, Malformed:
		return true
	}
	return false
}

// sleep waits for d, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
