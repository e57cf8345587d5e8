// For programs that watch: health, metrics, the description.

package studio

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/google/uuid"
)

// healthy says that the process answers at all.
func (s *Studio) healthy(w http.ResponseWriter, _ *http.Request) error {
	write(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	return nil
}

// openAPI serves the description of everything here.
func (s *Studio) openAPI(w http.ResponseWriter, _ *http.Request) error {
	document, err := files.ReadFile("openapi.json")
	if err != nil {
		return err
	}
	write(w, http.StatusOK, jsonType, document)
	return nil
}

// ready says that new jobs are taken.
func (s *Studio) ready(w http.ResponseWriter, _ *http.Request) error {
	if !s.queue.open() || !s.queue.room(1, s.config.Limits.Waiting) {
		write(w, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("no new jobs are taken\n"))
		return nil
	}
	write(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
	return nil
}

// counters are what /metrics shows of Counts, in Prometheus's text format.
var counters = [...]struct {
	name, help string
	of         func(Counts) int
}{
	{"recommendations", "Photos answered.", func(c Counts) int { return c.Recommendations }},
	{"generations", "Jobs accepted.", func(c Counts) int { return c.Generations }},
	{"tasks", "Pictures asked for.", func(c Counts) int { return c.Tasks }},
	{"pictures", "Pictures painted.", func(c Counts) int { return c.Pictures }},
	{"failures", "Pictures that could not be painted.", func(c Counts) int { return c.Failures }},
	{"downloads", "Downloads served.", func(c Counts) int { return c.Downloads }},
	{"credits", "Credits charged.", func(c Counts) int { return c.Credits }},
}

func (s *Studio) metrics(w http.ResponseWriter, _ *http.Request) error {
	stats := s.Stats()
	applications := slices.SortedFunc(maps.Keys(stats), func(a, b uuid.UUID) int { return cmp.Compare(a.String(), b.String()) })
	var b bytes.Buffer
	for _, c := range counters {
		fmt.Fprintf(&b, "# HELP studio_%s_total %s\n# TYPE studio_%s_total counter\n", c.name, c.help, c.name)
		for _, a := range applications {
			fmt.Fprintf(&b, "studio_%s_total{application=%q} %d\n", c.name, a, c.of(stats[a]))
		}
	}
	fmt.Fprintf(&b, "# HELP studio_waiting Pictures waiting for a worker.\n# TYPE studio_waiting gauge\nstudio_waiting %d\n", s.queue.length())
	fmt.Fprintf(&b, "# HELP studio_workers Pictures painted at once.\n# TYPE studio_workers gauge\nstudio_workers %d\n", s.config.Workers)
	write(w, http.StatusOK, "text/plain; version=0.0.4; charset=utf-8", b.Bytes())
	return nil
}
