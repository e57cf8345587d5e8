// Package state keeps what was made and what is under way: one SQLite file, its
// lock and its migrations. It knows no service and no configuration.
package state

import (
	"context"
	"io"
	"time"
)

// Digest is the first half of a SHA-256, enough to tell two inputs apart.
type Digest [16]byte

// Workspace is the state's own identity.
type Workspace struct {
	Lineage string `json:"lineage"` // a GUID made with the state; two states with one lineage are one history
	Serial  int64  `json:"serial"`  // counts the runs that changed something
	Epoch   int64  `json:"epoch"`   // counts the locks that led to a commit, and those broken by force; a writer of an older epoch is fenced off
	Commits int64  `json:"commits"` // counts the transactions; reads that show one number saw one state
	Schema  int    `json:"schema"`  // version of the tables
}

// Head is the one line of a product that a plan needs where nothing changed.
type Head struct {
	Product string `json:"product"` // address
	Digest  Digest `json:"digest"`  // of all that was wanted: its shots' digests, its files' recipes and paths
	Seen    Digest `json:"seen"`    // of its delivered files as the file system showed them; zero: look closer
}

// Record is all that is known of one product. Its slices are sorted by address.
type Record struct {
	Head  Head
	Shots []Shot
	Files []File
	Jobs  []Job // those not done
}

// Shot is one picture that was made and paid for.
type Shot struct {
	Address  string    `json:"address"`
	Product  string    `json:"product"`
	Digest   Digest    `json:"digest"`   // of Manifest
	Manifest string    `json:"manifest"` // the lines that were hashed
	Object   string    `json:"object"`   // SHA-256 of the original PNG in the object store, hex
	Width    int       `json:"width"`
	Height   int       `json:"height"`
	Process  string    `json:"process,omitempty"` // at the service
	Task     string    `json:"task,omitempty"`
	Made     time.Time `json:"made,omitzero"`
	Previous string    `json:"previous,omitempty"` // original that people compare this one with; empty: there was none
	Before   string    `json:"before,omitempty"`   // Manifest of Previous
}

// FileKey names a delivered file.
type FileKey struct {
	Shot   string `json:"shot"`   // address
	Format string `json:"format"` // name
}

// File is a shot delivered in one format.
type File struct {
	FileKey
	Recipe  string `json:"recipe"` // type and resolution, as the plan compares them
	Path    string `json:"path"`   // in the output folder, slash-separated
	Object  string `json:"object"` // the original it was derived from
	SHA256  string `json:"sha256"` // of the delivered bytes, hex
	Size    int64  `json:"size"`
	ModTime int64  `json:"mtime"` // nanoseconds since 1970
}

// Asset is a photo that the service has cut out; bought once for each distinct photo.
type Asset struct {
	Photo       string   `json:"photo"`        // SHA-256 of the photo, hex
	Provider    string   `json:"provider"`     // fingerprint of who cut it out
	ID          string   `json:"id,omitempty"` // empty until the service answered
	Name        string   `json:"name,omitempty"`
	Description string   `json:"description,omitempty"`
	Prompts     []string `json:"prompts,omitempty"`
	Presets     []string `json:"presets,omitempty"`
	Attempts    int      `json:"attempts"`
}

// JobState is where a job stands; Next says where it may go.
type JobState string

// The states of a job.
const (
	Planned   JobState = "planned"
	Prepared  JobState = "prepared"
	Intent    JobState = "intent" // a paid call may be on its way: look before sending
	Submitted JobState = "submitted"
	Rendered  JobState = "rendered"
	Done      JobState = "done"
	Held      JobState = "held"     // in doubt: a person decides
	Failed    JobState = "failed"   // the service said the work failed
	Rejected  JobState = "rejected" // the service refused the request
)

// Open says whether there is still something to do for the job.
func (s JobState) Open() bool { return s != Done && s != Failed && s != Rejected }

// Job is one request of one to six pictures.
type Job struct {
	ID         string    `json:"id"` // of product and order, so that the same work has the same name
	Product    string    `json:"product"`
	Provider   string    `json:"provider"`
	Lane       string    `json:"lane"` // user id it is sent under
	State      JobState  `json:"state"`
	Attempt    int       `json:"attempt"`
	Order      string    `json:"order"`                // the request as JSON, opaque here
	NotAfter   time.Time `json:"not_after,omitzero"`   // the submit is never sent later than this
	Epoch      int64     `json:"epoch"`                // of the writer that last moved it
	Credits    int       `json:"credits"`              // reserved
	Process    string    `json:"process,omitempty"`    // at the service, once known
	Provenance string    `json:"provenance,omitempty"` // "accepted" or "adopted"
	Fault      string    `json:"fault,omitempty"`      // why it is held, failed or rejected
	TraceID    string    `json:"trace_id,omitempty"`
	Created    time.Time `json:"created,omitzero"`
	Updated    time.Time `json:"updated,omitzero"`
	Tasks      []Task    `json:"tasks,omitempty"` // in the order of the prompts
}

