// What an answer must be.

package adcreativetest

import (
	"encoding/json"
	"mime"
	"reflect"
	"regexp"
	"strings"

	"photoshoot/engine/adcreative"
)

// answers checks that the answer is a success of the same fields and forms as an example,
// unless that is empty, and reads it.
func (r reply) answers(exampleName string, into any) {
	r.p.Helper()
	if r.status != 200 {
		r.p.Fatalf("%s: status %d, want 200: %.500s", r.what, r.status, r.body)
	}
	r.isJSON()
	if err := json.Unmarshal(r.body, into); err != nil {
		r.p.Fatalf("%s: %v in %.500s", r.what, err, r.body)
	}
	if exampleName == "" {
		return
	}
	if err := like(parse(example(exampleName)), parse(r.body), "the answer"); err != nil {
		r.p.Errorf("%s: not as in %s: %v", r.what, exampleName, err)
	}
}

// jobs reads an answer that tells of jobs.
func (r reply) jobs(exampleName string) []adcreative.Progress {
	r.p.Helper()
	var any json.RawMessage
	r.answers(exampleName, &any)
	jobs, err := adcreative.ReadProgress(r.body)
	if err != nil {
		r.p.Fatalf("%s: %v in %.500s", r.what, err, r.body)
	}
	return jobs
}

func (r reply) isJSON() {
	r.p.Helper()
	kind, _, err := mime.ParseMediaType(r.header.Get("Content-Type"))
	if err != nil || kind != "application/json" && kind != "application/problem+json" {
		r.p.Errorf("%s: answers %q, want JSON", r.what, r.header.Get("Content-Type"))
	}
}

var traceForm = regexp.MustCompile(`^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$`)

// refuses checks that the answer is a refusal in exactly the page's shape, and reads it.
func (r reply) refuses(status int, validation bool) adcreative.Problem {
	r.p.Helper()
	var got adcreative.Problem
	if r.status != status {
		r.p.Fatalf("%s: status %d, want %d: %.500s", r.what, r.status, status, r.body)
	}
	r.isJSON()
	if err := json.Unmarshal(r.body, &got); err != nil {
		r.p.Fatalf("%s: %v in %.500s", r.what, err, r.body)
	}
	want := adcreative.Problem{Status: status, Validation: validation, Faults: got.Faults, TraceID: got.TraceID}
	text, err := json.Marshal(want)
	if err != nil {
		r.p.Fatalf("%s: %v", r.what, err)
	}
	if !reflect.DeepEqual(parse(r.body), parse(text)) {
		r.p.Errorf("%s: answers %s\nwant the shape %s", r.what, r.body, text)
	}
	if !traceForm.MatchString(got.TraceID) {
		r.p.Errorf("%s: the trace is %q", r.what, got.TraceID)
	}
	return got
}

// says checks that a refusal has exactly these faults, in any order.
func (r reply) says(status int, validation bool, want ...adcreative.Fault) {
	r.p.Helper()
	got := r.refuses(status, validation)
	if !reflect.DeepEqual(byPlace(got.Faults), byPlace(want)) {
		r.p.Errorf("%s: says %q, want %q", r.what, got.Faults, want)
	}
}

func byPlace(faults []adcreative.Fault) map[string][]string {
	m := map[string][]string{}
	for _, f := range faults {
		m[f.Where] = f.Texts
	}
	return m
}

// rejects checks for shape B about one field and no other, in whatever words.
func (r reply) rejects(field string) {
	r.p.Helper()
	got := r.refuses(400, true)
	if len(got.Faults) != 1 || got.Faults[0].Where != field || len(got.Faults[0].Texts) == 0 || got.Faults[0].Texts[0] == "" {
		r.p.Errorf("%s: says %q, want something of %s", r.what, got.Faults, field)
	}
}

func fault(where string, texts ...string) adcreative.Fault {
	return adcreative.Fault{Where: where, Texts: texts}
}

func notValid(field, value string) adcreative.Fault {
	return fault(field, "The value '"+value+"' is not valid.")
}

// unauthorized is E1.
func (r reply) unauthorized() {
	r.p.Helper()
	r.says(401, false, fault("business:", "Token is missing, invalid or ApplicationId is not found in the token."))
}

// removal checks for shape C, in a message of shape A or, at the vendor's, anywhere.
func (r reply) removal(want adcreative.RemovalFault) {
	r.p.Helper()
	texts := []string{string(r.body)}
	if !r.p.Vendor {
		texts = nil
		for _, f := range r.refuses(400, false).Faults {
			texts = append(texts, f.Texts...)
		}
	}
	for _, text := range texts {
		if _, body, found := strings.Cut(text, "Error while removing background:"); found && says(body, want) {
			return
		}
	}
	r.p.Errorf("%s: says %.500s, want %s", r.what, r.body, want.Text())
}

func says(body string, want adcreative.RemovalFault) bool {
	var got any
	if json.NewDecoder(strings.NewReader(strings.ReplaceAll(body, `\"`, `"`))).Decode(&got) != nil {
		return false
	}
	text, err := json.Marshal(map[string]any{"errors": []adcreative.RemovalFault{want}})
	return err == nil && reflect.DeepEqual(got, parse(text))
}
