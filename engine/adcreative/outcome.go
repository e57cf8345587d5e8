// What went wrong, and whether the call happened: the two things a caller acts on.

package adcreative

import (
	"context"
	"errors"
	"net/http"
)

// Kind is what went wrong, as far as a caller would act on it.
type Kind string

// The kinds.
const (
	Unauthorized Kind = "unauthorized"  // key, secret or token is not accepted
	Invalid      Kind = "invalid"       // a field is missing or not valid
	NoCredits    Kind = "no credits"    // the key has none left, or never had any
	NotFound     Kind = "not found"     // no such picture, job, asset, application
	NoChannel    Kind = "no channel"    // the service wants a notification channel first
	TooLarge     Kind = "too large"     // the photo is
	NoForeground Kind = "no foreground" // the photo shows no clear subject
	RateLimited  Kind = "rate limited"  // asked too often
	ServerFault  Kind = "server fault"  // the service's own
	TimedOut     Kind = "timed out"     // no answer in time, or no whole one
	Unreachable  Kind = "unreachable"   // no connection, or it broke before an answer
	Truncated    Kind = "truncated"     // the answer broke off
	Malformed    Kind = "malformed"     // an answer that is none of the documented
	Interrupted  Kind = "interrupted"   // by the caller
	Rejected     Kind = "rejected"      // in a way that the documentation does not know
)

// Outcome is what an error says about whether the call happened.
type Outcome int

// The outcomes.
const (
	Unknown Outcome = iota // it may have: the request left, and no answer settles it
	NotSent                // nothing reached the wire
	Refused                // the service said no, and did nothing
)

// kindOfBreak sorts the ways in which a request ends without an answer.
func kindOfBreak(err error) Kind {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, context.Canceled):
		return Interrupted
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, ErrTooLate), errors.As(err, &timeout) && timeout.Timeout():
		return TimedOut
	}
	return Unreachable
}

// outcomeOf is what a status says about whether the call happened. These alone are a
// definite no; a timeout or a fault of the server may come after the work was done.
func outcomeOf(status int) Outcome {
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
		http.StatusUnprocessableEntity, http.StatusTooManyRequests:
		return Refused
	}
	return Unknown
}

// kindOfStatus sorts refusals by status alone.
func kindOfStatus(status int) Kind {
	switch status {
	case http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return Invalid
	case http.StatusUnauthorized, http.StatusForbidden:
		return Unauthorized
	case http.StatusPaymentRequired:
		return NoCredits
	case http.StatusNotFound:
		return NotFound
	case http.StatusRequestEntityTooLarge:
		return TooLarge
	case http.StatusTooManyRequests:
		return RateLimited
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return TimedOut
	}
	if status >= 500 {
		return ServerFault
	}
	return Rejected
}
