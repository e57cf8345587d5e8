// Submitting: the paid call, with its intent before and its receipt after.

package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/state"
)

const (
	sendWithin  = 5 * time.Second // from the intent's commit to the first byte
	maxAttempts = 2               // paid calls for one job, then a person decides
	maxRefusals = 20              // answers that it came too soon, or could not be sent at all
)

// lanes lets one job at a time be in intent under one user id, which is what makes an
// orphan attributable. A busy lane queues.
type lanes struct {
	mu    sync.Mutex
	queue map[string][]*job // present: the lane is busy
}

func newLanes() *lanes { return &lanes{queue: map[string][]*job{}} }

// enter takes the lane for j, or queues j and says no.
func (l *lanes) enter(j *job) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	waiting, busy := l.queue[j.Lane]
	if busy {
		l.queue[j.Lane] = append(waiting, j)
		return false
	}
	l.queue[j.Lane] = nil
	return true
}

// leave hands the lane to the next job; nil: the lane is free.
func (l *lanes) leave(lane string) *job {
	l.mu.Lock()
	defer l.mu.Unlock()
	waiting := l.queue[lane]
	if len(waiting) == 0 {
		delete(l.queue, lane)
		return nil
	}
	l.queue[lane] = waiting[1:]
	return waiting[0]
}

// queue brings a prepared job to its lane. From here until its pictures are being
// fetched, or it is given up, the run waits for it.
func (r *run) queue(ctx context.Context, j *job) {
	r.jobs.Add(1)
	if r.lanes.enter(j) {
		r.startLane(ctx, j)
	}
}

// startLane sends j and then whatever queued behind it. A job in doubt keeps the lane.
func (r *run) startLane(ctx context.Context, j *job) {
	r.submits.Go(func() error {
		for ; j != nil; j = r.lanes.leave(j.Lane) {
			if inDoubt := r.send(ctx, j); inDoubt {
				r.poller.doubt(j)
				return nil
			}
		}
		return nil
	})
}

// send makes the paid call. True: nobody knows whether it happened.
func (r *run) send(ctx context.Context, j *job) (inDoubt bool) {
	for refusals := 0; ; refusals++ {
		if ctx.Err() != nil || r.draining() {
			r.jobs.Done()
			return false
		}
		if !r.intend(ctx, j) {
			r.jobs.Done()
			return false
		}
		r.event(Event{Kind: Submitting, Address: j.Product, Job: j.ID, Total: len(j.Tasks)})
		progress, err := r.generate(ctx, j)
		if err == nil {
			r.accept(ctx, j, progress, "accepted")
			return false
		}
		if adcreative.OutcomeOf(err) == adcreative.Unknown {
			r.event(Event{Kind: Waiting, Address: j.Product, Job: j.ID, Err: err})
			return true
		}
		j.Attempt-- // a definite no buys nothing
		if !r.refused(ctx, j, err, refusals < maxRefusals && tooSoon(err)) {
			return false
		}
	}
}

// tooSoon says whether the same request may be welcome later.
func tooSoon(err error) bool {
	return adcreative.OutcomeOf(err) == adcreative.NotSent || adcreative.KindOf(err) == adcreative.RateLimited
}

// intend writes down that a paid call is about to be made.
func (r *run) intend(ctx context.Context, j *job) bool {
	j.State, j.Updated, j.Epoch = state.Intent, time.Now(), r.epoch
	j.Attempt++
	j.NotAfter = j.Updated.Add(sendWithin)
	return r.commit(ctx, "intent", state.Step{Jobs: []state.Job{j.Job}, Ledger: []state.Entry{r.entry(j, state.IntentEntry, j.Credits)}})
}

// generate calls, unless the intent has grown old before the first byte is sent.
func (r *run) generate(ctx context.Context, j *job) (adcreative.Progress, error) {
	r.hit("before-submit")
	defer r.hit("after-submit")
	ctx, cancel := context.WithTimeout(ctx, sendWithin+r.Pace.SubmitTimeout)
	defer cancel()
	order := j.order
	order.NotAfter = j.NotAfter
	return r.Service.Generate(ctx, order)
}

// refused records a definite no. True: the job goes back to being prepared and is tried again.
func (r *run) refused(ctx context.Context, j *job, err error, again bool) bool {
	j.State, j.Updated = state.Prepared, time.Now()
	if !again {
		j.State, j.Fault, j.TraceID = state.Rejected, err.Error(), adcreative.TraceID(err)
		for i := range j.Tasks {
			j.Tasks[i].State, j.Tasks[i].Fault = state.TaskFailed, err.Error()
		}
	}
	if stops(err) {
		j.State = state.Prepared
	}
	step := state.Step{Jobs: []state.Job{j.Job}, Ledger: []state.Entry{r.entry(j, state.NotAccepted, -j.Credits)}}
	done := !r.commit(ctx, "refused", step) || !again
	if stops(err) {
		r.fatal(err)
	} else if !again {
		r.failTasks(j, err)
	}
	if done {
		r.jobs.Done()
	}
	return !done
}

