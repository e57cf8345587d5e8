// Package adcreative is the contract of the AdCreative.ai Product Photoshoot
// API: its wire types, a client, and one suite that holds any server to it.
package adcreative

import (
	"context"
	"io"
	"time"
)

// Service is the contract as Go. The client is one; tests and wrappers are others.
// Every method returns an *Error for what the server or the way to it did; OutcomeOf and
// KindOf read it.
type Service interface {
	// Presets lists the scenes the service offers to user.
	Presets(ctx context.Context, user string) ([]Preset, error)
	// Recommend uploads a photo; the answer names the product and its cut-out.
	Recommend(ctx context.Context, user string, photo Photo) (Recommendation, error)
	// Generate starts a paid job of one to six pictures. It is never retried below
	// this interface: OutcomeOf says of an error whether the job may exist.
	Generate(ctx context.Context, order Order) (Progress, error)
	// Progress asks for one job. One that the service does not know, or not yet, is ErrNotFound.
	Progress(ctx context.Context, user, process string) (Progress, error)
	// AllProgress calls yield for each job of the application, in the server's order,
	// decoding as it reads. A nil return means the listing was read to its end; an error of
	// yield ends it and is returned as it is.
	AllProgress(ctx context.Context, yield func(Progress) error) error
	// Download opens a picture. It may be charged once the server begins to answer. A file
	// that ends early is an error of Read.
	Download(ctx context.Context, d Download) (io.ReadCloser, error)
	// Fetch opens a task's public image URL, which costs nothing.
	Fetch(ctx context.Context, url string) (io.ReadCloser, error)
}

// Photo is what Recommend uploads.
type Photo struct {
	Name string // file name, for the service's own naming
	Data []byte // JPEG or PNG
}

// RenderKind is the service's bit flag for a picture's size.
type RenderKind int

// RenderState is how far a job or a task is.
type RenderState int

// The states, counted from 0 in the order the documentation lists them; 1 and 5 are documented values.
const (
	NotStarted RenderState = iota
	Started
	Scheduled
	Cancelled
	Failed
	Succeeded
)

// Terminal says whether the state will not change again. Unknown values run still.
func (s RenderState) Terminal() bool { return s == Cancelled || s == Failed || s == Succeeded }

// Format is the file format of a download.
type Format int

// The formats of Download.
const (
	PNG Format = iota
	JPEG
	PDF
)

// Preset is one scene of the service.
type Preset struct {
	ID              string     `json:"id"`
	PreviewImageURL string     `json:"previewImageUrl"`
	PreviewName     string     `json:"previewName"`
	PromptText      string     `json:"promptText"`
	Tags            []string   `json:"tags"`
	Categories      []Category `json:"categories"`
	IsOldPreset     bool       `json:"isOldPreset"`
}

// Category groups presets.
type Category struct {
	Name string `json:"name"`
}

// Recommendation is what the service makes of a photo.
type Recommendation struct {
	ProductInfo ProductInfo `json:"productInfo"`
	AssetID     string      `json:"backgroundRemovedImageAssetId"`
	Prompts     []string    `json:"recommendedPrompts"`
	PresetIDs   []string    `json:"recommendedPresetIds"`
}

// ProductInfo is what the service recognised.
type ProductInfo struct {
	Name        string `json:"productName"`
	Description string `json:"productDescription"`
}

// Order is one AdCreative request.
type Order struct {
	User              string
	RenderKind        RenderKind
	AssetID           string
	Prompts           []Prompt // 1 to 6
	Name              string
	Description       string
	DisableSafeMargin bool
	SameStyle         bool // UseSameStyleReferenceImage

	// NotAfter is when it is too late to begin sending: by then Generate fails with
	// ErrTooLate and has sent nothing. It holds on the wall's clock, which goes on while a
	// suspended machine's own stands still, and on the machine's, which nobody sets.
	NotAfter time.Time `json:"-"` // zero: never
}

// Prompt is one picture asked for: a preset or the user's own words.
type Prompt struct {
	Tag                  string  `json:"tag"` // "preset" or "custom"
	Preset               string  `json:"preset,omitempty"`
	Prompt               string  `json:"prompt,omitempty"`
	NativeLanguagePrompt *string `json:"nativeLanguagePrompt,omitempty"`
}

// Progress is a job as the service tells it, in one form for both of the wire's.
type Progress struct {
	MessageType    string
	State          RenderState
	ApplicationID  string
	UserID         string
	ProcessID      string
	TotalTasks     int
	CompletedTasks int
	Percent        int
	Tasks          []Task // in the server's order, which is the prompts' order at the start
	RenderType     int
	Successful     bool // false on a healthy start: judge failure by State and ErrorMessage
	ErrorMessage   string
}

// Task is one picture of a job.
type Task struct {
	ID    string
	State RenderState
	URL   string // public image, empty until done
}

// Download names one picture and how it is wanted.
type Download struct {
	Process, Task string
	Format        Format
	LowResolution bool
}
