// Who and when: how locks, the ledger and lists name people and times.

package main

import (
	"os"
	"os/user"
	"time"
)

// whoAmI names the user and the machine, for locks and the ledger.
func whoAmI() string {
	host, _ := os.Hostname()
	if u, err := user.Current(); err == nil {
		return u.Username + "@" + host
	}
	return host
}

// stamp writes a time for people; zero is never.
func stamp(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format(time.RFC3339)
}

// newest is the file of a list that was written last.
func newest(paths []string) string {
	best, at := "", time.Time{}
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil && info.ModTime().After(at) {
			best, at = p, info.ModTime()
		}
	}
	return best
}
