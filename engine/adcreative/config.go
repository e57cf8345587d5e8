// How a client is set up, and what of it may be seen.

package adcreative

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// DefaultEndpoint is the service's own address.
const DefaultEndpoint = "https://api.adcreative.ai"

// Config is how a client is set up. However it is printed, it shows no secret.
type Config struct {
	Endpoint      string // scheme and host; empty: DefaultEndpoint
	ApplicationID string
	APIKey        string `json:"-"`
	APISecret     string `json:"-"`
	PrivateKey    string `json:"-"` // sent for a token

	Transport http.RoundTripper // nil: connections of the client's own

	// Time for one call, its answer included. Zero: a minute, but five for what carries a
	// picture or the whole listing.
	Timeout         time.Duration
	SubmitTimeout   time.Duration // of Generate
	TransferTimeout time.Duration
}

func (c Config) filled() Config {
	if c.Endpoint == "" {
		c.Endpoint = DefaultEndpoint
	}
	c.Endpoint = strings.TrimRight(c.Endpoint, "/")
	for _, t := range []struct {
		field *time.Duration
		usual time.Duration
	}{{&c.Timeout, time.Minute}, {&c.SubmitTimeout, time.Minute}, {&c.TransferTimeout, 5 * time.Minute}} {
		if *t.field == 0 {
			*t.field = t.usual
		}
	}
	return c
}

func (c Config) timeout(op Op) time.Duration {
	switch op {
	case OpGenerate:
		return c.SubmitTimeout
	case OpRecommend, OpDownload, OpFetch, OpAllProgress:
		return c.TransferTimeout
	}
	return c.Timeout
}

// Format prints c without its secrets, with any verb.
func (c Config) Format(s fmt.State, _ rune) {
	fmt.Fprintf(s, "{endpoint %s, application %s, secrets not shown}", c.filled().Endpoint, c.ApplicationID)
}

// LogValue logs c without its secrets.
func (c Config) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(c)) }
