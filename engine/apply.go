// Apply: does what a plan says, records each step, and decides nothing.

package engine

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"photoshoot/engine/adcreative"
	"photoshoot/spec"
	"photoshoot/state"
)

// Limits bound how many calls of each stage run side by side.
type Limits struct {
	Uploads, Submits, Downloads, Encodes int
}

// Pace is how the poller and the resolver take their time.
type Pace struct {
	First, Max    time.Duration // between two looks at the service: at first, and while nothing moves
	SubmitTimeout time.Duration // a submit not answered by then may still have happened
	Visibility    time.Duration // an accepted job is listed within this time
	Deadline      time.Duration // a job that shows no progress for so long is left for a later run; zero: never
}

// Options are what an apply needs beside its plan.
type Options struct {
	Run      string // names this run in the ledger
	Service  adcreative.Service
	Store    state.Store
	Objects  *Objects
	Output   *Output
	Provider spec.Provider
	Language Language // as the plan had it
	Verdicts Verdicts
	Account  string // whose cut-outs they are: provider, endpoint and application
	Limits   Limits
	Pace     Pace
	Embedded bool               // the service lives and dies with this process: no call of an earlier one is on its way
	Detach   bool               // submit, and leave the rest to a later run
	FailFast bool               // the first failure starts nothing new
	Drain    <-chan struct{}    // closed: start nothing new, let what runs reach its commit
	Events   func(Event)        // called from many goroutines, one at a time
	Hit      func(point string) // failpoints, for tests; nil: none
}

// errDrained ends a wait because nothing new may start.
var errDrained = errors.New("interrupted")

// target is a shot that the run brings to its place.
type target struct {
	product *product
	change  *Change
}

// product counts what is left of a product's changes.
type product struct {
	plan *ProductPlan
	mu   sync.Mutex
	left int
	bad  bool // some change was not done: the product's line is not written
}

// run is one apply under way.
type run struct {
	Options
	targetsMu sync.RWMutex
	targets   map[string]*target  // by address
	products  map[string]*product // by address
	resumed   map[string]bool     // shots that a job of an earlier run has
	lanes     *lanes
	poller    *poller
	epoch     int64 // of jobs that this run sends

	uploads, submits, downloads, encodes *errgroup.Group
	jobs                                 sync.WaitGroup // between being queued and having their pictures fetched or given up

	cancel    context.CancelCauseFunc
	drainOnce sync.Once
	drained   chan struct{}

	assets flight

	mu     sync.Mutex
	result Result
	known  map[string]bool // processes that the ledger has
}

// Apply does what the plan says. A failed shot is counted and told of in an event; the
// error is for what stops a run: no access, a state that cannot be written, an interrupt.
func Apply(ctx context.Context, plan *Plan, o Options) (Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := newRun(plan, o, cancel)
	stop := context.AfterFunc(ctx, r.startDrain)
	defer stop()
	r.event(Event{Kind: Started, Total: len(r.targets)})
	err := r.all(ctx, plan)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	sort.Strings(r.result.Paths)
	return r.result, err
}

func newRun(plan *Plan, o Options, cancel context.CancelCauseFunc) *run {
	r := &run{Options: o, targets: map[string]*target{}, products: map[string]*product{}, resumed: map[string]bool{}, epoch: plan.Workspace.Epoch + 1, cancel: cancel, drained: make(chan struct{})}
	for i := range plan.Products {
		pp := &plan.Products[i]
		p := &product{plan: pp, left: len(pp.Changes) + min(pp.Unknown, 1)}
		r.products[pp.Address] = p
		for j := range pp.Changes {
			r.targets[pp.Changes[j].Address] = &target{p, &pp.Changes[j]}
		}
	}
	r.lanes = newLanes()
	r.poller = newPoller(r)
	r.uploads, r.submits = group(o.Limits.Uploads), group(o.Limits.Submits)
	r.downloads, r.encodes = group(o.Limits.Downloads), group(o.Limits.Encodes)
	return r
}

