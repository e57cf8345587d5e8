// Work that several wait for is done once.

package studio

import (
	"errors"
	"sync"
)

// once joins callers that ask for the same thing at the same time: the first does the work,
// the rest wait for what comes of it. Its zero value is ready.
type once[K comparable, V any] struct {
	mu      sync.Mutex
	running map[K]*call[V]
}

type call[V any] struct {
	done  chan struct{}
	value V
	err   error
}

func (o *once[K, V]) do(key K, work func() (V, error)) (V, error) {
	o.mu.Lock()
	if c, ok := o.running[key]; ok {
		o.mu.Unlock()
		<-c.done
		return c.value, c.err
	}
	if o.running == nil {
		o.running = map[K]*call[V]{}
	}
	c := &call[V]{done: make(chan struct{}), err: errors.New("the work came to no end")}
	o.running[key] = c
	o.mu.Unlock()
	defer func() {
		o.mu.Lock()
		delete(o.running, key)
		o.mu.Unlock()
		close(c.done)
	}()
	c.value, c.err = work()
	return c.value, c.err
}