// TaskState is where one picture of a job stands.
type TaskState string

// The states of a task.
const (
	Todo       TaskState = "todo"
	Fetching   TaskState = "fetching" // a metered download may have begun
	Stored     TaskState = "stored"
	TaskFailed TaskState = "failed"
)

// Task is one picture of a job.
type Task struct {
	Shot     string    `json:"shot"`   // address
	Digest   Digest    `json:"digest"` // of the manifest it was ordered for
	Manifest string    `json:"manifest"`
	ID       string    `json:"id,omitempty"` // at the service, once known
	State    TaskState `json:"state"`
	URL      string    `json:"url,omitempty"`      // public image, if the service named one
	Object   string    `json:"object,omitempty"`   // SHA-256 of the stored original
	Attempts int       `json:"attempts,omitempty"` // of metered downloads
	Fault    string    `json:"fault,omitempty"`
}

// Entry is a line of the append-only ledger.
type Entry struct {
	Time    time.Time `json:"time,omitzero"`
	Run     string    `json:"run,omitempty"`
	Kind    EntryKind `json:"kind"`
	Product string    `json:"product,omitempty"`
	Job     string    `json:"job,omitempty"`
	Shot    string    `json:"shot,omitempty"` // of a download
	Process string    `json:"process,omitempty"`
	Credits int       `json:"credits"` // reserved (intent), released (negative), charged (settled) or wasted
	Note    string    `json:"note,omitempty"`
}

// EntryKind says what an entry of the ledger is about.
type EntryKind string

// The kinds of entry.
const (
	IntentEntry EntryKind = "intent"
	Accepted    EntryKind = "accepted"
	Adopted     EntryKind = "adopted"
	NotAccepted EntryKind = "not-accepted"
	Absent      EntryKind = "absent"
	Duplicate   EntryKind = "duplicate"
	Settled     EntryKind = "settled"
	Wasted      EntryKind = "wasted"
)

// Step is what one transaction writes. Puts replace a whole row.
type Step struct {
	Heads     []Head
	Shots     []Shot
	Files     []File
	Assets    []Asset
	Jobs      []Job
	Moves     []Move // shots (with their files and tasks) that change address; done first
	DropHeads []string
	DropShots []string // with their files
	DropFiles []FileKey
	DropJobs  []string
	Ledger    []Entry
}

// Move gives a shot another address, and with it another product.
type Move struct {
	From, To string // shot addresses
	Product  string // address of the product it now belongs to
}

// Reader reads a state. A state that does not exist yet reads as an empty one.
type Reader interface {
	Workspace(ctx context.Context) (Workspace, error)
	// Heads calls yield for each product, by address.
	Heads(ctx context.Context, yield func(Head) error) error
	// Product reads one product; an unknown one is an empty Record.
	Product(ctx context.Context, address string) (Record, error)
	// Shots calls yield for each shot, by address.
	Shots(ctx context.Context, yield func(Shot) error) error
	// OpenJobs lists the jobs that are not done, failed or rejected, by id.
	OpenJobs(ctx context.Context) ([]Job, error)
	// Asset finds a photo's cut-out; an unknown one has no ID and no Attempts.
	Asset(ctx context.Context, photo, provider string) (Asset, error)
	// Processes tells which of the service's processes the ledger knows.
	Processes(ctx context.Context) (map[string]bool, error)
	// Ledger calls yield for each entry, oldest first.
	Ledger(ctx context.Context, yield func(Entry) error) error
	// Objects tells which originals the state refers to, by the SHA-256 that names them.
	Objects(ctx context.Context) (map[string]bool, error)
	// Verify looks for what must never be: in the file, and in what it says.
	Verify(ctx context.Context) ([]Violation, error)
	// Backup writes a copy, as it is at one moment, that Open reads. It overwrites nothing.
	Backup(ctx context.Context, path string) error
	// Pull writes everything as JSON lines, as it is at one moment, for people and for Push.
	Pull(ctx context.Context, w io.Writer) error
	Close() error
}

// Store is a state that is locked for this process. Close frees the lock.
type Store interface {
	Reader
	// Commit writes a step in one durable transaction. Concurrent commits may share one
	// sync to disk; each returns only when its own step is durable. A writer that was
	// fenced off gets ErrFenced and has written nothing.
	Commit(ctx context.Context, step Step) error
	// Push puts what Pull wrote in the place of everything. Without force it must be a later
	// copy of this very state, or ErrDiverged says why it is not.
	Push(ctx context.Context, r io.Reader, force bool) error
}

// Holder says who has the lock.
type Holder struct {
	ID        string    `json:"id"`
	Who       string    `json:"who"` // user@host
	Host      string    `json:"host"`
	PID       int       `json:"pid"`
	Operation string    `json:"operation"`
	Started   time.Time `json:"started"`
}
