// Verdicts: approval blocks, for plans, pages and the file that holds them.

package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"

	"photoshoot/engine"
	"photoshoot/engine/gallery"
)

// verdicts are what the configuration says of pictures, as a plan takes them.
func (s *session) verdicts() engine.Verdicts {
	v := engine.Verdicts{Approved: map[string]bool{}, Rejected: map[string]bool{}, Only: s.config.Settings.Deliver == "approved"}
	for _, a := range s.config.Approvals {
		if a.Approved {
			v.Approved[a.Object] = true
		} else {
			v.Rejected[a.Object] = true
		}
	}
	return v
}

// approvals are the verdicts on pictures that there are; shots says what each is of. A
// verdict on a picture that is gone is left out: it has nothing to say any more.
func (s *session) approvals(shots map[string]string) []gallery.Approval {
	var all []gallery.Approval
	for _, a := range s.config.Approvals {
		if shots[a.Object] == "" {
			continue
		}
		verdict := gallery.Rejected
		if a.Approved {
			verdict = gallery.Approved
		}
		all = append(all, gallery.Approval{Object: a.Object, Verdict: verdict, Reviewer: a.Reviewer, Note: a.Note, Shot: shots[a.Object],
			Elsewhere: filepath.Base(a.Source.File) != gallery.ApprovalsFile})
	}
	return all
}

// writeApprovals puts the verdicts into their file. Those of other files stay there.
func (s *session) writeApprovals(all []gallery.Approval) (path string, err error) {
	path = s.app.path(gallery.ApprovalsFile)
	own := slices.DeleteFunc(slices.Clone(all), func(a gallery.Approval) bool { return a.Elsewhere })
	var text bytes.Buffer
	if err := gallery.WriteApprovals(&text, own); err != nil {
		return path, err
	}
	if err := writeWhole(path, 0o644, text.Bytes()); err != nil {
		return path, fmt.Errorf("writing %s: %w", path, err)
	}
	return path, nil
}
