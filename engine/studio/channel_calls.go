// Calls about channels: create, update, delete, list.

package studio

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/uuid"
)

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
