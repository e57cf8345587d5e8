package adcreativetest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"photoshoot/engine/adcreative"
)

// recorder is a T that notes whether a check failed.
type recorder struct{ said []string }

type stop struct{}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	panic(stop{})
}

// fails runs a check and says whether it failed.
func (r *recorder) fails(c check, l *lab) (failed bool) {
	defer func() {
		if p := recover(); p != nil && p != (stop{}) {
			panic(p)
		}
		failed = len(r.said) > 0
	}()
	c.run(l.probe(r))
	return
}

// mutant is a studio with one fault, by what it does to requests and answers of one call.
type mutant struct {
	check  string // that must see it
	op     adcreative.Op
	ask    func(body string) string
	answer func(status int, body string) (int, string)
}

func (m *mutant) RoundTrip(next http.RoundTripper, req *http.Request) (*http.Response, error) {
	if req.URL.Path != m.op.Path() {
		return next.RoundTrip(req)
	}
	if m.ask != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.URL.RawQuery = m.ask(req.URL.RawQuery)
		changed := m.ask(string(body))
		req.Body, req.ContentLength = io.NopCloser(strings.NewReader(changed)), int64(len(changed))
	}
	resp, err := next.RoundTrip(req)
	if err != nil || m.answer == nil {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	status, changed := m.answer(resp.StatusCode, string(body))
	resp.StatusCode, resp.ContentLength, resp.Body = status, int64(len(changed)), io.NopCloser(strings.NewReader(changed))
	resp.Header.Set("Content-Length", strconv.Itoa(len(changed)))
	return resp, err
}

type through struct {
	mutant *mutant
	next   http.RoundTripper
}

func (t through) RoundTrip(req *http.Request) (*http.Response, error) {
	return t.mutant.RoundTrip(t.next, req)
}

// replaced is an answer with old in place of new.
func replaced(old, new string) func(int, string) (int, string) {
	return func(status int, body string) (int, string) { return status, strings.ReplaceAll(body, old, new) }
}

func status(from, to int) func(int, string) (int, string) {
	return func(status int, body string) (int, string) {
		if status == from {
			status = to
		}
		return status, body
	}
}

// lastTaskFirst turns the order of a start answer's tasks round.
func lastTaskFirst(status int, body string) (int, string) {
	before, rest, found := strings.Cut(body, `"tasks":{`)
	tasks, after, ended := strings.Cut(rest, "}")
	if !found || !ended {
		return status, body
	}
	list := strings.Split(tasks, ",")
	list = append(list[len(list)-1:], list[:len(list)-1]...)
	return status, before + `"tasks":{` + strings.Join(list, ",") + "}" + after
}

