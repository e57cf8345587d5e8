package studio_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"photoshoot/engine/studio"
)

func TestPage(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	done := c.wait(c.start(c.recommend(mug(t)), `[{"tag":"custom","prompt":"<script>alert(1)</script>"}]`, "productName", `"><b>mug`))
	resp := c.get("/")
	page := string(c.read(resp, 200))
	image := strings.TrimPrefix(*done.TaskURLs[0].PublicImageURL, "http://example.com")
	for _, want := range []string{`href="` + image + `"`, strings.TrimSuffix(image, ".png") + ".jpg", "White Background", "Nothing is being made",
		"&lt;script&gt;", "holiday", "/assets/ai-product-preset/mid_century_modern_office.webp"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "<script>") || strings.Contains(page, "<b>mug") {
		t.Error("text from a request is markup on the page")
	}
	if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") {
		t.Errorf("the page's policy is %q", csp)
	}
}

// A studio with applications shows each only its own.
func TestPageOfApplications(t *testing.T) {
	a := studio.Application{ID: newID(), Key: "key a", Secret: "s", PrivateKey: "p", Credits: -1}
	b := studio.Application{ID: newID(), Key: "key b", Secret: "s", PrivateKey: "p", Credits: -1}
	s := open(t, studio.Config{Applications: []studio.Application{a, b}})
	c := &caller{t: t, handler: s, application: a.ID, user: newID(), key: a.Key, secret: a.Secret, private: "p"}
	c.signIn()
	c.wait(c.start(c.recommend(mug(t)), twoPrompts, "productName", "my mug"))
	see := func(user, password string) (int, string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.SetBasicAuth(user, password)
		resp := c.send(r)
		return resp.StatusCode, string(c.read(resp, resp.StatusCode))
	}
	if status, page := see("key a", "s"); status != 200 || !strings.Contains(page, "my mug") {
		t.Errorf("a is answered %d: %s", status, page)
	}
	if status, page := see("key b", "s"); status != 200 || strings.Contains(page, "my mug") {
		t.Errorf("b is answered %d: %s", status, page)
	}
	if status, _ := see("key a", "other"); status != 401 {
		t.Errorf("a wrong secret is answered %d", status)
	}
}
