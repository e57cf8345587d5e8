// Verdicts: what people said of pictures, and what follows for plan and delivery.

package engine

import (
	"context"
	"strconv"
	"strings"

	"photoshoot/spec"
	"photoshoot/state"
)

// Verdicts are what people said of originals, by their SHA-256.
type Verdicts struct {
	Approved map[string]bool
	Rejected map[string]bool
	Only     bool // deliver approved pictures only
}

// deliverable is the original that a shot's files are made of: its own, or, while nobody
// has approved that, the approved one before it. Empty: none may be delivered.
func (v Verdicts) deliverable(object, previous string) string {
	switch {
	case !v.Only, v.Approved[object]:
		return object
	case v.Approved[previous]:
		return previous
	}
	return ""
}

// predecessor is what people will compare the next picture of a shot with: the one there
// is, unless the one before it is better known to be good.
func (v Verdicts) predecessor(was state.Shot) (object string, manifest Manifest) {
	better := v.Rejected[was.Object] || v.Approved[was.Previous] && !v.Approved[was.Object]
	if was.Previous != "" && better {
		return was.Previous, Manifest(was.Before)
	}
	return was.Object, Manifest(was.Manifest)
}

// rejectedIn finds the products with a picture that was rejected: their one line, which
// knows no verdicts, does not decide.
func (v Verdicts) rejectedIn(ctx context.Context, recorded Recorded) (map[string]bool, error) {
	products := map[string]bool{}
	if len(v.Rejected) == 0 {
		return products, nil
	}
	err := recorded.Shots(ctx, func(s state.Shot) error {
		if v.Rejected[s.Object] {
			products[s.Product] = true
		}
		return nil
	})
	return products, err
}

// closer says whether verdicts ask for a look at each shot of a product.
func (pl *planner) closer(product string) bool {
	return pl.terms.Verdicts.Only || pl.rejected[product]
}

// filesOf plans the files of an unchanged shot: those of the picture that may be
// delivered. Lost: its original is needed and cannot be had.
func (pl *planner) filesOf(s *spec.Shot, was state.Shot, files []state.File) (changes []Change, lost bool) {
	own := was.Object
	if was.Object = pl.terms.Verdicts.deliverable(own, was.Previous); was.Object == "" {
		return withdrawal(was.Address, files), false
	}
	changes = pl.compareFiles(was.Address, s, was, files)
	if !needsOriginal(changes) || pl.original(was, files) {
		return changes, false
	}
	return nil, was.Object == own // else a new picture waits for approval, and costs nothing until then
}

// withdrawal takes away the files of a picture that nobody has approved.
func withdrawal(shot string, files []state.File) []Change {
	var changes []Change
	for _, f := range files {
		changes = append(changes, Change{Action: Delete, Address: FileAddress(shot, f.Format), Reason: NotApproved,
			Format: f.Format, Recorded: []state.File{f}})
	}
	return changes
}

// whyReplaced tells a picture that was rejected from one whose inputs changed.
func (pl *planner) whyReplaced(was state.Shot, m Manifest) Reason {
	if pl.terms.Verdicts.Rejected[was.Object] && m.base() == Manifest(was.Manifest).base() {
		return WasRejected
	}
	return ManifestChanged
}

// deliverFirst delivers a new picture, or, while nobody has approved it, what may be
// delivered in its place.
func (r *run) deliverFirst(ctx context.Context, t *target, object string, original []byte) bool {
	c := t.change
	switch allowed := r.Verdicts.deliverable(object, c.Previous); allowed {
	case object:
		return r.deliver(ctx, t, c.Shot.Files, object, original)
	case "":
		return r.withhold(ctx, t)
	default:
		approved, err := r.Objects.Read(allowed)
		if err != nil {
			return true // what is delivered stays as it is
		}
		return r.deliver(ctx, t, c.Shot.Files, allowed, approved)
	}
}

// withhold takes away the files of a shot whose picture waits for its approval.
func (r *run) withhold(ctx context.Context, t *target) bool {
	step := state.Step{}
	for _, f := range t.change.Recorded {
		kept, err := r.Output.Remove(f.Path, f.SHA256)
		if err != nil {
			r.undelivered(t, err)
			return false
		}
		if kept {
			r.event(Event{Kind: Kept, Address: FileAddress(f.Shot, f.Format), Note: r.Output.Locate(f.Path)})
		}
		step.DropFiles = append(step.DropFiles, f.FileKey)
	}
	return r.commit(ctx, "delivered", step)
}

const variationKey = "variation"

// base is the manifest without its variation, which is all that a configuration says.
func (m Manifest) base() Manifest {
	last := strings.LastIndexByte(strings.TrimSuffix(string(m), "\n"), '\n') + 1
	if strings.HasPrefix(string(m[last:]), variationKey+" ") {
		return m[:last]
	}
	return m
}

// variation counts the pictures of the same inputs that were rejected before this one.
func (m Manifest) variation() int {
	n, _ := strconv.Atoi(m.value(variationKey)) // none: the first
	return n
}

// vary goes on from the recorded manifest where all else is the same: with the next
// variation after a picture that was rejected, else with the same one.
func (m Manifest) vary(was Manifest, rejected bool) Manifest {
	if m.base() != was.base() {
		return m.base()
	}
	n := was.variation()
	if rejected {
		n++
	}
	if n == 0 {
		return m.base()
	}
	return m.base() + Manifest(variationKey+" "+strconv.Itoa(n)+"\n")
}
