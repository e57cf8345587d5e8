// Tokens: fetched when first needed, renewed before they expire, by one caller at a time.

package adcreative

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"
)

// token is what GenerateJwtToken gives.
type token struct {
	access string
	renew  time.Time // when to ask for the next; zero: when it is no longer accepted
}

func (t token) good(now time.Time) bool {
	return t.access != "" && (t.renew.IsZero() || now.Before(t.renew))
}

// tokens keeps the current token. Whoever finds it stale starts one request, and all wait for that.
type tokens struct {
	fetch func(context.Context) (token, error)

	mu      sync.Mutex
	current token
	request *tokenRequest // under way; nil: none
}

type tokenRequest struct {
	done  chan struct{}
	token token
	err   error
}

// get returns a token other than refused, which the service no longer accepts.
func (t *tokens) get(ctx context.Context, refused string) (string, error) {
	t.mu.Lock()
	if t.current.access != refused && t.current.good(time.Now()) {
		defer t.mu.Unlock()
		return t.current.access, nil
	}
	if t.request == nil {
		t.request = &tokenRequest{done: make(chan struct{})}
		// The request outlives the caller who happened to be first: others wait for it.
		go t.renew(context.WithoutCancel(ctx), t.request)
	}
	r := t.request
	t.mu.Unlock()
	select {
	case <-r.done:
		return r.token.access, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// last is the token last given out, or empty.
func (t *tokens) last() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.current.access
}

func (t *tokens) renew(ctx context.Context, r *tokenRequest) {
	r.token, r.err = t.fetch(ctx)
	t.mu.Lock()
	defer t.mu.Unlock()
	if r.err == nil {
		t.current = r.token
	}
	t.request = nil
	close(r.done)
}

// newToken asks for a token. The private key goes with it, so there is nothing that a
// refresh token would spare, and GenerateJwtToken is all that is ever called.
func (c *Client) newToken(ctx context.Context) (token, error) {
	body, _ := json.Marshal(map[string]string{ // strings always marshal
		"applicationId": c.config.ApplicationID, "jwtPrivateKey": c.config.PrivateKey,
	})
	asked := time.Now()
	a, err := c.attempt(ctx, request{op: OpToken, body: body, contentType: "application/json; x-api-version=1.0"}, "")
	if err != nil {
		return token{}, err
	}
	data, err := a.document()
	if err != nil {
		return token{}, err
	}
	var given struct {
		AccessToken           string
		AccessTokenExpiration string
	}
	if err := decode(data, &given); err != nil {
		return token{}, a.malformed(err)
	}
	if given.AccessToken == "" {
		return token{}, a.malformed(errors.New("no accessToken in it"))
	}
	// A time that cannot be read is none: the token is then used until it is refused.
	expires, _ := time.Parse(time.RFC3339, given.AccessTokenExpiration)
	return token{given.AccessToken, renewal(asked, a.date, expires)}, nil
}

// renewal is when to renew, on our clock, a token that expires on the server's. date is
// what that showed when it answered; without it the clocks are taken to agree. A token that
// seems dead on arrival is used until it is refused.
func renewal(asked time.Time, date string, expires time.Time) time.Time {
	issued := asked
	if server, err := http.ParseTime(date); err == nil {
		issued = server
	}
	life := expires.Sub(issued)
	if expires.IsZero() || life <= 0 {
		return time.Time{}
	}
	return asked.Add(life - min(time.Minute, life/10))
}
