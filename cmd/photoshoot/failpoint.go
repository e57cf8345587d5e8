// Failpoints: how the tests prove that a kill loses nothing. Unarmed, they are nil.

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
)

// failpoint is what the engine calls at each commit and each call. "after-intent:2" kills
// this process, as kill -9 does, at the second hit of that name; "?" names every hit on
// stderr; an empty text arms nothing.
func failpoint(armed string) func(string) {
	switch armed {
	case "":
		return nil
	case "?":
		return func(point string) { fmt.Fprintln(os.Stderr, "failpoint", point) }
	}
	name, count, _ := strings.Cut(armed, ":")
	nth, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		nth = 1
	}
	var hits atomic.Int64
	return func(point string) {
		if point == name && hits.Add(1) == nth {
			kill()
		}
	}
}

// kill ends this process without a chance to clean up.
func kill() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		p.Kill()
	}
	select {}
}
