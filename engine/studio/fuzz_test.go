package studio_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// hostile is a studio to be asked nonsense, with a caller who may ask. It paints nothing, so
// that what it holds stays little.
func hostile(t testing.TB) *caller {
	fails := func(context.Context, string) error { return context.Canceled }
	return newCaller(t, open(t, studio.Config{Painter: studiotest.Flat{Before: fails},
		Limits: studio.Limits{PhotoBytes: 1 << 20, PhotoPixels: 1 << 20, Waiting: 100}}))
}

// ask sends one request, however broken, and fails the test if the studio does.
func (c *caller) ask(method, target, kind string, body []byte) {
	c.t.Helper()
	at, err := url.ParseRequestURI(target)
	if err != nil || !strings.HasPrefix(target, "/") {
		return // no server lets such a line through to its handler
	}
	r := &http.Request{Method: method, URL: at, Host: "studio", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewReader(body)), RequestURI: target}
	resp := c.send(r.WithContext(context.Background()))
	if resp.StatusCode >= 500 {
		c.t.Errorf("%s %s as %q answers %d: %s", method, target, kind, resp.StatusCode, c.read(resp, resp.StatusCode))
	}
}

// sound are requests that are in order, or nearly, for mutation.
func (c *caller) sound() []*http.Request {
	app, user := "applicationId="+c.application.String(), "userId="+c.user.String()
	id := "imageProductGeneratorProcessId=" + c.user.String()
	var requests []*http.Request
	for _, target := range []string{
		api + "PresetKeys?" + app + "&" + user, api + "CheckUserProgress?" + user + "&" + id, api + "CheckApplicationAllProgresses?" + app,
		api + "Download?" + app + "&taskId=" + c.user.String() + "&" + id + "&format=1&lowResolution=true",
		channelPath + "?" + app, channelPath + "/Active?" + app, "/images/ai-product-images/" + c.user.String() + ".png",
		"/assets/ai-product-preset/white_background.webp", "/", "/openapi.json", "/metrics", "/page/studio.js", "/readyz",
	} {
		requests = append(requests, httptest.NewRequest("GET", target, nil))
	}
	keep := &recorder{}
	honest := *c
	honest.handler = keep
	asset := c.recommend(mug(c.t))
	honest.order(asset, twoPrompts, "DisableSafeMargin", "true")
	honest.form(api+"Recommendations", mug(c.t)[:3000], "applicationId", c.application.String(), "userId", c.user.String())
	honest.json("POST", "/api/v1/Authorization/RefreshJwtToken", map[string]any{"applicationId": c.application, "jwtPrivateKey": "p", "refreshToken": "x"})
	honest.json("POST", channelPath, map[string]any{"applicationId": c.application, "url": "http://127.0.0.1:1/"})
	honest.json("PUT", channelPath+"/"+c.user.String(), map[string]any{"applicationId": c.application})
	return append(requests, keep.requests...)
}

// recorder keeps requests in place of answering them.
type recorder struct{ requests []*http.Request }

func (k *recorder) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	k.requests = append(k.requests, r)
}

func bodyOf(r *http.Request) []byte {
	if r.Body == nil {
		return nil
	}
	body, _ := io.ReadAll(r.Body)
	return body
}

// mutate breaks text in one of a few ways.
func mutate(rnd *rand.Rand, text []byte) []byte {
	if len(text) == 0 {
		return text
	}
	from, to := rnd.IntN(len(text)), rnd.IntN(len(text))
	from, to = min(from, to), max(from, to)
	switch rnd.IntN(6) {
	case 0: // another byte
		text[from] = byte(rnd.Uint32())
	case 1: // cut short
		return text[:from]
	case 2: // a piece lost
		return append(text[:from], text[min(to, from+20):]...)
	case 3: // a piece twice
		return bytes.Join([][]byte{text[:to], text[from:]}, nil)
	case 4: // something nasty
		nasty := []string{"\x00", "%00", "../", "null", "-1", "99999999999999999999", "{", `"`, "\r\n", "ﬃ", "urn:uuid:", "%2e%2e%2f", "\xff\xfe"}
		return bytes.Join([][]byte{text[:from], []byte(nasty[rnd.IntN(len(nasty))]), text[from:]}, nil)
	}
	return text
}

// Ten thousand broken requests: no fault of the studio's own, and no memory kept of them.
func TestHostileRequests(t *testing.T) {
	c := hostile(t)
	requests := c.sound()
	bodies := make([][]byte, len(requests))
	for i, r := range requests {
		bodies[i] = bodyOf(r)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	before := heap()
	for range 10_000 {
		i := rnd.IntN(len(requests))
		target, body, kind := []byte(requests[i].URL.RequestURI()), bytes.Clone(bodies[i]), []byte(requests[i].Header.Get("Content-Type"))
		switch rnd.IntN(8) {
		case 0, 1, 2:
			target = mutate(rnd, target)
		case 3:
			kind = mutate(rnd, kind)
		default:
			body = mutate(rnd, body)
		}
		c.ask(requests[i].Method, string(target), string(kind), body)
	}
	if grown := int64(heap()) - int64(before); grown > 64<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func FuzzRequest(f *testing.F) {
	c := hostile(f)
	for _, r := range c.sound() {
		f.Add(r.Method, r.URL.RequestURI(), r.Header.Get("Content-Type"), bodyOf(r))
	}
	f.Fuzz(func(t *testing.T, method, target, kind string, body []byte) {
		mine := *c
		mine.t = t
		mine.ask(method, target, kind, body)
	})
}

// Tokens come from outside as well.
func FuzzToken(f *testing.F) {
	c := hostile(f)
	f.Add(c.token)
	f.Add("Bearer")
	f.Fuzz(func(t *testing.T, token string) {
		r := httptest.NewRequest("GET", api+"CheckApplicationAllProgresses?applicationId="+c.application.String(), nil)
		r.Header["Authorization"] = []string{"Bearer " + token}
		if status := c.send(r).StatusCode; status != 401 && token != c.token {
			t.Errorf("a made up token is answered %d", status)
		}
	})
}
