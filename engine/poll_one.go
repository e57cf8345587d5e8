// Asking for jobs one by one: where the listing is mostly history, or lacks them.

package engine

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"photoshoot/engine/adcreative"
)

const (
	// swollenAt is how many jobs a listing may hold for each one watched before asking one
	// by one moves fewer bytes: docs/decisions/0005.
	swollenAt = 2.5
	// sweepEvery is how old a listing may grow while jobs are asked for one by one.
	sweepEvery = 5 * time.Minute
	// askGrowth is by how much the pause between two questions about a job grows.
	askGrowth = 1.15
	// askAtOnce is how many such questions are under way side by side.
	askAtOnce = 4
)

// swollen says whether the last listing was mostly history. Jobs in doubt need listings.
func (p *poller) swollen() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.doubted) == 0 && float64(p.listed) > swollenAt*float64(len(p.watched)) && time.Since(p.listedAt) < sweepEvery
}

// due is which jobs are asked for by themselves now: where there was a listing, those that
// it lacks although they have been accepted long enough.
func (p *poller) due(listed map[*job]adcreative.Progress) []*job {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	var jobs []*job
	for _, j := range p.watched {
		_, found := listed[j]
		young := listed != nil && now.Sub(j.Updated) < p.r.Pace.Visibility
		if found || young || now.Before(j.askAt) {
			continue
		}
		j.pause = min(max(time.Duration(float64(j.pause)*askGrowth), p.r.Pace.First), p.r.Pace.Max)
		j.askAt = now.Add(j.pause)
		jobs = append(jobs, j)
	}
	return jobs
}

// ask looks at jobs one by one. One that cannot be seen is asked for again later.
func (p *poller) ask(ctx context.Context, jobs []*job) (bool, error) {
	var moved atomic.Bool
	g := new(errgroup.Group)
	g.SetLimit(askAtOnce)
	for _, j := range jobs {
		g.Go(func() error {
			progress, err := p.r.Service.Progress(ctx, j.Lane, j.Process)
			if errors.Is(err, adcreative.ErrNotFound) {
				return nil
			}
			if err == nil && p.update(ctx, j, progress) {
				moved.Store(true)
			}
			return err
		})
	}
	err := g.Wait()
	return moved.Load(), err
}
