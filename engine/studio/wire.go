// The progress object in both of its forms.

package studio

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
)

// header is what both forms of the progress object begin with.
type header struct {
	MessageType    string                 `json:"messageType"`
	State          adcreative.RenderState `json:"requestRenderState"`
	Application    uuid.UUID              `json:"applicationId"`
	User           uuid.UUID              `json:"userId"`
	Process        uuid.UUID              `json:"imageRenderProcessId"`
	TotalTasks     int                    `json:"totalTaskCount"`
	CompletedTasks int                    `json:"completedTaskCount"`
	Progress       int                    `json:"progress"`
}

// footer is what both end with.
type footer struct {
	RenderType   int    `json:"renderType"`
	IsSuccessful bool   `json:"isSuccessful"`
	ErrorMessage string `json:"errorMessage"`
}

// started is AdCreative's answer, with the tasks as an object in the prompts' order.
type started struct {
	header
	Tasks taskStates `json:"tasks"`
	footer
}

// running is the answer of the progress calls, with the tasks as a list.
type running struct {
	header
	TaskURLs []taskURL `json:"taskUrls"`
	footer
}

type taskURL struct {
	Task  uuid.UUID              `json:"taskId"`
	State adcreative.RenderState `json:"renderState"`
	URL   *string                `json:"publicImageUrl"` // null until the picture is there
}

// taskStates is an object of states by task id, in order, as a Go map would not keep it.
type taskStates []task

func (t taskStates) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range t {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%d", one.ID, one.State)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// aiProduct is the render type that the page's examples carry.
const aiProduct = 4

func (p *process) header() header {
	done := p.done()
	return header{
		MessageType: "ImageProductGenerationProgress", State: p.state(),
		Application: p.Application, User: p.User, Process: p.ID,
		TotalTasks: len(p.Tasks), CompletedTasks: done, Progress: 100 * done / len(p.Tasks),
	}
}

func (p *process) footer() footer {
	var faults []string
	for _, t := range p.Tasks {
		if t.Fault != "" {
			faults = append(faults, "Task "+t.ID.String()+": "+t.Fault)
		}
	}
	return footer{aiProduct, p.state() == adcreative.Succeeded, strings.Join(faults, " ")}
}

func (p *process) started() started { return started{p.header(), p.Tasks, p.footer()} }

func (p *process) running(base string) running {
	r := running{header: p.header(), footer: p.footer(), TaskURLs: make([]taskURL, len(p.Tasks))}
	for i, t := range p.Tasks {
		r.TaskURLs[i] = taskURL{Task: t.ID, State: t.State}
		if t.State == adcreative.Succeeded {
			url := base + imagePath + t.Image.String() + ".png"
			r.TaskURLs[i].URL = &url
		}
	}
	return r
}

var _ json.Marshaler = taskStates(nil)
