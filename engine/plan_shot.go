// One shot: which action it needs, and the evidence for it.

package engine

import (
	"maps"
	"slices"

	"photoshoot/spec"
	"photoshoot/state"
)

// index is a product's record by address.
type index struct {
	shots map[string]state.Shot
	files map[string][]state.File // by shot
	open  map[string]orderedTask  // by shot
	fault map[string]failure      // of the last failed job, by shot
}

// failure is a try at a shot that came to nothing.
type failure struct {
	digest state.Digest
	why    string
}

// lastTry is the key of the evidence that a try failed.
const lastTry = "last try"

func (f failure) evidence() Diff { return Diff{Key: lastTry, Old: f.why} }

// orderedTask is a shot that a job was ordered for.
type orderedTask struct {
	job  *state.Job
	task *state.Task
}

func newIndex(rec state.Record) index {
	ix := index{map[string]state.Shot{}, map[string][]state.File{}, map[string]orderedTask{}, map[string]failure{}}
	for _, s := range rec.Shots {
		ix.shots[s.Address] = s
	}
	for _, f := range rec.Files {
		ix.files[f.Shot] = append(ix.files[f.Shot], f)
	}
	for i := range rec.Jobs {
		ix.addJob(&rec.Jobs[i])
	}
	return ix
}

func (ix index) addresses() []string {
	return slices.Sorted(maps.Keys(ix.shots))
}

func (ix index) addJob(j *state.Job) {
	for t := range j.Tasks {
		task := &j.Tasks[t]
		switch {
		case task.State == state.TaskFailed && task.Fault != "":
			ix.fault[task.Shot] = failure{task.Digest, task.Fault}
		case j.State.Open() && task.State != state.TaskFailed:
			ix.open[task.Shot] = orderedTask{j, task}
		case !j.State.Open():
			ix.fault[task.Shot] = failure{task.Digest, j.Fault}
		}
	}
}

// compareShot decides what one wanted shot needs; none: it is as wanted.
func (pl *planner) compareShot(p *spec.Product, s *spec.Shot, m Manifest, old index) []Change {
	address := s.Address(p.Address)
	digest := m.Digest()
	was, made := old.shots[address]
	change := func(a Action, r Reason, evidence ...Diff) []Change {
		previous, before := pl.terms.Verdicts.predecessor(was)
		return []Change{{Action: a, Address: address, Reason: r, Evidence: evidence, Shot: s,
			Credits: pl.terms.CreditsPerShot, Recorded: old.files[address], Manifest: m, Digest: digest, Previous: previous, Before: before}}
	}
	if o, open := old.open[address]; open && o.task.Digest == digest && o.task.State != state.Stored {
		return o.resume(change)
	}
	failed := old.fault[address]
	switch {
	case !made && failed.why != "":
		return change(Create, FailedBefore, failed.evidence())
	case !made:
		return change(Create, New)
	case was.Digest != digest && failed.why != "" && failed.digest == digest:
		return change(Replace, pl.whyReplaced(was, m), append(compare(Manifest(was.Manifest), m), failed.evidence())...)
	case was.Digest != digest:
		return change(Replace, pl.whyReplaced(was, m), compare(Manifest(was.Manifest), m)...)
	case pl.sel.replaces(address):
		return change(Replace, Requested)
	}
	files, lost := pl.filesOf(s, was, old.files[address])
	if lost {
		return change(Replace, OriginalMissing, Diff{Key: "original", Old: was.Object})
	}
	return files
}

// resume takes up the shot where its job stands.
func (o orderedTask) resume(change func(Action, Reason, ...Diff) []Change) []Change {
	reason, evidence := UnderWay, []Diff{{Key: "job", New: string(o.job.State)}}
	if o.job.State == state.Held {
		reason, evidence = InDoubt, []Diff{{Key: "held", New: o.job.Fault}}
	}
	if o.task.Fault != "" {
		evidence = append(evidence, failure{why: o.task.Fault}.evidence())
	}
	changes := change(Resume, reason, evidence...)
	changes[0].Job, changes[0].doubt = o.job.ID, o.job.State == state.Intent
	return changes
}

func needsOriginal(changes []Change) bool {
	for _, c := range changes {
		if c.Action == Derive {
			return true
		}
	}
	return false
}

