// Problems: the page's shapes of saying no.

package studio

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"photoshoot/engine/adcreative"
)

// problem is an answer that says no.
type problem struct{ adcreative.Problem }

func (p *problem) Error() string {
	var said []string
	for _, f := range p.Faults {
		said = append(said, strings.TrimSpace(f.Where+" "+strings.Join(f.Texts, " ")))
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
	return &problem{adcreative.Problem{Status: status, Faults: []adcreative.Fault{
		{Where: "engine: " + call, Texts: []string{engine}},
		{Where: "business: " + call, Texts: []string{business}},
	}}}
}

// refused is shape A with a line from the upper layer alone.
func refused(status int, text string) *problem {
	return &problem{adcreative.Problem{Status: status, Faults: []adcreative.Fault{{Where: "business:", Texts: []string{text}}}}}
}

func unauthorized() *problem {
	return refused(http.StatusUnauthorized, "Token is missing, invalid or ApplicationId is not found in the token.")
}

// invalid is shape B about one field.
func invalid(field string, texts ...string) *problem {
	return invalidFields([]adcreative.Fault{{Where: field, Texts: texts}})
}

func invalidFields(faults []adcreative.Fault) *problem {
	return &problem{adcreative.Problem{Status: http.StatusBadRequest, Validation: true, Faults: faults}}
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

// fail answers with err: a problem as it stands, anything else as a fault of the studio's
// own, whose words go to the log and not to the caller.
func (s *Studio) fail(w http.ResponseWriter, r *http.Request, err error) {
	trace := traceID(r)
	var p *problem
	switch {
	case errors.As(err, &p):
	case !s.queue.open():
		p = refused(http.StatusServiceUnavailable, "The studio is closing.")
	default:
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "trace", trace, "error", err)
		p = refused(http.StatusInternalServerError, "The studio could not do this; its log says why.")
	}
	if p.Status == http.StatusTooManyRequests || p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	said := p.Problem
	said.TraceID = trace
	writeJSON(w, p.Status, "application/problem+json; charset=utf-8", said)
}

// retryAfter is the advice, in seconds, to whoever finds the studio full or closing.
const retryAfter = "5"

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
