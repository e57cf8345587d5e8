package adcreative_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"photoshoot/engine/adcreative"
)

// service fails each call with the next of its errors, and succeeds when there are none left.
type service struct {
	mu    sync.Mutex
	errs  []error
	at    []time.Time // when calls came
	yield int         // jobs listed before an error
}

func (s *service) next() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = append(s.at, time.Now())
	if len(s.errs) == 0 {
		return nil
	}
	err := s.errs[0]
	s.errs = s.errs[1:]
	return err
}

func (s *service) Presets(context.Context, string) ([]adcreative.Preset, error) {
	return []adcreative.Preset{{}}, s.next()
}
func (s *service) Recommend(context.Context, string, adcreative.Photo) (adcreative.Recommendation, error) {
	return adcreative.Recommendation{AssetID: "a"}, s.next()
}
func (s *service) Generate(context.Context, adcreative.Order) (adcreative.Progress, error) {
	return adcreative.Progress{ProcessID: "p"}, s.next()
}
func (s *service) Progress(context.Context, string, string) (adcreative.Progress, error) {
	return adcreative.Progress{ProcessID: "p"}, s.next()
}
func (s *service) AllProgress(_ context.Context, yield func(adcreative.Progress) error) error {
	err := s.next()
	for range s.yield {
		if err := yield(adcreative.Progress{}); err != nil {
			return err
		}
	}
	return err
}
func (s *service) Download(context.Context, adcreative.Download) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("file")), s.next()
}
func (s *service) Fetch(context.Context, string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("file")), s.next()
}

func fault(kind adcreative.Kind, outcome adcreative.Outcome) error {
	return &adcreative.Error{Kind: kind, Outcome: outcome}
}

// calls are the calls of a service by name, with what they return when they succeed.
func calls(s adcreative.Service) map[adcreative.Op]func(context.Context) (bool, error) {
	return map[adcreative.Op]func(context.Context) (bool, error){
		adcreative.OpPresets: func(ctx context.Context) (bool, error) { p, err := s.Presets(ctx, ""); return len(p) == 1, err },
		adcreative.OpRecommend: func(ctx context.Context) (bool, error) {
			r, err := s.Recommend(ctx, "", adcreative.Photo{})
			return r.AssetID == "a", err
		},
		adcreative.OpGenerate: func(ctx context.Context) (bool, error) {
			p, err := s.Generate(ctx, adcreative.Order{})
			return p.ProcessID == "p", err
		},
		adcreative.OpProgress: func(ctx context.Context) (bool, error) {
			p, err := s.Progress(ctx, "", "")
			return p.ProcessID == "p", err
		},
		adcreative.OpAllProgress: func(ctx context.Context) (bool, error) {
			return true, s.AllProgress(ctx, func(adcreative.Progress) error { return nil })
		},
		adcreative.OpDownload: func(ctx context.Context) (bool, error) {
			f, err := s.Download(ctx, adcreative.Download{})
			return f != nil, err
		},
		adcreative.OpFetch: func(ctx context.Context) (bool, error) { f, err := s.Fetch(ctx, ""); return f != nil, err },
	}
}

// Which failure of which call is tried again: what a second try could cost decides.
func TestRetryPolicy(t *testing.T) {
	reads := []adcreative.Op{adcreative.OpPresets, adcreative.OpProgress, adcreative.OpAllProgress, adcreative.OpFetch}
	free := append(reads, adcreative.OpRecommend, adcreative.OpDownload)
	for _, test := range []struct {
		err   error
		again []adcreative.Op
	}{
		{fault(adcreative.RateLimited, adcreative.Refused), free},
		{fault(adcreative.Unreachable, adcreative.NotSent), free},
		{fault(adcreative.ServerFault, adcreative.NotSent), free}, // of the token call
		{fault(adcreative.ServerFault, adcreative.Unknown), reads},
		{fault(adcreative.Unreachable, adcreative.Unknown), reads},
		{fault(adcreative.TimedOut, adcreative.Unknown), reads},
		{fault(adcreative.Truncated, adcreative.Unknown), reads},
		{fault(adcreative.Malformed, adcreative.Unknown), reads},
		{fault(adcreative.Unauthorized, adcreative.Refused), nil},
		{fault(adcreative.Unauthorized, adcreative.NotSent), nil},
		{fault(adcreative.Invalid, adcreative.Refused), nil},
		{fault(adcreative.NotFound, adcreative.Refused), nil},
		{fault(adcreative.NoCredits, adcreative.Refused), nil},
		{fault(adcreative.Interrupted, adcreative.NotSent), nil},
		{errors.New("other"), nil},
	} {
		for op := range calls(&service{}) {
			synctest.Test(t, func(t *testing.T) {
				s := &service{errs: []error{test.err}}
				ok, err := calls(adcreative.Retry(s))[op](t.Context())
				want := 1
				for _, o := range test.again {
					if o == op {
						want = 2
					}
				}
				if len(s.at) != want || (err == nil) != (want == 2) || !ok {
					t.Errorf("%s after %v: %d tries, %v", op, test.err, len(s.at), err)
				}
			})
		}
	}
}

