// Token calls.

package studio

import (
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
)

// tokenRequest is the body of both token calls.
type tokenRequest struct {
	ApplicationID string `json:"applicationId"`
	JwtPrivateKey string `json:"jwtPrivateKey"`
	RefreshToken  string `json:"refreshToken"`
}

// tokenAnswer is what both answer. The reference marker is the real service's, and data to
// nobody.
type tokenAnswer struct {
	Marker                 string    `json:"$id"`
	ApplicationID          uuid.UUID `json:"applicationId"`
	AccessToken            string    `json:"accessToken"`
	AccessTokenExpiration  time.Time `json:"accessTokenExpiration"`
	RefreshToken           string    `json:"refreshToken"`
	RefreshTokenExpiration time.Time `json:"refreshTokenExpiration"`
}

func (s *Studio) generateToken(w http.ResponseWriter, r *http.Request) error {
	application, _, err := s.identify(w, r)
	if err != nil {
		return err
	}
	return s.answerToken(w, application)
}

// refreshToken gives a new pair for a refresh token that has not expired. The old one stays
// good until it does: nothing is kept of tokens that a restart could lose.
func (s *Studio) refreshToken(w http.ResponseWriter, r *http.Request) error {
	application, token, err := s.identify(w, r)
	if err != nil {
		return err
	}
	if token == "" {
		return missing("refreshToken")
	}
	if !s.gate.refreshes(application, token) {
		return refused(http.StatusUnauthorized, "Refresh token is invalid or has expired.")
	}
	return s.answerToken(w, application)
}

// identify checks the id and the private key, which both calls ask for.
func (s *Studio) identify(w http.ResponseWriter, r *http.Request) (application uuid.UUID, refresh string, err error) {
	var asked tokenRequest
	if err := object(w, r, &asked); err != nil {
		return uuid.Nil, "", err
	}
	// The page's own sample writes the id as a URN, on this call alone.
	f := newForm()
	f.set("applicationId", strings.TrimPrefix(asked.ApplicationID, "urn:uuid:"))
	f.set("jwtPrivateKey", asked.JwtPrivateKey)
	application = f.guid("applicationId")
	privateKey := f.text("jwtPrivateKey", maxField)
	if err := f.err(); err != nil {
		return uuid.Nil, "", err
	}
	if !s.gate.admits(application, privateKey) {
		return uuid.Nil, "", refused(http.StatusUnauthorized, "ApplicationId or JwtPrivateKey is not valid.")
	}
	return application, asked.RefreshToken, nil
}

func (s *Studio) answerToken(w http.ResponseWriter, application uuid.UUID) error {
	access, expires, err := s.gate.issue(application)
	if err != nil {
		return err
	}
	renew := expires.Add(refreshLead)
	writeJSON(w, http.StatusOK, jsonType, tokenAnswer{
		Marker: "1", ApplicationID: application,
		AccessToken: access, AccessTokenExpiration: expires.UTC(),
		RefreshToken: s.gate.refresh(application, renew), RefreshTokenExpiration: renew.UTC(),
	})
	return nil
}
