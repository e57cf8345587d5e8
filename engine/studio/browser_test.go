package studio_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// browse loads a page in headless Chromium, lets its script run for some seconds of the page's
// own time, and returns the document as it is then.
func browse(t *testing.T, url string) string {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed: the page's script is not tested")
	}
	out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=6000", "--dump-dom", url).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A picture that is finished while the page is open comes to be seen on it.
func TestPageKeepsUp(t *testing.T) {
	hold := make(chan struct{})
	wait := func(context.Context, string) error { <-hold; return nil }
	s := open(t, studio.Config{Painter: studiotest.Flat{Before: wait}})
	c := newCaller(t, s)
	process := c.start(c.recommend(mug(t)), `[{"tag":"preset","preset":"white_background"}]`, "productName", "my mug")
	var loads atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" && loads.Add(1) == 2 {
			close(hold)
			c.wait(process)
		}
		s.ServeHTTP(w, r)
	}))
	defer server.Close()
	page := browse(t, server.URL)
	if loads.Load() < 2 {
		t.Fatal("the page never asked again")
	}
	if strings.Contains(page, "<progress") || !strings.Contains(page, strings.TrimPrefix(*c.wait(process).TaskURLs[0].PublicImageURL, "http://example.com")) {
		t.Errorf("the page still shows %s", page)
	}
}