// Pauses double, vary, and are at least what the service asks for; tries end.
func TestRetryPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := fault(adcreative.ServerFault, adcreative.Unknown)
		s := &service{errs: []error{slow, slow, slow, slow, slow, slow}}
		if _, err := adcreative.Retry(s).Presets(t.Context(), ""); err != slow || len(s.at) != 5 {
			t.Errorf("%d tries: %v", len(s.at), err)
		}
		for i, least := 1, 500*time.Millisecond; i < len(s.at); i, least = i+1, 2*least {
			if pause := s.at[i].Sub(s.at[i-1]); pause < least || pause >= 2*least {
				t.Errorf("pause %d is %v", i, pause)
			}
		}
		asked := &adcreative.Error{Kind: adcreative.RateLimited, RetryAfter: 30 * time.Second}
		s = &service{errs: []error{asked}}
		if adcreative.Retry(s).Presets(t.Context(), ""); s.at[1].Sub(s.at[0]) != 30*time.Second {
			t.Errorf("waited %v of 30 s", s.at[1].Sub(s.at[0]))
		}
		asked = &adcreative.Error{Kind: adcreative.RateLimited, RetryAfter: time.Hour}
		s = &service{errs: []error{asked}}
		if _, err := adcreative.Retry(s).Presets(t.Context(), ""); err != asked || len(s.at) != 1 {
			t.Errorf("an hour's wait was not left to the caller: %v", err)
		}
	})
}

// A caller who goes away ends the waiting.
func TestRetryEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 600*time.Millisecond)
		defer cancel()
		slow := fault(adcreative.ServerFault, adcreative.Unknown)
		s := &service{errs: []error{slow, slow, slow, slow, slow}}
		if _, err := adcreative.Retry(s).Presets(ctx, ""); err != slow || len(s.at) > 2 {
			t.Errorf("%d tries: %v", len(s.at), err)
		}
	})
}

// A listing that broke off is not begun again: its caller would see jobs twice.
func TestRetryOfListing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := fault(adcreative.Truncated, adcreative.Unknown)
		s := &service{errs: []error{broken}, yield: 3}
		n := 0
		err := adcreative.Retry(s).AllProgress(t.Context(), func(adcreative.Progress) error { n++; return nil })
		if n != 3 || err != broken || len(s.at) != 1 {
			t.Errorf("%d jobs in %d tries: %v", n, len(s.at), err)
		}
	})
}

// The bucket lets through what it says, in one burst and then evenly.
func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &service{}
		limited := adcreative.Limit(s, 10)
		began := time.Now()
		var all sync.WaitGroup
		for range 110 {
			all.Go(func() { limited.Presets(t.Context(), "") })
		}
		all.Wait()
		if took := time.Since(began); took.Round(time.Second) != 10*time.Second {
			t.Errorf("110 calls at 10 a second took %v", took)
		}
		for range 100 {
			limited.Fetch(t.Context(), "")
		}
		if took := time.Since(began); took.Round(time.Second) != 10*time.Second {
			t.Errorf("public images waited: %v", took)
		}
	})
}

