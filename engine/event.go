// Events: what a run tells of itself. Every view is fed from these, and from nothing else.

package engine

// EventKind says what happened.
type EventKind string

// The kinds of event.
const (
	Started     EventKind = "started"    // the run begins: Total shots are to be made
	Uploading   EventKind = "uploading"  // a photo goes to the service
	Recognised  EventKind = "recognised" // the service answered with a cut-out; Note is its name
	Submitting  EventKind = "submitting" // a job is sent
	Accepted    EventKind = "accepted"   // the service has the job
	Adopted     EventKind = "adopted"    // a job in doubt was found at the service
	Absent      EventKind = "absent"     // a job in doubt is proven never to have arrived
	Looked      EventKind = "looked"     // the poller has asked the service; nothing need have moved
	Progressed  EventKind = "progressed" // Done of Total tasks of the job are finished
	Rendered    EventKind = "rendered"   // the job is finished at the service
	Downloaded  EventKind = "downloaded" // a shot's original is safe
	Delivered   EventKind = "delivered"  // a file is in its place; Note is its path
	Made        EventKind = "made"       // a shot is complete
	Moved       EventKind = "moved"      // a shot has another address; Note is the one it left
	Deleted     EventKind = "deleted"    // a shot or a file is gone
	Kept        EventKind = "kept"       // a file was left where it is since it is not as delivered
	FailedEvent EventKind = "failed"     // Err says why; nothing else stops for it
	HeldEvent   EventKind = "held"       // a person must decide
	Waiting     EventKind = "waiting"    // the service does not answer; Err says why
	Wasted      EventKind = "wasted"     // something was charged and not received
	Duplicated  EventKind = "duplicated" // the service has a job of ours that we did not mean to send
)

// Event is one thing that happened in a run.
type Event struct {
	Kind    EventKind
	Address string // of the product, shot or file it is about
	Job     string
	Note    string
	Done    int
	Total   int
	Err     error
}

// Result adds up a run.
type Result struct {
	Made, Derived, Moved, Deleted int // shots made and moved; files derived; shots and files deleted
	Failed, Held, Running         int // shots
	Credits, WastedCredits        int
	Duplicates                    int
	Paths                         []string // delivered, in order of address
	Interrupted                   bool
}
