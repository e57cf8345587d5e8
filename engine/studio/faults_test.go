package studio_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/studio"
)

var traceForm = regexp.MustCompile(`^00-[0-9a-f]{32}-[0-9a-f]{16}-00$`)

// said checks that an answer is exactly shape A or B with these errors, and that its trace
// is where the shape has it.
func (c *caller) said(resp *http.Response, status int, validation bool, errors map[string][]string) {
	c.t.Helper()
	var got map[string]any
	c.decode(resp, status, &got)
	want := map[string]any{"errors": plainJSON(c.t, errors), "status": float64(status)}
	if validation {
		want["type"], want["title"] = "https://tools.ietf.org/html/rfc9110#section-15.5.1", "One or more validation errors occurred."
		want["traceId"] = got["traceId"]
	} else {
		want["type"], want["title"] = "https://tools.ietf.org/html/rfc7231#section-6.5.1", "One or more errors occurred."
		want["detail"], want["instance"] = nil, nil
		want["extensions"] = map[string]any{"traceId": trace(got)}
	}
	if !reflect.DeepEqual(got, want) {
		c.t.Errorf("answered %v\n    want %v", got, want)
	}
	if !traceForm.MatchString(trace(got)) {
		c.t.Errorf("the trace is %q", trace(got))
	}
}

func trace(answer map[string]any) string {
	if extensions, ok := answer["extensions"].(map[string]any); ok {
		answer = extensions
	}
	id, _ := answer["traceId"].(string)
	return id
}

func plainJSON(t testing.TB, value any) (plain any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	json.Unmarshal(text, &plain)
	return plain
}

var noToken = map[string][]string{"business:": {"Token is missing, invalid or ApplicationId is not found in the token."}}

// E1, on every call that asks for a token.
func TestTokenFaults(t *testing.T) {
	now := time.Now()
	s := open(t, studio.Config{Clock: func() time.Time { return now }})
	c, other := newCaller(t, s), newCaller(t, s)
	calls := map[string]string{
		"PresetKeys": "GET", "Recommendations": "POST", "AdCreative": "POST", "CheckUserProgress": "GET",
		"CheckApplicationAllProgresses": "GET", "Download": "GET",
	}
	refused := func(name, header string) {
		for call, method := range calls {
			t.Run(name+"/"+call, func(t *testing.T) {
				r := httptest.NewRequest(method, api+call, nil)
				r.Header["Authorization"] = []string{header}
				c.t = t
				c.said(c.send(r), 401, false, noToken)
			})
		}
	}
	mine, theirs := strings.Split(c.token, "."), strings.Split(other.token, ".")
	refused("none", "")
	refused("garbage", "Bearer garbage")
	refused("basic", "Basic Zm9vOmJhcg==")
	refused("unsigned", "Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0."+mine[1]+".")
	refused("another's claims", "Bearer "+mine[0]+"."+theirs[1]+"."+mine[2])
	c.t = t
	c.said(c.get(api+"PresetKeys?applicationId="+other.application.String()+"&userId="+c.user.String()), 401, false, noToken)
	now = now.Add(2 * time.Hour)
	refused("expired", "Bearer "+c.token)
}

