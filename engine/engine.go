// Package engine compares what is wanted with what is recorded and observed,
// and makes it so. It is the only package that knows both the language and the service.
package engine

import (
	"photoshoot/spec"
	"photoshoot/state"
)

// Action is what a plan does to one address.
type Action string

// The actions, in the order in which a plan counts them.
const (
	Create  Action = "create"
	Replace Action = "replace"
	Resume  Action = "resume"
	Derive  Action = "derive"
	MoveTo  Action = "move"
	Delete  Action = "delete"
)

// Actions lists the actions in the order in which people are told of them.
func Actions() []Action { return []Action{Create, Replace, Resume, Derive, MoveTo, Delete} }

// Reason is why an action is planned; codes are stable, for programs.
type Reason string

// The reasons.
const (
	New             Reason = "new"              // never made
	ManifestChanged Reason = "manifest_changed" // a line of the manifest is another
	Requested       Reason = "requested"        // -replace
	FailedBefore    Reason = "failed_before"    // the last try failed
	OriginalMissing Reason = "original_missing" // recorded, but the stored original is gone
	UnderWay        Reason = "under_way"        // a job of an earlier run has it
	InDoubt         Reason = "in_doubt"         // its job is held: a person decides
	FormatAdded     Reason = "format_added"     // wanted in one more format
	RecipeChanged   Reason = "recipe_changed"   // the format is made otherwise
	PathChanged     Reason = "path_changed"     // the file belongs elsewhere
	FileMissing     Reason = "file_missing"     // the delivered file is gone
	FileEdited      Reason = "file_edited"      // its bytes are not those delivered
	Renamed         Reason = "renamed"          // the same inputs under another address
	WasRejected     Reason = "rejected"         // somebody rejected the picture there is
	NotApproved     Reason = "not_approved"     // approved pictures only are delivered, and this one is not
	Unwanted        Reason = "no_longer_wanted" // the configuration does not name it
)

// Diff is one line of evidence: a manifest line or a property that moved.
type Diff struct {
	Key string `json:"key"`
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

// Change is one action on one shot, or on one of its files.
type Change struct {
	Action   Action       `json:"action"`
	Address  string       `json:"address"`        // of the shot, or of the file for derive
	From     string       `json:"from,omitempty"` // the shot address that a move leaves
	Reason   Reason       `json:"reason"`
	Evidence []Diff       `json:"evidence,omitempty"`
	Credits  int          `json:"credits,omitempty"`  // what it may cost
	Shot     *spec.Shot   `json:"shot,omitempty"`     // as wanted; nil for delete
	Format   string       `json:"format,omitempty"`   // of the file, where the action is about one
	Keep     bool         `json:"keep,omitempty"`     // of a delete: forget it and leave its files
	Original string       `json:"original,omitempty"` // the stored original that files are derived from
	Recorded []state.File `json:"recorded,omitempty"` // delivered before; those no longer wanted are removed
	Previous string       `json:"previous,omitempty"` // original that people will compare the new one with
	Before   Manifest     `json:"before,omitempty"`   // manifest of Previous
	Manifest Manifest     `json:"manifest,omitempty"`
	Digest   state.Digest `json:"digest,omitzero"`
	Job      string       `json:"job,omitempty"` // that has it, for resume
	doubt    bool         // nobody knows whether that job was ever received
}

// ProductPlan is what changes for one product.
type ProductPlan struct {
	Address string        `json:"address"`
	Want    *spec.Product `json:"want,omitempty"` // nil: no longer wanted
	Photo   Photo         `json:"photo,omitzero"`
	Head    state.Head    `json:"head"`             // as it will be recorded when all is done
	Failed  []string      `json:"failed,omitempty"` // jobs of earlier tries, forgotten once all is done
	Changes []Change      `json:"changes"`
	Unknown int           `json:"unknown,omitempty"` // shots of recommended scenes, known after apply
	Partial bool          `json:"partial,omitempty"` // some changes were left out, so Head is not to be recorded
}

// Fault is a product that cannot be planned: its photo is missing or unfit.
type Fault struct {
	Address string      `json:"address"`
	Source  spec.Source `json:"source"`
	Image   string      `json:"image"`
	Err     error       `json:"-"`
}

// Plan is what apply does. It holds only what changes, sorted by address.
type Plan struct {
	Workspace state.Workspace
	Selection Selection
	Products  []ProductPlan
	Faults    []Fault
	Held      []state.Job // in doubt: nothing is done for them until a person decides
	Stray     []state.Job // under way for shots that are no longer wanted as they were ordered
	Unchanged int         // shots
	Credits   int         // what it may cost in all
	Deletes   int         // shots it removes
	Lost      int         // drifted files that only a new picture mends, left out by OnlyDrift
	Unmatched []string    // patterns of the selection that nothing matched
}

// Count says how many changes have the action.
func (p *Plan) Count(a Action) int {
	n := 0
	for i := range p.Products {
		if a == Create {
			n += p.Products[i].Unknown
		}
		for j := range p.Products[i].Changes {
			if p.Products[i].Changes[j].Action == a {
				n++
			}
		}
	}
	return n
}

// Empty says whether apply has nothing to do.
func (p *Plan) Empty() bool { return len(p.Products) == 0 && len(p.Stray) == 0 }

// Photo is a product's photo as observed.
type Photo struct {
	Path   string `json:"-"`      // to open it
	SHA256 string `json:"sha256"` // of its bytes, hex
	Size   int64  `json:"size"`
}
