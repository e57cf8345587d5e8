// From an answer that says no to an *Error.

package adcreative

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const maxRefusal = 64 << 10 // bytes read of a refusal

// refusal reads what an answer without success has to say. It closes the body.
func refusal(op Op, host string, resp *http.Response, censor func(string) string) *Error {
	defer resp.Body.Close()
	e := &Error{Op: op, Host: host, Status: resp.StatusCode, Outcome: outcomeOf(resp.StatusCode),
		RetryAfter: retryAfter(resp.Header, time.Now())}
	// What could be read of a body that breaks off is still the best there is.
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	body := []byte(censor(string(raw)))
	var p Problem
	if json.Unmarshal(body, &p) == nil {
		e.take(p)
	} else if text := plainText(body, resp.Header.Get("Content-Type")); text != "" {
		e.Messages = []string{text}
	}
	if len(e.Messages) == 0 {
		e.Messages = []string{statusText(resp)}
	}
	e.Kind = e.classify()
	return e
}

// take turns a problem's faults into messages, the first of which names the field.
func (e *Error) take(p Problem) {
	e.TraceID = p.TraceID
	for _, f := range p.Faults {
		for i, text := range f.Texts {
			if !f.layered() && e.Field == "" {
				e.Field = f.Where
			} else if i == 0 && f.Where != e.Field && !f.layered() {
				text = f.Where + ": " + text
			}
			e.Messages = append(e.Messages, text)
		}
	}
}

// classify finds the kind by what the messages say, where one status has several.
func (e *Error) classify() Kind {
	for i, text := range e.Messages {
		if fault, ok := removalFault(text); ok {
			e.Messages[i] = strings.TrimSuffix(fault.Title+": "+fault.Detail, ": ")
			switch fault.Code {
			case CodeFileTooLarge:
				return TooLarge
			case CodeUnknownForeground:
				return NoForeground
			}
			return kindOfStatus(e.Status)
		}
		lower := strings.ToLower(text)
		switch {
		case e.Status == http.StatusBadRequest && e.Field == "" && strings.Contains(lower, "credits"):
			return NoCredits
		case e.Status == http.StatusNotFound && strings.Contains(lower, "no active notification channel"):
			return NoChannel
		}
	}
	return kindOfStatus(e.Status)
}

func statusText(resp *http.Response) string {
	if at, err := resp.Location(); err == nil {
		return "it redirects to " + at.Host + ", which is not followed; set the endpoint to the right address"
	}
	if text := http.StatusText(resp.StatusCode); text != "" {
		return strings.ToLower(text)
	}
	return "an answer without a word"
}

var htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

// plainText is what a body that is no problem says: all of a short text, an HTML page's title.
func plainText(body []byte, contentType string) string {
	text := strings.TrimSpace(strings.ToValidUTF8(string(body), "�"))
	if strings.Contains(contentType, "html") || strings.HasPrefix(text, "<") {
		title := htmlTitle.FindStringSubmatch(text)
		if title == nil {
			return "an HTML page"
		}
		return "an HTML page titled " + strconv.Quote(clip(html.UnescapeString(strings.TrimSpace(title[1])), 100))
	}
	if strings.HasPrefix(text, removalPrefix) {
		return text
	}
	return clip(strings.Join(strings.Fields(text), " "), 300)
}

func clip(text string, runes int) string {
	n := 0
	for at := range text {
		if n++; n > runes {
			return text[:at] + "…"
		}
	}
	return text
}

// retryAfter reads the header as seconds or as a date; zero: it says nothing.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date // the server's own clock
	}
	return max(at.Sub(now), 0)
}
