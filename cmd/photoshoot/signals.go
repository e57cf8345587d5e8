// Signals: the first interrupt drains, the second stops; both leave state that continues.

package main

import (
	"context"
	"os"
	"os/signal"
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