// A 429 stops every call for as long as it says, halves the rate once, and is forgotten
// call by call.
func TestLimitSlowsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tooFast := &adcreative.Error{Kind: adcreative.RateLimited, Outcome: adcreative.Refused, RetryAfter: 20 * time.Second}
		s := &service{}
		limited := adcreative.Limit(s, 10)
		for range 20 { // spends the burst
			limited.Presets(t.Context(), "")
		}
		s.errs, s.at = []error{tooFast, tooFast, tooFast}, nil
		var all sync.WaitGroup
		for range 63 {
			all.Go(func() { limited.Presets(t.Context(), "") })
		}
		all.Wait()
		if pause := s.at[1].Sub(s.at[0]); pause < 20*time.Second {
			t.Errorf("the second call came after %v", pause)
		}
		for range 40 { // two seconds at half the rate would give all of it back
			limited.Presets(t.Context(), "")
		}
		began := time.Now()
		for range 100 {
			limited.Presets(t.Context(), "")
		}
		if took := time.Since(began).Round(time.Second); took != 10*time.Second {
			t.Errorf("after recovery 100 calls took %v", took)
		}
	})
}

// Calls that were on their way together are one sign, however many are refused.
func TestLimitSlowsDownOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &service{}
		limited := adcreative.Limit(late{s}, 10)
		for range 8 {
			s.errs = append(s.errs, fault(adcreative.RateLimited, adcreative.Refused))
		}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() { limited.Presets(t.Context(), "") })
		}
		all.Wait()
		began := time.Now()
		for range 20 {
			all.Go(func() { limited.Presets(t.Context(), "") })
		}
		all.Wait()
		if took := time.Since(began); took > 5*time.Second { // at half the rate: 20 calls less the burst, and a second
			t.Errorf("20 calls took %v", took)
		}
	})
}

// late answers after a second.
type late struct{ adcreative.Service }

func (l late) Presets(ctx context.Context, user string) ([]adcreative.Preset, error) {
	time.Sleep(time.Second)
	return l.Service.Presets(ctx, user)
}

// What could not get its turn was not sent.
func TestLimitGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &service{}
		limited := adcreative.Limit(s, 0.1)
		limited.Presets(t.Context(), "")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := limited.Generate(ctx, adcreative.Order{})
		if adcreative.OutcomeOf(err) != adcreative.NotSent || adcreative.KindOf(err) != adcreative.TimedOut || !errors.Is(err, context.DeadlineExceeded) || len(s.at) != 1 {
			t.Errorf("%d calls: %v", len(s.at), err)
		}
	})
}

// A job's turn that comes too late is kept for its next try: at the end of the queue it
// would come too late again, and none would ever be sent.
func TestLimitKeepsTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &service{}
		limited, began := adcreative.Limit(punctual{s}, 0.5), time.Now()
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				for try := 0; ; try++ {
					ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
					_, err := limited.Generate(ctx, adcreative.Order{NotAfter: time.Now().Add(5 * time.Second)})
					cancel()
					if err == nil {
						return
					}
					if adcreative.OutcomeOf(err) != adcreative.NotSent || try == 10 {
						t.Errorf("after %d tries: %v", try, err)
						return
					}
				}
			})
		}
		all.Wait()
		if took := time.Since(began).Round(time.Second); len(s.at) != 20 || took > 40*time.Second {
			t.Errorf("%d jobs took %v", len(s.at), took)
		}
	})
}

// punctual refuses jobs after their time, as the client does.
type punctual struct{ adcreative.Service }

func (p punctual) Generate(ctx context.Context, o adcreative.Order) (adcreative.Progress, error) {
	if time.Now().After(o.NotAfter) {
		return adcreative.Progress{}, adcreative.ErrTooLate
	}
	return p.Service.Generate(ctx, o)
}

// Without a rate, calls wait for nothing but a Retry-After.
func TestNoLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &service{errs: []error{&adcreative.Error{Kind: adcreative.RateLimited, RetryAfter: time.Second}}}
		free, began := adcreative.Limit(s, 0), time.Now()
		for range 1000 {
			free.Presets(t.Context(), "")
		}
		if took := time.Since(began); took != time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestTrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for op := range calls(&service{}) {
			failed := fault(adcreative.ServerFault, adcreative.Unknown)
			s := &service{errs: []error{failed}}
			var told []adcreative.Call
			traced := calls(adcreative.Trace(s, func(c adcreative.Call) { told = append(told, c) }))
			began := time.Now()
			traced[op](t.Context())
			traced[op](t.Context())
			if len(told) != 2 || told[0].Op != op || told[0].Err != failed || told[1].Err != nil || told[0].Began != began || told[0].Took != 0 {
				t.Errorf("%s was told as %+v", op, told)
			}
		}
	})
}
