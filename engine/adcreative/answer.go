// Answers: bodies that end where they say, within bounds, or in an *Error.

package adcreative

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

const (
	maxDocument = 16 << 20 // bytes of one JSON answer
	maxListed   = 4 << 20  // bytes of one job in a listing, which as a whole has no bound
)

// answer is the body of a success. Every error of its Read is an *Error.
type answer struct {
	op     Op
	host   string
	status int
	kind   string // media type
	date   string // the header's
	want   int64  // bytes; negative: the header does not say
	got    int64
	body   io.ReadCloser
	cancel context.CancelFunc
	censor func(string) string
}

func newAnswer(op Op, host string, resp *http.Response, cancel context.CancelFunc, censor func(string) string) *answer {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")) // a broken one counts as none
	return &answer{op: op, host: host, status: resp.StatusCode, kind: kind, date: resp.Header.Get("Date"), want: resp.ContentLength, body: resp.Body, cancel: cancel, censor: censor}
}

func (a *answer) Read(p []byte) (int, error) {
	n, err := a.body.Read(p)
	a.got += int64(n)
	switch {
	case err == io.EOF && a.got < a.want:
		return n, a.fault(Truncated, fmt.Errorf("the answer ends after %d of %d bytes", a.got, a.want))
	case err == nil, err == io.EOF:
		return n, err
	}
	kind := kindOfBreak(err)
	if kind == Unreachable {
		kind = Truncated
	}
	return n, a.fault(kind, fmt.Errorf("the answer broke off after %d bytes: %w", a.got, bare(err)))
}

// Close gives up what is left of the answer.
func (a *answer) Close() error {
	defer a.cancel()
	return a.body.Close()
}

// fault is what is wrong with a success, which leaves open what the service did.
func (a *answer) fault(kind Kind, err error) *Error {
	return &Error{Op: a.op, Host: a.host, Status: a.status, Kind: kind, Outcome: Unknown, Err: err}
}

// malformed keeps an error of Read as it is; any other came from reading sense into it.
func (a *answer) malformed(err error) error {
	if e := asError(err); e != nil {
		return e
	}
	return a.fault(Malformed, fmt.Errorf("the answer is not what the documentation shows: %w", err))
}

// document reads all of a JSON answer, and closes it.
func (a *answer) document() ([]byte, error) {
	defer a.Close()
	data, err := io.ReadAll(io.LimitReader(a, maxDocument+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxDocument:
		return nil, a.malformed(fmt.Errorf("it is longer than %d bytes", maxDocument))
	case strings.Contains(a.kind, "html"):
		return nil, a.malformed(errors.New("it is " + a.excerpt(data)))
	}
	return data, nil
}

// file checks that the answer may be one, as far as its headers go.
func (a *answer) file() (io.ReadCloser, error) {
	text := strings.HasPrefix(a.kind, "text/") || strings.HasSuffix(a.kind, "json")
	if !text && a.want != 0 {
		return a, nil
	}
	data, err := a.document()
	if err == nil && len(data) == 0 {
		err = a.malformed(errors.New("it is empty"))
	} else if err == nil {
		err = a.malformed(errors.New("it is no file but says: " + a.excerpt(data)))
	}
	return nil, err
}

func (a *answer) excerpt(data []byte) string { return a.censor(plainText(data, a.kind)) }

// item bounds how much is read for one item of a list without an end.
type item struct {
	io.Reader
	left int
}

func (i *item) Read(p []byte) (int, error) {
	if i.left <= 0 {
		return 0, fmt.Errorf("one job of it is longer than %d bytes", maxListed)
	}
	n, err := i.Reader.Read(p[:min(len(p), i.left)])
	i.left -= n
	return n, err
}

func (i *item) next() { i.left = maxListed }
