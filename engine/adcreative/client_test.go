package adcreative_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"photoshoot/engine/adcreative"
)

// every JSON example of the page is an answer that the client understands.
func TestExamplesAreUnderstood(t *testing.T) {
	s := newScript()
	for op, name := range map[adcreative.Op]string{
		adcreative.OpToken: "token.json", adcreative.OpPresets: "presets.json", adcreative.OpRecommend: "recommendation.json",
		adcreative.OpGenerate: "start.json", adcreative.OpProgress: "progress.json", adcreative.OpAllProgress: "listing.json",
	} {
		s.answer[op] = say(200, "application/json; charset=utf-8", string(example(t, name)))
	}
	ctx, c := context.Background(), over(t, s)
	presets, err := c.Presets(ctx, user)
	if err != nil || len(presets) != 2 || presets[0].Categories[0].Name != "monochrome" || len(presets[1].Tags) != 2 {
		t.Errorf("presets %+v (%v)", presets, err)
	}
	r, err := c.Recommend(ctx, user, adcreative.Photo{})
	if err != nil || r.ProductInfo.Name != "headphones" || r.AssetID == "" || len(r.Prompts) != 4 || len(r.PresetIDs) != 6 {
		t.Errorf("recommendation %+v (%v)", r, err)
	}
	started, err := c.Generate(ctx, order())
	if err != nil || started.Successful || started.State.Terminal() || len(started.Tasks) != started.TotalTasks {
		t.Errorf("started %+v (%v)", started, err)
	}
	done, err := c.Progress(ctx, user, started.ProcessID)
	if err != nil || !done.Successful || !done.State.Terminal() || done.Percent != 100 || done.Tasks[5].ID != started.Tasks[5].ID || done.Tasks[5].URL == "" {
		t.Errorf("done %+v (%v)", done, err)
	}
	var listed []adcreative.Progress
	err = c.AllProgress(ctx, func(p adcreative.Progress) error { listed = append(listed, p); return nil })
	if err != nil || len(listed) != 2 || listed[0].ProcessID != done.ProcessID || len(listed[1].Tasks) != 6 {
		t.Errorf("listed %+v (%v)", listed, err)
	}
	s.answer[adcreative.OpPresets] = say(200, "application/json", string(example(t, "presets-short.json")))
	if presets, err = c.Presets(ctx, user); err != nil || len(presets) != 3 || presets[0].Tags != nil || presets[1].Categories != nil {
		t.Errorf("short presets %+v (%v)", presets, err)
	}
}

// What each call sends: method, query, headers.
func TestRequests(t *testing.T) {
	s := newScript()
	c := over(t, s)
	everyCall(c)
	c.Download(context.Background(), adcreative.Download{Process: process, Task: user, Format: adcreative.PDF, LowResolution: true})
	app := "applicationId=" + application
	for op, want := range map[adcreative.Op]string{
		adcreative.OpPresets:     "GET " + app + "&userId=" + user,
		adcreative.OpRecommend:   "POST ",
		adcreative.OpGenerate:    "POST ",
		adcreative.OpProgress:    "GET imageProductGeneratorProcessId=" + process + "&userId=" + user,
		adcreative.OpAllProgress: "GET " + app,
		adcreative.OpDownload:    "GET " + app + "&format=2&imageProductGeneratorProcessId=" + process + "&lowResolution=true&taskId=" + user,
	} {
		r := s.last[op]
		if r == nil {
			t.Errorf("%s was not asked", op)
			continue
		}
		if got := r.Method + " " + r.URL.RawQuery; got != want {
			t.Errorf("%s asked %s, want %s", op, got, want)
		}
		for name, want := range map[string]string{"x-api-key": "the-key-canary", "x-api-secret": "the-secret-canary",
			"Authorization": "Bearer a.token.of-ours", "Accept": "application/json"} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s has %s %q", op, name, got)
			}
		}
		if r.Method == "GET" && (r.ContentLength != 0 || len(r.TransferEncoding) > 0) {
			t.Errorf("%s came with a body", op)
		}
		if r.Method == "POST" && !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data; boundary=") {
			t.Errorf("%s is %s", op, r.Header.Get("Content-Type"))
		}
	}
	if got := s.last[adcreative.OpToken].Header.Get("Content-Type"); got != "application/json; x-api-version=1.0" {
		t.Errorf("the token request is %s", got)
	}
}

