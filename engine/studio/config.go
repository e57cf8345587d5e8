// How a studio is set up.

package studio

import (
	"log/slog"
	"time"

	"github.com/google/uuid"
)

// Config is how a studio is set up. It needs no more than Dir.
type Config struct {
	Dir          string        // where everything is kept; made when absent
	Applications []Application // who may work here; nil: the studio is open to any id, key and secret, without limit of credits

	PublicURL          string        // scheme and host in the URLs handed out; empty: as the request names them
	TokenLife          time.Duration // of an access token; 0: an hour. The refresh token lives a week longer
	BearerOptional     bool          // accept key and secret alone where the application can be known from them
	RequireChannel     bool          // refuse jobs of every application without an active notification channel
	CreditsPerDownload int           // charged for a picture's first download; 0: one; negative: none
	ChargeRepeats      bool          // charge every download of a picture, not the first alone

	RepeatWait time.Duration // before a message that a webhook did not take is sent again, doubling; 0: a second

	Workers   int // pictures painted at once; 0: one
	Limits    Limits
	Retention Retention

	Painter Painter          // nil: Classical
	Clock   func() time.Time // nil: time.Now
	Log     *slog.Logger     // nil: silent
}

// Application is one integrator.
type Application struct {
	ID         uuid.UUID
	Key        string
	Secret     string
	PrivateKey string // sent for a token
	Credits    int    // what it may spend on downloads; 0: it has no credits record; negative: no limit

	RequireChannel bool // refuse its jobs while it has no active notification channel
}

// Limits bound what one request may cost. Zero fields mean the value named.
type Limits struct {
	PhotoBytes  int           // of an uploaded file; 22 MB, as the page's error says
	PhotoPixels int           // of a decoded photo; 50 million
	Uploads     int           // uploads held in memory at once; 16
	Cuts        int           // photos decoded and cut at once; 2
	Conversions int           // downloads converted at once; 4
	UploadTime  time.Duration // for reading one request body; a minute
	PictureTime time.Duration // for painting one picture; five minutes
	Waiting     int           // pictures waiting over all users before new jobs are refused; 100,000
}

// Retention bounds what is kept. Zero fields keep for ever.
type Retention struct {
	Age   time.Duration // of finished processes and unused assets
	Bytes int64         // of all pictures and cut-outs together; the oldest go first
}

const megabyte = 1 << 20

// filled returns c with every default in place.
func (c Config) filled() Config {
	or(&c.TokenLife, time.Hour)
	or(&c.CreditsPerDownload, 1)
	c.CreditsPerDownload = max(c.CreditsPerDownload, 0)
	or(&c.RepeatWait, time.Second)
	or(&c.Workers, 1)
	or(&c.Limits.PhotoBytes, 22*megabyte)
	or(&c.Limits.PhotoPixels, 50_000_000)
	or(&c.Limits.Uploads, 16)
	or(&c.Limits.Cuts, 2)
	or(&c.Limits.Conversions, 4)
	or(&c.Limits.UploadTime, time.Minute)
	or(&c.Limits.PictureTime, 5*time.Minute)
	or(&c.Limits.Waiting, 100_000)
	if c.Painter == nil {
		c.Painter = Classical{}
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

func or[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
