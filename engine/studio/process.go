// Processes and tasks: what a job is.

package studio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// process is one job, as its file keeps it.
type process struct {
	ID          uuid.UUID             `json:"id"`
	Application uuid.UUID             `json:"application"`
	User        uuid.UUID             `json:"user"`
	Created     time.Time             `json:"created"`
	Asset       uuid.UUID             `json:"asset"`
	Kind        adcreative.RenderKind `json:"renderKind"`
	NoMargin    bool                  `json:"disableSafeMargin"`
	SameStyle   bool                  `json:"sameStyle"`
	Name        string                `json:"productName"`
	Description string                `json:"productDescription"`
	Tasks       []task                `json:"tasks"`
	Told        map[uuid.UUID]int     `json:"told,omitempty"` // messages each channel has had
}

// task is one picture of a process. Its image's id is drawn with it, so that painting it
// again after a crash gives the same address.
type task struct {
	ID     uuid.UUID              `json:"id"`
	Image  uuid.UUID              `json:"image"`
	Prompt adcreative.Prompt      `json:"prompt"`
	Repeat int                    `json:"repeat,omitempty"` // how many equal prompts stand before it in the request
	State  adcreative.RenderState `json:"state"`
	Fault  string                 `json:"fault,omitempty"`
	Notes  []string               `json:"notes,omitempty"` // of the painter, for the page
	Ended  time.Time              `json:"ended,omitzero"`
	Place  int                    `json:"place"` // how many tasks had ended before it
}

// done counts the tasks that will not change again.
func (p *process) done() (n int) {
	for _, t := range p.Tasks {
		if t.State.Terminal() {
			n++
		}
	}
	return n
}

// state is the process's own: Started while any task runs, then Succeeded or, when a task
// failed, Failed.
func (p *process) state() adcreative.RenderState {
	state := adcreative.Succeeded
	for _, t := range p.Tasks {
		if !t.State.Terminal() {
			return adcreative.Started
		}
		if t.State != adcreative.Succeeded {
			state = adcreative.Failed
		}
	}
	return state
}

// ended is when the last task was, or zero.
func (p *process) ended() (last time.Time) {
	for _, t := range p.Tasks {
		if !t.State.Terminal() {
			return time.Time{}
		}
		if t.Ended.After(last) {
			last = t.Ended
		}
	}
	return last
}

// shows says whether image belongs to a task that is done.
func (p *process) shows(image uuid.UUID) bool {
	return slices.ContainsFunc(p.Tasks, func(t task) bool { return t.Image == image && t.State == adcreative.Succeeded })
}

// picture is what the painter is asked for task t. The seed comes of what was asked, not of
// ids or of a place in a request, so that asking again gives the same picture.
func (p *process) picture(t task, photo string) Picture {
	asked := fmt.Sprintf("photo %s\npreset %q\nprompt %q\nrenderKind %d\ndisableSafeMargin %t\nsameStyle %t\nrepeat %d\n",
		photo, t.Prompt.Preset, t.Prompt.Prompt, p.Kind, p.NoMargin, p.SameStyle, t.Repeat)
	digest := sha256.Sum256([]byte(asked))
	plain, variation := t.Prompt.Variation()
	return Picture{
		Preset: plain.Preset, Prompt: plain.Prompt, SameStyle: p.SameStyle,
		Frame: Frame(p.Kind, !p.NoMargin), Seed: binary.BigEndian.Uint64(digest[:]), Repeat: t.Repeat + variation,
	}
}

// job is a process at work: changed under its lock, read without one.
type job struct {
	mu   sync.Mutex // held while a change is made and written
	gone bool       // retention removed it: nothing of it is written again
	view atomic.Pointer[view]
}

// view is a process as it was at one moment; it is never changed. Its answer is kept as
// bytes, because it is asked for far more often than it changes.
type view struct {
	process
	answer atomic.Pointer[answer]
}

// answer is a progress object with the addresses that hold under base.
type answer struct {
	base string
	body []byte
}

func newJob(p process) *job {
	j := &job{}
	j.view.Store(&view{process: p})
	return j
}

// told is the progress object as the progress calls answer with it, as JSON.
func (v *view) told(base string) ([]byte, error) {
	if kept := v.answer.Load(); kept != nil && kept.base == base {
		return kept.body, nil
	}
	body, err := json.Marshal(adcreative.ProgressForm(v.process.progress(base)))
	if err != nil {
		return nil, err
	}
	v.answer.Store(&answer{base, body})
	return body, nil
}

// size is that of a kind's pictures, without the margin. The page does not say what a group
// means for a job; here a prompt gives one picture, of the group's first kind, and no kind at
// all is the landscape that the page describes.
func size(kind adcreative.RenderKind) image.Point {
	switch kind {
	case adcreative.RenderUnset:
		kind = adcreative.RenderLandscape
	case adcreative.RenderSocial, adcreative.RenderAll:
		kind = adcreative.RenderPost
	case adcreative.RenderDisplay:
		kind = adcreative.RenderMediumBanner
	}
	return kind.Size()
}

// margin is what the landscape has to spare on each side, where nothing of the product is.
const margin = 237

// Frame is the picture's size. Only the landscape grows by a margin; the page names no other.
func Frame(kind adcreative.RenderKind, withMargin bool) raster.Frame {
	is := size(kind)
	f := raster.Frame{Width: is.X, Height: is.Y}
	if withMargin && is == adcreative.RenderLandscape.Size() {
		f.Safe = image.Rectangle{Max: is}.Add(image.Pt(margin, 0))
		f.Width += 2 * margin
	}
	return f
}