// A suite that cannot fail proves nothing: each of these faults must be seen.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("takes its time")
	}
	sound := target(inProcess)
	server := sound.New(t)
	ready := newLab(sound, server)
	ready.probe(t).finished()
	byName := map[string]check{}
	for _, c := range checks() {
		byName[c.name] = c
	}
	for name, m := range map[string]*mutant{
		"no $id":                  {check: "token answer", op: adcreative.OpToken, answer: replaced(`"$id":"1",`, ``)},
		"urn refused":             {check: "token for a urn", op: adcreative.OpToken, answer: status(200, 400)},
		"401 as 403":              {check: "no token", op: adcreative.OpPresets, answer: status(401, 403)},
		"a layer's name":          {check: "no token", op: adcreative.OpDownload, answer: replaced(`"business:"`, `"business"`)},
		"trace at the top":        {check: "download of nothing", op: adcreative.OpDownload, answer: replaced(`"extensions":{"traceId"`, `"traceId":"","extensions":{"traceId"`)},
		"trace of another form":   {check: "download query", op: adcreative.OpDownload, answer: replaced(`"traceId":"00-`, `"traceId":"`)},
		"no detail":               {check: "download of nothing", op: adcreative.OpDownload, answer: replaced(`"detail":null,`, ``)},
		"other words":             {check: "download of nothing", op: adcreative.OpDownload, answer: replaced(`not found.`, `not found`)},
		"404 as 400":              {check: "download of nothing", op: adcreative.OpDownload, answer: status(404, 400)},
		"six preset fields":       {check: "presets fields", op: adcreative.OpPresets, answer: replaced(`"isOldPreset":false`, `"isOldPreset":null`)},
		"an eighth preset field":  {check: "presets fields", op: adcreative.OpPresets, answer: replaced(`"isOldPreset":`, `"more":1,"isOldPreset":`)},
		"asset by another name":   {check: "recommendations answer", op: adcreative.OpRecommend, answer: replaced(`backgroundRemovedImageAssetId`, `imageId`)},
		"one message of two":      {check: "recommendations without a file", op: adcreative.OpRecommend, answer: replaced(`"The productImage field is required.",`, ``)},
		"no code":                 {check: "recommendations of a plain surface", op: adcreative.OpRecommend, answer: replaced(`unknown_foreground`, `unknown`)},
		"another limit":           {check: "recommendations of a large file", op: adcreative.OpRecommend, answer: replaced(`1MB`, `2MB`)},
		"successful at the start": {check: "start answer", op: adcreative.OpGenerate, answer: replaced(`"isSuccessful":false`, `"isSuccessful":true`)},
		"tasks as an array":       {check: "start answer", op: adcreative.OpGenerate, answer: replaced(`"tasks":{`, `"tasks":[],"more":{`)},
		"tasks in another order":  {check: "progress of a finished job", op: adcreative.OpGenerate, answer: lastTaskFirst},
		"case of fields":          {check: "start form", op: adcreative.OpGenerate, ask: func(s string) string { return strings.Replace(s, "RENDERKIND", "KIND", 1) }},
		"kind 3 is taken":         {check: "render kinds refused", op: adcreative.OpGenerate, ask: func(s string) string { return strings.Replace(s, "\r\n\r\n3\r\n", "\r\n\r\n32\r\n", 1) }},
		"any prompts are taken": {check: "prompts refused", op: adcreative.OpGenerate, ask: func(s string) string {
			return strings.Replace(s, `[{"tag":"custom"}]`, `[{"tag":"custom","prompt":"on"}]`, 1)
		}},
		"margin always":         {check: "render kinds", op: adcreative.OpGenerate, ask: func(s string) string { return strings.Replace(s, "\r\n\r\ntrue\r\n", "\r\n\r\nfalse\r\n", 1) }},
		"bare progress":         {check: "progress of a finished job", op: adcreative.OpProgress, answer: func(s int, b string) (int, string) { return s, strings.Trim(b, "[]") }},
		"99 percent":            {check: "progress of a finished job", op: adcreative.OpProgress, answer: replaced(`"progress":100`, `"progress":99`)},
		"no address":            {check: "progress of a finished job", op: adcreative.OpProgress, answer: replaced(`"publicImageUrl":"http`, `"publicImageUrl":"x`)},
		"tasks beside taskUrls": {check: "progress of a job that runs", op: adcreative.OpProgress, answer: replaced(`"taskUrls":`, `"tasks":{},"taskUrls":`)},
		"404 for nothing":       {check: "progress of nothing", op: adcreative.OpProgress, answer: func(s int, b string) (int, string) { return 404, b }},
		"an empty listing":      {check: "listing", op: adcreative.OpAllProgress, answer: func(s int, b string) (int, string) { return s, "[]" }},
		"a listing twice": {check: "listing", op: adcreative.OpAllProgress, answer: func(s int, b string) (int, string) {
			return s, "[" + strings.Trim(b, "[]") + "," + strings.Trim(b, "[")
		}},
		"one format":     {check: "downloads", op: adcreative.OpDownload, ask: func(q string) string { return strings.Replace(q, "format=1", "format=0", 1) }},
		"one resolution": {check: "downloads", op: adcreative.OpDownload, ask: func(q string) string { return strings.Replace(q, "lowResolution=true", "lowResolution=false", 1) }},
		"other bytes":    {check: "downloads", op: adcreative.OpDownload, answer: func(s int, b string) (int, string) { return s, b + " " }},
		"low resolution by default": {check: "download defaults", op: adcreative.OpDownload, ask: func(q string) string {
			if q != "" && !strings.Contains(strings.ToLower(q), "lowresolution") {
				q += "&lowResolution=true"
			}
			return q
		}},
		"credits without a reason": {check: "no credits", op: adcreative.OpDownload, answer: replaced(`does not exist`, `are gone`)},
		"an open listing": {check: "applications are apart", op: adcreative.OpAllProgress, answer: func(s int, b string) (int, string) {
			return 200, string(bytes.Replace(example("listing.json"), []byte("\n"), nil, -1))
		}},
		"tokens for all": {check: "applications are apart", op: adcreative.OpPresets, answer: status(401, 200)},
		"keys for all":   {check: "key and secret", op: adcreative.OpPresets, answer: func(s int, b string) (int, string) { return 200, "[]" }},
	} {
		t.Run(name, func(t *testing.T) {
			c, known := byName[m.check]
			if !known {
				t.Fatalf("there is no check %s", m.check)
			}
			server := server
			server.Transport = through{m, server.Transport}
			lab := newLab(sound, server)
			if m.op != adcreative.OpGenerate {
				lab.asset, lab.job = ready.asset, ready.job
			}
			if r := new(recorder); !r.fails(c, lab) {
				t.Errorf("%s does not see it", m.check)
			}
		})
	}
}
