package engine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"photoshoot/engine/adcreative"
	"photoshoot/spec"
	"photoshoot/state"
)

// simulations is how many schedules a test run tries. PHOTOSHOOT_SIMULATIONS asks for more.
const simulations = 400

// TestSimulation runs whole applies against a service with faults, on a clock of its own,
// kills them at random points, and goes on until nothing is left to do. Whatever happens,
// each picture is generated once, charged once and in its place. The seed names a
// schedule: PHOTOSHOOT_SEED runs that one alone.
func TestSimulation(t *testing.T) {
	first, n := uint64(1), uint64(simulations)
	if v, err := strconv.ParseUint(os.Getenv("PHOTOSHOOT_SIMULATIONS"), 10, 64); err == nil {
		n = v
	} else if testing.Short() {
		n = 60
	}
	if v, err := strconv.ParseUint(os.Getenv("PHOTOSHOOT_SEED"), 10, 64); err == nil {
		first, n = v, 1
	}
	deaths := 0
	for seed := first; seed < first+n && !t.Failed(); seed++ {
		deaths += simulate(t, seed, Faults{})
	}
	t.Logf("%d schedules, %d kills", n, deaths)
}

// Faults are variations of the design that must not survive: each breaks one rule.
type Faults struct{}

// simulate plays one schedule to its end, and says how often the apply was killed.
func simulate(t *testing.T, seed uint64, _ Faults) (deaths int) {
	dir := fastDir(t)
	defer os.RemoveAll(dir)
	synctest.Test(t, func(t *testing.T) {
		s := newSimulation(dir, seed)
		for round := 0; round < 40; round++ {
			faulty := round < 6
			s.cloud.calm.Store(!faulty)
			done, died, err := s.apply(t.Context(), faulty)
			if died {
				deaths++
			}
			if err != nil && !died {
				t.Errorf("seed %d, round %d: %v", seed, round, err)
				return
			}
			if done && !faulty {
				s.check(t)
				return
			}
			time.Sleep(time.Duration(s.rng("pause", round).IntN(300)) * time.Second)
			s.decide(t)
		}
		t.Errorf("seed %d: there is still something to do after 40 applies", seed)
	})
	return deaths
}

// fastDir is a folder in memory where there is one: thousands of schedules sync often.
func fastDir(t *testing.T) string {
	parent := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		parent = "/dev/shm"
	}
	dir, err := os.MkdirTemp(parent, "photoshoot-sim-")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// simulation is a folder, a configuration and a service, all from one seed.
type simulation struct {
	dir      string
	seed     uint64
	cloud    *cloud
	products []*spec.Product
	provider spec.Provider
	round    int
}

// rng is the randomness of one thing: drawn from the seed and the thing's own name, so
// that the order of goroutines does not change it.
func (s *simulation) rng(name string, n int) *rand.Rand { return draw(s.seed, name, n) }

func draw(seed uint64, name string, n int) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s %d", seed, name, n)
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func newSimulation(dir string, seed uint64) *simulation {
	r := draw(seed, "configuration", 0)
	s := &simulation{dir: dir, seed: seed, cloud: &cloud{seed: seed, attempts: map[string]int{}, charged: map[string]int{}}}
	s.provider = spec.Provider{Type: "adcreative", PromptsPerRequest: 1 + r.IntN(6), CreditsPerDownload: 1, RecoverFrom: "public_url"}
	s.cloud.quiet, s.cloud.history = r.IntN(3) == 0, []int{0, 0, 100}[r.IntN(3)]
	if r.IntN(4) == 0 {
		s.provider.UserID = "2f1e3c4d-5b6a-4d8f-9c01-e2d3c4b5f6a7"
	}
	for i := range 1 + r.IntN(4) {
		p := &spec.Product{Address: fmt.Sprintf("product.p%d", i), Image: fmt.Sprintf("photo%d.png", r.IntN(3))}
		for k := range 1 + r.IntN(5) {
			name := fmt.Sprintf("scene%d", k)
			p.Shots = append(p.Shots, spec.Shot{ID: "landscape/" + name, Prompt: p.Address + name, RenderKind: spec.RenderKind{Name: "landscape", Value: 4},
				Files: []spec.File{{Format: spec.Format{Name: "png", Type: "png"}, Path: fmt.Sprintf("p%d/%s.png", i, name)}}})
		}
		s.products = append(s.products, p)
	}
	for i := range 3 {
		os.WriteFile(filepath.Join(dir, fmt.Sprintf("photo%d.png", i)), picture(fmt.Sprint("photo", i)), 0o644)
	}
	return s
}

