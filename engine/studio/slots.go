// Slots: how much is done at once.

package studio

import (
	"context"
	"net/http"
)

// slots bound how much of one kind of work is done at once.
type slots chan struct{}

// take waits for a slot, at most as long as ctx.
func (s slots) take(ctx context.Context) error {
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return refused(http.StatusServiceUnavailable, "The request ended before its turn came.")
	}
}

func (s slots) release() { <-s }
