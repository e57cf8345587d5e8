package studio_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// Progress is told as on the page, field for field, with the tasks in the prompts' order.
func TestProgressAnswers(t *testing.T) {
	hold := make(chan struct{})
	wait := func(ctx context.Context, _ string) error { <-hold; return nil }
	c := newCaller(t, open(t, studio.Config{Painter: studiotest.Flat{Before: wait}}))
	body := c.read(c.order(c.recommend(mug(t)), twoPrompts), 200)
	id := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	ids := id.FindAllString(string(body), -1)
	if len(ids) != 5 {
		t.Fatalf("the answer has %d ids: %s", len(ids), body)
	}
	want := `{"messageType":"ImageProductGenerationProgress","requestRenderState":1,"applicationId":"` + c.application.String() +
		`","userId":"` + c.user.String() + `","imageRenderProcessId":"` + ids[2] +
		`","totalTaskCount":2,"completedTaskCount":0,"progress":0,"tasks":{"` + ids[3] + `":1,"` + ids[4] +
		`":1},"renderType":4,"isSuccessful":false,"errorMessage":""}`
	if string(body) != want {
		t.Errorf("answered %s\n    want %s", body, want)
	}
	// Half finished, every task is listed and has no address yet.
	running := c.check(ids[2])
	if len(running) != 1 || running[0].RequestRenderState != 1 || running[0].IsSuccessful {
		t.Errorf("running as %+v", running)
	}
	for i, task := range running[0].TaskURLs {
		if task.TaskID != ids[3+i] || task.RenderState != 1 || task.PublicImageURL != nil {
			t.Errorf("task %d is %+v", i, task)
		}
	}
	close(hold)
	c.wait(ids[2])
	// Finished, the answer is the page's too.
	path := api + "CheckUserProgress?userId=" + c.user.String() + "&imageProductGeneratorProcessId=" + ids[2]
	body = c.read(c.get(path), 200)
	images := regexp.MustCompile(`images/([0-9a-f-]{36})\.png`).FindAllStringSubmatch(string(body), -1)
	if len(images) != 2 {
		t.Fatalf("the answer has %d images: %s", len(images), body)
	}
	task := func(i int) string {
		return `{"taskId":"` + ids[3+i] + `","renderState":5,"publicImageUrl":"http://example.com/images/ai-product-images/` + images[i][1] + `.png"}`
	}
	want = `[{"messageType":"ImageProductGenerationProgress","requestRenderState":5,"applicationId":"` + c.application.String() +
		`","userId":"` + c.user.String() + `","imageRenderProcessId":"` + ids[2] + `","totalTaskCount":2,"completedTaskCount":2,"progress":100,` +
		`"taskUrls":[` + task(0) + "," + task(1) + `],"renderType":4,"isSuccessful":true,"errorMessage":""}]`
	if string(body) != want {
		t.Errorf("answered %s\n    want %s", body, want)
	}
	if all := c.read(c.get(api+"CheckApplicationAllProgresses?applicationId="+c.application.String()), 200); string(all) != want {
		t.Errorf("the list of all is %s", all)
	}
}

// A failed task ends the process, and says why.
func TestFailedTask(t *testing.T) {
	fail := func(_ context.Context, asked string) error {
		if asked == "on a beach" {
			panic("a fault of the painter")
		}
		return nil
	}
	s := open(t, studio.Config{Painter: studiotest.Flat{Before: fail}})
	c := newCaller(t, s)
	done := c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	if done.RequestRenderState != 4 || done.IsSuccessful || done.Progress != 100 || done.CompletedTaskCount != 2 {
		t.Errorf("ended as %+v", done)
	}
	if want := "Task " + done.TaskURLs[0].TaskID + ": the painter failed on this picture"; done.ErrorMessage != want {
		t.Errorf("said %q, want %q", done.ErrorMessage, want)
	}
	if a, b := done.TaskURLs[0], done.TaskURLs[1]; a.RenderState != 4 || a.PublicImageURL != nil || b.RenderState != 5 || b.PublicImageURL == nil {
		t.Errorf("tasks %+v", done.TaskURLs)
	}
	if got := s.Stats()[c.application]; got.Pictures != 1 || got.Failures != 1 {
		t.Errorf("counted %+v", got)
	}
}

