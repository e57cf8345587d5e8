// What the doctor looks at on this machine.

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"photoshoot/spec"
	"photoshoot/state"
)

func checkRows(_ context.Context, s *session) finding {
	products, shots := 0, 0
	diags := s.config.Products(func(p *spec.Product) bool {
		products++
		shots += len(p.Shots)
		return true
	})
	if diags.HasErrors() {
		return finding{wrong, "configuration", fmt.Sprintf("%d rows have faults", len(diags)), "photoshoot validate names them all."}
	}
	return finding{well, "configuration", fmt.Sprintf("valid: %d products, %d shots", products, shots), ""}
}

func checkPhotos(_ context.Context, s *session) finding {
	folder, flush := s.folder()
	defer flush()
	unfit, all := 0, 0
	s.config.Products(func(p *spec.Product) bool {
		all++
		if _, err := folder.Photo(p); err != nil {
			unfit++
		}
		return true
	})
	if unfit > 0 {
		return finding{wrong, "photos", fmt.Sprintf("%d of %d cannot be used", unfit, all), "photoshoot plan names each, and says what to do."}
	}
	return finding{well, "photos", fmt.Sprintf("%d found", all), ""}
}

func checkState(ctx context.Context, s *session) finding {
	const about = "state"
	var broken []state.Violation
	var ws state.Workspace
	held := 0
	err := s.reading(func(r state.Reader) (err error) {
		if ws, err = r.Workspace(ctx); err != nil {
			return err
		}
		open, err := r.OpenJobs(ctx)
		for _, j := range open {
			if j.State == state.Held {
				held++
			}
		}
		if err == nil {
			broken, err = r.Verify(ctx)
		}
		return err
	})
	switch {
	case err != nil:
		return judge(about, "", err, s.wayBack())
	case len(broken) > 0:
		return finding{wrong, about, fmt.Sprintf("%s breaks %d laws, the first %s", shown(s.state), len(broken), broken[0]), s.wayBack()}
	case held > 0:
		return finding{worth, about, fmt.Sprintf("%d jobs wait for a decision", held), "photoshoot resolve shows them and the ways on."}
	case ws.Lineage == "":
		return finding{well, about, "none yet: nothing was made", ""}
	}
	return finding{well, about, fmt.Sprintf("%s, serial %d, breaks none of its laws", shown(s.state), ws.Serial), ""}
}

func checkLock(_ context.Context, s *session) finding {
	h, err := state.Status(s.state)
	if err == nil && h != nil {
		return finding{worth, "lock", "held by " + h.String(), "Wait for that run; if it is surely gone: photoshoot lock force " + h.ID}
	}
	return judge("lock", "free", err, "")
}

// checkOriginals looks for pictures that were paid for and are gone.
func checkOriginals(ctx context.Context, s *session) finding {
	missing, all := 0, 0
	err := s.reading(func(r state.Reader) error {
		refs, err := r.Objects(ctx)
		for sum := range refs {
			if all++; !s.objects.Has(sum) {
				missing++
			}
		}
		return err
	})
	if err == nil && missing > 0 {
		return finding{worth, "originals", fmt.Sprintf("%d of %d are gone", missing, all),
			"Put .photoshoot/objects back from a copy: without its original, a format that is added later costs a new picture."}
	}
	return judge("originals", fmt.Sprintf("%d kept", all), err, "")
}

// checkFolders tries to write where an apply will.
func checkFolders(_ context.Context, s *session) finding {
	for _, dir := range []string{filepath.Dir(s.state), s.output.Locate("")} {
		f, err := os.CreateTemp(existing(dir), ".photoshoot-doctor-*")
		if err != nil {
			return judge("folders", "", err, "Check the permissions of the folder, or name another output in the photoshoot block.")
		}
		f.Close()
		os.Remove(f.Name())
	}
	return finding{well, "folders", "state and output can be written", ""}
}

// existing is the nearest folder above a path that is there.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// littleRoom is when a disk counts as nearly full: a few hundred pictures.
const littleRoom = 1 << 30

func checkDisk(_ context.Context, s *session) finding {
	free, err := freeBytes(existing(s.output.Locate("")))
	if err == nil && free < littleRoom {
		return finding{worth, "disk", fmt.Sprintf("%.2f GB are free", float64(free)/1e9), "Make room: a picture takes about 3 MB with its original. photoshoot gc finds originals that nothing refers to."}
	}
	return judge("disk", fmt.Sprintf("%.0f GB are free", float64(free)/1e9), err, "")
}
