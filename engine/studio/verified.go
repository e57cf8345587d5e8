// Tokens seen before: checking a signature costs more than all the rest of a progress call.

package studio

import (
	"sync"
	"time"

	"github.com/google/uuid"
)

// verified remembers what tokens said whose signature held. Its zero value is ready.
type verified struct {
	mu   sync.RWMutex
	seen map[string]pass
}

// pass is what a token is good for, and until when.
type pass struct {
	application uuid.UUID
	until       time.Time
}

// maxVerified bounds how many are remembered. Beyond it all are forgotten, which costs each
// one more check.
const maxVerified = 1024

func (v *verified) get(token string, now time.Time) (uuid.UUID, bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	p, ok := v.seen[token]
	return p.application, ok && now.Before(p.until)
}

func (v *verified) put(token string, p pass) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.seen == nil || len(v.seen) >= maxVerified {
		v.seen = map[string]pass{}
	}
	v.seen[token] = p
}