// Sizes of all kinds that the page lists, with the safe margin and without.
func TestRenderKinds(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{Workers: 2}))
	asset := c.recommend(mug(t))
	for kind, want := range map[string]image.Point{
		"0": {1674, 628}, "1": {1080, 1080}, "2": {1080, 1920}, "4": {1674, 628}, "8": {1080, 1350}, "16": {1000, 1500}, "31": {1080, 1080},
		"32": {300, 250}, "64": {728, 90}, "128": {160, 600}, "256": {300, 600}, "512": {970, 90}, "992": {300, 250}, "1023": {1080, 1080},
	} {
		for _, strict := range []string{"", "True"} {
			if want.X == 1674 && strict != "" {
				want.X = 1200
			}
			done := c.wait(c.start(asset, `[{"tag":"preset","preset":"white_background"}]`, "renderKind", kind, "DisableSafeMargin", strict))
			config, err := png.DecodeConfig(bytes.NewReader(c.read(c.download(done.ImageRenderProcessID, done.TaskURLs[0].TaskID, ""), 200)))
			if got := image.Pt(config.Width, config.Height); err != nil || got != want {
				t.Errorf("kind %s with DisableSafeMargin=%q is %v, want %v (%v)", kind, strict, got, want, err)
			}
		}
	}
}

// The same request gives the same bytes, whatever stands beside a prompt; a repeated prompt
// gives another picture.
func TestSeeds(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	asset := c.recommend(mug(t))
	shoot := func(prompts string, changes ...string) (pictures []string) {
		done := c.wait(c.start(asset, prompts, changes...))
		for _, task := range done.TaskURLs {
			pictures = append(pictures, string(c.read(c.download(done.ImageRenderProcessID, task.TaskID, ""), 200)))
		}
		return pictures
	}
	const a, b = `{"tag":"custom","prompt":"on a beach"}`, `{"tag":"preset","preset":"white_background"}`
	first := shoot("[" + a + "," + b + "," + a + "]")
	second := shoot("[" + b + "," + a + "," + a + "]")
	if first[0] != second[1] || first[1] != second[0] || first[2] != second[2] {
		t.Error("a picture depends on what it was packed with")
	}
	if first[0] == first[2] {
		t.Error("a repeated prompt gives the same picture twice")
	}
	if other := shoot("["+a+"]", "UseSameStyleReferenceImage", "false"); other[0] == first[0] {
		t.Error("a picture does not depend on its flags")
	}
	if same := shoot("["+a+"]", "UseSameStyleReferenceImage", ""); same[0] != first[0] {
		t.Error("an empty flag is not its default")
	}
}

// Field names match in any case, ids in any of .NET's forms, paths as ASP.NET matches them.
func TestQuirks(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	app, user := c.application.String(), c.user.String()
	c.read(c.form(strings.ToLower(api)+"recommendations", mug(t), "APPLICATIONID", "{"+strings.ToUpper(app)+"}",
		"UserId", strings.ReplaceAll(user, "-", "")), 200)
	c.read(c.get(strings.ToUpper(api)+"PRESETKEYS?ApplicationId="+app+"&USERID="+user), 200)
	var presets []map[string]any
	c.decode(c.get(api+"PresetKeys?applicationId="+app+"&userId="+user), 200, &presets)
	fields := []string{"categories", "id", "isOldPreset", "previewImageUrl", "previewName", "promptText", "tags"}
	for _, preset := range presets {
		var got []string
		for name, value := range preset {
			if got = append(got, name); value == nil {
				t.Errorf("%s of %s is null", name, preset["id"])
			}
		}
		if slices.Sort(got); !slices.Equal(got, fields) {
			t.Errorf("fields %v", got)
		}
		preview := c.get(strings.TrimPrefix(preset["previewImageUrl"].(string), "http://example.com"))
		if body := c.read(preview, 200); preview.Header.Get("Content-Type") != "image/webp" || !bytes.HasPrefix(body, []byte("RIFF")) {
			t.Errorf("the preview of %s is no WebP", preset["id"])
		}
	}
	for path, status := range map[string]int{
		"/api/v1/Image/ProductGeneration/Nothing": 404, "/images/ai-product-images/" + user + ".png": 404,
		"/assets/ai-product-preset/nothing.webp": 404, "/images/ai-product-images/..%2f..%2fsecret.png": 404,
		api + "AdCreative": 405, "/healthz": 200, "/readyz": 200,
	} {
		if got := c.get(path).StatusCode; got != status {
			t.Errorf("GET %s answers %d, want %d", path, got, status)
		}
	}
}

