// Problems: the page's shapes of saying no.

package studio

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// problem is an answer that says no, in one of the page's shapes.
type problem struct {
	status     int
	validation bool // shape B, else shape A
	errors     map[string][]string
}

func (p *problem) Error() string {
	var said []string
	for where, texts := range p.errors {
		said = append(said, strings.TrimSpace(where+" "+strings.Join(texts, " ")))
	}
	return strings.Join(said, "; ")
}

// The names of calls in the keys of shape A.
const (
	callRecommend = "ProductGeneration/Recommendations"
	callGenerate  = "ProductGeneration/AdCreative"
	callDownload  = "ProductGeneration/Download"
	callChannel   = "NotificationChannel"
	callActive    = "Active"
)

// layered is shape A with a line from both layers, as a fault in the lower one is told.
func layered(status int, call, engine, business string) *problem {
	return &problem{status: status, errors: map[string][]string{
		"engine: " + call:   {engine},
		"business: " + call: {business},
	}}
}

// refused is shape A with a line from the upper layer alone.
func refused(status int, text string) *problem {
	return &problem{status: status, errors: map[string][]string{"business:": {text}}}
}

func unauthorized() *problem {
	return refused(http.StatusUnauthorized, "Token is missing, invalid or ApplicationId is not found in the token.")
}

// invalid is shape B about one field.
func invalid(field string, texts ...string) *problem {
	return &problem{status: http.StatusBadRequest, validation: true, errors: map[string][]string{field: texts}}
}

func badValue(field, value string) *problem {
	return invalid(field, "The value '"+clip(value, 100)+"' is not valid.")
}

func missing(field string) *problem { return invalid(field, "The "+field+" field is required.") }

// clip shortens text from a request before it is repeated in an answer.
func clip(text string, runes int) string {
	n := 0
	for at := range text {
		if n++; n > runes {
			return text[:at] + "…"
		}
	}
	return text
}

// Shape A and shape B as they travel.
type (
	layerBody struct {
		Errors     map[string][]string `json:"errors"`
		Type       string              `json:"type"`
		Title      string              `json:"title"`
		Status     int                 `json:"status"`
		Detail     *string             `json:"detail"`
		Instance   *string             `json:"instance"`
		Extensions traced              `json:"extensions"`
	}
	validationBody struct {
		Errors map[string][]string `json:"errors"`
		Type   string              `json:"type"`
		Title  string              `json:"title"`
		Status int                 `json:"status"`
		traced
	}
	traced struct {
		TraceID string `json:"traceId"`
	}
)

func (p *problem) body(trace string) any {
	if p.validation {
		return validationBody{
			Errors: p.errors, Status: p.status, traced: traced{trace},
			Type:  "https://tools.ietf.org/html/rfc9110#section-15.5.1",
			Title: "One or more validation errors occurred.",
		}
	}
	return layerBody{
		Errors: p.errors, Status: p.status, Extensions: traced{trace},
		Type:  "https://tools.ietf.org/html/rfc7231#section-6.5.1",
		Title: "One or more errors occurred.",
	}
}

// fail answers with err: a problem as it stands, anything else as a fault of the studio's
// own, whose words go to the log and not to the caller.
func (s *Studio) fail(w http.ResponseWriter, r *http.Request, err error) {
	trace := traceID(r)
	var p *problem
	if !errors.As(err, &p) && !s.queue.open() {
		p = refused(http.StatusServiceUnavailable, "The studio is closing.")
	}
	if p == nil {
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "trace", trace, "error", err)
		p = refused(http.StatusInternalServerError, "The studio could not do this; its log says why.")
	}
	writeJSON(w, p.status, "application/problem+json; charset=utf-8", p.body(trace))
}

// traceID names a request as W3C trace context does, within the caller's trace if it has one.
func traceID(r *http.Request) string {
	var id [24]byte
	rand.Read(id[:])
	if parent := strings.Split(r.Header.Get("traceparent"), "-"); len(parent) == 4 && len(parent[1]) == 32 {
		hex.Decode(id[:16], []byte(parent[1]))
	}
	return "00-" + hex.EncodeToString(id[:16]) + "-" + hex.EncodeToString(id[16:]) + "-00"
}

func writeJSON(w http.ResponseWriter, status int, kind string, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "{}", http.StatusInternalServerError)
		return
	}
	write(w, status, kind, body)
}
