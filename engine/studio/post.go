// Post: one message to one listener, again until it is taken.

package studio

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// errRefused is a listener's no to the message itself; the same message again would get the
// same answer.
var errRefused = errors.New("the listener does not take this message")

// bring tries until the listener takes the message, refuses it, or has been tried often enough.
func (c *couriers) bring(ctx context.Context, to channel, id uuid.UUID, body []byte) error {
	wait := c.wait
	for attempt := 1; ; attempt++ {
		err := c.post(ctx, to, id, body)
		if err == nil || errors.Is(err, errRefused) || attempt == deliveryAttempts {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		wait = min(2*wait, longestWait)
	}
}

// post makes one attempt.
func (c *couriers) post(ctx context.Context, to channel, id uuid.UUID, body []byte) error {
	if err := c.slots.take(ctx); err != nil {
		return err
	}
	defer c.slots.release()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("User-Agent", "photoshoot-studio")
	r.Header.Set("X-Studio-Delivery", id.String())
	if to.Secret != "" {
		r.Header.Set("X-Studio-Signature", sign(to.Secret, time.Now(), body))
	}
	resp, err := c.client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, io.LimitReader(resp.Body, maxField))
	return taken(resp.StatusCode)
}

// taken reads a listener's answer: the service's page asks it for 200, for 400 when it cannot
// read the message, for 500 when the fault is its own.
func taken(status int) error {
	switch {
	case status/100 == 2:
		return nil
	case status/100 == 4 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests:
		return fmt.Errorf("%w: status %d", errRefused, status)
	}
	return fmt.Errorf("the listener answered with status %d", status)
}

// sign is the header that proves who sent body and when: the service has none, and old
// listeners ignore it. v1 is the HMAC-SHA256 of the time, a dot and the body.
func sign(secret string, at time.Time, body []byte) string {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "."))
	mac.Write(body)
	return "t=" + stamp + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
