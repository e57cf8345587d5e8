package state

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTheLockNamesItsHolder(t *testing.T) {
	path := made(t)
	if h, err := Status(path); h != nil || err != nil {
		t.Fatalf("unlocked: %v, %v", h, err)
	}
	holder := Holder{ID: "h1", Who: "ann@shop", Host: "shop", PID: 7, Operation: "apply", Started: tick}
	s, err := Lock(t.Context(), path, holder, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if h, err := Status(path); err != nil || h == nil || *h != holder {
		t.Errorf("status: %+v, %v", h, err)
	}
	_, err = Lock(t.Context(), path, Holder{Who: "bob@shop"}, 0)
	var locked *LockedError
	if !errors.As(err, &locked) || locked.Holder != holder || !strings.Contains(err.Error(), "ann@shop") {
		t.Errorf("the second lock: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := Lock(ctx, path, Holder{}, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a lock that waits: %v", err)
	}
	time.AfterFunc(20*time.Millisecond, func() { s.Close() })
	second, err := Lock(t.Context(), path, Holder{}, time.Minute)
	if err != nil {
		t.Fatalf("it waited in vain: %v", err)
	}
	if h, err := Status(path); err != nil || h == nil || h.ID == "" {
		t.Errorf("a holder without a name: %+v, %v", h, err)
	}
	second.Close()
}

func TestForceFencesTheOldWriterOff(t *testing.T) {
	for _, committed := range []bool{false, true} {
		t.Run(fmt.Sprint("it has committed: ", committed), func(t *testing.T) {
			path := made(t)
			old := lockAt(t, path)
			if committed {
				commit(t, old, Step{Heads: []Head{{Product: "product.old"}}})
			}
			if err := Force(path, "somebody else"); err == nil {
				t.Fatal("forced without the right id")
			}
			if err := Force(path, "test"); err != nil {
				t.Fatal(err)
			}
			if err := old.Commit(t.Context(), Step{Heads: []Head{{Product: "product.late"}}}); !errors.Is(err, ErrFenced) {
				t.Errorf("the old writer: %v", err)
			}
			next := lockAt(t, path)
			commit(t, next, Step{Heads: []Head{{Product: "product.new"}}})
			if err := old.Commit(t.Context(), Step{Heads: []Head{{Product: "product.late"}}}); !errors.Is(err, ErrFenced) {
				t.Errorf("the old writer: %v", err)
			}
			if rec, err := next.Product(t.Context(), "product.late"); err != nil || rec.Head.Product != "" {
				t.Errorf("it wrote %+v, %v", rec, err)
			}
			if err := old.Close(); err != nil {
				t.Error(err)
			}
			if h, err := Status(path); err != nil || h == nil {
				t.Errorf("the old writer's Close freed the new lock: %v", err)
			}
		})
	}
}

func TestForceOfWhatNobodyHolds(t *testing.T) {
	if err := Force(made(t), "x"); err != nil {
		t.Error(err)
	}
}

func TestTwoThatMakeOneStateAreToldApart(t *testing.T) {
	path := stateFile(t)
	old := lockAt(t, path)
	if err := Force(path, "test"); err != nil {
		t.Fatal(err)
	}
	next := lockAt(t, path)
	commit(t, next, sample())
	if err := old.Commit(t.Context(), sample()); !errors.Is(err, ErrFenced) {
		t.Error(err)
	}
}
