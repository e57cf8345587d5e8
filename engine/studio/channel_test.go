package studio_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"photoshoot/engine/studio"
)

// listener is a webhook that remembers what it took, and can be out of order.
type listener struct {
	*httptest.Server
	mu       sync.Mutex
	answers  []int // status of the next requests; 200 after these
	messages []message
}

type message struct {
	body      []byte
	delivery  string
	signature string
}

func listen(t *testing.T, answers ...int) *listener {
	l := &listener{answers: answers}
	l.Server = httptest.NewServer(l)
	t.Cleanup(l.Close)
	return l
}

func (l *listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.answers) > 0 {
		status := l.answers[0]
		l.answers = l.answers[1:]
		w.WriteHeader(status)
		return
	}
	l.messages = append(l.messages, message{body, r.Header.Get("X-Studio-Delivery"), r.Header.Get("X-Studio-Signature")})
}

// wait returns the first n messages.
func (l *listener) wait(t *testing.T, n int) []message {
	t.Helper()
	for range 2000 {
		l.mu.Lock()
		got := slices.Clone(l.messages)
		l.mu.Unlock()
		if len(got) >= n {
			return got
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("the listener has not had %d messages", n)
	return nil
}

const channelPath = "/api/v1/NotificationChannel"

func (c *caller) json(method, path string, body map[string]any) *http.Response {
	text, _ := json.Marshal(body)
	r := httptest.NewRequest(method, path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	return c.send(r)
}

func (c *caller) subscribe(url string, more map[string]any) (id string) {
	c.t.Helper()
	body := map[string]any{"applicationId": c.application, "url": url}
	for name, value := range more {
		body[name] = value
	}
	var got struct{ ID string }
	c.decode(c.json("POST", channelPath, body), 200, &got)
	return got.ID
}

// A process is told of in order, once, signed, in Pascal case.
func TestDeliveries(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{RepeatWait: time.Millisecond, Workers: 2}))
	hook := listen(t, 500, 429) // the first message is tried three times
	c.subscribe(hook.URL, map[string]any{"secret": "shared", "includeImageData": true})
	done := c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	messages := hook.wait(t, 3)
	time.Sleep(20 * time.Millisecond) // a fourth would be a fault
	if messages = hook.wait(t, 3); len(messages) > 3 {
		t.Fatalf("%d messages of a process with two tasks", len(messages))
	}
	var seen []string
	for i, m := range messages {
		stamp, mac, _ := strings.Cut(strings.TrimPrefix(m.signature, "t="), ",v1=")
		h := hmac.New(sha256.New, []byte("shared"))
		io.WriteString(h, stamp+"."+string(m.body))
		if mac != hex.EncodeToString(h.Sum(nil)) {
			t.Errorf("message %d is signed %q", i, m.signature)
		}
		seen = append(seen, m.delivery)
	}
	if slices.Sort(seen); len(slices.Compact(seen)) != 3 {
		t.Errorf("deliveries %v", seen)
	}
	for _, m := range messages[:2] {
		var got map[string]any
		json.Unmarshal(m.body, &got)
		id, _ := got["TaskId"].(string)
		image, _ := got["ImageContentBytes"].(string)
		delete(got, "TaskId")
		delete(got, "ImageContentBytes")
		want := map[string]any{"MessageType": "ImageProductGenerationTaskCompleted", "ApplicationId": c.application.String(),
			"UserId": c.user.String(), "ImageRenderProcessId": done.ImageRenderProcessID, "IsSuccessful": true, "ErrorMessage": ""}
		if plain := plainJSON(t, want); !equalJSON(t, got, plain) {
			t.Errorf("told %v, want %v", got, plain)
		}
		if !slices.ContainsFunc(done.TaskURLs, func(u taskURL) bool { return u.TaskID == id }) || !strings.HasPrefix(image, "iVBORw0KGgo") {
			t.Errorf("task %q has image %.20q", id, image)
		}
	}
	want := map[string]any{"MessageType": "ImageProductGenerationProgress", "RequestRenderState": 5, "ApplicationId": c.application,
		"UserId": c.user, "ImageRenderProcessId": done.ImageRenderProcessID, "TotalTaskCount": 2, "CompletedTaskCount": 2, "Progress": 100,
		"Tasks": map[string]int{done.TaskURLs[0].TaskID: 5, done.TaskURLs[1].TaskID: 5}, "RenderType": 4, "IsSuccessful": true, "ErrorMessage": ""}
	var got map[string]any
	json.Unmarshal(messages[2].body, &got)
	if !equalJSON(t, got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

func equalJSON(t *testing.T, a, b any) bool {
	x, _ := json.Marshal(plainJSON(t, a))
	y, _ := json.Marshal(plainJSON(t, b))
	return bytes.Equal(x, y)
}

// What a listener could not take before the studio closed, it is told by the next.
func TestDeliveriesOutliveTheStudio(t *testing.T) {
	dir := t.TempDir()
	s := open(t, studio.Config{Dir: dir})
	c := newCaller(t, s)
	hook := listen(t, 500)
	c.subscribe(hook.URL, nil)
	c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	closeNow(t, s) // within the second before the repeat
	c.handler = open(t, studio.Config{Dir: dir})
	messages := hook.wait(t, 3)
	if !strings.Contains(string(messages[2].body), `"ImageProductGenerationProgress"`) {
		t.Errorf("the last message is %s", messages[2].body)
	}
	if strings.Contains(string(messages[0].body), "iVBOR") || messages[0].signature != "" {
		t.Error("a channel is sent what it did not ask for")
	}
}

func TestChannels(t *testing.T) {
	s := open(t, studio.Config{RequireChannel: true})
	c, other := newCaller(t, s), newCaller(t, s)
	asset := c.recommend(mug(t))
	app := c.application.String()
	none := "No active notification channel configurations found for Application " + app + "."
	c.said(c.order(asset, twoPrompts), 404, false, map[string][]string{
		"engine: ProductGeneration/AdCreative":   {none},
		"business: ProductGeneration/AdCreative": {"Not found error occurred while starting image render process."}})
	active := channelPath + "/Active?applicationId=" + app
	c.said(c.get(active), 404, false, map[string][]string{"engine: Active": {none},
		"business: Active": {"Error getting active notification channel configurations for Application: " + app}})
	for _, url := range []string{"", "ftp://a/b", "not a url", "http://"} {
		c.read(c.json("POST", channelPath, map[string]any{"applicationId": app, "url": url}), 400)
	}
	c.read(c.json("POST", channelPath, map[string]any{"applicationId": app, "url": "http://a/", "channelType": "RabbitMQ"}), 400)
	c.read(c.json("POST", channelPath, map[string]any{"applicationId": other.application, "url": "http://a/"}), 401)

	hook := listen(t)
	id := c.subscribe(hook.URL, map[string]any{"secret": "hidden"})
	one := channelPath + "/" + id
	if list := c.read(c.get(active), 200); strings.Contains(string(list), "hidden") || !strings.Contains(string(list), id) {
		t.Errorf("active channels: %s", list)
	}
	other.read(other.json("PUT", one, map[string]any{"applicationId": other.application, "url": "http://a/"}), 404)
	other.read(other.json("DELETE", one, nil), 404)
	c.read(c.json("PUT", one, map[string]any{"applicationId": app, "isActive": false}), 200)
	c.read(c.get(active), 404)
	var all []map[string]any
	c.decode(c.get(channelPath+"?applicationId="+app), 200, &all)
	if len(all) != 1 || all[0]["isActive"] != false || all[0]["url"] != hook.URL {
		t.Errorf("channels %v", all)
	}
	c.read(c.json("PUT", one, map[string]any{"applicationId": app, "isActive": true}), 200)
	c.wait(c.start(asset, twoPrompts))
	c.read(c.json("DELETE", one, nil), 204)
	c.read(c.json("DELETE", one, nil), 404)
	for range 16 {
		c.subscribe("http://a/", nil)
	}
	c.read(c.json("POST", channelPath, map[string]any{"applicationId": app, "url": "http://a/"}), 400)
}
