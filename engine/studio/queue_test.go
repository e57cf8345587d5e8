package studio

import (
	"testing"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
)

// Nobody waits behind all of another's jobs, and nobody's own jobs overtake each other.
func TestQueueIsFair(t *testing.T) {
	q := newQueue()
	a, b, c := uuid.New(), uuid.New(), uuid.New()
	name := map[uuid.UUID]string{a: "a", b: "b", c: "c"}
	add := func(user uuid.UUID, tasks ...adcreative.RenderState) {
		p := process{User: user}
		for _, state := range tasks {
			p.Tasks = append(p.Tasks, task{State: state})
		}
		q.put(newJob(p))
	}
	const waits, done = adcreative.Started, adcreative.Succeeded
	add(a, waits, waits, waits)
	add(a, waits)
	add(b, done, waits, waits)
	add(c, waits)
	var order string
	for range 7 {
		w, ok := q.next()
		if !ok {
			t.Fatal("closed")
		}
		order += name[w.job.view.Load().User] + string(rune('0'+w.task)) + " "
	}
	if want := "a0 b1 c0 a1 b2 a2 a0 "; order != want {
		t.Errorf("served %q, want %q", order, want)
	}
	q.close()
	if _, ok := q.next(); ok {
		t.Error("a closed queue hands out work")
	}
}
