// The queue: whose task is next.

package studio

import (
	"sync"

	"github.com/google/uuid"
)

// queue hands out tasks in turn: one of every user who waits before a second of any. Within
// a user, tasks come in the order they were asked for.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	users   []owner // who has tasks waiting, the next to be served first
	tasks   map[owner][]work
	waiting int
	closed  bool
	done    chan struct{} // closed with the queue
}

// owner is whose turn it is.
type owner struct{ application, user uuid.UUID }

// work is one task of a job, by its place in it.
type work struct {
	job  *job
	task int
}

func newQueue() *queue {
	q := &queue{tasks: map[owner][]work{}, done: make(chan struct{})}
	q.changed = sync.NewCond(&q.mu)
	return q
}

// room says whether n more may wait under most.
func (q *queue) room(n, most int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting+n <= most
}

// put adds every task of j that has not ended.
func (q *queue) put(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	p := j.view.Load()
	who := owner{p.Application, p.User}
	for i, t := range p.Tasks {
		if t.State.Terminal() {
			continue
		}
		if len(q.tasks[who]) == 0 {
			q.users = append(q.users, who)
		}
		q.tasks[who] = append(q.tasks[who], work{j, i})
		q.waiting++
	}
	q.changed.Broadcast()
}

// next waits for a task. It says false once the queue is closed, whatever still waits.
func (q *queue) next() (work, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.users) == 0 && !q.closed {
		q.changed.Wait()
	}
	if q.closed {
		return work{}, false
	}
	who := q.users[0]
	q.users = q.users[1:]
	w := q.tasks[who][0]
	q.waiting--
	if rest := q.tasks[who][1:]; len(rest) > 0 {
		q.tasks[who] = rest
		q.users = append(q.users, who)
	} else {
		delete(q.tasks, who)
	}
	return w, true
}

func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

func (q *queue) open() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return !q.closed
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		close(q.done)
	}
	q.closed = true
	q.changed.Broadcast()
}
