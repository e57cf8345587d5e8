// Package gallery shows pictures to people: as a page, as a sheet, in a terminal, in the
// reports of a CI system. Values come in, text and bytes go out; it knows no plan, no
// state and no service, and opens no files.
package gallery

import (
	"io"
	"time"
)

// Gallery is what people look at.
type Gallery struct {
	Title     string
	Made      time.Time // when it was put together
	Products  []Product // by address; each has at least one shot
	Shots     []Shot    // those of one product stand together, in the order of Products
	Approvals []Approval
}

// Product is what was photographed.
type Product struct {
	Address string
	Name    string // for people; empty: the address says it
	Photo   string // SHA-256 of the photo, to ask Thumbs for; empty: it cannot be had
	Source  string // the photo as the configuration names it
}

// Condition is where a shot stands, in the words that people filter by.
type Condition string

// The conditions of a shot.
const (
	Current  Condition = "current"  // as the configuration asks
	New      Condition = "new"      // never made yet
	Changed  Condition = "changed"  // will be made again
	Deriving Condition = "deriving" // its files will be made again, at no cost
	Running  Condition = "running"  // being made
	Held     Condition = "held"     // in doubt: a person decides
	Failed   Condition = "failed"   // the last try failed
	Leaving  Condition = "leaving"  // no longer wanted: will be deleted
)

// Shot is one picture, as people see it.
type Shot struct {
	Address   string
	Product   string // its address
	Scene     string // short: a preset's name, or the beginning of the prompt
	Prompt    string // the whole prompt, or the preset's; may be empty
	Preset    string // id; empty for a custom prompt
	Kind      string // render kind
	Condition Condition
	Reason    string // why it was made, or why it will be
	Evidence  []Line // what moved
	Cost      int    // credits paid for this picture
	Planned   int    // credits that the next apply may pay for it
	Warnings  []string
	Object    string // SHA-256 of the original; empty: there is none yet
	Before    string // SHA-256 of the original it took the place of; empty: none
	Width     int
	Height    int
	Made      time.Time
	Latest    bool   // made by the last run that made anything
	Full      string // address of the full size, relative to the page; empty: not to be had
	FullOld   string // of Before
	Files     []File
}

// Line is one thing that moved.
type Line struct {
	Key string `json:"k"`
	Old string `json:"o,omitempty"`
	New string `json:"n,omitempty"`
}

// File is a delivered file.
type File struct {
	Format string `json:"f"`
	Href   string `json:"h"` // relative to the page
}

// Verdict is what a person said of a picture.
type Verdict string

// The verdicts.
const (
	Approved Verdict = "approved"
	Rejected Verdict = "rejected"
)

// Approval is a verdict on one picture, as it is committed.
type Approval struct {
	Object   string  `json:"object"` // SHA-256 of the original
	Verdict  Verdict `json:"verdict"`
	Reviewer string  `json:"reviewer,omitempty"`
	Note     string  `json:"note,omitempty"`
	Shot     string  `json:"shot,omitempty"` // address, for the comment beside it

	Elsewhere bool `json:"elsewhere,omitempty"` // it stands in another file, and stays there
}

// Thumbs gives a small JPEG of a picture or photo by its SHA-256. Nil: it cannot be had.
// It is called from several goroutines.
type Thumbs func(sum string) []byte

// Folder takes the files of a gallery. Names are slash-separated.
type Folder interface {
	Create(name string) (io.WriteCloser, error)
}

// about is what a picture shows, for those who do not see it.
func (s Shot) about(p Product) string {
	name := p.Name
	if name == "" {
		name = p.Address
	}
	return name + ", " + s.Scene + ", " + s.Kind
}
