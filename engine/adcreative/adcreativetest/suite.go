// Package adcreativetest holds any server to the contract of the Product Photoshoot API.
package adcreativetest

import (
	"net/http"
	"testing"
	"time"

	"photoshoot/engine/adcreative"
)

// Target is what a suite runs against.
type Target struct {
	New   func(t testing.TB) Server // starts or reaches the server; called once a suite
	Photo adcreative.Photo          // shows one product, whole

	// Vendor holds the server to what the vendor's page shows and no more. Otherwise it
	// must also do as a compatible server is advised to where the page is silent.
	Vendor bool
	Paid   bool          // jobs may be started and pictures downloaded
	Pause  time.Duration // between two looks at a job; zero: ten milliseconds
}

// Server is one that has been reached.
type Server struct {
	URL       string
	Transport http.RoundTripper // nil: sockets
	Account   Account           // with credits enough
	Other     *Account          // of another application; nil: what needs one is skipped
	Poor      *Account          // without a record of credits; the same
	Mute      *Account          // must have a notification channel to start a job, and has none; the same
	MaxPhoto  int               // bytes; zero: the 22 MB of the page's error
}

// Account is who a request comes from.
type Account struct {
	ApplicationID, UserID   string
	Key, Secret, PrivateKey string
}

// T is what a check needs of a *testing.T.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// check is one thing that a server must do.
type check struct {
	name  string
	needs need
	run   func(*probe)
}

// need is what a check cannot do without.
type need int

const (
	advised need = 1 << iota // more than the vendor's page shows
	paid                     // a finished job
	other                    // an account of another application
	poor                     // an account without credits
	mute                     // an account that lacks a channel
	leisure                  // time that a short run has not
	nothing need = 0
)

// Suite checks a server, each thing in a subtest of its own.
func Suite(t *testing.T, target Target) {
	lab := newLab(target, target.New(t))
	for _, c := range checks() {
		t.Run(c.name, func(t *testing.T) {
			if why := lab.lacks(c.needs); why != "" {
				t.Skip(why)
			}
			c.run(lab.probe(t))
		})
	}
}

func checks() []check {
	var all []check
	for _, some := range [][]check{tokenChecks(), presetChecks(), recommendChecks(), generateChecks(), progressChecks(), downloadChecks(), accountChecks(), clientChecks()} {
		all = append(all, some...)
	}
	return all
}

// lacks says what keeps a check from running, or nothing.
func (l *lab) lacks(n need) string {
	switch {
	case n&advised != 0 && l.Vendor:
		return "the vendor's page does not say"
	case n&paid != 0 && !l.Paid:
		return "may cost credits"
	case n&other != 0 && l.server.Other == nil:
		return "there is no second application"
	case n&poor != 0 && l.server.Poor == nil:
		return "there is no application without credits"
	case n&mute != 0 && l.server.Mute == nil:
		return "there is no application that lacks a channel"
	case n&leisure != 0 && testing.Short():
		return "takes its time"
	}
	return ""
}