// original says whether a shot's original can be had without paying: from the store, or
// from a delivered PNG that still is the original.
func (pl *planner) original(was state.Shot, files []state.File) bool {
	if pl.observed.Original(was.Object) {
		return true
	}
	for _, f := range files {
		if f.SHA256 == was.Object && pl.observed.Hash(f.Path) == was.Object {
			return true
		}
	}
	return false
}

// compareFiles decides which delivered files of an unchanged shot are made or removed.
func (pl *planner) compareFiles(address string, s *spec.Shot, was state.Shot, recorded []state.File) []Change {
	have := map[string]state.File{}
	for _, f := range recorded {
		have[f.Format] = f
	}
	var changes []Change
	for _, want := range s.Files {
		f, ok := have[want.Format.Name]
		delete(have, want.Format.Name)
		if reason, diff := pl.fileDiffers(want, f, ok, was.Object); reason != "" {
			changes = append(changes, Change{Action: Derive, Address: FileAddress(address, want.Format.Name),
				Reason: reason, Evidence: []Diff{diff}, Shot: s, Format: want.Format.Name,
				Original: was.Object, Recorded: only(recorded, want.Format.Name)})
		}
	}
	for _, f := range recorded {
		if _, left := have[f.Format]; left {
			changes = append(changes, Change{Action: Delete, Address: FileAddress(address, f.Format),
				Reason: Unwanted, Format: f.Format, Recorded: []state.File{f}})
		}
	}
	return changes
}

// FileAddress is the address of a delivered file.
func FileAddress(shot, format string) string { return shot + `.file["` + format + `"]` }

// fileDiffers says why a file must be derived again, or nothing. Bytes are read only
// where size or time say they may have changed.
func (pl *planner) fileDiffers(want spec.File, f state.File, recorded bool, object string) (Reason, Diff) {
	switch {
	case !recorded:
		return FormatAdded, Diff{Key: "format", New: want.Format.Name}
	case f.Recipe != recipe(want.Format):
		return RecipeChanged, Diff{Key: "recipe", Old: f.Recipe, New: recipe(want.Format)}
	case f.Path != want.Path:
		return PathChanged, Diff{Key: "path", Old: f.Path, New: want.Path}
	case f.Object != object:
		return RecipeChanged, Diff{Key: "original", Old: f.Object, New: object}
	}
	st, there := pl.observed.File(f.Path)
	switch {
	case !there:
		return FileMissing, Diff{Key: "file", Old: f.Path}
	case st.Size == f.Size && st.ModTime == f.ModTime:
		return "", Diff{}
	case pl.observed.Hash(f.Path) != f.SHA256:
		return FileEdited, Diff{Key: "file", Old: f.SHA256, New: f.Path}
	}
	return "", Diff{}
}

// deletion plans the end of a recorded shot and its files.
func (pl *planner) deletion(was state.Shot, files []state.File) Change {
	return Change{Action: Delete, Address: was.Address, Reason: Unwanted, Digest: Manifest(was.Manifest).base().Digest(),
		Original: was.Object, Recorded: files, Previous: was.Previous, Manifest: Manifest(was.Manifest),
		Keep: pl.forgets(was.Address) || pl.forgets(was.Product)}
}

// only is the recorded file of one format, if there is one.
func only(files []state.File, format string) []state.File {
	for _, f := range files {
		if f.Format == format {
			return []state.File{f}
		}
	}
	return nil
}

// sortJobs tells a plan of the jobs in doubt, and of those whose pictures nobody wants as
// they were ordered: both must be seen to, and neither is in its changes.
func (pl *planner) sortJobs(plan *Plan, jobs []state.Job) {
	resumed := map[string]bool{}
	for _, pp := range plan.Products {
		for _, c := range pp.Changes {
			if c.Action == Resume {
				resumed[c.Address] = true
			}
		}
	}
	for _, j := range jobs {
		switch {
		case j.State == state.Held:
			plan.Held = append(plan.Held, j)
		case !anyTask(j, resumed) && pl.sel.stray(j):
			plan.Stray = append(plan.Stray, j)
		}
	}
}

func anyTask(j state.Job, of map[string]bool) bool {
	for _, t := range j.Tasks {
		if of[t.Shot] {
			return true
		}
	}
	return false
}
