package adcreative_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"photoshoot/engine/adcreative"
)

// mint gives out tokens "token-1", "token-2" and so on, and takes the latest alone.
type mint struct {
	*script
	mu     sync.Mutex
	given  int
	life   time.Duration // of a token; zero: it does not say
	skew   time.Duration // how far its clock is ahead
	dated  bool          // it says what its clock shows
	worked []string      // the tokens that calls came with
}

func newMint() *mint {
	m := &mint{script: newScript(), life: time.Hour}
	m.answer[adcreative.OpToken] = m.give
	m.answer[adcreative.OpPresets] = m.check
	return m
}

func (m *mint) give(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.given++
	now := time.Now().Add(m.skew).UTC()
	if m.dated {
		w.Header().Set("Date", now.Format(http.TimeFormat))
	}
	body := fmt.Sprintf(`{"$id":"1","accessToken":"token-%d"`, m.given)
	if m.life > 0 {
		body += fmt.Sprintf(`,"accessTokenExpiration":%q`, now.Add(m.life).Format(time.RFC3339Nano))
	}
	io.WriteString(w, body+"}")
}

func (m *mint) check(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	m.worked = append(m.worked, token)
	if token != fmt.Sprintf("token-%d", m.given) {
		say(401, "text/plain", "")(w, r)
		return
	}
	io.WriteString(w, "[]")
}

func (m *mint) call(t *testing.T, c *adcreative.Client) {
	t.Helper()
	if _, err := c.Presets(context.Background(), user); err != nil {
		t.Error(err)
	}
}

// A token serves until shortly before it expires, on whoever's clock.
func TestTokenIsRenewedInTime(t *testing.T) {
	for name, change := range map[string]func(*mint){
		"same clock":     func(*mint) {},
		"server's ahead": func(m *mint) { m.skew, m.dated = 3*time.Hour, true },
		"server's late":  func(m *mint) { m.skew, m.dated = -3*time.Hour, true },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMint()
				change(m)
				c := within(m)
				for range 10 {
					m.call(t, c)
					time.Sleep(5*time.Minute + 50*time.Second)
				}
				if m.given != 1 {
					t.Fatalf("%d tokens before the first expired", m.given)
				}
				time.Sleep(55 * time.Second) // 59:15 of an hour
				if m.call(t, c); m.given != 2 || m.worked[10] != "token-2" {
					t.Errorf("%d tokens, calls came with %v", m.given, m.worked)
				}
			})
		})
	}
}

// A token whose life is not known, or seems over, is used until it is refused.
func TestTokenWithoutLife(t *testing.T) {
	for name, change := range map[string]func(*mint){
		"unsaid": func(m *mint) { m.life = 0 },
		"over":   func(m *mint) { m.skew = -3 * time.Hour },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMint()
				change(m)
				c := within(m)
				for range 3 {
					m.call(t, c)
					time.Sleep(24 * time.Hour)
				}
				if m.given != 1 {
					t.Errorf("%d tokens", m.given)
				}
			})
		})
	}
}

// A token that is refused is renewed once, and once only, whoever asks.
func TestTokenRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMint()
		c := within(m)
		m.call(t, c)
		m.mu.Lock()
		m.given++ // the service forgets the token it gave
		m.mu.Unlock()
		var calls sync.WaitGroup
		for range 20 {
			calls.Go(func() { m.call(t, c) })
		}
		calls.Wait()
		if got := m.count(adcreative.OpToken); got != 2 {
			t.Errorf("asked for %d tokens", got)
		}
		m.answer[adcreative.OpPresets] = say(401, "text/plain", "")
		if _, err := c.Presets(context.Background(), user); adcreative.KindOf(err) != adcreative.Unauthorized || m.count(adcreative.OpToken) != 3 {
			t.Errorf("after %d tokens: %v", m.count(adcreative.OpToken), err)
		}
	})
}

// Many callers at the start wait for one token; one who goes away takes nobody along.
func TestTokenOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMint()
		m.answer[adcreative.OpToken] = func(w http.ResponseWriter, r *http.Request) { time.Sleep(time.Second); m.give(w, r) }
		c := within(m)
		ctx, cancel := context.WithCancel(context.Background())
		var calls sync.WaitGroup
		calls.Go(func() {
			if _, err := c.Generate(ctx, order()); adcreative.KindOf(err) != adcreative.Interrupted || adcreative.OutcomeOf(err) != adcreative.NotSent {
				t.Errorf("the one who left got %v", err)
			}
		})
		synctest.Wait()
		for range 20 {
			calls.Go(func() { m.call(t, c) })
		}
		synctest.Wait()
		cancel()
		calls.Wait()
		if m.given != 1 {
			t.Errorf("%d tokens", m.given)
		}
	})
}

// A token request that fails is not remembered.
func TestTokenAgain(t *testing.T) {
	m := newMint()
	m.answer[adcreative.OpToken] = inTurn(say(500, "text/plain", ""), say(200, "application/json", `{"accessToken":""}`), say(200, "text/html", "<html>"), m.give)
	c := within(m)
	for _, kind := range []adcreative.Kind{adcreative.ServerFault, adcreative.Malformed, adcreative.Malformed, ""} {
		if _, err := c.Presets(context.Background(), user); adcreative.KindOf(err) != kind {
			t.Errorf("%q, want %q: %v", adcreative.KindOf(err), kind, err)
		}
	}
}
