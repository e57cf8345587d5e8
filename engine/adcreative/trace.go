// Telling of every call that is made.

package adcreative

import (
	"context"
	"time"
)

// Call is one call that was made. Nothing in it is secret.
type Call struct {
	Op    Op
	Began time.Time
	Took  time.Duration // until its answer was there, or a file's began
	Err   error
}

// Trace has tell hear of every call when it has ended, from whatever goroutine made it.
// Around a Retry it sees calls as the caller does, inside one each try.
func Trace(s Service, tell func(Call)) Service {
	return around{s, func(ctx context.Context, op Op, do func(context.Context) error) error {
		began := time.Now()
		err := do(ctx)
		tell(Call{op, began, time.Since(began), err})
		return err
	}}
}
