// The poller: one listing a tick watches every job under way and settles those in doubt.

package engine

import (
	"context"
	"sync"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/state"
)

// poller watches jobs. A job that waits for the service is an entry here and holds no
// slot, no goroutine and no timer of its own.
type poller struct {
	r       *run
	mu      sync.Mutex
	watched map[string]*job // by process
	doubted map[string]*job // by id
	wakeup  chan struct{}
	stop    chan struct{} // closed when nothing is left to watch
	closed  bool          // the run has ended: what comes now is left to the next

	listed   int       // jobs in the last listing
	listedAt time.Time // when it began
}

func newPoller(r *run) *poller {
	return &poller{r: r, watched: map[string]*job{}, doubted: map[string]*job{}, wakeup: make(chan struct{}, 1), stop: make(chan struct{})}
}

func (p *poller) watch(j *job) { p.take(p.watched, j.Process, j) }

// doubt takes a job that nobody knows the fate of. It keeps its lane until that is settled.
func (p *poller) doubt(j *job) { p.take(p.doubted, j.ID, j) }

func (p *poller) take(into map[string]*job, key string, j *job) {
	p.mu.Lock()
	closed := p.closed
	if !closed {
		into[key] = j
	}
	p.mu.Unlock()
	if closed {
		p.r.leaveRunning(j)
		p.r.leaveLane(j)
	}
	p.wake()
}

// wake ends a pause that has nothing to wait for.
func (p *poller) wake() {
	select {
	case p.wakeup <- struct{}{}:
	default:
	}
}

func (p *poller) busy() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.watched)+len(p.doubted) > 0
}

// run looks at the service until it is stopped, backing off while nothing moves.
func (p *poller) run(ctx context.Context) {
	pause := p.r.Pace.First
	for p.pause(ctx, pause) {
		if p.r.draining() {
			p.release()
			continue
		}
		moved, err := p.look(ctx)
		p.giveUp()
		p.r.event(Event{Kind: Looked})
		if err != nil && ctx.Err() == nil {
			p.r.event(Event{Kind: Waiting, Err: err})
		}
		if stops(err) && ctx.Err() == nil {
			p.r.fatal(err)
		}
		pause = min(pause*3/2, p.r.Pace.Max)
		if moved {
			pause = p.r.Pace.First
		}
	}
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.release()
}

// pause waits: for as long as there is nothing to watch, then for d. False: it is over.
func (p *poller) pause(ctx context.Context, d time.Duration) bool {
	for !p.busy() {
		select {
		case <-p.wakeup:
		case <-p.stop:
			return false
		case <-ctx.Done():
			return false
		}
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-p.r.drained:
	case <-ctx.Done():
		return false
	}
	return true
}

// release leaves every job to a later run.
func (p *poller) release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, j := range p.watched {
		delete(p.watched, id)
		p.r.leaveRunning(j)
	}
	for id, j := range p.doubted {
		delete(p.doubted, id)
		p.r.leaveRunning(j)
		p.r.leaveLane(j)
	}
}

// look asks the service how far things are, in the cheaper of two ways, and acts on the
// answer. It says whether anything moved.
func (p *poller) look(ctx context.Context) (moved bool, err error) {
	if p.swollen() {
		return p.ask(ctx, p.due(nil))
	}
	found, moved, err := p.list(ctx)
	if err != nil {
		return moved, err
	}
	missed, err := p.ask(ctx, p.due(found))
	return moved || missed, err
}

