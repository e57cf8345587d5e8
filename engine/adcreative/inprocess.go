// A transport that calls a handler in this process, without a socket.

package adcreative

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync"
)

// InProcess is a transport that has h answer every request, whatever its host. Bodies
// stream both ways; the handler's context ends with the request's, or when the answer's
// body is closed; a panic of h is an error of the request or of its answer's body.
func InProcess(h http.Handler) http.RoundTripper { return inProcess{h} }

type inProcess struct{ handler http.Handler }

func (t inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, err
	}
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil {
		if trace.GetConn != nil {
			trace.GetConn(req.URL.Host)
		}
		if trace.WroteHeaders != nil {
			trace.WroteHeaders()
		}
	}
	ctx, cancel := context.WithCancel(req.Context())
	r := served(req, ctx)
	w := newConversation(req, cancel)
	context.AfterFunc(ctx, func() { w.sink.CloseWithError(ctx.Err()) })
	go w.serve(t.handler, r)
	select {
	case <-w.begun:
		return w.response, nil
	case <-w.over:
		return nil, w.fault
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}

// served is req as a server sees it.
func served(req *http.Request, ctx context.Context) *http.Request {
	r := req.Clone(ctx)
	r.Header = http.Header{}
	for name, values := range req.Header { // in whatever case the client wrote them
		name = http.CanonicalHeaderKey(name)
		r.Header[name] = append(r.Header[name], values...)
	}
	r.RequestURI = req.URL.RequestURI()
	r.RemoteAddr = "in-process"
	r.Proto, r.ProtoMajor, r.ProtoMinor = "HTTP/1.1", 1, 1
	if r.Host == "" {
		r.Host = req.URL.Host
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	return r
}

// conversation is one request and its answer: the handler writes into one end of a pipe,
// and the client reads from the other.
type conversation struct {
	request  *http.Request
	cancel   context.CancelFunc
	header   http.Header
	body     *io.PipeReader
	sink     *io.PipeWriter
	once     sync.Once
	begun    chan struct{} // closed when response is there
	over     chan struct{} // closed when the handler has returned, after begun or with fault
	response *http.Response
	fault    error
}

func newConversation(req *http.Request, cancel context.CancelFunc) *conversation {
	w := &conversation{request: req, cancel: cancel, header: http.Header{}, begun: make(chan struct{}), over: make(chan struct{})}
	w.body, w.sink = io.Pipe()
	return w
}

// serve runs the handler to its end. An answer that a handler gave up because the request
// had ended is not a whole one.
func (w *conversation) serve(h http.Handler, r *http.Request) {
	defer w.cancel()
	defer r.Body.Close()
	defer func() {
		if p := recover(); p != nil {
			w.panicked(p)
		}
	}()
	h.ServeHTTP(w, r)
	w.WriteHeader(http.StatusOK)
	w.sink.CloseWithError(r.Context().Err())
}

func (w *conversation) panicked(p any) {
	w.fault = fmt.Errorf("the handler panicked: %v", p)
	if p == http.ErrAbortHandler {
		w.fault = io.ErrUnexpectedEOF
	}
	w.sink.CloseWithError(w.fault)
	close(w.over)
}

func (w *conversation) Header() http.Header { return w.header }

// WriteHeader lets the client have the answer, whose body is still to come.
func (w *conversation) WriteHeader(status int) {
	if status >= 100 && status < 200 {
		return // for information only
	}
	w.once.Do(func() {
		w.response = &http.Response{
			Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
			Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: w.header.Clone(), ContentLength: w.length(), Request: w.request,
			Body: &inProcessBody{w.body, w.cancel},
		}
		close(w.begun)
	})
}

// length is what the handler promises; negative: nothing.
func (w *conversation) length() int64 {
	n, err := strconv.ParseInt(w.header.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

func (w *conversation) Write(p []byte) (int, error) {
	if w.header.Get("Content-Type") == "" {
		w.header.Set("Content-Type", http.DetectContentType(p))
	}
	w.WriteHeader(http.StatusOK)
	return w.sink.Write(p)
}

// Flush sends the header; what is written goes out unbuffered.
func (w *conversation) Flush() { w.WriteHeader(http.StatusOK) }

// inProcessBody ends the handler's context when it is closed.
type inProcessBody struct {
	*io.PipeReader
	cancel context.CancelFunc
}

func (b *inProcessBody) Close() error {
	b.cancel()
	return b.PipeReader.Close()
}
