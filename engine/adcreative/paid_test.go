package adcreative_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"photoshoot/engine/adcreative"
)

// hangUp takes a request in and closes the connection without a word.
func hangUp(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		conn.Close()
	}
}

// A connection that was kept alive and breaks makes net/http send a GET again. The first
// half shows that the trap is there; the second that paid calls keep out of it, on
// connections of the client's own and on such as it is given.
func TestBrokenConnectionsPayOnce(t *testing.T) {
	for name, transport := range map[string]http.RoundTripper{"own": nil, "given": &http.Transport{}} {
		t.Run(name, func(t *testing.T) {
			s := newScript()
			s.answer[adcreative.OpPresets] = inTurn(say(200, "application/json", "[]"), hangUp)
			s.answer[adcreative.OpGenerate] = hangUp
			s.answer[adcreative.OpDownload] = hangUp
			c := over(t, s, func(c *adcreative.Config) { c.Transport = transport })
			ctx := context.Background()
			warm := func() {
				if _, err := c.Progress(ctx, user, process); adcreative.KindOf(err) != adcreative.NotFound {
					t.Fatal(err) // a connection that is kept alive now waits for the next request
				}
			}
			c.Presets(ctx, user)
			if c.Presets(ctx, user); s.count(adcreative.OpPresets) != 3 {
				t.Errorf("the trap is not there: a read was sent %d times", s.count(adcreative.OpPresets)-1)
			}
			warm()
			if _, err := c.Generate(ctx, order()); adcreative.OutcomeOf(err) != adcreative.Unknown || err == nil || s.count(adcreative.OpGenerate) != 1 {
				t.Errorf("a job was sent %d times: %v", s.count(adcreative.OpGenerate), err)
			}
			warm()
			if _, err := c.Download(ctx, adcreative.Download{}); adcreative.OutcomeOf(err) != adcreative.Unknown || err == nil || s.count(adcreative.OpDownload) != 1 {
				t.Errorf("a download was sent %d times: %v", s.count(adcreative.OpDownload), err)
			}
			if name == "own" && !(s.last[adcreative.OpGenerate].Close && s.last[adcreative.OpDownload].Close) {
				t.Error("a paid call shared its connection")
			}
		})
	}
}

// A redirect that keeps the method would send a paid request twice, and any redirect the
// secrets to another host.
func TestRedirectsAreNotFollowed(t *testing.T) {
	elsewhere := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := newScript()
		for _, op := range []adcreative.Op{adcreative.OpPresets, adcreative.OpRecommend, adcreative.OpGenerate, adcreative.OpProgress, adcreative.OpAllProgress, adcreative.OpDownload} {
			s.answer[op] = say(status, "text/plain", "", "Location", other.URL+"/")
		}
		for op, err := range everyCall(over(t, s)) {
			if s.count(op) != 1 || adcreative.KindOf(err) != adcreative.Rejected || adcreative.OutcomeOf(err) != adcreative.Unknown {
				t.Errorf("%s was asked %d times with %d: %v", op, s.count(op), status, err)
			}
		}
	}
	if elsewhere > 0 {
		t.Errorf("%d requests went elsewhere", elsewhere)
	}
}

// roundTrip is a transport from a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// What net/http looks at before it sends a request again: none of it is there.
func TestPaidRequestsCannotBeSentAgain(t *testing.T) {
	s := newScript()
	next := adcreative.InProcess(s)
	c := adcreative.New(config("http://service.invalid", func(c *adcreative.Config) {
		c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if op := r.URL.Path; op == adcreative.OpGenerate.Path() || op == adcreative.OpDownload.Path() {
				for _, name := range []string{"Idempotency-Key", "X-Idempotency-Key"} {
					if _, set := r.Header[name]; set {
						t.Errorf("%s carries %s", op, name)
					}
				}
				if r.Body == nil || r.Body == http.NoBody || r.GetBody != nil {
					t.Errorf("the body of %s can be sent again", op)
				}
			}
			return next.RoundTrip(r)
		})
	}))
	everyCall(c)
	if s.count(adcreative.OpGenerate) != 1 || s.count(adcreative.OpDownload) != 1 {
		t.Errorf("asked %v", s.asked)
	}
}

// What never reached the wire is a definite no, whatever kept it.
func TestNotSent(t *testing.T) {
	ctx := context.Background()
	for name, test := range map[string]struct {
		change func(*adcreative.Config, *script)
		kind   adcreative.Kind
	}{
		"nobody there": {func(c *adcreative.Config, _ *script) { c.Endpoint = "http://127.0.0.1:1" }, adcreative.Unreachable},
		"no address":   {func(c *adcreative.Config, _ *script) { c.Endpoint = "http://[" }, adcreative.Invalid},
		"no token": {func(_ *adcreative.Config, s *script) {
			s.answer[adcreative.OpToken] = say(500, "text/plain", "")
		}, adcreative.ServerFault},
		"wrong private key": {func(_ *adcreative.Config, s *script) {
			s.answer[adcreative.OpToken] = say(401, "text/plain", "")
		}, adcreative.Unauthorized},
		"gone after the token": {func(c *adcreative.Config, _ *script) {
			dials := 0
			c.Transport = &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if dials++; dials > 1 {
					return nil, errors.New("no route")
				}
				return new(net.Dialer).DialContext(ctx, network, address)
			}}
		}, adcreative.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript()
			_, err := over(t, s, func(c *adcreative.Config) { test.change(c, s) }).Generate(ctx, order())
			if adcreative.OutcomeOf(err) != adcreative.NotSent || adcreative.KindOf(err) != test.kind || s.count(adcreative.OpGenerate) > 0 {
				t.Errorf("outcome %v, kind %q: %v", adcreative.OutcomeOf(err), adcreative.KindOf(err), err)
			}
		})
	}
}

