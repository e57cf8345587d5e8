// Approvals: verdicts on pictures, each under the hash of the original it is about.

package spec

import (
	"regexp"

	"github.com/hashicorp/hcl/v2"
)

// Approval is what a person said of one picture.
type Approval struct {
	Object   string // SHA-256 of the original, hex
	Approved bool   // else it is rejected
	Reviewer string
	Note     string
	Source   Source
}

// loadApprovals reads the approval blocks, in the order of the files.
func (l *loader) loadApprovals() {
	l.scope.owner = ""
	hash := regexp.MustCompile(`^[0-9a-f]{64}$`)
	first := map[string]*hcl.Block{}
	for _, b := range l.declared.approvals {
		object := b.Labels[0]
		switch other := first[object]; {
		case !hash.MatchString(object):
			l.errorAt(b.LabelRanges[0], "Invalid hash", "The label of an approval is the SHA-256 of a picture's original, 64 digits from 0 to f; %q is not. The gallery and `photoshoot review` write these blocks.", object)
		case other != nil:
			l.errorAt(b.LabelRanges[0], "Duplicate approval", "There is a verdict on this picture at %s already. Remove one of the two.", at(other.DefRange))
		default:
			first[object] = b
			l.loadApproval(b)
		}
	}
}

func (l *loader) loadApproval(b *hcl.Block) {
	schema := attributes("reviewer", "note")
	schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: "verdict", Required: true})
	r, _ := l.block(b, schema, rootSet{"var", "local"})
	a := Approval{Object: b.Labels[0], Source: place(b.DefRange)}
	var verdict string
	r.oneOf("verdict", &verdict, "approved", "rejected")
	r.text("reviewer", &a.Reviewer)
	r.text("note", &a.Note)
	if a.Approved = verdict == "approved"; verdict != "" {
		l.config.Approvals = append(l.config.Approvals, a)
	}
}
