// Channels: where applications are told of their jobs.

package studio

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
)

// channel is where an application is told of its jobs. The page names the operations and
// includeImageData; the other fields, the methods and the paths are this studio's.
type channel struct {
	ID               uuid.UUID `json:"id"`
	Application      uuid.UUID `json:"applicationId"`
	Type             string    `json:"channelType"` // WebHook
	URL              string    `json:"url"`
	IncludeImageData bool      `json:"includeImageData"`
	Active           bool      `json:"isActive"`
	Secret           string    `json:"secret,omitempty"` // signs deliveries when set; never listed
	Created          time.Time `json:"created"`
}

const (
	webHook     = "WebHook"
	maxChannels = 16 // of one application
	maxURL      = 2048
)

// switchboard is every channel in memory.
type switchboard struct {
	mu       sync.RWMutex
	channels map[uuid.UUID]channel
}

func openSwitchboard(d disk) (*switchboard, error) {
	ids, err := d.ids(channels, ".json")
	if err != nil {
		return nil, err
	}
	b := &switchboard{channels: map[uuid.UUID]channel{}}
	for _, id := range ids {
		var c channel
		if err := d.readJSON(channels, id, &c); err != nil {
			return nil, err
		}
		b.channels[id] = c
	}
	return b, nil
}

// of lists an application's channels, oldest first, without their secrets.
func (b *switchboard) of(application uuid.UUID, activeOnly bool) []channel {
	b.mu.RLock()
	defer b.mu.RUnlock()
	found := []channel{}
	for _, c := range b.channels {
		if c.Application == application && (c.Active || !activeOnly) {
			c.Secret = ""
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b channel) int {
		return cmp.Or(a.Created.Compare(b.Created), slices.Compare(a.ID[:], b.ID[:]))
	})
	return found
}

func (b *switchboard) get(id uuid.UUID) (channel, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	c, ok := b.channels[id]
	return c, ok
}

// put keeps c. A new one must find room.
func (b *switchboard) put(d disk, c channel) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, known := b.channels[c.ID]; !known && b.count(c.Application) >= maxChannels {
		return invalid("applicationId", fmt.Sprintf("An application may have %d notification channels.", maxChannels))
	}
	if err := d.writeJSON(channels, c.ID, c); err != nil {
		return err
	}
	b.channels[c.ID] = c
	return nil
}

func (b *switchboard) count(application uuid.UUID) (n int) {
	for _, c := range b.channels {
		if c.Application == application {
			n++
		}
	}
	return n
}

func (b *switchboard) drop(d disk, id uuid.UUID) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := d.remove(channels, id, ".json"); err != nil {
		return err
	}
	delete(b.channels, id)
	return nil
}