// A caller who is gone before the request is, with a token at hand, has sent nothing.
func TestNotSentAnyMore(t *testing.T) {
	s := newScript()
	c := over(t, s)
	c.Presets(context.Background(), user)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := c.Generate(ctx, order())
	if adcreative.OutcomeOf(err) != adcreative.NotSent || !errors.Is(err, context.Canceled) || err.Error() != "AdCreative was not sent: context canceled" {
		t.Errorf("outcome %v of %v", adcreative.OutcomeOf(err), err)
	}
}

// A job whose time has passed on either clock stays here, even if a token had to be fetched.
func TestTooLate(t *testing.T) {
	s := newScript()
	o := order()
	wall := time.Now().Round(0)
	for _, o.NotAfter = range []time.Time{time.Now().Add(-time.Second), wall.Add(-time.Second)} {
		_, err := over(t, s).Generate(context.Background(), o)
		if !errors.Is(err, adcreative.ErrTooLate) || adcreative.OutcomeOf(err) != adcreative.NotSent || s.count(adcreative.OpGenerate) > 0 {
			t.Errorf("sent %d: %v", s.count(adcreative.OpGenerate), err)
		}
	}
	s.answer[adcreative.OpGenerate] = say(200, "application/json", string(example(t, "start.json")))
	o.NotAfter = time.Now().Add(time.Hour)
	if _, err := over(t, s).Generate(context.Background(), o); err != nil {
		t.Error(err)
	}
}

// A transport that says nothing of how far it came leaves everything open.
func TestSilentTransport(t *testing.T) {
	s := newScript()
	next := adcreative.InProcess(s)
	c := adcreative.New(config("http://service.invalid", func(c *adcreative.Config) {
		c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == adcreative.OpGenerate.Path() {
				return nil, errors.New("something")
			}
			return next.RoundTrip(r)
		})
	}))
	if _, err := c.Generate(context.Background(), order()); adcreative.OutcomeOf(err) != adcreative.Unknown {
		t.Errorf("outcome %v of %v", adcreative.OutcomeOf(err), err)
	}
}

// What an answer to a paid call says about whether the job may exist.
func TestOutcomes(t *testing.T) {
	started := string(example(t, "start.json"))
	for name, test := range map[string]struct {
		answer  http.HandlerFunc
		outcome adcreative.Outcome
		kind    adcreative.Kind
	}{
		"400":           {say(400, "text/plain", ""), adcreative.Refused, adcreative.Invalid},
		"401":           {say(401, "text/plain", ""), adcreative.Refused, adcreative.Unauthorized},
		"402":           {say(402, "text/plain", ""), adcreative.Unknown, adcreative.NoCredits},
		"403":           {say(403, "text/plain", ""), adcreative.Refused, adcreative.Unauthorized},
		"404":           {say(404, "text/plain", ""), adcreative.Refused, adcreative.NotFound},
		"408":           {say(408, "text/plain", ""), adcreative.Unknown, adcreative.TimedOut},
		"409":           {say(409, "text/plain", ""), adcreative.Unknown, adcreative.Rejected},
		"413":           {say(413, "text/plain", ""), adcreative.Refused, adcreative.TooLarge},
		"415":           {say(415, "text/plain", ""), adcreative.Refused, adcreative.Invalid},
		"422":           {say(422, "text/plain", ""), adcreative.Refused, adcreative.Invalid},
		"429":           {say(429, "text/plain", ""), adcreative.Refused, adcreative.RateLimited},
		"500":           {say(500, "text/plain", ""), adcreative.Unknown, adcreative.ServerFault},
		"502":           {say(502, "text/html", "<html>"), adcreative.Unknown, adcreative.ServerFault},
		"504":           {say(504, "text/plain", ""), adcreative.Unknown, adcreative.TimedOut},
		"nothing":       {say(200, "application/json", ""), adcreative.Unknown, adcreative.Malformed},
		"no content":    {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, adcreative.Unknown, adcreative.Malformed},
		"a page":        {say(200, "text/html", "<html><title>Log in</title>"), adcreative.Unknown, adcreative.Malformed},
		"half of it":    {say(200, "application/json", started[:100]), adcreative.Unknown, adcreative.Malformed},
		"cut off":       {say(200, "application/json", started[:100], "Content-Length", "2000"), adcreative.Unknown, adcreative.Truncated},
		"no process":    {say(200, "application/json", `{"tasks":{}}`), adcreative.Unknown, adcreative.Malformed},
		"null":          {say(200, "application/json", `null`), adcreative.Unknown, adcreative.Malformed},
		"two jobs":      {say(200, "application/json", "["+started+","+started+"]"), adcreative.Unknown, adcreative.Malformed},
		"a broken line": {hangUp, adcreative.Unknown, adcreative.Unreachable},
		"never an answer": {func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, adcreative.Unknown, adcreative.TimedOut},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScript()
			s.answer[adcreative.OpGenerate] = test.answer
			c := over(t, s, func(c *adcreative.Config) {
				if name == "never an answer" {
					c.SubmitTimeout = 50 * time.Millisecond
				}
			})
			_, err := c.Generate(context.Background(), order())
			if err == nil || adcreative.OutcomeOf(err) != test.outcome || adcreative.KindOf(err) != test.kind {
				t.Errorf("outcome %v, kind %q: %v", adcreative.OutcomeOf(err), adcreative.KindOf(err), err)
			}
			sent := 1
			if name == "401" {
				sent = 2 // once more, with another token
			}
			if s.count(adcreative.OpGenerate) != sent {
				t.Errorf("sent %d times", s.count(adcreative.OpGenerate))
			}
		})
	}
}