// One job is found among several, in any form; none is ErrNotFound.
func TestProgressOfOne(t *testing.T) {
	s := newScript()
	c, ctx := within(s), context.Background()
	other := `{"imageRenderProcessId":"other"}`
	one := `{"imageRenderProcessId":"` + process + `","progress":50}`
	for text, found := range map[string]bool{
		"[]": false, "[" + other + "]": false, "[" + other + "," + one + "]": true, one: true, `{"$values":[` + one + `]}`: true,
	} {
		s.answer[adcreative.OpProgress] = say(200, "application/json", text)
		p, err := c.Progress(ctx, user, process)
		if found && (err != nil || p.Percent != 50) || !found && !errors.Is(err, adcreative.ErrNotFound) {
			t.Errorf("%s: %+v (%v)", text, p, err)
		}
	}
}

// The listing is decoded while it comes in, however long, and its end is certain.
func TestListingStreams(t *testing.T) {
	const jobs = 20_000
	s := newScript()
	seen := make(chan struct{})
	s.answer[adcreative.OpAllProgress] = func(w http.ResponseWriter, r *http.Request) {
		for i := range jobs {
			fmt.Fprintf(w, `%c{"imageRenderProcessId":"%d","tasks":{"%d":1},"errorMessage":"%300d"}`, "[,"[min(i, 1)], i, i, i)
			if i == 10_000 {
				http.NewResponseController(w).Flush()
				<-seen // nothing more before the first are read
			}
		}
		io.WriteString(w, "]")
	}
	n := 0
	err := over(t, s).AllProgress(context.Background(), func(p adcreative.Progress) error {
		if n == 100 {
			close(seen)
		}
		if p.ProcessID != fmt.Sprint(n) {
			return fmt.Errorf("job %d is %s", n, p.ProcessID)
		}
		n++
		return nil
	})
	if err != nil || n != jobs {
		t.Errorf("%d jobs: %v", n, err)
	}
}

func TestListingFaults(t *testing.T) {
	one := `{"imageRenderProcessId":"p"}`
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		kind   adcreative.Kind
	}{
		"page":     {say(200, "text/html", "<html>"), adcreative.Malformed},
		"bare":     {say(200, "application/json", one), adcreative.Malformed},
		"cut off":  {say(200, "application/json", "["+one, "Content-Length", "500"), adcreative.Truncated},
		"unending": {say(200, "application/json", `[{"imageRenderProcessId":"`+strings.Repeat("x", 5<<20)+`"}]`), adcreative.Malformed},
		"refused":  {say(500, "text/plain", ""), adcreative.ServerFault},
	} {
		s := newScript()
		s.answer[adcreative.OpAllProgress] = test.answer
		err := over(t, s).AllProgress(context.Background(), func(adcreative.Progress) error { return nil })
		if adcreative.KindOf(err) != test.kind {
			t.Errorf("%s is %q: %v", name, adcreative.KindOf(err), err)
		}
	}
	s, stop := newScript(), errors.New("enough")
	s.answer[adcreative.OpAllProgress] = say(200, "application/json", "["+one+","+one+"]")
	if err := within(s).AllProgress(context.Background(), func(adcreative.Progress) error { return stop }); err != stop {
		t.Errorf("the caller's own error came back as %v", err)
	}
}

