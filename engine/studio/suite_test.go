package studio_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/adcreative/adcreativetest"
	"photoshoot/engine/studio"
)

// conforms holds a studio to the contract, reached in one way or another.
func conforms(t *testing.T, reach func(http.Handler) (url string, transport http.RoundTripper)) {
	new := func(credits int, mute bool) (adcreativetest.Account, studio.Application) {
		a := studio.Application{ID: newID(), Key: newID().String(), Secret: newID().String(), PrivateKey: newID().String(),
			Credits: credits, RequireChannel: mute}
		return adcreativetest.Account{ApplicationID: a.ID.String(), UserID: newID().String(), Key: a.Key, Secret: a.Secret, PrivateKey: a.PrivateKey}, a
	}
	rich, a := new(-1, false)
	other, b := new(-1, false)
	poor, c := new(0, false)
	mute, d := new(-1, true)
	const most = 1 << 20
	s := open(t, studio.Config{Applications: []studio.Application{a, b, c, d}, Limits: studio.Limits{PhotoBytes: most}})
	url, transport := reach(s)
	adcreativetest.Suite(t, adcreativetest.Target{Paid: true, Photo: adcreative.Photo{Name: "mug.jpg", Data: mug(t)},
		New: func(testing.TB) adcreativetest.Server {
			return adcreativetest.Server{URL: url, Transport: transport, Account: rich, Other: &other, Poor: &poor, Mute: &mute, MaxPhoto: most}
		}})
}

func TestSuiteInProcess(t *testing.T) {
	conforms(t, func(h http.Handler) (string, http.RoundTripper) {
		return "http://studio.invalid", adcreative.InProcess(h)
	})
}

func TestSuiteOverSocket(t *testing.T) {
	conforms(t, func(h http.Handler) (string, http.RoundTripper) {
		server := httptest.NewServer(h)
		t.Cleanup(server.Close)
		return server.URL, nil
	})
}
