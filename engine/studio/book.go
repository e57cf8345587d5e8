// The book: every process in memory.

package studio

import (
	"cmp"
	"slices"
	"sync"

	"github.com/google/uuid"
)

// book is every process in memory, so that a question about one never touches the disk.
type book struct {
	mu     sync.RWMutex
	jobs   map[uuid.UUID]*job
	byApp  map[uuid.UUID][]*job    // oldest first
	images map[uuid.UUID]uuid.UUID // process by the id of a public image
}

func newBook() *book {
	return &book{jobs: map[uuid.UUID]*job{}, byApp: map[uuid.UUID][]*job{}, images: map[uuid.UUID]uuid.UUID{}}
}

// openBook reads every process kept on disk, oldest first.
func openBook(d disk) (*book, []*job, error) {
	ids, err := d.ids(processes, ".json")
	if err != nil {
		return nil, nil, err
	}
	jobs := make([]*job, len(ids))
	for i, id := range ids {
		var p process
		if err := d.readJSON(processes, id, &p); err != nil {
			return nil, nil, err
		}
		jobs[i] = newJob(p)
	}
	slices.SortFunc(jobs, func(a, b *job) int {
		p, q := a.view.Load(), b.view.Load()
		return cmp.Or(p.Created.Compare(q.Created), slices.Compare(p.ID[:], q.ID[:]))
	})
	b := newBook()
	for _, j := range jobs {
		b.add(j)
	}
	return b, jobs, nil
}

func (b *book) add(j *job) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := j.view.Load()
	b.jobs[p.ID] = j
	b.byApp[p.Application] = append(b.byApp[p.Application], j)
	for _, t := range p.Tasks {
		b.images[t.Image] = p.ID
	}
}

func (b *book) drop(j *job) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := j.view.Load()
	delete(b.jobs, p.ID)
	b.byApp[p.Application] = slices.DeleteFunc(slices.Clone(b.byApp[p.Application]), func(other *job) bool { return other == j })
	for _, t := range p.Tasks {
		delete(b.images, t.Image)
	}
}

// process finds a process of application, and nothing of any other's.
func (b *book) process(application, id uuid.UUID) (*view, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	j, ok := b.jobs[id]
	if !ok {
		return nil, false
	}
	v := j.view.Load()
	return v, v.Application == application
}

// image finds the process that a public image belongs to.
func (b *book) image(id uuid.UUID) (*view, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	j, ok := b.jobs[b.images[id]]
	if !ok {
		return nil, false
	}
	return j.view.Load(), true
}

// of lists an application's processes, oldest first.
func (b *book) of(application uuid.UUID) []*job {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Clip(b.byApp[application])
}

// all lists every process, oldest first within an application.
func (b *book) all() (all []*job) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, jobs := range b.byApp {
		all = append(all, jobs...)
	}
	return all
}
