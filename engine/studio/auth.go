// The gate: tokens, keys and secrets.

package studio

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// gate knows who may come in. Tokens are signed with a key of the application's own, which
// its private key is part of: whoever changes that ends every token given out before.
type gate struct {
	secret   []byte // of this folder, kept in it
	open     bool
	known    map[uuid.UUID]Application
	life     time.Duration
	lax      bool // key and secret do without a token
	clock    func() time.Time
	parser   *jwt.Parser
	verified verified
	identity map[[sha256.Size]byte]uuid.UUID // application by the digest of its key
}

// claims are what a token says.
type claims struct {
	ApplicationID uuid.UUID `json:"applicationId"`
	jwt.RegisteredClaims
}

// refreshLead is how much longer the refresh token lives, as in the page's sample.
const refreshLead = 7 * 24 * time.Hour

func newGate(c Config) (*gate, error) {
	secret, err := folderSecret(filepath.Join(c.Dir, "secret"))
	if err != nil {
		return nil, err
	}
	g := &gate{
		secret: secret, open: c.Applications == nil, life: c.TokenLife, lax: c.BearerOptional, clock: c.Clock,
		known: map[uuid.UUID]Application{}, identity: map[[sha256.Size]byte]uuid.UUID{},
		parser: jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithStrictDecoding(), jwt.WithExpirationRequired(), jwt.WithTimeFunc(c.Clock)),
	}
	for _, a := range c.Applications {
		if a.ID == uuid.Nil || a.Key == "" || a.Secret == "" || a.PrivateKey == "" {
			return nil, fmt.Errorf("application %s needs an id, a key, a secret and a private key", a.ID)
		}
		digest := sha256.Sum256([]byte(a.Key))
		if _, twice := g.identity[digest]; twice || g.known[a.ID].Key != "" {
			return nil, fmt.Errorf("application %s: its id or its key is another's too", a.ID)
		}
		g.known[a.ID], g.identity[digest] = a, a.ID
	}
	return g, nil
}

// folderSecret reads the random bytes that tokens are signed with, made on first use.
func folderSecret(path string) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		secret = make([]byte, 32)
		rand.Read(secret)
		err = writeWhole(path, secret)
	}
	return secret, err
}

// credits is what application may spend; negative is without limit.
func (g *gate) credits(application uuid.UUID) int {
	if g.open {
		return -1
	}
	return g.known[application].Credits
}

// admits says whether application may have a token for privateKey.
func (g *gate) admits(application uuid.UUID, privateKey string) bool {
	a, known := g.known[application]
	return g.open || known && same(a.PrivateKey, privateKey)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func (g *gate) mac(parts ...string) []byte {
	h := hmac.New(sha256.New, g.secret)
	for _, p := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

func (g *gate) signingKey(application uuid.UUID) []byte {
	return g.mac("access", application.String(), g.known[application].PrivateKey)
}

// issue makes an access token.
func (g *gate) issue(application uuid.UUID) (token string, expires time.Time, err error) {
	now := g.clock()
	expires = now.Add(g.life)
	token, err = jwt.NewWithClaims(jwt.SigningMethodHS256, claims{application, jwt.RegisteredClaims{
		Issuer: "photoshoot studio", ID: uuid.NewString(),
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires),
	}}).SignedString(g.signingKey(application))
	return token, expires, err
}

// refresh makes a refresh token: its expiry, then what only this studio can have made of it.
func (g *gate) refresh(application uuid.UUID, expires time.Time) string {
	stamp := binary.BigEndian.AppendUint64(nil, uint64(expires.UnixNano()))
	return base64.StdEncoding.EncodeToString(append(stamp, g.stamped(application, stamp)...))
}

func (g *gate) stamped(application uuid.UUID, stamp []byte) []byte {
	return g.mac("refresh", application.String(), g.known[application].PrivateKey, string(stamp))[:24]
}

// refreshes says whether token is one of refresh's that has not expired.
func (g *gate) refreshes(application uuid.UUID, token string) bool {
	raw, err := base64.StdEncoding.DecodeString(token)
	if err != nil || len(raw) != 32 || !hmac.Equal(raw[8:], g.stamped(application, raw[:8])) {
		return false
	}
	return g.clock().UnixNano() < int64(binary.BigEndian.Uint64(raw))
}

// enter finds the application a request comes from, by its token and its key and secret.
func (g *gate) enter(r *http.Request) (uuid.UUID, error) {
	application, hasToken, err := g.bearer(r.Header.Get("Authorization"))
	if err != nil || !hasToken && !g.lax {
		return uuid.Nil, unauthorized()
	}
	owner, ok := g.owner(r.Header.Get("x-api-key"), r.Header.Get("x-api-secret"))
	if !ok {
		return uuid.Nil, refused(http.StatusUnauthorized, "Api key or secret is missing or invalid.")
	}
	if g.open {
		return application, nil
	}
	if hasToken && owner != application {
		return uuid.Nil, unauthorized()
	}
	return owner, nil
}

// owner finds whose key and secret these are. An open studio asks only that there are some.
func (g *gate) owner(key, secret string) (uuid.UUID, bool) {
	if g.open {
		return uuid.Nil, key != "" && secret != ""
	}
	id, known := g.identity[sha256.Sum256([]byte(key))]
	return id, known && same(g.known[id].Secret, secret)
}

func (g *gate) bearer(header string) (application uuid.UUID, given bool, err error) {
	kind, token, _ := strings.Cut(header, " ")
	if header == "" || !strings.EqualFold(kind, "Bearer") {
		return uuid.Nil, false, nil
	}
	token = strings.TrimSpace(token)
	if application, ok := g.verified.get(token, g.clock()); ok {
		return application, true, nil
	}
	var c claims
	_, err = g.parser.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) {
		return g.signingKey(c.ApplicationID), nil
	})
	if err == nil {
		g.verified.put(token, pass{c.ApplicationID, c.ExpiresAt.Time})
	}
	return c.ApplicationID, true, err
}
