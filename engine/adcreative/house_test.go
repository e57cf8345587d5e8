package adcreative_test

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/adcreative/adcreativetest"
)

const (
	application = "5c0f4c3e-6f0a-4d52-9a59-0d8f5f3b7a10"
	user        = "0b9f2d1c-43a5-4a5e-8f6b-7d3c2e1a9f88"
	process     = "9a3ff6d5-2f54-4f0f-8f7b-0c2d6a1b3e44"
)

// script is a server that answers each call as it is told, and counts them.
type script struct {
	mu     sync.Mutex
	answer map[adcreative.Op]http.HandlerFunc
	asked  map[adcreative.Op]int
	last   map[adcreative.Op]*http.Request
}

func newScript() *script {
	s := &script{answer: map[adcreative.Op]http.HandlerFunc{}, asked: map[adcreative.Op]int{}, last: map[adcreative.Op]*http.Request{}}
	s.answer[adcreative.OpToken] = say(200, "application/json", `{"accessToken":"a.token.of-ours"}`)
	return s
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	op := adcreative.Op(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:])
	s.mu.Lock()
	s.asked[op]++
	s.last[op] = r
	answer := s.answer[op]
	s.mu.Unlock()
	if answer == nil || r.URL.Path != op.Path() {
		http.NotFound(w, r)
		return
	}
	answer(w, r)
}

// set changes an answer of a server that is already asked.
func (s *script) set(op adcreative.Op, answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer[op] = answer
}

func (s *script) count(op adcreative.Op) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[op]
}

// say answers with these words.
func say(status int, contentType, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", contentType)
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// inTurn answers with one handler after the other, and stays at the last.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		h := handlers[0]
		if len(handlers) > 1 {
			handlers = handlers[1:]
		}
		mu.Unlock()
		h(w, r)
	}
}

// over is a client of s over a real socket.
func over(t testing.TB, s http.Handler, change ...func(*adcreative.Config)) *adcreative.Client {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return adcreative.New(config(server.URL, change...))
}

// within is a client of s in this process.
func within(s http.Handler, change ...func(*adcreative.Config)) *adcreative.Client {
	c := config("http://service.invalid", change...)
	c.Transport = adcreative.InProcess(s)
	return adcreative.New(c)
}

func config(endpoint string, change ...func(*adcreative.Config)) adcreative.Config {
	c := adcreative.Config{Endpoint: endpoint, ApplicationID: application, APIKey: "the-key-canary", APISecret: "the-secret-canary", PrivateKey: "the-private-canary"}
	for _, f := range change {
		f(&c)
	}
	return c
}

func example(t testing.TB, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(adcreativetest.Examples(), name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// order is one that any server would take.
func order() adcreative.Order {
	return adcreative.Order{User: user, RenderKind: adcreative.RenderLandscape, AssetID: process, Name: "mug", Description: "A mug.",
		Prompts: []adcreative.Prompt{{Tag: "preset", Preset: "white_background"}}}
}

// everyCall makes every call of a client and returns each one's error.
func everyCall(c adcreative.Service) map[adcreative.Op]error {
	ctx := context.Background()
	errs := map[adcreative.Op]error{}
	_, errs[adcreative.OpPresets] = c.Presets(ctx, user)
	_, errs[adcreative.OpRecommend] = c.Recommend(ctx, user, adcreative.Photo{Data: []byte("\x89PNG\r\n\x1a\n")})
	_, errs[adcreative.OpGenerate] = c.Generate(ctx, order())
	_, errs[adcreative.OpProgress] = c.Progress(ctx, user, process)
	errs[adcreative.OpAllProgress] = c.AllProgress(ctx, func(adcreative.Progress) error { return nil })
	_, errs[adcreative.OpDownload] = c.Download(ctx, adcreative.Download{Process: process, Task: user})
	return errs
}
