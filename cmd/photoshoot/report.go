// Reports: a plan or a run in the forms that CI systems show to people.

package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"photoshoot/engine"
)

// reports are what -report asks for, and what a run told meanwhile.
type reports struct {
	app      *app
	wanted   []wantedReport
	base     string // what links of Markdown begin with
	outcomes map[string]*outcome
}

type wantedReport struct{ kind, path string }

// outcome is what became of one shot or file.
type outcome struct {
	address string
	done    engine.EventKind // what was done; empty: nothing
	err     error            // why it failed
	held    string           // why a person must decide
	paths   []string         // delivered files of a shot
}

// The kinds of report.
const (
	junitReport      = "junit"
	markdownReport   = "markdown"
	gitlabReport     = "gitlab"
	annotationReport = "annotations"
)

func (r *reports) String() string { return "" }

// Set reads KIND:FILE, or several of them with commas between; annotations need no file.
func (r *reports) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		kind, path, _ := strings.Cut(part, ":")
		switch {
		case !slices.Contains([]string{junitReport, markdownReport, gitlabReport, annotationReport}, kind):
			return fmt.Errorf("there is no report %q; it is junit:FILE, markdown:FILE, gitlab:FILE or annotations", kind)
		case path == "" && kind != annotationReport:
			return fmt.Errorf("report %s needs a file: %s:FILE", kind, kind)
		}
		r.wanted = append(r.wanted, wantedReport{kind, path})
		r.app.view.annotations = r.app.view.annotations || kind == annotationReport
	}
	return nil
}

func (a *app) registerReports(fs *flag.FlagSet) *reports {
	r := &reports{app: a, outcomes: map[string]*outcome{}}
	fs.Var(r, "report", "write `KIND:FILE` for a CI system: junit, markdown, gitlab, or annotations, which take no file; may be repeated")
	fs.StringVar(&r.base, "report-base", "", "begin links in Markdown with this `URL`, under which the output folder is kept")
	return r
}

// event keeps what a report will tell.
func (r *reports) event(e engine.Event) {
	if len(r.wanted) == 0 {
		return
	}
	switch e.Kind {
	case engine.Made, engine.Moved, engine.Deleted:
		r.of(e.Address).done = e.Kind
	case engine.Delivered:
		r.of(e.Address).done = e.Kind
		address, _, _ := strings.Cut(e.Address, ".file[")
		shot := r.of(address)
		shot.paths = append(shot.paths, e.Note)
	case engine.FailedEvent:
		r.of(e.Address).err = e.Err
	case engine.HeldEvent:
		r.of(e.Address).held = e.Note
	}
}

func (r *reports) of(address string) *outcome {
	if r.outcomes[address] == nil {
		r.outcomes[address] = &outcome{address: address}
	}
	return r.outcomes[address]
}

// all are the outcomes by address.
func (r *reports) all() []*outcome {
	var list []*outcome
	for _, o := range r.outcomes {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b *outcome) int { return cmp.Compare(a.address, b.address) })
	return list
}

// planned writes the reports of a plan.
func (r *reports) planned(p *engine.Plan, name string) error {
	return r.write(func(kind string) ([]byte, error) {
		switch kind {
		case junitReport:
			return planJUnit(p)
		case markdownReport:
			return []byte(markdownPlan(p, name)), nil
		case gitlabReport:
			return planGitLab(p)
		}
		return nil, nil // annotations went with the faults
	})
}

// applied writes the reports of a run.
func (r *reports) applied(p *engine.Plan, result engine.Result) error {
	r.app.view.annotate(p, r.all())
	return r.write(func(kind string) ([]byte, error) {
		switch kind {
		case junitReport:
			return runJUnit(p, r.all())
		case markdownReport:
			return []byte(r.markdownRun(p, result)), nil
		case gitlabReport:
			return planGitLab(p)
		}
		return nil, nil
	})
}

func (r *reports) write(of func(kind string) ([]byte, error)) error {
	for _, w := range r.wanted {
		data, err := of(w.kind)
		if err == nil && w.path != "" {
			path := r.app.path(w.path)
			if err = os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
				err = writeWhole(path, 0o644, data)
			}
		}
		if err != nil {
			return fmt.Errorf("writing the %s report: %w", w.kind, err)
		}
	}
	return nil
}