// A file ends where its header says, or its reader says so; what is no file is an error.
func TestDownloadFaults(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n and so on"
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		kind   adcreative.Kind
	}{
		"whole":   {say(200, "image/png", png), ""},
		"untyped": {say(200, "", png), ""},
		"octets":  {say(200, "application/octet-stream", png), ""},
		"cut off": {say(200, "image/png", png, "Content-Length", "100"), adcreative.Truncated},
		"broken": {func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, png)
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, adcreative.Truncated},
		"page":         {say(200, "text/html", "<title>Maintenance</title>"), adcreative.Malformed},
		"JSON":         {say(200, "application/json", `{"errors":{}}`), adcreative.Malformed},
		"empty":        {say(200, "image/png", "", "Content-Length", "0"), adcreative.Malformed},
		"not found":    {say(404, "application/json", string(example(t, "error-content.json"))), adcreative.NotFound},
		"no credits":   {say(400, "application/json", string(example(t, "error-credits.json"))), adcreative.NoCredits},
		"not valid":    {say(400, "application/json", string(example(t, "error-guid.json"))), adcreative.Invalid},
		"not accepted": {say(401, "application/json", string(example(t, "error-token.json"))), adcreative.Unauthorized},
	} {
		s := newScript()
		s.answer[adcreative.OpDownload] = test.answer
		for where, c := range map[string]*adcreative.Client{"socket": over(t, s), "process": within(s)} {
			file, err := c.Download(context.Background(), adcreative.Download{})
			var data []byte
			if err == nil {
				data, err = io.ReadAll(file)
				file.Close()
			}
			if adcreative.KindOf(err) != test.kind || err == nil && string(data) != png {
				t.Errorf("%s over a %s: %d bytes, %q: %v", name, where, len(data), adcreative.KindOf(err), err)
			}
			if unknown := test.kind == adcreative.Truncated || test.kind == adcreative.Malformed; err != nil && unknown != (adcreative.OutcomeOf(err) == adcreative.Unknown) {
				t.Errorf("%s over a %s leaves %v", name, where, adcreative.OutcomeOf(err))
			}
		}
	}
}

// Public images are fetched from wherever they are, with redirects and without secrets.
func TestFetch(t *testing.T) {
	bucket := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			if name != "User-Agent" && name != "Accept-Encoding" && name != "Referer" {
				t.Errorf("the bucket was sent %s", name)
			}
		}
		switch r.URL.Path {
		case "/moved.png":
			http.Redirect(w, r, "/there.png", http.StatusFound)
		case "/there.png":
			say(200, "image/png", "picture")(w, r)
		default:
			say(403, "application/xml", "<Error/>")(w, r)
		}
	}))
	defer bucket.Close()
	s := newScript()
	c, ctx := over(t, s), context.Background()
	file, err := c.Fetch(ctx, bucket.URL+"/moved.png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if data, err := io.ReadAll(file); string(data) != "picture" || err != nil {
		t.Errorf("fetched %q (%v)", data, err)
	}
	for address, kind := range map[string]adcreative.Kind{
		bucket.URL + "/gone.png?signature=canary": adcreative.NotFound, "": adcreative.Malformed, "images/1.png": adcreative.Malformed,
		"file:///etc/passwd": adcreative.Malformed, "http://127.0.0.1:1/?signature=canary": adcreative.Unreachable,
	} {
		if _, err := c.Fetch(ctx, address); adcreative.KindOf(err) != kind || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s is %q: %v", address, adcreative.KindOf(err), err)
		}
	}
	if s.count(adcreative.OpToken) > 0 {
		t.Error("a public image took a token")
	}
}

// Answers are bounded.
func TestLongAnswers(t *testing.T) {
	s := newScript()
	s.answer[adcreative.OpPresets] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for line := bytes.Repeat([]byte{' '}, 1<<20); r.Context().Err() == nil; {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	}
	if _, err := within(s).Presets(context.Background(), user); adcreative.KindOf(err) != adcreative.Malformed {
		t.Errorf("an answer without end: %v", err)
	}
}

// A caller who goes away is told apart from a service that is slow.
func TestEndings(t *testing.T) {
	s := newScript()
	asked := make(chan struct{}, 8)
	s.answer[adcreative.OpPresets] = func(w http.ResponseWriter, r *http.Request) { asked <- struct{}{}; <-r.Context().Done() }
	s.answer[adcreative.OpDownload] = func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "\x89PNG\r\n\x1a\n")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	for where, c := range map[string]*adcreative.Client{
		"socket":  over(t, s, func(c *adcreative.Config) { c.TransferTimeout = 50 * time.Millisecond }),
		"process": within(s, func(c *adcreative.Config) { c.TransferTimeout = 50 * time.Millisecond }),
	} {
		ctx, cancel := context.WithCancel(context.Background())
		go func() { <-asked; cancel() }()
		if _, err := c.Presets(ctx, user); adcreative.KindOf(err) != adcreative.Interrupted || !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted over a %s: %v", where, err)
		}
		file, err := c.Download(context.Background(), adcreative.Download{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = io.ReadAll(file); adcreative.KindOf(err) != adcreative.TimedOut || adcreative.OutcomeOf(err) != adcreative.Unknown {
			t.Errorf("slow over a %s: %v", where, err)
		}
		file.Close()
	}
}
