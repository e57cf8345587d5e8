// Asking a server, byte for byte, without the client that is to be checked too.

package adcreativetest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"photoshoot/engine/adcreative"
)

// lab is what the checks of a suite share: tokens, and one finished job.
type lab struct {
	Target
	server Server
	http   *http.Client
	tokens map[Account]string
	asset  string
	job    *adcreative.Progress
}

func newLab(target Target, server Server) *lab {
	if target.Pause == 0 {
		target.Pause = 10 * time.Millisecond
	}
	if server.MaxPhoto == 0 {
		server.MaxPhoto = 22 << 20
	}
	return &lab{Target: target, server: server, http: &http.Client{Transport: server.Transport}, tokens: map[Account]string{}}
}

// probe asks as one account on behalf of one check.
type probe struct {
	T
	*lab
	as Account
}

func (l *lab) probe(t T) *probe { return &probe{t, l, l.server.Account} }

// by is p as another account.
func (p *probe) by(a Account) *probe { return &probe{p.T, p.lab, a} }

// reply is a whole answer.
type reply struct {
	p      *probe
	what   string
	status int
	header http.Header
	body   []byte
}

// form is the fields of a request.
type form []adcreative.Field

func fields(namesAndValues ...string) form {
	var f form
	for i := 0; i < len(namesAndValues); i += 2 {
		f = append(f, adcreative.Field{Name: namesAndValues[i], Value: namesAndValues[i+1]})
	}
	return f
}

// with is f with other values, given as name and value by turns.
func (f form) with(namesAndValues ...string) form {
	for _, c := range fields(namesAndValues...) {
		f = append(f.without(c.Name), c)
	}
	return f
}

func (f form) without(name string) form {
	var rest form
	for _, field := range f {
		if !strings.EqualFold(field.Name, name) {
			rest = append(rest, field)
		}
	}
	return rest
}

func (f form) query() string {
	values := url.Values{}
	for _, field := range f {
		values.Add(field.Name, field.Value)
	}
	return values.Encode()
}

// get asks with the account's headers.
func (p *probe) get(op adcreative.Op, query form) reply {
	p.Helper()
	return p.send(p.request(http.MethodGet, op.Path()+"?"+query.query(), nil, ""))
}

// post sends a form, and a photo unless nil.
func (p *probe) post(op adcreative.Op, f form, photo *adcreative.Photo) reply {
	p.Helper()
	body, contentType := adcreative.Form(f, photo)
	return p.send(p.request(http.MethodPost, op.Path(), body, contentType))
}

// request has the headers of the page, and a token.
func (p *probe) request(method, path string, body []byte, contentType string) *http.Request {
	p.Helper()
	req := p.plain(method, path, body, contentType)
	req.Header["X-API-SECRET"] = []string{p.as.Secret} // as one example of the page writes it
	req.Header.Set("x-api-key", p.as.Key)
	req.Header.Set("Authorization", "Bearer "+p.token())
	return req
}

func (p *probe) plain(method, path string, body []byte, contentType string) *http.Request {
	p.Helper()
	req, err := http.NewRequest(method, strings.TrimSuffix(p.server.URL, "/")+path, bytes.NewReader(body))
	if err != nil {
		p.Fatalf("asking %s: %v", path, err)
	}
	req.Header.Set("Accept", "application/json")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return req
}

func (p *probe) send(req *http.Request) reply {
	p.Helper()
	what := req.Method + " " + req.URL.RequestURI()
	resp, err := p.http.Do(req)
	if err != nil {
		p.Fatalf("%s: %v", what, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		p.Fatalf("%s: reading the answer: %v", what, err)
	}
	return reply{p, what, resp.StatusCode, resp.Header, body}
}

// askToken makes a token call with this body.
func (p *probe) askToken(body map[string]string) reply {
	p.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.Fatalf("a token request: %v", err)
	}
	return p.send(p.plain(http.MethodPost, adcreative.OpToken.Path(), text, "application/json; x-api-version=1.0"))
}

func (p *probe) token() string {
	p.Helper()
	if t := p.tokens[p.as]; t != "" {
		return t
	}
	var given struct{ AccessToken string }
	p.askToken(map[string]string{"applicationId": p.as.ApplicationID, "jwtPrivateKey": p.as.PrivateKey}).answers("", &given)
	if given.AccessToken == "" {
		p.Fatalf("the token is empty")
	}
	p.tokens[p.as] = given.AccessToken
	return given.AccessToken
}

// application and user are the fields that most calls begin with.
func (p *probe) application() form { return fields("applicationId", p.as.ApplicationID) }
func (p *probe) user() form        { return p.application().with("userId", p.as.UserID) }
