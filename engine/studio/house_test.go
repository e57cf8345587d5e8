package studio_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// caller is one user of one application, who talks to the handler itself.
type caller struct {
	t           testing.TB
	handler     http.Handler
	application uuid.UUID
	user        uuid.UUID
	key, secret string
	private     string
	token       string
}

const api = "/api/v1/Image/ProductGeneration/"

// mug is a real photo.
func mug(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/mug.jpg")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// open starts a studio with c that is closed with the test.
func open(t testing.TB, c studio.Config) *studio.Studio {
	t.Helper()
	if c.Dir == "" {
		c.Dir = t.TempDir()
	}
	if c.Painter == nil {
		c.Painter = studiotest.Flat{}
	}
	s, err := studio.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeNow(t, s) })
	return s
}

func closeNow(t testing.TB, s *studio.Studio) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		t.Error(err)
	}
}

// newCaller is somebody new with a token.
func newCaller(t testing.TB, handler http.Handler) *caller {
	t.Helper()
	c := &caller{t: t, handler: handler, application: uuid.New(), user: uuid.New(), key: "key", secret: "secret", private: "private"}
	c.signIn()
	return c
}

func (c *caller) signIn() {
	c.t.Helper()
	var got struct{ AccessToken string }
	body, _ := json.Marshal(map[string]string{"applicationId": c.application.String(), "jwtPrivateKey": c.private})
	r := httptest.NewRequest("POST", "/api/v1/Authorization/GenerateJwtToken", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json; x-api-version=1.0")
	c.decode(c.send(r), 200, &got)
	c.token = got.AccessToken
}

// send answers r as the caller, whose headers are set unless r has them.
func (c *caller) send(r *http.Request) *http.Response {
	for name, value := range map[string]string{"x-api-key": c.key, "x-api-secret": c.secret, "Authorization": "Bearer " + c.token} {
		if _, set := r.Header[http.CanonicalHeaderKey(name)]; !set && value != "Bearer " {
			r.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Result()
}

func (c *caller) get(path string) *http.Response {
	return c.send(httptest.NewRequest("GET", path, nil))
}

// decode reads an answer that must have status.
func (c *caller) decode(resp *http.Response, status int, into any) {
	c.t.Helper()
	body := c.read(resp, status)
	if err := json.Unmarshal(body, into); err != nil {
		c.t.Fatalf("%v in %s", err, body)
	}
}

func (c *caller) read(resp *http.Response, status int) []byte {
	c.t.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.StatusCode != status {
		c.t.Fatalf("status %d, want %d: %s", resp.StatusCode, status, body)
	}
	return body
}

// form posts fields, given as name and value by turns, and a file if there is one.
func (c *caller) form(path string, photo []byte, fields ...string) *http.Response {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		w.WriteField(fields[i], fields[i+1])
	}
	if photo != nil {
		part, _ := w.CreateFormFile("productImage", "mug.jpg")
		part.Write(photo)
	}
	w.Close()
	r := httptest.NewRequest("POST", path, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return c.send(r)
}

// recommend brings the photo in and returns its asset.
func (c *caller) recommend(photo []byte) string {
	c.t.Helper()
	var got struct{ BackgroundRemovedImageAssetID string }
	c.decode(c.form(api+"Recommendations", photo, "applicationId", c.application.String(), "userId", c.user.String()), 200, &got)
	return got.BackgroundRemovedImageAssetID
}

// order is an AdCreative form with changes, given as name and value by turns.
func (c *caller) order(asset, prompts string, changes ...string) *http.Response {
	c.t.Helper()
	fields := []string{
		"applicationId", c.application.String(), "userId", c.user.String(), "renderKind", "4",
		"productImageAssetId", asset, "PromptObjectsString", prompts,
		"productName", "mug", "productDescription", "A mug.",
	}
	for i := 0; i < len(changes); i += 2 {
		fields = set(fields, changes[i], changes[i+1])
	}
	return c.form(api+"AdCreative", nil, fields...)
}

func set(fields []string, name, value string) []string {
	for i := 0; i < len(fields); i += 2 {
		if strings.EqualFold(fields[i], name) {
			fields[i+1] = value
			return fields
		}
	}
	return append(fields, name, value)
}

// progress is the progress object in both of its forms.
type progress struct {
	MessageType                                          string
	RequestRenderState                                   int
	ApplicationID, UserID, ImageRenderProcessID          string
	TotalTaskCount, CompletedTaskCount, Progress, Render int
	Tasks                                                map[string]int
	TaskURLs                                             []taskURL
	IsSuccessful                                         bool
	ErrorMessage                                         string
}

type taskURL struct {
	TaskID         string
	RenderState    int
	PublicImageURL *string
}

// start orders and returns the process's id.
func (c *caller) start(asset, prompts string, changes ...string) string {
	c.t.Helper()
	var got progress
	c.decode(c.order(asset, prompts, changes...), 200, &got)
	return got.ImageRenderProcessID
}

func (c *caller) check(process string) []progress {
	c.t.Helper()
	var got []progress
	c.decode(c.get(api+"CheckUserProgress?userId="+c.user.String()+"&imageProductGeneratorProcessId="+process), 200, &got)
	return got
}

// wait polls until every task has ended.
func (c *caller) wait(process string) progress {
	c.t.Helper()
	for range 2000 {
		if got := c.check(process); len(got) == 1 && got[0].CompletedTaskCount == got[0].TotalTaskCount {
			return got[0]
		}
		time.Sleep(5 * time.Millisecond)
	}
	c.t.Fatal("the process does not end")
	return progress{}
}

func (c *caller) download(process, task, more string) *http.Response {
	return c.get(api + "Download?applicationId=" + c.application.String() + "&taskId=" + task +
		"&imageProductGeneratorProcessId=" + process + more)
}

const twoPrompts = `[{"tag":"custom","prompt":"on a beach","nativeLanguagePrompt":null},{"preset":"white_background","tag":"preset"}]`
