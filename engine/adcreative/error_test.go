package adcreative_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"photoshoot/engine/adcreative"
)

// refused is what the client makes of an answer to a download.
func refused(t testing.TB, answer http.HandlerFunc) *adcreative.Error {
	t.Helper()
	s := newScript()
	s.answer[adcreative.OpDownload] = answer
	_, err := within(s).Download(context.Background(), adcreative.Download{})
	var e *adcreative.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	return e
}

// Each shape of refusal gives up its kind, its field, its words and its trace.
func TestRefusals(t *testing.T) {
	page := func(name string) string { return string(example(t, name)) }
	inShapeA := func(text string) string {
		body, err := json.Marshal(adcreative.Problem{Status: 400, TraceID: "trace", Faults: []adcreative.Fault{{Where: "engine: ProductGeneration/Recommendations", Texts: []string{text}}}})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	for name, test := range map[string]struct {
		answer   http.HandlerFunc
		kind     adcreative.Kind
		field    string
		messages []string
	}{
		"token": {say(401, "application/json", page("error-token.json")), adcreative.Unauthorized, "",
			[]string{"Token is missing, invalid or ApplicationId is not found in the token."}},
		"file": {say(400, "application/json", page("error-file.json")), adcreative.Invalid, "productImage",
			[]string{"The productImage field is required.", "The request does not contain a file. Please make sure to upload the file."}},
		"content": {say(404, "application/json", page("error-content.json")), adcreative.NotFound, "",
			[]string{"Image content not found.", "Not found error occurred while getting image content stream"}},
		"credits": {say(400, "application/json", page("error-credits.json")), adcreative.NoCredits, "", nil},
		"channel": {say(404, "application/json", page("error-channel.json")), adcreative.NoChannel, "", nil},
		"too large, plain": {say(400, "text/plain", page("error-too-large.txt")), adcreative.TooLarge, "",
			[]string{"File too large: File exceeds limit of 22MB"}},
		"foreground, plain": {say(500, "text/plain", page("error-foreground.txt")), adcreative.NoForeground, "",
			[]string{"Could not identify foreground in image"}},
		"foreground, in a message": {say(400, "application/json", inShapeA(page("error-foreground.txt"))), adcreative.NoForeground, "",
			[]string{"Could not identify foreground in image"}},
		"foreground, bare": {say(400, "application/json", `{"errors":[{"title":"Could not identify foreground in image","code":"unknown_foreground"}]}`),
			adcreative.NoForeground, "", []string{"Could not identify foreground in image"}},
		"two fields": {say(400, "application/json", `{"errors":{"userId":["bad"],"taskId":"worse"},"title":"t"}`), adcreative.Invalid, "userId",
			[]string{"bad", "taskId: worse"}},
		"credits as a field":  {say(400, "application/json", `{"errors":{"credits":["Credits must be a number."]}}`), adcreative.Invalid, "credits", nil},
		"a title alone":       {say(500, "application/json", `{"title":"Boom","status":500}`), adcreative.ServerFault, "", []string{"Boom"}},
		"a gateway":           {say(503, "application/json", `{"message":"Service Unavailable"}`), adcreative.ServerFault, "", []string{"Service Unavailable"}},
		"an empty body":       {say(500, "", ""), adcreative.ServerFault, "", []string{"internal server error"}},
		"an odd status":       {say(599, "", ""), adcreative.ServerFault, "", []string{"an answer without a word"}},
		"a page":              {say(502, "text/html", "<html><head><title>Bad &amp; gateway</title>"), adcreative.ServerFault, "", []string{`an HTML page titled "Bad & gateway"`}},
		"a page with no name": {say(502, "", "<html>"), adcreative.ServerFault, "", []string{"an HTML page"}},
		"no text":             {say(400, "text/plain", "\xff\x00"), adcreative.Invalid, "", nil},
		"other JSON":          {say(400, "application/json", `["what"]`), adcreative.Invalid, "", []string{`["what"]`}},
	} {
		e := refused(t, test.answer)
		if e.Kind != test.kind || e.Field != test.field || test.messages != nil && !slices.Equal(e.Messages, test.messages) {
			t.Errorf("%s: %q, %q, %q", name, e.Kind, e.Field, e.Messages)
		}
		if e.Error() == "" || e.Op != adcreative.OpDownload || e.Host != "service.invalid" {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Both places of a trace are looked in, and people are told it.
func TestErrorText(t *testing.T) {
	for name, want := range map[string]string{
		"error-guid.json": "Download at service.invalid: imageProductGeneratorProcessId: The value '0fd630f1-f29d-4da9-953f-48f1a09f76b51' is not valid (status 400, trace %s)",
		"error-credits.json": "Download at service.invalid: Error decreasing Api Key Credits for Application 6513270e-269e-4d37-b2a7-4de452e6b438. ErrorMessage: API Key Credits for Application does not exist; " +
			"Bad request error occurred while getting image content stream (status 400, trace %s); add credits to the API key and apply again",
	} {
		text := example(t, name)
		var p adcreative.Problem
		if err := json.Unmarshal(text, &p); err != nil {
			t.Fatal(err)
		}
		e := refused(t, say(400, "application/json", string(text)))
		if want = fmt.Sprintf(want, p.TraceID); e.Error() != want || adcreative.TraceID(fmt.Errorf("wrapped: %w", e)) != p.TraceID {
			t.Errorf("says %q\nwant %q", e, want)
		}
	}
	s := newScript()
	s.answer[adcreative.OpToken] = say(401, "text/plain", "no such key")
	_, err := within(s).Generate(context.Background(), order())
	if want := "AdCreative was not sent: GenerateJwtToken at service.invalid: no such key (status 401); check the application's id, key, secret and private key"; err.Error() != want {
		t.Errorf("says %q\nwant %q", err, want)
	}
}

// Nothing is known of an error that is of no call.
func TestOtherErrors(t *testing.T) {
	err := errors.New("other")
	if adcreative.KindOf(err) != "" || adcreative.OutcomeOf(err) != adcreative.Unknown || adcreative.TraceID(err) != "" || adcreative.KindOf(nil) != "" {
		t.Error("something is known of an error that is of no call")
	}
	if adcreative.OutcomeOf(fmt.Errorf("%w", adcreative.ErrTooLate)) != adcreative.NotSent {
		t.Error("what was too late may have been sent")
	}
}

func TestRetryAfter(t *testing.T) {
	soon := time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat)
	for name, test := range map[string]struct {
		headers []string
		least   time.Duration
		most    time.Duration
	}{
		"seconds":           {[]string{"Retry-After", "7"}, 7 * time.Second, 7 * time.Second},
		"none":              {nil, 0, 0},
		"words":             {[]string{"Retry-After", "later"}, 0, 0},
		"negative":          {[]string{"Retry-After", "-5"}, 0, 0},
		"too long a number": {[]string{"Retry-After", "99999999999999999999"}, 0, 0},
		"a date":            {[]string{"Retry-After", soon}, time.Minute, 91 * time.Second},
		"a date on the server's clock": {[]string{"Retry-After", "Mon, 02 Mar 2026 10:00:30 GMT", "Date", "Mon, 02 Mar 2026 10:00:00 GMT"},
			30 * time.Second, 30 * time.Second},
		"a date gone by": {[]string{"Retry-After", "Mon, 02 Mar 2020 10:00:30 GMT"}, 0, 0},
	} {
		e := refused(t, say(429, "text/plain", "slow down", test.headers...))
		if e.Kind != adcreative.RateLimited || e.RetryAfter < test.least || e.RetryAfter > test.most {
			t.Errorf("%s: %q after %v", name, e.Kind, e.RetryAfter)
		}
	}
}

// No secret is in what is printed, logged or returned, even when the server repeats them.
func TestSecretsStaySecret(t *testing.T) {
	s := newScript()
	echo := func(status int, contentType, form string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			words := fmt.Sprintf("%v %s", r.Header, body)
			text, _ := json.Marshal(words)
			say(status, contentType, fmt.Sprintf(form, text))(w, r)
		}
	}
	var said []string
	tell := func(err error) {
		if err == nil {
			t.Error("a call that must fail did not")
			return
		}
		said = append(said, err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err))
	}
	for _, answer := range []http.HandlerFunc{
		echo(400, "application/json", `{"errors":{"userId":[%s]},"traceId":"t"}`), echo(500, "text/plain", "%s"),
		echo(200, "text/html", "<title>%s</title>"), echo(200, "application/json", "%s"), hangUp,
	} {
		for op := range everyCall(within(s)) {
			s.set(op, answer)
		}
		for _, err := range everyCall(over(t, s)) {
			tell(err)
		}
	}
	s.set(adcreative.OpToken, echo(400, "application/json", `{"errors":{"jwtPrivateKey":[%s]}}`))
	for _, err := range everyCall(over(t, s)) {
		tell(err)
	}
	c := config("http://service.invalid")
	client := adcreative.New(c)
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "config", c, "pointer", &c)
	slog.New(slog.NewTextHandler(&log, nil)).Info("m", "config", c, "client", client)
	asJSON, _ := json.Marshal(c)
	said = append(said, log.String(), string(asJSON))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		said = append(said, fmt.Sprintf(verb, c), fmt.Sprintf(verb, &c), fmt.Sprintf(verb, client), fmt.Sprintf(verb, *client),
			fmt.Sprintf(verb, adcreative.Retry(adcreative.Limit(client, 5))), fmt.Sprintf(verb, struct{ c *adcreative.Client }{client}))
	}
	for _, text := range said {
		for _, canary := range []string{"canary", "a.token.of-ours", fmt.Sprintf("%x", "canary")} {
			if strings.Contains(text, canary) {
				t.Errorf("%s shows %s", text, canary)
			}
		}
	}
}
