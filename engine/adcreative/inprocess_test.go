package adcreative_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"photoshoot/engine/adcreative"
)

// Over a socket and in process, a handler sees the same request and a client the same answer.
func TestInProcessIsLikeASocket(t *testing.T) {
	handlers := map[string]http.HandlerFunc{
		"nothing":  func(http.ResponseWriter, *http.Request) {},
		"a status": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) },
		"hints": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			w.WriteHeader(404)
		},
		"late header": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "<html>")
			w.Header().Set("X-Late", "1")
		},
		"typed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			io.WriteString(w, "picture")
		},
		"the request": func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			w.Header().Set("X-Seen", strings.Join([]string{r.Method, r.RequestURI, r.URL.Path, r.URL.RawQuery, r.Proto, r.Header.Get("X-Sent")}, " "))
			if err != nil || r.Host == "" || r.Context().Err() != nil {
				w.WriteHeader(500)
			}
			w.Write(body)
		},
		"cut off": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "half")
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		},
		"a panic": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
	for name, handler := range handlers {
		server := httptest.NewServer(handler)
		ask := func(transport http.RoundTripper) (status int, header http.Header, body string, broken bool) {
			req, err := http.NewRequest("POST", server.URL+"/a%20b?q=1", strings.NewReader("sent"))
			if err != nil {
				t.Fatal(err)
			}
			req.Header["X-SENT"] = []string{"yes"}
			resp, err := transport.RoundTrip(req)
			if err != nil {
				return 0, nil, "", true
			}
			defer resp.Body.Close()
			data, err := io.ReadAll(resp.Body)
			return resp.StatusCode, resp.Header, string(data), err != nil
		}
		status, header, body, broken := ask(http.DefaultTransport)
		status2, header2, body2, broken2 := ask(adcreative.InProcess(handler))
		if status != status2 || body != body2 || broken != broken2 {
			t.Errorf("%s: %d %q %v over a socket, %d %q %v in process", name, status, body, broken, status2, body2, broken2)
		}
		for _, field := range []string{"Content-Type", "X-Seen", "X-Late"} {
			if header.Get(field) != header2.Get(field) {
				t.Errorf("%s: %s %q over a socket, %q in process", name, field, header.Get(field), header2.Get(field))
			}
		}
		server.Close()
	}
}

// Both bodies flow while the other does.
func TestInProcessStreams(t *testing.T) {
	echo := adcreative.InProcess(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).Flush()
		io.Copy(w, r.Body)
	}))
	sent, source := io.Pipe()
	req, err := http.NewRequest("POST", "http://any/", sent)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := echo.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"one", "two"} {
		io.WriteString(source, word)
		got := make([]byte, 3)
		if _, err := io.ReadFull(resp.Body, got); string(got) != word || err != nil {
			t.Errorf("sent %q, got %q (%v)", word, got, err)
		}
	}
	source.Close()
	if rest, err := io.ReadAll(resp.Body); len(rest) > 0 || err != nil {
		t.Errorf("at the end %q (%v)", rest, err)
	}
}

// A handler learns that nobody reads any more, and a client that a handler panicked.
func TestInProcessEnds(t *testing.T) {
	over := make(chan error, 1)
	unending := adcreative.InProcess(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		for err == nil {
			_, err = io.WriteString(w, "more")
		}
		<-r.Context().Done()
		over <- err
	}))
	get := func(ctx context.Context, transport http.RoundTripper) (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, "GET", "http://any/", nil)
		if err != nil {
			t.Fatal(err)
		}
		return transport.RoundTrip(req)
	}
	resp, err := get(context.Background(), unending)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	<-over
	ctx, cancel := context.WithCancel(context.Background())
	if resp, err = get(ctx, unending); err != nil {
		t.Fatal(err)
	}
	cancel()
	<-over
	if _, err := io.Copy(io.Discard, resp.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("the body of an answer given up ends with %v", err)
	}
	if _, err := get(ctx, unending); !errors.Is(err, context.Canceled) {
		t.Errorf("a request given up before it began: %v", err)
	}
	broken := adcreative.InProcess(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("a fault") }))
	if _, err := get(context.Background(), broken); err == nil || !strings.Contains(err.Error(), "a fault") {
		t.Errorf("a panic became %v", err)
	}
}
