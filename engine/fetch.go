// Fetching: originals come in once, are checked, kept by their hash and recorded.

package engine

import (
	"context"
	"fmt"
	"io"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
	"photoshoot/state"
)

// maxOriginal bounds the bytes of one original; a 1674x628 PNG has about 1.4 MB.
const maxOriginal = 64 << 20

// maxRecoveries is how often a picture that may be paid for is looked for at its public
// URL before it is paid for again.
const maxRecoveries = 4

// fetchAll starts the downloads of a finished job. The run stops waiting for the job once
// they are all under way; the stage is waited for by itself.
func (r *run) fetchAll(ctx context.Context, j *job) {
	go func() {
		defer r.jobs.Done()
		for i := range j.Tasks {
			if ctx.Err() != nil || r.draining() {
				r.mu.Lock()
				r.result.Running++
				r.mu.Unlock()
				continue
			}
			r.downloads.Go(func() error { r.fetch(ctx, j, i); return nil })
		}
	}()
}

// fetch brings one picture home, and has its files delivered.
func (r *run) fetch(ctx context.Context, j *job, i int) {
	j.mu.Lock()
	task := j.Tasks[i]
	j.mu.Unlock()
	t := r.target(task.Shot)
	wanted := t != nil && t.change.Digest == task.Digest
	switch {
	case task.State == state.TaskFailed:
		r.closeTask(ctx, j, i, task, nil)
		if wanted {
			r.fail(task.Shot, fmt.Errorf("%s", task.Fault))
		}
	case task.State == state.Stored:
	case !wanted:
		task.State, task.Fault = state.TaskFailed, "no longer wanted as it was ordered"
		r.closeTask(ctx, j, i, task, nil)
	default:
		r.bringHome(ctx, j, i, task, t)
	}
}

// bringHome downloads, stores, records and delivers one picture.
func (r *run) bringHome(ctx context.Context, j *job, i int, task state.Task, t *target) {
	data, task, err := r.original(ctx, j, i, task)
	if err != nil {
		r.giveUpTask(ctx, j, i, task, err)
		return
	}
	size, err := raster.PNGSize(data)
	if err != nil {
		r.giveUpTask(ctx, j, i, task, fmt.Errorf("the service's picture is not a PNG: %w", err))
		return
	}
	if task.Object, err = r.Objects.Store(data); err != nil {
		r.fatal(fmt.Errorf("storing an original: %w", err))
		return
	}
	task.State, task.Fault = state.Stored, ""
	shot := &state.Shot{Address: task.Shot, Product: j.Product, Digest: task.Digest, Manifest: task.Manifest, Object: task.Object,
		Width: size.X, Height: size.Y, Process: j.Process, Task: task.ID, Made: time.Now()}
	if t.change.Previous != task.Object {
		shot.Previous, shot.Before = t.change.Previous, string(t.change.Before)
	}
	if !r.closeTask(ctx, j, i, task, shot) {
		return
	}
	r.Objects.Forget(task.ID)
	r.event(Event{Kind: Downloaded, Address: task.Shot, Job: j.ID})
	r.encodes.Go(func() error {
		if r.deliverFirst(ctx, t, task.Object, data) {
			r.event(Event{Kind: Made, Address: task.Shot})
			r.finished(ctx, t.product)
		}
		return nil
	})
}

// giveUpTask leaves a picture that cannot be fetched now: its job stays open, so that the
// next run tries again and nothing is ordered twice.
func (r *run) giveUpTask(ctx context.Context, j *job, i int, task state.Task, err error) {
	if stops(err) {
		r.fatal(err)
		return
	}
	task.Fault = err.Error()
	if r.closeTask(ctx, j, i, task, nil) {
		r.fail(task.Shot, err)
	}
}