func group(limit int) *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(max(limit, 1))
	return g
}

// all runs the phases: moves, then work of every kind side by side, then deletions.
func (r *run) all(ctx context.Context, plan *Plan) error {
	if r.Drain != nil {
		go func() {
			select {
			case <-r.Drain:
				r.mu.Lock()
				r.result.Interrupted = true
				r.mu.Unlock()
				r.startDrain()
			case <-ctx.Done():
			}
		}()
	}
	var err error
	if r.known, err = r.Store.Processes(ctx); err != nil {
		return err
	}
	if err := r.moveAll(ctx, plan); err != nil {
		return err
	}
	if err := r.work(ctx, plan); err != nil {
		return err
	}
	return r.deleteAll(ctx, plan)
}

// work starts the stages and waits for them, from the front to the back.
func (r *run) work(ctx context.Context, plan *Plan) error {
	var back sync.WaitGroup
	back.Go(func() { r.poller.run(ctx) })
	err := r.resumeJobs(ctx, plan)
	if err == nil {
		r.prepareAll(ctx, plan)
	}
	r.uploads.Wait()
	r.jobs.Wait()
	r.submits.Wait()
	r.audit(ctx)
	close(r.poller.stop)
	back.Wait()
	r.downloads.Wait()
	r.encodes.Wait()
	return err
}

// fatal stops the run: err is not about one shot.
func (r *run) fatal(err error) {
	if err != nil {
		r.cancel(err)
	}
}

// startDrain lets nothing new begin.
func (r *run) startDrain() { r.drainOnce.Do(func() { close(r.drained); r.poller.wake() }) }

func (r *run) draining() bool {
	select {
	case <-r.drained:
		return true
	default:
		return false
	}
}

// commit writes a step, or ends the run.
func (r *run) commit(ctx context.Context, point string, step state.Step) bool {
	r.hit("before-" + point)
	if err := r.Store.Commit(ctx, step); err != nil {
		r.fatal(fmt.Errorf("writing state: %w", err))
		return false
	}
	r.hit("after-" + point)
	return true
}

func (r *run) hit(point string) {
	if r.Hit != nil {
		r.Hit(point)
	}
}

// event tells of one thing, and keeps the sums.
func (r *run) event(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e.Kind {
	case Made:
		r.result.Made++
	case Delivered:
		r.result.Paths = append(r.result.Paths, e.Note)
	case Moved:
		r.result.Moved++
	case Deleted:
		r.result.Deleted++
	case Duplicated:
		r.result.Duplicates++
	}
	if r.Events != nil {
		r.Events(e)
	}
}

// fail gives up one change; the rest of the run goes on.
func (r *run) fail(address string, err error) {
	r.mu.Lock()
	r.result.Failed++
	r.mu.Unlock()
	r.event(Event{Kind: FailedEvent, Address: address, Err: err})
	if t := r.target(address); t != nil {
		t.product.spoil()
	}
	if r.FailFast {
		r.startDrain()
	}
}

// spoil marks the product: some change of it is not done.
func (p *product) spoil() {
	p.mu.Lock()
	p.bad = true
	p.mu.Unlock()
}

// finished counts a change as done; after the last one the product's line is written,
// in a commit of its own since the others' may still be on their way until now.
func (r *run) finished(ctx context.Context, p *product) {
	p.mu.Lock()
	p.left--
	last := p.left == 0 && !p.bad && !p.plan.Partial
	p.mu.Unlock()
	if !last {
		return
	}
	step := state.Step{DropJobs: p.plan.Failed}
	if p.plan.Want == nil {
		step.DropHeads = []string{p.plan.Address}
	} else {
		head := p.plan.Head
		head.Seen = seen(p.plan.Want, r.Output)
		step.Heads = []state.Head{head}
	}
	r.commit(ctx, "head", step)
}
