// Messages: what channels are told.

package studio

import (
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
)

// taskCompleted is the message of one task's end. Messages have Pascal case, answers camel
// case: the service's pages have it so.
type taskCompleted struct {
	MessageType          string
	ApplicationID        uuid.UUID `json:"ApplicationId"`
	UserID               uuid.UUID `json:"UserId"`
	ImageRenderProcessID uuid.UUID `json:"ImageRenderProcessId"`
	TaskID               uuid.UUID `json:"TaskId"`
	ImageContentBytes    []byte    // null unless the channel asks for it
	IsSuccessful         bool
	ErrorMessage         string
}

// progressMessage is the message of a process's end: the progress object as AdCreative
// answers with it, its keys in Pascal case.
func progressMessage(p *process) (map[string]json.RawMessage, error) {
	camel, err := json.Marshal(adcreative.StartForm(p.progress("")))
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(camel, &fields); err != nil {
		return nil, err
	}
	pascal := make(map[string]json.RawMessage, len(fields))
	for name, value := range fields {
		pascal[strings.ToUpper(name[:1])+name[1:]] = value
	}
	return pascal, nil
}

// messages is how many a process will send once it has ended.
func (p *process) messages() int { return len(p.Tasks) + 1 }

// message is the nth message of p, counted from 0: its tasks in the order they ended, then
// its progress. It says false while what it would tell has not happened, and after the last.
func (s *Studio) message(p *process, n int, withImage bool) ([]byte, bool, error) {
	for _, t := range p.Tasks {
		if t.State.Terminal() && t.Place == n {
			body, err := s.taskMessage(p, t, withImage)
			return body, true, err
		}
	}
	if n != len(p.Tasks) || p.done() < n {
		return nil, false, nil
	}
	m, err := progressMessage(p)
	if err != nil {
		return nil, false, err
	}
	body, err := json.Marshal(m)
	return body, true, err
}

func (s *Studio) taskMessage(p *process, t task, withImage bool) ([]byte, error) {
	m := taskCompleted{
		MessageType: "ImageProductGenerationTaskCompleted", ApplicationID: p.Application, UserID: p.User,
		ImageRenderProcessID: p.ID, TaskID: t.ID, IsSuccessful: t.State == adcreative.Succeeded, ErrorMessage: t.Fault,
	}
	if withImage && m.IsSuccessful {
		picture, err := s.disk.read(pictures, t.Image, ".png")
		if err != nil {
			return nil, err
		}
		m.ImageContentBytes = picture
	}
	return json.Marshal(m)
}