// list reads one listing, which serves every job at once.
func (p *poller) list(ctx context.Context) (found map[*job]adcreative.Progress, moved bool, err error) {
	started := time.Now()
	lanes := p.doubtedLanes()
	unknown := map[string][]adcreative.Progress{} // by lane
	found = map[*job]adcreative.Progress{}
	listed := 0
	p.r.hit("before-listing")
	err = p.r.Service.AllProgress(ctx, func(progress adcreative.Progress) error {
		listed++
		if j := p.watching(progress.ProcessID); j != nil {
			found[j] = progress
		} else if lanes[progress.UserID] && !p.r.knows(progress.ProcessID) {
			unknown[progress.UserID] = append(unknown[progress.UserID], progress)
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	p.r.hit("after-listing")
	p.listed, p.listedAt = listed, started
	for j, progress := range found {
		moved = p.update(ctx, j, progress) || moved
	}
	trusted := p.lists(found, started)
	for _, j := range p.doubts() {
		moved = p.settle(ctx, j, unknown[j.Lane], started, trusted) || moved
	}
	return found, moved, ctx.Err()
}

func (p *poller) watching(process string) *job {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.watched[process]
}

func (p *poller) doubtedLanes() map[string]bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	lanes := map[string]bool{}
	for _, j := range p.doubted {
		lanes[j.Lane] = true
	}
	return lanes
}

func (p *poller) doubts() []*job {
	p.mu.Lock()
	defer p.mu.Unlock()
	var jobs []*job
	for _, j := range p.doubted {
		jobs = append(jobs, j)
	}
	return jobs
}

// lists says whether the listing held every job that it must hold: those accepted long
// enough ago to be visible.
func (p *poller) lists(found map[*job]adcreative.Progress, started time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, j := range p.watched {
		if _, listed := found[j]; !listed && started.Sub(j.Updated) > p.r.Pace.Visibility {
			return false
		}
	}
	return true
}

// update takes in the progress of a watched job.
func (p *poller) update(ctx context.Context, j *job, progress adcreative.Progress) (moved bool) {
	done := 0
	for _, t := range progress.Tasks {
		if t.State.Terminal() {
			done++
		}
	}
	finished := progress.State.Terminal() || (done == len(j.Tasks) && done > 0)
	if moved = done != j.done || finished; !moved {
		return false
	}
	j.done, j.moved = done, time.Now()
	p.r.event(Event{Kind: Progressed, Address: j.Product, Job: j.ID, Done: done, Total: len(j.Tasks)})
	if !finished {
		return true
	}
	p.mu.Lock()
	delete(p.watched, j.Process)
	p.mu.Unlock()
	p.r.rendered(ctx, j, progress)
	return true
}

// rendered records that the service has finished, and has the pictures fetched.
func (r *run) rendered(ctx context.Context, j *job, progress adcreative.Progress) {
	states := map[string]adcreative.Task{}
	for _, t := range progress.Tasks {
		states[t.ID] = t
	}
	for i := range j.Tasks {
		t := states[j.Tasks[i].ID]
		j.Tasks[i].URL = t.URL
		if t.State != adcreative.Succeeded {
			j.Tasks[i].State = state.TaskFailed
			j.Tasks[i].Fault = first(progress.ErrorMessage, "the service could not render it")
		}
	}
	j.State, j.Updated = state.Rendered, time.Now()
	if open, _ := j.left(); !open {
		j.State, j.Fault = state.Failed, allFailed
	}
	if !r.commit(ctx, "rendered", state.Step{Jobs: []state.Job{j.Job}}) {
		r.jobs.Done()
		return
	}
	r.event(Event{Kind: Rendered, Address: j.Product, Job: j.ID, Total: len(j.Tasks)})
	r.fetchAll(ctx, j)
}

// Why a job that came to its end counts as failed.
const (
	allFailed  = "the service could not render any of its pictures"
	someFailed = "some of its pictures failed"
)

// left says whether some picture of the job is still to be fetched, and whether some failed.
func (j *job) left() (open, failed bool) {
	for _, t := range j.Tasks {
		open = open || t.State == state.Todo || t.State == state.Fetching
		failed = failed || t.State == state.TaskFailed
	}
	return open, failed
}

// settle acts on what a listing says of one job in doubt.
func (p *poller) settle(ctx context.Context, j *job, unknown []adcreative.Progress, started time.Time, trusted bool) (moved bool) {
	f := resolve(p.r.doubtOf(j), unknown, started, trusted)
	if f.verdict == wait {
		return false
	}
	p.mu.Lock()
	delete(p.doubted, j.ID)
	p.mu.Unlock()
	p.r.duplicates(ctx, f.duplicates, j.Product)
	switch f.verdict {
	case adopt:
		p.r.accept(ctx, j, f.process, "adopted")
	case hold:
		p.r.hold(ctx, j, f.why)
	case absent:
		if p.r.notArrived(ctx, j) {
			p.r.startLane(ctx, j)
			return true
		}
	}
	if next := p.r.lanes.leave(j.Lane); next != nil {
		p.r.startLane(ctx, next)
	}
	return true
}

// doubtOf says from when on a listing can prove that the job's call never arrived.
func (r *run) doubtOf(j *job) doubt {
	d := doubt{prompts: len(j.Tasks), shared: r.Provider.UserID != ""}
	if !r.Embedded || j.Epoch == r.epoch {
		d.settled = j.NotAfter.Add(r.Pace.SubmitTimeout + r.Pace.Visibility)
	}
	return d
}

// notArrived records the proof. True: the job may be sent once more.
func (r *run) notArrived(ctx context.Context, j *job) bool {
	j.State, j.Updated = state.Prepared, time.Now()
	entry := r.entry(j, state.Absent, -j.Credits)
	if !r.commit(ctx, "absent", state.Step{Jobs: []state.Job{j.Job}, Ledger: []state.Entry{entry}}) {
		r.jobs.Done()
		return false
	}
	r.event(Event{Kind: Absent, Address: j.Product, Job: j.ID})
	if j.Attempt < maxAttempts {
		return true
	}
	r.hold(ctx, j, "sent twice, and twice it did not arrive")
	return false
}

// giveUp leaves jobs that show no progress to a later run.
func (p *poller) giveUp() {
	if p.r.Pace.Deadline == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, j := range p.watched {
		if since := later(j.moved, j.Updated); time.Since(since) > p.r.Pace.Deadline {
			delete(p.watched, id)
			p.r.event(Event{Kind: Waiting, Address: j.Product, Job: j.ID, Err: errStalled})
			p.r.leaveRunning(j)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r *run) knows(process string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.known[process]
}

// duplicates books processes that the service has and we did not mean to send.
func (r *run) duplicates(ctx context.Context, found []adcreative.Progress, product string) {
	for _, d := range found {
		r.mu.Lock()
		r.known[d.ProcessID] = true
		r.mu.Unlock()
		entry := state.Entry{Time: time.Now(), Run: r.Run, Kind: state.Duplicate, Product: product, Process: d.ProcessID}
		if r.commit(ctx, "duplicate", state.Step{Ledger: []state.Entry{entry}}) {
			r.event(Event{Kind: Duplicated, Address: product, Note: d.ProcessID, Total: d.TotalTasks})
		}
	}
}

// audit lists once more after all is submitted: what is unknown in a lane of ours was
// bought by mistake, and is booked. A lane that others share proves nothing.
func (r *run) audit(ctx context.Context) {
	lanes := r.sentLanes()
	if len(lanes) == 0 || r.Provider.UserID != "" || ctx.Err() != nil {
		return
	}
	found := map[string][]adcreative.Progress{}
	err := r.Service.AllProgress(ctx, func(p adcreative.Progress) error {
		if lanes[p.UserID] != "" && !r.knows(p.ProcessID) {
			found[lanes[p.UserID]] = append(found[lanes[p.UserID]], p)
		}
		return nil
	})
	if err != nil {
		r.event(Event{Kind: Waiting, Err: err})
		return
	}
	for product, unknown := range found {
		r.duplicates(ctx, unknown, product)
	}
}

// sentLanes are the lanes that this run had a reason to send in, with their products.
func (r *run) sentLanes() map[string]string {
	lanes := map[string]string{}
	for _, t := range r.targets {
		switch t.change.Action {
		case Create, Replace, Resume:
			lanes[r.lane(t.product.plan.Address)] = t.product.plan.Address
		}
	}
	return lanes
}
