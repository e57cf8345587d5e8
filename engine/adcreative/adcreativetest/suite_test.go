package adcreativetest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// account is a new one, with so many credits; negative: without limit.
func account(credits int) (Account, studio.Application) {
	a := Account{uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()}
	return a, studio.Application{ID: uuid.MustParse(a.ApplicationID), Key: a.Key, Secret: a.Secret, PrivateKey: a.PrivateKey, Credits: credits}
}

// target is a studio with a painter that is done at once.
func target(reach func(testing.TB, http.Handler) (url string, transport http.RoundTripper)) Target {
	data, err := os.ReadFile("testdata/mug.jpg")
	if err != nil {
		panic(err)
	}
	return Target{Paid: true, Photo: adcreative.Photo{Name: "mug.jpg", Data: data}, New: func(t testing.TB) Server {
		rich, a := account(-1)
		other, b := account(-1)
		poor, c := account(0)
		s, err := studio.New(studio.Config{Dir: t.TempDir(), Applications: []studio.Application{a, b, c}, Painter: studiotest.Flat{},
			Limits: studio.Limits{PhotoBytes: 1 << 20}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close(context.WithoutCancel(t.Context())) })
		server := Server{Account: rich, Other: &other, Poor: &poor, MaxPhoto: 1 << 20}
		server.URL, server.Transport = reach(t, s)
		return server
	}}
}

func overSocket(t testing.TB, h http.Handler) (string, http.RoundTripper) {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL, nil
}

func inProcess(_ testing.TB, h http.Handler) (string, http.RoundTripper) {
	return "http://studio.invalid", adcreative.InProcess(h)
}

func TestStudioOverSocket(t *testing.T) {
	if testing.Short() {
		t.Skip("the same checks run in process")
	}
	Suite(t, target(overSocket))
}

func TestStudioInProcess(t *testing.T) { Suite(t, target(inProcess)) }

// What is asked of the vendor, our own server does too.
func TestVendorRules(t *testing.T) {
	rules := target(overSocket)
	rules.Vendor = true
	Suite(t, rules)
}

// E3, of a server that asks for a channel.
func TestChannelRequired(t *testing.T) {
	mute, application := account(-1)
	s, err := studio.New(studio.Config{Dir: t.TempDir(), Applications: []studio.Application{application}, Painter: studiotest.Flat{}, RequireChannel: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.WithoutCancel(t.Context())) })
	server := Server{Account: mute, Mute: &mute}
	server.URL, server.Transport = inProcess(t, s)
	noChannel(newLab(target(inProcess), server).probe(t))
}

// TestVendor runs against the real service when the environment has an account. What may
// cost credits needs ADCREATIVE_TEST_PAID=1 beside it.
func TestVendor(t *testing.T) {
	a := Account{os.Getenv("ADCREATIVE_APPLICATION_ID"), os.Getenv("ADCREATIVE_USER_ID"), os.Getenv("ADCREATIVE_API_KEY"),
		os.Getenv("ADCREATIVE_API_SECRET"), os.Getenv("ADCREATIVE_JWT_PRIVATE_KEY")}
	if a.ApplicationID == "" || a.UserID == "" || a.Key == "" || a.Secret == "" || a.PrivateKey == "" {
		t.Skip("no account in the environment")
	}
	endpoint := os.Getenv("ADCREATIVE_ENDPOINT")
	if endpoint == "" {
		endpoint = adcreative.DefaultEndpoint
	}
	vendor := target(nil)
	vendor.Vendor, vendor.Paid, vendor.Pause = true, os.Getenv("ADCREATIVE_TEST_PAID") == "1", 5*time.Second
	vendor.New = func(testing.TB) Server { return Server{URL: endpoint, Account: a} }
	Suite(t, vendor)
}
