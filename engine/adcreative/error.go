// One error for every way a call can fail.

package adcreative

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Error is a call that failed.
type Error struct {
	Op         Op
	Host       string // who was asked
	Status     int    // of the answer; 0: there was none
	Kind       Kind
	Outcome    Outcome
	Field      string   // which was not valid; empty: no certain one
	Messages   []string // why, in the service's words, the cause first
	TraceID    string   // names the request to the service's support
	RetryAfter time.Duration
	Err        error // of the network, the clock or the decoder; nil: the service spoke
}

// The two errors with a name of their own.
var (
	// ErrNotFound is what Progress says of a job that the service does not know, or not yet.
	ErrNotFound = errors.New("not found")
	// ErrTooLate is a paid call whose time to begin had passed. Nothing was sent.
	ErrTooLate = errors.New("too late to send")
)

// Error says what failed where, why, and what helps.
func (e *Error) Error() string {
	if e.Host == "" || asError(e.Err) != nil {
		return fmt.Sprintf("%s was not sent: %v", e.Op, e.Err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s at %s: %s", e.Op, e.Host, e.why())
	var facts []string
	if e.Status != 0 {
		facts = append(facts, fmt.Sprintf("status %d", e.Status))
	}
	if e.TraceID != "" {
		facts = append(facts, "trace "+e.TraceID)
	}
	if len(facts) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(facts, ", "))
	}
	if advice := e.Kind.advice(); advice != "" {
		b.WriteString("; " + advice)
	}
	return b.String()
}

func (e *Error) why() string {
	texts := make([]string, len(e.Messages))
	for i, m := range e.Messages {
		texts[i] = strings.TrimRight(m, ". \n")
	}
	var parts []string
	for _, part := range []string{e.Field, strings.Join(texts, "; ")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(e.Messages) == 0 {
		parts = append(parts, string(e.Kind))
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// advice is what helps, where the service's words do not say it.
func (k Kind) advice() string {
	switch k {
	case Unauthorized:
		return "check the application's id, key, secret and private key"
	case NoCredits:
		return "add credits to the API key and apply again"
	case NoChannel:
		return "configure a notification channel for the application"
	case TooLarge:
		return "keep photos under 12 MB"
	case NoForeground:
		return "use a photo with one clear, whole subject before a plain background"
	}
	return ""
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes what was not found match ErrNotFound.
func (e *Error) Is(target error) bool { return target == ErrNotFound && e.Kind == NotFound }

// KindOf is the kind of the *Error in err, or empty.
func KindOf(err error) Kind {
	if e := asError(err); e != nil {
		return e.Kind
	}
	return ""
}

// OutcomeOf says whether the call that ended in err may have happened. Of an error that is
// not of a call, nothing is known.
func OutcomeOf(err error) Outcome {
	if e := asError(err); e != nil {
		return e.Outcome
	}
	if errors.Is(err, ErrTooLate) {
		return NotSent
	}
	return Unknown
}

// TraceID is the service's name for the request that ended in err, or empty.
func TraceID(err error) string {
	if e := asError(err); e != nil {
		return e.TraceID
	}
	return ""
}

func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// notSent is why op could not even begin. What it says of the way there stays.
func notSent(op Op, err error) *Error {
	e := &Error{Op: op, Kind: kindOfBreak(err), Outcome: NotSent, Err: err}
	if cause := asError(err); cause != nil {
		e.Host, e.Status, e.Kind, e.TraceID, e.RetryAfter = cause.Host, cause.Status, cause.Kind, cause.TraceID, cause.RetryAfter
	}
	return e
}
