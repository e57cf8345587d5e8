package studio

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
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

// channelRequest is the body of create and update. Fields left out of an update stay.
type channelRequest struct {
	ApplicationID    string  `json:"applicationId"`
	Type             *string `json:"channelType"`
	URL              *string `json:"url"`
	IncludeImageData *bool   `json:"includeImageData"`
	Active           *bool   `json:"isActive"`
	Secret           *string `json:"secret"`
}

// onto puts what is asked for into c.
func (q *channelRequest) onto(c *channel, f *form) {
	assign(&c.Type, q.Type)
	assign(&c.URL, q.URL)
	assign(&c.IncludeImageData, q.IncludeImageData)
	assign(&c.Active, q.Active)
	assign(&c.Secret, q.Secret)
	if c.Type != webHook {
		f.fault(invalid("channelType", "This studio delivers to WebHook channels only."))
	}
	if at, err := url.Parse(c.URL); err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || len(c.URL) > maxURL {
		f.fault(badValue("url", c.URL))
	}
}

func assign[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// readChannel reads a request about c and checks that c's application is the caller's.
func (s *Studio) readChannel(w http.ResponseWriter, r *http.Request, c *channel) error {
	caller, err := s.gate.enter(r)
	if err != nil {
		return err
	}
	var asked channelRequest
	if err := object(w, r, &asked); err != nil {
		return err
	}
	f := newForm()
	f.set("applicationId", asked.ApplicationID)
	c.Application = f.guid("applicationId")
	asked.onto(c, f)
	_, err = s.admit(caller, f, c.Application)
	return err
}

func (s *Studio) createChannel(w http.ResponseWriter, r *http.Request) error {
	c := channel{ID: uuid.New(), Type: webHook, Active: true, Created: s.now()}
	if err := s.readChannel(w, r, &c); err != nil {
		return err
	}
	return s.answerChannel(w, c)
}

func (s *Studio) updateChannel(w http.ResponseWriter, r *http.Request) error {
	c, err := s.ownChannel(r)
	if err != nil {
		return err
	}
	if err := s.readChannel(w, r, &c); err != nil {
		return err
	}
	return s.answerChannel(w, c)
}

func (s *Studio) answerChannel(w http.ResponseWriter, c channel) error {
	if err := s.board.put(s.disk, c); err != nil {
		return err
	}
	c.Secret = ""
	writeJSON(w, http.StatusOK, jsonType, c)
	return nil
}

func (s *Studio) deleteChannel(w http.ResponseWriter, r *http.Request) error {
	c, err := s.ownChannel(r)
	if err != nil {
		return err
	}
	if err := s.board.drop(s.disk, c.ID); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// ownChannel finds the channel that a path names, if it is the caller's.
func (s *Studio) ownChannel(r *http.Request) (channel, error) {
	caller, err := s.gate.enter(r)
	if err != nil {
		return channel{}, err
	}
	id, _ := parseGUID(r.PathValue("id"))
	c, ok := s.board.get(id)
	if !ok || caller != uuid.Nil && c.Application != caller {
		return channel{}, layered(http.StatusNotFound, callChannel, "Notification channel not found.",
			"Not found error occurred while getting notification channel configuration")
	}
	return c, nil
}

func (s *Studio) listChannels(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.query(r, func(*form) {})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, jsonType, s.board.of(caller, false))
	return nil
}

func (s *Studio) listActiveChannels(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.query(r, func(*form) {})
	if err != nil {
		return err
	}
	active := s.board.of(caller, true)
	if len(active) == 0 {
		return noActiveChannel(callActive, caller,
			fmt.Sprintf("Error getting active notification channel configurations for Application: %s", caller))
	}
	writeJSON(w, http.StatusOK, jsonType, active)
	return nil
}

// noActiveChannel is what the service says to an application that nobody listens for.
func noActiveChannel(call string, application uuid.UUID, business string) error {
	return layered(http.StatusNotFound, call,
		fmt.Sprintf("No active notification channel configurations found for Application %s.", application), business)
}