// failTasks gives up the shots of a job that are still wanted.
func (r *run) failTasks(j *job, err error) {
	for _, t := range j.Tasks {
		if r.target(t.Shot) != nil {
			r.fail(t.Shot, err)
		}
	}
}

// accept records the service's receipt and has the job watched.
func (r *run) accept(ctx context.Context, j *job, p adcreative.Progress, provenance string) {
	r.mu.Lock()
	r.known[p.ProcessID] = true
	r.mu.Unlock()
	j.State, j.Process, j.Provenance, j.Updated = state.Submitted, p.ProcessID, provenance, time.Now()
	booked, kind := state.Accepted, Accepted
	if provenance == "adopted" {
		booked, kind = state.Adopted, Adopted
	}
	receipt := r.entry(j, booked, 0)
	if len(p.Tasks) != len(j.Tasks) {
		r.hold(ctx, j, fmt.Sprintf("the service lists %d tasks for %d prompts; nothing is guessed", len(p.Tasks), len(j.Tasks)), receipt)
		return
	}
	for i := range j.Tasks {
		j.Tasks[i].ID = p.Tasks[i].ID
	}
	if !r.commit(ctx, "accepted", state.Step{Jobs: []state.Job{j.Job}, Ledger: []state.Entry{receipt}}) {
		r.jobs.Done()
		return
	}
	r.event(Event{Kind: kind, Address: j.Product, Job: j.ID, Note: j.Process, Total: len(j.Tasks)})
	if r.Detach {
		r.leaveRunning(j)
		return
	}
	r.poller.watch(j)
}

// leaveRunning ends the run's interest in a job that a later run collects.
func (r *run) leaveRunning(j *job) {
	r.mu.Lock()
	r.result.Running += len(j.Tasks)
	r.mu.Unlock()
	r.jobs.Done()
}

// leaveLane gives up what still queues behind a job in doubt: it is prepared, and stays so.
func (r *run) leaveLane(j *job) {
	if j.State != state.Intent {
		return
	}
	for next := r.lanes.leave(j.Lane); next != nil; next = r.lanes.leave(j.Lane) {
		r.jobs.Done()
	}
}

// hold leaves a job to a person.
func (r *run) hold(ctx context.Context, j *job, why string, booked ...state.Entry) {
	j.State, j.Fault, j.Updated = state.Held, why, time.Now()
	defer r.jobs.Done()
	if !r.commit(ctx, "held", state.Step{Jobs: []state.Job{j.Job}, Ledger: booked}) {
		return
	}
	r.mu.Lock()
	r.result.Held += len(j.Tasks)
	r.mu.Unlock()
	for _, t := range j.Tasks {
		r.event(Event{Kind: HeldEvent, Address: t.Shot, Job: j.ID, Note: why})
		if t := r.target(t.Shot); t != nil {
			t.product.spoil()
		}
	}
}

func (r *run) entry(j *job, kind state.EntryKind, credits int) state.Entry {
	return state.Entry{Time: time.Now(), Run: r.Run, Kind: kind, Product: j.Product, Job: j.ID, Process: j.Process, Credits: credits}
}

// resumeJobs takes up what earlier runs left, before anything new is ordered.
func (r *run) resumeJobs(ctx context.Context, plan *Plan) error {
	open, err := r.Store.OpenJobs(ctx)
	if err != nil {
		return err
	}
	stray := map[string]bool{}
	for _, j := range plan.Stray {
		stray[j.ID] = true
	}
	for _, row := range open {
		if !stray[row.ID] && !r.resumes(row) {
			continue
		}
		j := &job{Job: row}
		if err := json.Unmarshal([]byte(row.Order), &j.order); err != nil && row.Order != "" {
			return fmt.Errorf("state holds job %s with an order that cannot be read: %w", row.ID, err)
		}
		r.resume(ctx, j)
	}
	return nil
}

// resumes says whether the plan takes up one of the job's shots.
func (r *run) resumes(j state.Job) bool {
	for _, t := range j.Tasks {
		if target := r.target(t.Shot); target != nil && target.change.Action == Resume {
			return true
		}
	}
	return false
}

// resume puts one job where its state says it belongs. A job that was never sent is
// dropped: its shots are ordered anew, with the cut-out that is already paid for.
func (r *run) resume(ctx context.Context, j *job) {
	if j.State == state.Planned || j.State == state.Prepared {
		r.commit(ctx, "unsent", state.Step{DropJobs: []string{j.ID}})
		return
	}
	for _, t := range j.Tasks {
		r.resumed[t.Shot] = true
	}
	r.jobs.Add(1)
	switch j.State {
	case state.Intent:
		r.lanes.enter(j)
		r.poller.doubt(j)
	case state.Submitted:
		r.poller.watch(j)
	case state.Rendered:
		r.fetchAll(ctx, j)
	default:
		r.hold(ctx, j, j.Fault)
	}
}