// apply plans and applies once. It is done when there was nothing left to do.
func (s *simulation) apply(ctx context.Context, faulty bool) (done, died bool, err error) {
	s.round++
	store, err := state.Lock(ctx, filepath.Join(s.dir, "state.db"), state.Holder{ID: fmt.Sprint(s.round)}, 0)
	if err != nil {
		return false, false, err
	}
	defer store.Close()
	output, objects := OpenOutput(filepath.Join(s.dir, "out")), OpenObjects(filepath.Join(s.dir, "objects"))
	folder := &Folder{Dir: s.dir, Output: output, Objects: objects}
	wanted := func(yield func(*spec.Product) bool) {
		for _, p := range s.products {
			if !yield(p) {
				return
			}
		}
	}
	plan, err := MakePlan(ctx, Terms{Provider: "adcreative", CreditsPerShot: 1}, wanted, store, folder)
	if err != nil || plan.Empty() {
		return err == nil, false, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := &mortal{Store: store, Service: s.cloud, cancel: cancel, dies: -1}
	if r := s.rng("death", s.round); faulty && r.IntN(3) > 0 {
		m.dies = int64(1 + r.IntN(80))
	}
	_, err = Apply(ctx, plan, Options{Run: fmt.Sprint(s.round), Service: m, Store: mortalStore{m}, Objects: objects, Output: output,
		Provider: s.provider, Account: "simulated", Hit: m.hit, Limits: Limits{3, 3, 3, 3},
		Pace: Pace{First: 5 * time.Second, Max: 15 * time.Second, SubmitTimeout: time.Minute, Visibility: 2 * time.Minute, Deadline: time.Hour}})
	return false, m.dead.Load(), err
}

// decide is the person who looks at held jobs: one that the service has is adopted, one
// that it has not is sent again.
func (s *simulation) decide(t *testing.T) {
	store, err := state.Lock(t.Context(), filepath.Join(s.dir, "state.db"), state.Holder{ID: "person"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	jobs, _ := store.OpenJobs(t.Context())
	known, _ := store.Processes(t.Context())
	for _, j := range jobs {
		if j.State != state.Held {
			continue
		}
		d := Decision{Choice: Resubmit, By: "somebody"}
		if p := s.cloud.made(j, known); p != nil {
			d.Choice, d.Process = AdoptProcess, p.id
			known[p.id] = true
		}
		err := Decide(t.Context(), store, s.cloud, j, d)
		for tries := 0; err != nil && tries < 20; tries++ { // the service has its moods
			time.Sleep(time.Minute)
			err = Decide(t.Context(), store, s.cloud, j, d)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// made finds the job that the cloud made of an order, among those that nobody knows.
func (c *cloud) made(j state.Job, known map[string]bool) *process {
	var order adcreative.Order
	json.Unmarshal([]byte(j.Order), &order)
	for _, p := range c.processes {
		if p.user == j.Lane && !known[p.id] && len(order.Prompts) == len(p.prompts) && order.Prompts[0].Prompt == p.prompts[0] {
			return p
		}
	}
	return nil
}

// check demands the laws of a finished simulation.
func (s *simulation) check(t *testing.T) {
	for _, p := range s.products {
		for _, shot := range p.Shots {
			got, err := os.ReadFile(filepath.Join(s.dir, "out", shot.Files[0].Path))
			if err != nil || !bytes.Equal(got, picture(shot.Prompt)) {
				t.Errorf("seed %d: %s is not the picture of %s (%v)", s.seed, shot.Files[0].Path, shot.Prompt, err)
			}
			if n := s.cloud.generated(shot.Prompt); n != 1 {
				t.Errorf("seed %d: %s was generated %d times", s.seed, shot.Prompt, n)
			}
		}
	}
	s.checkLedger(t)
}

// checkLedger demands that each of the service's jobs is in one line of the ledger, and
// that no download was charged twice without being booked as wasted.
func (s *simulation) checkLedger(t *testing.T) {
	st, err := state.Open(filepath.Join(s.dir, "state.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	booked, wasted := map[string]int{}, map[string]int{}
	st.Ledger(t.Context(), func(e state.Entry) error {
		switch e.Kind {
		case state.Accepted, state.Adopted, state.Duplicate:
			booked[e.Process]++
		case state.Wasted:
			wasted[e.Process]++
		}
		return nil
	})
	for _, p := range s.cloud.processes {
		if booked[p.id] != 1 {
			t.Errorf("seed %d: job %s is in %d lines of the ledger", s.seed, p.id, booked[p.id])
		}
		twice := 0
		for i := range p.prompts {
			twice += max(0, s.cloud.charged[fmt.Sprintf("%s/%d", p.id, i)]-1)
		}
		if twice > wasted[p.id] {
			t.Errorf("seed %d: %d downloads of job %s were charged twice, and %d are booked", s.seed, twice, p.id, wasted[p.id])
		}
	}
	if faults, err := st.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("seed %d: state breaks its invariants: %v (%v)", s.seed, faults, err)
	}
}

// errDead is what everything answers once the process is killed.
var errDead = errors.New("killed")

// mortal is a process that is killed at its nth failpoint: from then on it has no effect.
type mortal struct {
	state.Store
	adcreative.Service
	cancel context.CancelFunc
	dies   int64
	hits   atomic.Int64
	dead   atomic.Bool
}

func (m *mortal) hit(string) {
	if m.hits.Add(1) == m.dies {
		m.dead.Store(true)
		m.cancel()
	}
}

func (m *mortal) Close() error { return m.Store.Close() }

// mortalStore refuses to write once the process is dead.
type mortalStore struct{ *mortal }

func (s mortalStore) Commit(ctx context.Context, step state.Step) error {
	if s.dead.Load() {
		return errDead
	}
	return s.Store.Commit(ctx, step)
}

func (m *mortal) Recommend(ctx context.Context, user string, p adcreative.Photo) (adcreative.Recommendation, error) {
	if m.dead.Load() {
		return adcreative.Recommendation{}, errDead
	}
	return m.Service.Recommend(ctx, user, p)
}

func (m *mortal) Generate(ctx context.Context, o adcreative.Order) (adcreative.Progress, error) {
	if m.dead.Load() {
		return adcreative.Progress{}, errDead
	}
	return m.Service.Generate(ctx, o)
}

func (m *mortal) Download(ctx context.Context, d adcreative.Download) (io.ReadCloser, error) {
	if m.dead.Load() {
		return nil, errDead
	}
	return m.Service.Download(ctx, d)
}

// cloud is the simulated service: what it was asked, what it made of it, what it charged.
type cloud struct {
	seed    uint64
	calm    atomic.Bool // no faults any more
	quiet   bool        // lists finished jobs alone
	history int         // jobs of others in every listing

	mu        sync.Mutex
	processes []*process
	attempts  map[string]int // of each call, by what it was about
	charged   map[string]int // by task
}

// process is a job of the cloud. Times say what a caller may see of it.
type process struct {
	id, user          string
	prompts           []string
	failed            []bool
	accepted, visible time.Time
	finished          time.Time
}

func (c *cloud) generated(prompt string) int {
	n := 0
	for _, p := range c.processes {
		for i, text := range p.prompts {
			if text == prompt && !p.failed[i] {
				n++
			}
		}
	}
	return n
}

// dice are the randomness of one call about one thing.
func (c *cloud) dice(call, about string) *rand.Rand {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := call + " " + about
	c.attempts[key]++
	return draw(c.seed, key, c.attempts[key])
}

// chance says whether one of n times something goes wrong.
func (c *cloud) chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 && !c.calm.Load() }

func linger(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *cloud) Presets(context.Context, string) ([]adcreative.Preset, error) { return nil, nil }

func (c *cloud) Recommend(ctx context.Context, _ string, p adcreative.Photo) (adcreative.Recommendation, error) {
	r := c.dice("recommend", p.Name)
	if err := linger(ctx, time.Duration(r.IntN(3000))*time.Millisecond); err != nil {
		return adcreative.Recommendation{}, err
	}
	if c.chance(r, 5) {
		return adcreative.Recommendation{}, serverFault()
	}
	return adcreative.Recommendation{AssetID: p.Name}, nil
}

func (c *cloud) Generate(ctx context.Context, o adcreative.Order) (adcreative.Progress, error) {
	r := c.dice("generate", o.Prompts[0].Prompt)
	switch {
	case c.chance(r, 8):
		return adcreative.Progress{}, adcreative.ErrTooLate
	case c.chance(r, 8):
		return adcreative.Progress{}, rateLimited()
	case c.chance(r, 8): // lost on the way there
		linger(ctx, time.Duration(r.IntN(60))*time.Second)
		return adcreative.Progress{}, serverFault()
	}
	p := c.accept(r, o)
	if c.chance(r, 4) { // lost on the way back
		linger(ctx, time.Duration(r.IntN(90))*time.Second)
		return adcreative.Progress{}, serverFault()
	}
	if err := linger(ctx, time.Until(p.accepted)); err != nil {
		return adcreative.Progress{}, err
	}
	return c.progress(p, true), nil
}

// accept takes a job: within the caller's time-out, visible within two minutes after.
func (c *cloud) accept(r *rand.Rand, o adcreative.Order) *process {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := &process{id: fmt.Sprintf("process-%d", len(c.processes)), user: o.User}
	p.accepted = time.Now().Add(time.Duration(r.IntN(55)) * time.Second)
	p.visible = p.accepted.Add(time.Duration(r.IntN(119)) * time.Second)
	p.finished = p.accepted.Add(time.Duration(r.IntN(200)) * time.Second)
	if c.quiet { // it still lists what it accepted within two minutes, so it is done by then
		p.finished = p.accepted.Add(time.Duration(r.IntN(100)) * time.Second)
	}
	for _, prompt := range o.Prompts {
		p.prompts = append(p.prompts, prompt.Prompt)
		p.failed = append(p.failed, c.chance(r, 10))
	}
	c.processes = append(c.processes, p)
	return p
}

// progress is what the cloud tells of a job.
func (c *cloud) progress(p *process, start bool) adcreative.Progress {
	out := adcreative.Progress{ProcessID: p.id, UserID: p.user, TotalTasks: len(p.prompts), State: adcreative.Started}
	for i := range p.prompts {
		task := adcreative.Task{ID: fmt.Sprintf("%s/%d", p.id, i), State: adcreative.Started}
		if finished := !start && !time.Now().Before(p.finished); finished && p.failed[i] {
			task.State = adcreative.Failed
		} else if finished {
			task.State, task.URL = adcreative.Succeeded, task.ID
		}
		out.Tasks = append(out.Tasks, task)
	}
	if !start && !time.Now().Before(p.finished) {
		out.State = adcreative.Succeeded
	}
	return out
}

func (c *cloud) Progress(ctx context.Context, user, id string) (adcreative.Progress, error) {
	r := c.dice("progress", id)
	if err := linger(ctx, time.Duration(r.IntN(2000))*time.Millisecond); err != nil || c.chance(r, 6) {
		return adcreative.Progress{}, cmp.Or(err, serverFault())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.processes {
		if p.id == id && p.user == user && !p.visible.After(time.Now()) {
			return c.progress(p, false), nil
		}
	}
	return adcreative.Progress{}, adcreative.ErrNotFound
}

func (c *cloud) AllProgress(ctx context.Context, yield func(adcreative.Progress) error) error {
	r := c.dice("list", "")
	c.mu.Lock()
	seen := append([]*process{}, c.processes...)
	now := time.Now()
	c.mu.Unlock()
	for i := range c.history {
		if err := yield(adcreative.Progress{ProcessID: fmt.Sprintf("old-%d", i), UserID: "somebody"}); err != nil {
			return err
		}
	}
	cut := c.chance(r, 6)
	for _, p := range seen {
		if cut && r.IntN(3) == 0 {
			return serverFault()
		}
		if p.visible.After(now) || (c.quiet && p.finished.After(now)) {
			continue
		}
		if err := yield(c.progress(p, false)); err != nil {
			return err
		}
	}
	if cut {
		return serverFault()
	}
	return linger(ctx, time.Duration(r.IntN(2000))*time.Millisecond)
}

func (c *cloud) Download(ctx context.Context, d adcreative.Download) (io.ReadCloser, error) {
	r := c.dice("download", d.Task)
	if c.chance(r, 8) {
		return nil, adcreative.ErrTooLate
	}
	c.mu.Lock()
	c.charged[d.Task]++
	c.mu.Unlock()
	return c.open(ctx, r, d.Task)
}

func (c *cloud) Fetch(ctx context.Context, url string) (io.ReadCloser, error) {
	return c.open(ctx, c.dice("fetch", url), url)
}

// open serves a picture, and sometimes half of it.
func (c *cloud) open(ctx context.Context, r *rand.Rand, task string) (io.ReadCloser, error) {
	if err := linger(ctx, time.Duration(r.IntN(4000))*time.Millisecond); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.processes {
		for i, prompt := range p.prompts {
			if fmt.Sprintf("%s/%d", p.id, i) == task {
				data := picture(prompt)
				if c.chance(r, 6) {
					return io.NopCloser(io.MultiReader(bytes.NewReader(data[:len(data)/2]), broken{})), nil
				}
				return io.NopCloser(bytes.NewReader(data)), nil
			}
		}
	}
	return nil, serverFault()
}

// broken is a connection that ends in the middle.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// picture is a PNG that no other text has.
func picture(text string) []byte {
	h := fnv.New32a()
	h.Write([]byte(text))
	sum := h.Sum32()
	img := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	img.SetNRGBA(0, 0, color.NRGBA{uint8(sum >> 24), uint8(sum >> 16), uint8(sum >> 8), 255})
	img.SetNRGBA(1, 0, color.NRGBA{uint8(sum), 0, 0, 255})
	var b bytes.Buffer
	png.Encode(&b, img)
	return b.Bytes()
}

func serverFault() error {
	return &adcreative.Error{Status: 500, Kind: adcreative.ServerFault, Outcome: adcreative.Unknown}
}
func rateLimited() error {
	return &adcreative.Error{Status: 429, Kind: adcreative.RateLimited, Outcome: adcreative.Refused}
}
