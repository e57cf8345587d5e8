// The client: one request at a time, from its token to a whole answer or one *Error.

package adcreative

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Client is Service over HTTP. It may be used by many goroutines at once.
type Client struct {
	config *Config // behind a pointer: printing a client follows none
	host   string
	tokens *tokens
	reads  *http.Client
	paid   *http.Client
	public *http.Client // for addresses outside the service: follows redirects, carries no secret
}

var _ Service = (*Client)(nil)

// New makes a client. What is wrong with config, the first call says.
func New(config Config) *Client {
	config = config.filled()
	reads, paid := config.Transport, config.Transport
	if config.Transport == nil {
		reads, paid = readTransport(), paidTransport()
	}
	c := &Client{
		config: &config, host: config.Endpoint,
		reads:  &http.Client{Transport: reads, CheckRedirect: stayHere},
		paid:   &http.Client{Transport: paid, CheckRedirect: stayHere},
		public: &http.Client{Transport: reads},
	}
	if u, err := url.Parse(config.Endpoint); err == nil && u.Host != "" {
		c.host = u.Host
	}
	c.tokens = &tokens{fetch: c.newToken}
	return c
}

// stayHere refuses redirects: one would carry the secrets to another host, or a paid
// request to the service a second time.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// readTransport keeps as many connections as an apply uses side by side.
func readTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 32
	return t
}

// request is one call, before it is sent.
type request struct {
	op          Op
	query       []Field
	body        []byte // nil: a GET
	contentType string
	notAfter    time.Time
}

func (r request) url(endpoint string) string {
	if len(r.query) == 0 {
		return endpoint + r.op.Path()
	}
	values := url.Values{}
	for _, f := range r.query {
		values.Set(f.Name, f.Value)
	}
	return endpoint + r.op.Path() + "?" + values.Encode()
}

// send makes a call with a token, and once more with a new one if the first is not
// accepted: a refusal for that reason has done nothing. The answer's body must be closed.
func (c *Client) send(ctx context.Context, r request) (*answer, error) {
	token, err := c.tokens.get(ctx, "")
	if err != nil {
		return nil, notSent(r.op, err)
	}
	a, err := c.attempt(ctx, r, token)
	if e := asError(err); e == nil || e.Status != http.StatusUnauthorized {
		return a, err
	}
	if token, err = c.tokens.get(ctx, token); err != nil {
		return nil, notSent(r.op, err)
	}
	return c.attempt(ctx, r, token)
}

// attempt makes a call once. An empty token is none.
func (c *Client) attempt(ctx context.Context, r request, token string) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.timeout(r.op))
	req, err := c.request(ctx, r, token)
	if err != nil {
		cancel()
		return nil, &Error{Op: r.op, Host: c.host, Kind: Invalid, Outcome: NotSent, Messages: []string{"the endpoint is no address"}, Err: bare(err)}
	}
	client := c.reads
	if r.op.paid() {
		client = c.paid
		onlyOnce(req, r.body)
	}
	if tooLate(r.notAfter) {
		cancel()
		return nil, notSent(r.op, ErrTooLate)
	}
	return c.do(client, req, r.op, cancel)
}

func (c *Client) request(ctx context.Context, r request, token string) (*http.Request, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if r.body != nil {
		method, body = http.MethodPost, bytes.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(ctx, method, r.url(c.config.Endpoint), body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json") // even where a file is the answer, as the page has it
	req.Header.Set("User-Agent", "photoshoot")
	req.Header.Set("x-api-key", c.config.APIKey)
	req.Header.Set("x-api-secret", c.config.APISecret)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	return req, nil
}

// do sends req and sorts what comes back. cancel ends it, now or with the answer.
func (c *Client) do(client *http.Client, req *http.Request, op Op, cancel context.CancelFunc) (*answer, error) {
	if err := req.Context().Err(); err != nil {
		cancel()
		return nil, notSent(op, err)
	}
	wire := &wire{}
	resp, err := client.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), wire.trace())))
	if err != nil {
		defer cancel()
		return nil, &Error{Op: op, Host: req.URL.Host, Kind: kindOfBreak(err), Outcome: wire.outcome(), Err: bare(err)}
	}
	if resp.StatusCode/100 != 2 {
		defer cancel()
		return nil, refusal(op, req.URL.Host, resp, c.censor)
	}
	return newAnswer(op, req.URL.Host, resp, cancel, c.censor), nil
}

// censor takes the secrets out of text that comes from elsewhere.
func (c *Client) censor(text string) string {
	for _, secret := range []string{c.config.APIKey, c.config.APISecret, c.config.PrivateKey, c.tokens.last()} {
		if len(secret) >= 8 { // a shorter one is a word, as the embedded studio's is
			text = strings.ReplaceAll(text, secret, "[secret]")
		}
	}
	return text
}

// wire watches whether a request reached it.
type wire struct{ begun, written atomic.Bool }

func (w *wire) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:      func(string) { w.begun.Store(true) },
		WroteHeaders: func() { w.written.Store(true) },
	}
}

// outcome is a definite no only if the transport tells where it is at all: it looked for a
// connection and never wrote its headers to one.
func (w *wire) outcome() Outcome {
	if w.begun.Load() && !w.written.Load() {
		return NotSent
	}
	return Unknown
}

// bare takes the URL off an error of net/http: a signed one is a secret.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// tooLate says whether t is past on either clock.
func tooLate(t time.Time) bool {
	if t.IsZero() {
		return false
	}
	now := time.Now()
	return now.After(t) || now.Round(0).After(t.Round(0))
}

// Format prints the client's address, with any verb.
func (c Client) Format(s fmt.State, _ rune) {
	fmt.Fprintf(s, "client of %s", strings.TrimSpace(c.host))
}
