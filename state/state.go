// Package state keeps what was made and what is under way: one SQLite file, its
// lock and its migrations. It knows no service and no configuration.
package state

import (
	"context"
	"time"
)

// Digest is the first half of a SHA-256, enough to tell two inputs apart.
type Digest [16]byte

// Workspace is the state's own identity.
type Workspace struct {
	Lineage string // a GUID made with the state; two states with one lineage are one history
	Serial  int64  // counts the runs that changed something
	Epoch   int64  // counts the locks that led to a commit, and those broken by force; a writer of an older epoch is fenced off
	Commits int64  // counts the transactions; reads that show one number saw one state
	Schema  int    // version of the tables
}

// Head is the one line of a product that a plan needs where nothing changed.
type Head struct {
	Product string // address
	Digest  Digest // of all that was wanted: its shots' digests, its files' recipes and paths
	Seen    Digest // of its delivered files as the file system showed them; zero: look closer
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
	Address  string
	Product  string
	Digest   Digest // of Manifest
	Manifest string // the lines that were hashed
	Object   string // SHA-256 of the original PNG in the object store, hex
	Width    int
	Height   int
	Process  string // at the service
	Task     string
	Made     time.Time
}

// FileKey names a delivered file.
type FileKey struct {
	Shot   string // address
	Format string // name
}

// File is a shot delivered in one format.
type File struct {
	FileKey
	Recipe  string // type and resolution, as the plan compares them
	Path    string // in the output folder, slash-separated
	Object  string // the original it was derived from
	SHA256  string // of the delivered bytes, hex
	Size    int64
	ModTime int64 // nanoseconds since 1970
}

// Asset is a photo that the service has cut out; bought once for each distinct photo.
type Asset struct {
	Photo       string // SHA-256 of the photo, hex
	Provider    string // fingerprint of who cut it out
	ID          string // empty until the service answered
	Name        string
	Description string
	Prompts     []string
	Presets     []string
	Attempts    int
}

// JobState is where a job stands; durability.md draws the machine.
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
	ID         string // of product and order, so that the same work has the same name
	Product    string
	Provider   string
	Lane       string // user id it is sent under
	State      JobState
	Attempt    int
	Order      string    // the request as JSON, opaque here
	NotAfter   time.Time // the submit is never sent later than this
	Epoch      int64     // of the writer that last moved it
	Credits    int       // reserved
	Process    string    // at the service, once known
	Provenance string    // "accepted" or "adopted"
	Fault      string    // why it is held, failed or rejected
	TraceID    string
	Created    time.Time
	Updated    time.Time
	Tasks      []Task // in the order of the prompts
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
	Shot     string // address
	Digest   Digest // of the manifest it was ordered for
	Manifest string
	ID       string // at the service, once known
	State    TaskState
	URL      string // public image, if the service named one
	Object   string // SHA-256 of the stored original
	Attempts int    // of metered downloads
	Fault    string
}

// Entry is a line of the append-only ledger.
type Entry struct {
	Time    time.Time
	Run     string
	Kind    EntryKind
	Product string
	Job     string
	Shot    string // of a download
	Process string
	Credits int // reserved (intent), released (negative), charged (settled) or wasted
	Note    string
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
	// OpenJobs lists the jobs that are not done, failed or rejected, by id.
	OpenJobs(ctx context.Context) ([]Job, error)
	// Asset finds a photo's cut-out; an unknown one has no ID and no Attempts.
	Asset(ctx context.Context, photo, provider string) (Asset, error)
	// Processes tells which of the service's processes the ledger knows.
	Processes(ctx context.Context) (map[string]bool, error)
	// Ledger calls yield for each entry, oldest first.
	Ledger(ctx context.Context, yield func(Entry) error) error
	Close() error
}

// Store is a state that is locked for this process. Close frees the lock.
type Store interface {
	Reader
	// Commit writes a step in one durable transaction. Concurrent commits may share one
	// sync to disk; each returns only when its own step is durable. A writer that was
	// fenced off gets ErrFenced and has written nothing.
	Commit(ctx context.Context, step Step) error
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
