// Signals: the first interrupt drains, the second stops; both leave state that continues.

package main

import (
	"context"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// stopped is a run that a signal ended before its work was done.
type stopped struct{ signal os.Signal }

func (s *stopped) Error() string { return "stopped by " + s.signal.String() }

// interrupts returns a context that the second signal ends, and a channel that the first
// one closes.
func interrupts(ctx context.Context, v *view) (context.Context, <-chan struct{}, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	drain := make(chan struct{})
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for first := true; ; first = false {
			select {
			case s := <-signals:
				if !first {
					cancel(&stopped{s})
					return
				}
				v.draining(s)
				close(drain)
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, drain, func() { signal.Stop(signals); cancel(nil) }
}

// failpoint kills this process at the nth hit of a named point: "after-intent:2". It is how
// the tests prove that a kill loses nothing; an empty text arms nothing.
func failpoint(armed string) func(string) {
	if armed == "" {
		return nil
	}
	name, count, _ := strings.Cut(armed, ":")
	nth, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		nth = 1
	}
	var hits atomic.Int64
	return func(point string) {
		if point == name && hits.Add(1) == nth {
			p, _ := os.FindProcess(os.Getpid())
			p.Kill()
			select {}
		}
	}
}