// E2, for every field.
func TestValidation(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	app, user := c.application.String(), c.user.String()
	one := func(field, text string) map[string][]string { return map[string][]string{field: {text}} }
	const bad = "60a743a6-c761-4168-9288-40a729dd407e1"
	notValid := "The value '" + bad + "' is not valid."
	gets := map[string]map[string][]string{
		"Download?applicationId=" + app + "&taskId=" + user + "&imageProductGeneratorProcessId=" + bad: one("imageProductGeneratorProcessId", notValid),
		"Download?applicationId=" + app + "&taskId=" + bad + "&imageProductGeneratorProcessId=" + user: one("taskId", notValid),
		"Download?applicationId=" + app + "&taskId=" + user + "&imageProductGeneratorProcessId=" + user + "&format=3&lowResolution=maybe": {
			"format": {"The value '3' is not valid."}, "lowResolution": {"The value 'maybe' is not valid."}},
		"PresetKeys?applicationId=" + app:                                                  one("userId", "The userId field is required."),
		"PresetKeys?applicationId=" + app + "&userId=00000000-0000-0000-0000-000000000000": one("userId", "The value '00000000-0000-0000-0000-000000000000' is not valid."),
		"PresetKeys?applicationId=urn:uuid:" + app + "&userId=" + user:                     one("applicationId", "The value 'urn:uuid:"+app+"' is not valid."),
		"CheckUserProgress":             {"userId": {"The userId field is required."}, "imageProductGeneratorProcessId": {"The imageProductGeneratorProcessId field is required."}},
		"CheckApplicationAllProgresses": one("applicationId", "The applicationId field is required."),
	}
	for query, want := range gets {
		t.Run(query, func(t *testing.T) { c.t = t; c.said(c.get(api+query), 400, true, want) })
	}
	c.t = t
	c.said(c.form(api+"Recommendations", nil, "applicationId", app, "userId", user), 400, true, map[string][]string{"productImage": {
		"The productImage field is required.", "The request does not contain a file. Please make sure to upload the file."}})
}

func TestOrderFaults(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	asset := c.recommend(mug(t))
	seven := "[" + strings.Repeat(`{"tag":"preset","preset":"white_background"},`, 6) + `{"tag":"preset","preset":"white_background"}]`
	const field = "PromptObjectsString"
	for name, test := range map[string]struct{ field, value, want string }{
		"kind of two":      {"renderKind", "3", "The value '3' is not valid."},
		"kind too new":     {"renderKind", "1024", "The value '1024' is not valid."},
		"kind in words":    {"renderKind", "Landscape", "The value 'Landscape' is not valid."},
		"no kind":          {"renderKind", "", "The renderKind field is required."},
		"asset":            {"productImageAssetId", "x", "The value 'x' is not valid."},
		"no name":          {"productName", "", "The productName field is required."},
		"no description":   {"productDescription", " ", "The productDescription field is required."},
		"margin":           {"DisableSafeMargin", "1.5", "The value '1.5' is not valid."},
		"no prompts":       {field, "", "The PromptObjectsString field is required."},
		"empty prompts":    {field, "[]", "The PromptObjectsString field must hold 1 to 6 prompt objects."},
		"seven":            {field, seven, "The PromptObjectsString field must hold 1 to 6 prompt objects."},
		"unknown preset":   {field, `[{"tag":"preset","preset":"nowhere"}]`, "The preset 'nowhere' is not one of PresetKeys."},
		"unknown tag":      {field, `[{"tag":"other"}]`, "The tag 'other' is not valid; it is custom or preset."},
		"prompt not there": {field, `[{"tag":"custom","prompt":" "}]`, "A custom prompt object needs a prompt."},
	} {
		t.Run(name, func(t *testing.T) {
			c.t = t
			prompts := twoPrompts
			if test.field == field {
				prompts = test.value
			}
			c.said(c.order(asset, prompts, test.field, test.value), 400, true, map[string][]string{test.field: {test.want}})
		})
	}
	t.Run("two wrong prompts", func(t *testing.T) {
		c.t = t
		c.said(c.order(asset, `[{"tag":"x"},{"tag":"y"}]`), 400, true, map[string][]string{field: {
			"The tag 'x' is not valid; it is custom or preset.", "The tag 'y' is not valid; it is custom or preset."}})
	})
	t.Run("broken JSON", func(t *testing.T) {
		c.t = t
		var got struct{ Errors map[string][]string }
		c.decode(c.order(asset, `[{"tag":`), 400, &got)
		if len(got.Errors[field]) != 1 {
			t.Errorf("errors %v", got.Errors)
		}
	})
	c.t = t
	c.said(c.order(uuid.NewString(), twoPrompts), 404, false, map[string][]string{
		"engine: ProductGeneration/AdCreative":   {"Image asset not found."},
		"business: ProductGeneration/AdCreative": {"Not found error occurred while starting image render process."}})
}

