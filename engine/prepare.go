// Preparing: a photo becomes a cut-out at the service, its shots become jobs.

package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
	"photoshoot/spec"
	"photoshoot/state"
)

// prepareAll feeds the products into the stages; each is bounded, so none piles up.
func (r *run) prepareAll(ctx context.Context, plan *Plan) {
	for i := range plan.Products {
		pp := &plan.Products[i]
		if ctx.Err() != nil || r.draining() {
			return
		}
		r.deriveAll(ctx, pp)
		if shots := r.toOrder(pp); len(shots) > 0 || pp.Unknown > 0 {
			r.uploads.Go(func() error { r.prepare(ctx, pp, shots); return nil })
		}
	}
}

// toOrder lists the changes of a product that need a job of their own.
func (r *run) toOrder(pp *ProductPlan) []*Change {
	var shots []*Change
	for i := range pp.Changes {
		switch c := &pp.Changes[i]; c.Action {
		case Create, Replace:
			shots = append(shots, c)
		case Resume:
			if !r.resumed[c.Address] {
				shots = append(shots, c)
			}
		}
	}
	return shots
}

// prepare brings one product's shots to the door of the service.
func (r *run) prepare(ctx context.Context, pp *ProductPlan, shots []*Change) {
	if ctx.Err() != nil || r.draining() {
		return
	}
	asset, err := r.asset(ctx, pp)
	if stops(err) {
		r.fatal(err)
		return
	}
	if err != nil {
		r.reject(ctx, pp, shots, err)
		return
	}
	if pp.Unknown > 0 {
		shots = append(shots, r.learn(pp, asset)...)
	}
	jobs := r.pack(pp, asset, shots)
	step := state.Step{}
	for _, j := range jobs {
		step.Jobs = append(step.Jobs, j.Job)
	}
	if !r.commit(ctx, "prepared", step) {
		return
	}
	for _, j := range jobs {
		r.queue(ctx, j)
	}
}

// stops says whether an error is about the whole run and not about one product.
func stops(err error) bool {
	return adcreative.KindOf(err) == adcreative.Unauthorized || errors.Is(err, context.Canceled) || errors.Is(err, errDrained)
}

// reject records that the product's shots could not even be ordered.
func (r *run) reject(ctx context.Context, pp *ProductPlan, shots []*Change, err error) {
	j := state.Job{Product: pp.Address, Provider: r.Account, Lane: r.lane(pp.Address), State: state.Rejected,
		Fault: err.Error(), TraceID: adcreative.TraceID(err), Created: time.Now(), Updated: time.Now()}
	for _, c := range shots {
		j.Tasks = append(j.Tasks, state.Task{Shot: c.Address, Digest: c.Digest, State: state.TaskFailed, Fault: err.Error()})
	}
	j.ID = jobID(pp.Address, "recommendations of "+pp.Photo.SHA256)
	if !r.commit(ctx, "rejected", state.Step{Jobs: []state.Job{j}}) {
		return
	}
	for _, c := range shots {
		r.fail(c.Address, err)
	}
}

// asset finds the cut-out of a photo, or has it made: once, whoever asks.
func (r *run) asset(ctx context.Context, pp *ProductPlan) (state.Asset, error) {
	return r.assets.do(pp.Photo.SHA256, func() (state.Asset, error) {
		a, err := r.Store.Asset(ctx, pp.Photo.SHA256, r.Account)
		if err != nil || a.ID != "" {
			return a, err
		}
		a.Photo, a.Provider = pp.Photo.SHA256, r.Account
		data, err := readPhoto(pp.Photo)
		if err != nil {
			return a, err
		}
		return r.recommend(ctx, pp, a, data)
	})
}

// readPhoto reads a photo and decodes it, so that nothing unfit is ever sent.
func readPhoto(p Photo) ([]byte, error) {
	data, err := os.ReadFile(p.Path)
	if err != nil {
		return nil, photoUnreadable(p.Path, err)
	}
	if hashOf(data) != p.SHA256 {
		return nil, fmt.Errorf("photo %s has changed since it was planned; plan again", p.Path)
	}
	if _, err := raster.Decode(data, raster.Limits{MaxBytes: MaxPhoto}); err != nil {
		return nil, fmt.Errorf("photo %s: %w", p.Path, err)
	}
	return data, nil
}