// Each of the six downloads is what its format says.
func TestDownloads(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	done := c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	for query, want := range map[string]struct{ kind, begins, ends string }{
		"":                             {"image/png", "\x89PNG\r\n", ".png"},
		"&format=0&lowResolution=true": {"image/png", "\x89PNG\r\n", ".png"},
		"&format=1":                    {"image/jpeg", "\xff\xd8\xff", ".jpg"},
		"&format=1&lowResolution=TRUE": {"image/jpeg", "\xff\xd8\xff", ".jpg"},
		"&format=2&lowResolution=":     {"application/pdf", "%PDF-1.6", ".pdf"},
		"&format=2&lowResolution=true": {"application/pdf", "%PDF-1.6", ".pdf"},
	} {
		task := done.TaskURLs[0].TaskID
		resp := c.download(done.ImageRenderProcessID, task, query)
		body := c.read(resp, 200)
		if got := resp.Header.Get("Content-Type"); got != want.kind || !strings.HasPrefix(string(body), want.begins) {
			t.Errorf("%q is %s and begins with %q", query, got, body[:8])
		}
		if made, err := raster.ReadMeta(body); err != nil || made.Prompt != "on a beach" || made.Source != raster.Composite {
			t.Errorf("%q says it was made as %+v (%v)", query, made, err)
		}
		if got := resp.Header.Get("Content-Disposition"); got != `attachment; filename="`+task+want.ends+`"` {
			t.Errorf("%q is called %s", query, got)
		}
	}
}

func TestRefresh(t *testing.T) {
	application := studio.Application{ID: newID(), Key: "k", Secret: "s", PrivateKey: "private", Credits: -1}
	c := &caller{t: t, handler: open(t, studio.Config{Applications: []studio.Application{application}}),
		application: application.ID, user: newID(), key: "k", secret: "s", private: "private"}
	token := func(path string, body map[string]string) *http.Response {
		text, _ := json.Marshal(body)
		r := httptest.NewRequest("POST", "/api/v1/Authorization/"+path, bytes.NewReader(text))
		r.Header.Set("Content-Type", "application/json")
		return c.send(r)
	}
	id := application.ID.String()
	var first, second map[string]string
	c.decode(token("GenerateJwtToken", map[string]string{"applicationId": "urn:uuid:" + id, "jwtPrivateKey": "private"}), 200, &first)
	if first["$id"] != "1" || first["applicationId"] != id || len(first["refreshToken"]) != 44 {
		t.Errorf("answered %v", first)
	}
	c.decode(token("RefreshJwtToken", map[string]string{"applicationId": id, "jwtPrivateKey": "private", "refreshToken": first["refreshToken"]}), 200, &second)
	c.token = second["accessToken"]
	list := api + "CheckApplicationAllProgresses?applicationId=" + id
	c.read(c.get(list), 200)
	c.read(token("GenerateJwtToken", map[string]string{"applicationId": id, "jwtPrivateKey": "other"}), 401)
	c.read(token("GenerateJwtToken", map[string]string{"applicationId": newID().String(), "jwtPrivateKey": "private"}), 401)
	c.read(token("RefreshJwtToken", map[string]string{"applicationId": id, "jwtPrivateKey": "private", "refreshToken": c.token}), 401)
	c.read(token("RefreshJwtToken", map[string]string{"applicationId": id, "jwtPrivateKey": "private"}), 400)
	c.secret = "other"
	c.read(c.get(list), 401)
}
