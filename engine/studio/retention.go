// Retention: what is old or too much goes.

package studio

import (
	"cmp"
	"errors"
	"os"
	"slices"
	"time"

	"github.com/google/uuid"
)

// sweepEvery is how often retention is looked after.
const sweepEvery = time.Minute

// tend sweeps until the studio stops.
func (s *Studio) tend() {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.sweep(s.now()); err != nil {
			s.log.Error("retention could not remove everything it should", "error", err)
		}
		select {
		case <-tick.C:
		case <-s.queue.done:
			return
		}
	}
}

// sweep removes what is older, and then what is more, than retention allows. No job can
// start on an asset meanwhile.
func (s *Studio) sweep(now time.Time) error {
	s.sweeping.Lock()
	defer s.sweeping.Unlock()
	ended := s.ended()
	keep := s.config.Retention
	if keep.Age > 0 {
		old, _ := slices.BinarySearchFunc(ended, now.Add(-keep.Age), func(j *job, t time.Time) int {
			return j.view.Load().ended().Compare(t)
		})
		if err := s.removeJobs(ended[:old]); err != nil {
			return err
		}
		ended = ended[old:]
		if err := s.removeAssets(now.Add(-keep.Age)); err != nil {
			return err
		}
	}
	if keep.Bytes > 0 {
		return s.shrink(ended, keep.Bytes)
	}
	return nil
}

// ended lists the finished processes, the one that ended first first.
func (s *Studio) ended() []*job {
	all := slices.DeleteFunc(s.book.all(), func(j *job) bool { return j.view.Load().ended().IsZero() })
	slices.SortFunc(all, func(a, b *job) int { return a.view.Load().ended().Compare(b.view.Load().ended()) })
	return all
}

// shrink removes the oldest processes, then the longest unused assets, until most bytes are left.
func (s *Studio) shrink(ended []*job, most int64) error {
	kept, err := s.disk.used(pictures, assets)
	if err != nil {
		return err
	}
	for _, j := range ended {
		if kept <= most {
			return nil
		}
		for _, t := range j.view.Load().Tasks {
			kept -= s.disk.size(pictures, t.Image, ".png") + s.disk.size(pictures, t.Image, ".jpg")
		}
		if err := s.removeJob(j); err != nil {
			return err
		}
	}
	if kept <= most {
		return nil
	}
	return s.removeAssetsDownTo(kept, most)
}

func (s *Studio) removeJobs(jobs []*job) error {
	var errs []error
	for _, j := range jobs {
		errs = append(errs, s.removeJob(j))
	}
	return errors.Join(errs...)
}

// removeJob forgets a process. Its file goes first: what a crash leaves of the pictures is
// nobody's, and goes when the folder is next opened.
func (s *Studio) removeJob(j *job) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.gone = true
	s.book.drop(j)
	p := j.view.Load()
	errs := []error{s.disk.remove(processes, p.ID, ".json")}
	for _, t := range p.Tasks {
		errs = append(errs, s.disk.remove(pictures, t.Image, ".png"), s.disk.remove(pictures, t.Image, ".jpg"))
	}
	return errors.Join(errs...)
}

// unused lists the assets that no process needs, with when they were last asked for.
func (s *Studio) unused() (map[uuid.UUID]time.Time, error) {
	ids, err := s.disk.ids(assets, ".json")
	if err != nil {
		return nil, err
	}
	last := make(map[uuid.UUID]time.Time, len(ids))
	for _, id := range ids {
		if info, err := os.Stat(s.disk.path(assets, id, ".json")); err == nil {
			last[id] = info.ModTime()
		}
	}
	for _, j := range s.book.all() {
		delete(last, j.view.Load().Asset)
	}
	return last, nil
}

func (s *Studio) removeAssets(before time.Time) error {
	last, err := s.unused()
	for id, used := range last {
		if used.Before(before) {
			err = errors.Join(err, s.removeAsset(id))
		}
	}
	return err
}

func (s *Studio) removeAssetsDownTo(kept, most int64) error {
	last, err := s.unused()
	ids := make([]uuid.UUID, 0, len(last))
	for id := range last {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return cmp.Or(last[a].Compare(last[b]), slices.Compare(a[:], b[:])) })
	for _, id := range ids {
		if kept <= most {
			break
		}
		kept -= s.disk.size(assets, id, ".json") + s.disk.size(assets, id, ".png")
		err = errors.Join(err, s.removeAsset(id))
	}
	return err
}

func (s *Studio) removeAsset(id uuid.UUID) error {
	return errors.Join(s.disk.remove(assets, id, ".json"), s.disk.remove(assets, id, ".png"))
}

// clearOrphans removes pictures that belong to no process and cut-outs that belong to no
// asset, as a crash leaves them.
func (s *Studio) clearOrphans() error {
	isPicture := func(id uuid.UUID) bool { _, known := s.book.image(id); return known }
	isAsset := func(id uuid.UUID) bool { return s.disk.size(assets, id, ".json") > 0 }
	return errors.Join(
		s.clear(pictures, ".png", isPicture), s.clear(pictures, ".jpg", isPicture),
		s.clear(assets, ".png", isAsset))
}

// clear removes the files of a kind that are not known.
func (s *Studio) clear(kind, ext string, known func(uuid.UUID) bool) error {
	ids, err := s.disk.ids(kind, ext)
	for _, id := range ids {
		if !known(id) {
			err = errors.Join(err, s.disk.remove(kind, id, ext))
		}
	}
	return err
}
