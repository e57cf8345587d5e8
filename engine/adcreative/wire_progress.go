// The progress object in its two forms: tasks as an object when a job starts, taskUrls as
// an array from then on.

package adcreative

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// progressType is the messageType of every progress object of a photoshoot.
const progressType = "ImageProductGenerationProgress"

// AIProduct is the renderType of every photoshoot.
const AIProduct = 4

// NewProgress is a job of tasks as it stands when it starts.
func NewProgress(application, user, process string, tasks []Task) Progress {
	return Progress{MessageType: progressType, State: Started, ApplicationID: application, UserID: user, ProcessID: process,
		TotalTasks: len(tasks), Tasks: tasks, RenderType: AIProduct}
}

// progressBody is a progress object as it travels. One of its lists of tasks is left out.
type progressBody struct {
	MessageType    string      `json:"messageType"`
	State          RenderState `json:"requestRenderState"`
	ApplicationID  string      `json:"applicationId"`
	UserID         string      `json:"userId"`
	ProcessID      string      `json:"imageRenderProcessId"`
	TotalTasks     int         `json:"totalTaskCount"`
	CompletedTasks int         `json:"completedTaskCount"`
	Percent        float64     `json:"progress"`
	Tasks          *taskStates `json:"tasks,omitempty"`
	TaskURLs       *taskURLs   `json:"taskUrls,omitempty"`
	RenderType     int         `json:"renderType"`
	Successful     bool        `json:"isSuccessful"`
	ErrorMessage   string      `json:"errorMessage"`
}

func (p Progress) body() progressBody {
	return progressBody{MessageType: p.MessageType, State: p.State, ApplicationID: p.ApplicationID, UserID: p.UserID,
		ProcessID: p.ProcessID, TotalTasks: p.TotalTasks, CompletedTasks: p.CompletedTasks, Percent: float64(p.Percent),
		RenderType: p.RenderType, Successful: p.Successful, ErrorMessage: p.ErrorMessage}
}

func (b progressBody) progress() Progress {
	p := Progress{MessageType: b.MessageType, State: b.State, ApplicationID: b.ApplicationID, UserID: b.UserID,
		ProcessID: b.ProcessID, TotalTasks: b.TotalTasks, CompletedTasks: b.CompletedTasks, Percent: int(min(max(b.Percent, 0), 100)),
		RenderType: b.RenderType, Successful: b.Successful, ErrorMessage: b.ErrorMessage}
	if b.Tasks != nil {
		p.Tasks = *b.Tasks
	}
	if b.TaskURLs != nil {
		p.Tasks = overlaid(p.Tasks, *b.TaskURLs)
	}
	return p
}

// overlaid puts what later says of each task over what tasks says, and appends the rest.
func overlaid(tasks, later []Task) []Task {
	at := map[string]int{}
	for i, t := range tasks {
		at[t.ID] = i
	}
	for _, l := range later {
		if i, known := at[l.ID]; known {
			tasks[i] = l
		} else {
			tasks = append(tasks, l)
		}
	}
	return tasks
}

// StartForm is a Progress as AdCreative answers with it.
type StartForm Progress

// MarshalJSON writes the tasks as an object, in their order.
func (p StartForm) MarshalJSON() ([]byte, error) {
	b := Progress(p).body()
	b.Tasks = (*taskStates)(&p.Tasks)
	return json.Marshal(b)
}

// ProgressForm is a Progress as the progress calls answer with it.
type ProgressForm Progress

// MarshalJSON writes the tasks as an array.
func (p ProgressForm) MarshalJSON() ([]byte, error) {
	b := Progress(p).body()
	b.TaskURLs = (*taskURLs)(&p.Tasks)
	return json.Marshal(b)
}

// taskStates travels as an object of states by task id.
type taskStates []Task

func (t taskStates) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for _, task := range t {
		id, _ := json.Marshal(task.ID) // a string always marshals
		b = fmt.Appendf(b, "%s:%d,", id, task.State)
	}
	return append(bytes.TrimSuffix(b, []byte{','}), '}'), nil
}

func (t *taskStates) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	return eachField(data, func(id string, value json.RawMessage) error {
		task := Task{ID: id}
		*t = append(*t, task)
		return json.Unmarshal(value, &(*t)[len(*t)-1].State)
	})
}

// taskURLs travels as an array of objects.
type taskURLs []Task

type taskURL struct {
	ID    string      `json:"taskId"`
	State RenderState `json:"renderState"`
	URL   *string     `json:"publicImageUrl"` // null until the picture is there
}

func (t taskURLs) MarshalJSON() ([]byte, error) {
	items := make([]taskURL, len(t))
	for i, task := range t {
		if items[i] = (taskURL{ID: task.ID, State: task.State}); task.URL != "" {
			items[i].URL = &t[i].URL
		}
	}
	return json.Marshal(items)
}

func (t *taskURLs) UnmarshalJSON(data []byte) error {
	var items []taskURL
	plain, err := unwrapped(data, 0)
	if err == nil {
		err = json.Unmarshal(plain, &items)
	}
	if err != nil {
		return err
	}
	for _, item := range items {
		task := Task{ID: item.ID, State: item.State}
		if item.URL != nil {
			task.URL = *item.URL
		}
		*t = append(*t, task)
	}
	return nil
}