// original gets a picture's bytes: from an arrival that a kill left behind, from the
// public image where a download may have been charged before, or by the documented
// download. Paying again for what was paid is the last resort, and booked as waste.
func (r *run) original(ctx context.Context, j *job, i int, task state.Task) ([]byte, state.Task, error) {
	if data, ok := r.Objects.Arrived(task.ID); ok {
		return data, task, nil
	}
	charged := task.State == state.Fetching
	recover := charged && r.public(task) && task.Attempts < maxRecoveries
	step := state.Step{}
	if charged && !recover {
		step.Ledger = r.waste(j, task)
	}
	task.State = state.Fetching
	task.Attempts++
	if !r.putTask(ctx, "fetching", j, i, task, step) {
		return nil, task, context.Cause(ctx)
	}
	if recover {
		data, err := r.fromPublic(ctx, task)
		return data, task, err
	}
	return r.download(ctx, j, task)
}

// download makes the metered call. After a definite no the task is as it was; after an
// answer that broke off, the public image has the same picture.
func (r *run) download(ctx context.Context, j *job, task state.Task) ([]byte, state.Task, error) {
	r.hit("before-download")
	data, err := r.arrive(task, func() (io.ReadCloser, error) {
		return r.Service.Download(ctx, adcreative.Download{Process: j.Process, Task: task.ID, Format: adcreative.PNG})
	})
	r.hit("after-download")
	switch {
	case err == nil:
	case adcreative.OutcomeOf(err) != adcreative.Unknown:
		task.State = state.Todo
	case r.public(task):
		data, err = r.fromPublic(ctx, task)
	}
	return data, task, err
}

// public says whether the picture can be had without paying.
func (r *run) public(t state.Task) bool { return t.URL != "" && r.Provider.RecoverFrom == "public_url" }

func (r *run) fromPublic(ctx context.Context, task state.Task) ([]byte, error) {
	return r.arrive(task, func() (io.ReadCloser, error) { return r.Service.Fetch(ctx, task.URL) })
}

func (r *run) arrive(task state.Task, open func() (io.ReadCloser, error)) ([]byte, error) {
	body, err := open()
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return r.Objects.Arrive(task.ID, body, maxOriginal)
}

// waste books a download that may have been charged and is made again.
func (r *run) waste(j *job, task state.Task) []state.Entry {
	cost := r.Provider.CreditsPerDownload
	if cost == 0 {
		return nil
	}
	r.mu.Lock()
	r.result.WastedCredits += cost
	r.mu.Unlock()
	r.event(Event{Kind: Wasted, Address: task.Shot, Total: cost})
	entry := r.entry(j, state.Wasted, cost)
	entry.Shot = task.Shot
	return []state.Entry{entry}
}

// closeTask records how a task ended, with the shot it made. The last one ends the job.
func (r *run) closeTask(ctx context.Context, j *job, i int, task state.Task, shot *state.Shot) bool {
	step := state.Step{}
	if shot != nil {
		cost := r.Provider.CreditsPerDownload
		entry := r.entry(j, state.Settled, cost)
		entry.Shot = task.Shot
		step.Shots, step.Ledger = []state.Shot{*shot}, []state.Entry{entry}
		r.mu.Lock()
		r.result.Credits += cost
		r.mu.Unlock()
	}
	return r.putTask(ctx, "stored", j, i, task, step)
}

// putTask writes one task of a job. The row is the whole job's, so its writers take turns.
func (r *run) putTask(ctx context.Context, point string, j *job, i int, task state.Task, step state.Step) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.Tasks[i] = task
	j.Updated = time.Now()
	open, failed := j.left()
	switch {
	case open:
		step.Jobs = []state.Job{j.Job}
	case failed:
		j.State, j.Fault = state.Failed, first(j.Fault, someFailed)
		step.Jobs = []state.Job{j.Job}
	default:
		j.State = state.Done
		step.DropJobs = []string{j.ID} // its shots are recorded, and the ledger has its process
	}
	return r.commit(ctx, point, step)
}
