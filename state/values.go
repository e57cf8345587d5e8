// Values: how single ones are stored and written.

package state

import (
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// String is the digest in hex.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// MarshalText writes the digest in hex.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Digest) UnmarshalText(text []byte) error {
	if len(text) != 2*len(d) {
		return fmt.Errorf("a digest has %d hex digits, not %d", 2*len(d), len(text))
	}
	_, err := hex.Decode(d[:], text)
	return err
}

// Scan reads a stored digest.
func (d *Digest) Scan(v any) error {
	b, ok := v.([]byte)
	if !ok || len(b) != len(d) {
		return fmt.Errorf("a stored digest is %d bytes, not %v", len(d), v)
	}
	copy(d[:], b)
	return nil
}

// Value stores the digest as its bytes.
func (d Digest) Value() (driver.Value, error) { return d[:], nil }

// stamp is a time stored as nanoseconds since 1970; 0 is the zero time.
type stamp time.Time

func (s *stamp) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a stored time is a number, not %v", v)
	}
	*s = stamp{}
	if n != 0 {
		*s = stamp(time.Unix(0, n).UTC())
	}
	return nil
}

func (s stamp) Value() (driver.Value, error) {
	t := time.Time(s)
	if t.IsZero() {
		return int64(0), nil
	}
	return t.UnixNano(), nil
}

// words is a list of strings stored as a JSON array.
type words []string

func (w *words) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a stored list is text, not %v", v)
	}
	if s == "[]" {
		*w = nil
		return nil
	}
	return json.Unmarshal([]byte(s), (*[]string)(w))
}

func (w words) Value() (driver.Value, error) {
	if len(w) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]string(w))
	return string(b), err
}

// inWords is a list of values as SQL writes it.
func inWords[T ~string](values ...T) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = "'" + string(v) + "'"
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}