// E5, in shape C within shape A.
func TestPhotoFaults(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{Limits: studio.Limits{PhotoBytes: 1 << 20}}))
	var plain bytes.Buffer
	png.Encode(&plain, image.NewGray(image.Rect(0, 0, 64, 64)))
	removal := func(json string) map[string][]string {
		return map[string][]string{
			"engine: ProductGeneration/Recommendations":   {"Error while removing background: " + json},
			"business: ProductGeneration/Recommendations": {"Bad request error occurred while getting recommendations"},
		}
	}
	upload := func(photo []byte) *http.Response {
		return c.form(api+"Recommendations", photo, "applicationId", c.application.String(), "userId", c.user.String())
	}
	c.said(upload(plain.Bytes()), 400, false, removal(`{"errors":[{"title":"Could not identify foreground in image","code":"unknown_foreground"}]}`))
	c.said(upload(make([]byte, 1<<20+1)), 400, false, removal(`{"errors":[{"title":"File too large","code":"file_too_large","detail":"File exceeds limit of 1MB"}]}`))
	c.said(upload([]byte("hello")), 400, true, map[string][]string{"productImage": {"The productImage field must be a JPG or PNG file."}})
	c.said(upload(mug(t)[:20000]), 400, true, map[string][]string{"productImage": {"The file ends before its last pixel."}})
}

// E4 and E6.
func TestDownloadFaults(t *testing.T) {
	application := studio.Application{ID: uuid.New(), Key: "k", Secret: "s", PrivateKey: "p", Credits: 1}
	poor := studio.Application{ID: uuid.New(), Key: "k2", Secret: "s", PrivateKey: "p"}
	s := open(t, studio.Config{Applications: []studio.Application{application, poor}})
	as := func(a studio.Application) *caller {
		c := &caller{t: t, handler: s, application: a.ID, user: uuid.New(), key: a.Key, secret: a.Secret, private: a.PrivateKey}
		c.signIn()
		return c
	}
	noCredits := func(a studio.Application, why string) map[string][]string {
		return map[string][]string{
			"engine: ProductGeneration/Download":   {"Error decreasing Api Key Credits for Application " + a.ID.String() + ". ErrorMessage: " + why},
			"business: ProductGeneration/Download": {"Bad request error occurred while getting image content stream"},
		}
	}
	c := as(application)
	done := c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	process, first, second := done.ImageRenderProcessID, done.TaskURLs[0].TaskID, done.TaskURLs[1].TaskID
	gone := map[string][]string{
		"engine: ProductGeneration/Download":   {"Image content not found."},
		"business: ProductGeneration/Download": {"Not found error occurred while getting image content stream"},
	}
	c.said(c.download(process, uuid.NewString(), ""), 404, false, gone)
	c.said(c.download(uuid.NewString(), first, ""), 404, false, gone)
	c.read(c.download(process, first, ""), 200)
	c.read(c.download(process, first, "&format=1&lowResolution=true"), 200) // paid for already
	c.said(c.download(process, second, ""), 400, false, noCredits(application, "API Key Credits for Application are used up."))

	p := as(poor)
	theirs := p.wait(p.start(p.recommend(mug(t)), twoPrompts))
	p.said(p.download(theirs.ImageRenderProcessID, theirs.TaskURLs[0].TaskID, ""), 400, false,
		noCredits(poor, "API Key Credits for Application does not exist."))
	// Nothing of one application opens to another.
	p.said(p.download(process, first, ""), 404, false, gone)
	if got := p.check(process); len(got) != 0 {
		t.Errorf("a process of another application answers %v", got)
	}
	if got := s.Stats()[application.ID]; got.Credits != 1 || got.Downloads != 2 {
		t.Errorf("counted %+v", got)
	}
}