// recommend uploads the photo. The attempt is counted before, the answer recorded after.
func (r *run) recommend(ctx context.Context, pp *ProductPlan, a state.Asset, data []byte) (state.Asset, error) {
	a.Attempts++
	if !r.commit(ctx, "attempt", state.Step{Assets: []state.Asset{a}}) {
		return a, context.Cause(ctx)
	}
	r.event(Event{Kind: Uploading, Address: pp.Address})
	r.hit("before-recommend")
	rec, err := r.Service.Recommend(ctx, r.lane(pp.Address), adcreative.Photo{Name: filepath.Base(pp.Photo.Path), Data: data})
	r.hit("after-recommend")
	if err != nil {
		return a, err
	}
	a.ID, a.Name, a.Description = rec.AssetID, rec.ProductInfo.Name, rec.ProductInfo.Description
	a.Prompts, a.Presets = rec.Prompts, rec.PresetIDs
	if !r.commit(ctx, "asset", state.Step{Assets: []state.Asset{a}}) {
		return a, context.Cause(ctx)
	}
	r.event(Event{Kind: Recognised, Address: pp.Address, Note: a.Name})
	return a, nil
}

// flight makes one answer serve all who ask for the same photo.
type flight struct {
	mu    sync.Mutex
	calls map[string]*call
}

// call is an answer to come: it may be read once done is closed.
type call struct {
	done  chan struct{}
	asset state.Asset
	err   error
}

func (f *flight) do(key string, fetch func() (state.Asset, error)) (state.Asset, error) {
	f.mu.Lock()
	if f.calls == nil {
		f.calls = map[string]*call{}
	}
	c, asked := f.calls[key]
	if !asked {
		c = &call{done: make(chan struct{})}
		f.calls[key] = c
	}
	f.mu.Unlock()
	if !asked {
		c.asset, c.err = fetch()
		close(c.done)
	}
	<-c.done
	return c.asset, c.err
}

// job is a request under way, with what its row alone does not say.
type job struct {
	mu sync.Mutex
	state.Job
	order adcreative.Order
	done  int           // tasks finished at the service
	moved time.Time     // when that last changed
	askAt time.Time     // when it may be asked for by itself again
	pause time.Duration // between two such questions
}

// pack puts the shots of one render kind and option set into requests of at most
// prompts_per_request prompts, in the order in which they are written.
func (r *run) pack(pp *ProductPlan, asset state.Asset, shots []*Change) []*job {
	type set struct {
		kind              string
		margin, sameStyle bool
	}
	open := map[set]*job{}
	var jobs []*job
	for _, c := range shots {
		key := set{c.Shot.RenderKind.Name, c.Shot.SafeMargin, c.Shot.SameStyle}
		j := open[key]
		if j == nil || len(j.Tasks) == max(r.Provider.PromptsPerRequest, 1) {
			j = r.newJob(pp, asset, c.Shot)
			open[key] = j
			jobs = append(jobs, j)
		}
		j.order.Prompts = append(j.order.Prompts, prompt(c.Shot).Vary(c.Manifest.variation()))
		j.Tasks = append(j.Tasks, state.Task{Shot: c.Address, Digest: c.Digest, Manifest: string(c.Manifest), State: state.Todo})
	}
	for _, j := range jobs {
		order, _ := json.Marshal(j.order) // strings, numbers and truths: it cannot fail
		j.Order, j.ID = string(order), jobID(pp.Address, string(order))
		j.Credits = len(j.Tasks) * r.Provider.CreditsPerDownload
	}
	return jobs
}

func (r *run) newJob(pp *ProductPlan, asset state.Asset, s *spec.Shot) *job {
	lane := r.lane(pp.Address)
	return &job{
		Job: state.Job{Product: pp.Address, Provider: r.Account, Lane: lane, State: state.Prepared, Created: time.Now(), Updated: time.Now()},
		order: adcreative.Order{User: lane, RenderKind: adcreative.RenderKind(s.RenderKind.Value), AssetID: asset.ID,
			Name: first(pp.Want.Name, asset.Name, "product"), Description: first(pp.Want.Description, asset.Description, "A product."),
			DisableSafeMargin: !s.SafeMargin, SameStyle: s.SameStyle},
	}
}

func prompt(s *spec.Shot) adcreative.Prompt {
	if s.Prompt != "" {
		return adcreative.Prompt{Tag: "custom", Prompt: s.Prompt}
	}
	return adcreative.Prompt{Tag: "preset", Preset: s.Preset}
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// jobID names the same work for the same product alike in every run.
func jobID(product, order string) string { return hashOf([]byte(product + "\n" + order))[:32] }

// lane is the user id a product's jobs are sent under. A derived one makes an orphan
// attributable, and can be computed again from the configuration alone.
func (r *run) lane(product string) string {
	if r.Provider.UserID != "" {
		return r.Provider.UserID
	}
	space, err := uuid.Parse(r.Provider.ApplicationID)
	if err != nil {
		space = uuid.NewSHA1(uuid.NameSpaceOID, []byte(r.Provider.ApplicationID))
	}
	return uuid.NewSHA1(space, []byte(product)).String()
}
