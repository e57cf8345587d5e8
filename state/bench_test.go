package state

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
)

func address(i int) string { return fmt.Sprintf("product.shoes[%q]", fmt.Sprintf("row-%07d", i)) }

// catalogue is a state of n products of two shots and two files each.
func catalogue(b testing.TB, n int) string {
	b.Helper()
	path := stateFile(b)
	s := lockAt(b, path)
	one := sample()
	for from := 0; from < n; from += 1000 {
		var step Step
		for i := from; i < min(from+1000, n); i++ {
			step.Heads = append(step.Heads, Head{Product: address(i), Digest: Digest{byte(i)}, Seen: Digest{1}})
			for _, name := range []string{"front", "side"} {
				shot, file := one.Shots[0], one.Files[0]
				shot.Product, shot.Address = address(i), address(i)+"."+name
				file.Shot, file.Path = shot.Address, shot.Address+".jpg"
				step.Shots, step.Files = append(step.Shots, shot), append(step.Files, file)
			}
		}
		commit(b, s, step)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkHeads(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := catalogue(b, n)
			b.ReportAllocs()
			for b.Loop() {
				r := open(b, path)
				seen := 0
				if err := r.Heads(b.Context(), func(Head) error { seen++; return nil }); err != nil || seen != n {
					b.Fatal(seen, err)
				}
				r.Close()
			}
		})
	}
}

func BenchmarkProduct(b *testing.B) {
	r := open(b, catalogue(b, 10_000))
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 7919) % 10_000
		if rec, err := r.Product(ctx, address(i)); err != nil || len(rec.Files) != 2 {
			b.Fatal(rec, err)
		}
	}
}

// BenchmarkCall is what one paid call of two pictures writes: its intent and its receipt.
func BenchmarkCall(b *testing.B) {
	for _, workers := range []int{1, 16, 64, 256} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			s := lockAt(b, stateFile(b))
			var n atomic.Int64
			b.SetParallelism(max(workers/2, 1))
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					job := sample().Jobs[0]
					i := n.Add(1)
					job.ID, job.Product = fmt.Sprint("job", i), address(int(i))
					job.Lane, job.Process = job.Product, fmt.Sprint("process", i)
					for _, to := range []JobState{Intent, Submitted} {
						job.State = to
						kind := IntentEntry
						if to == Submitted {
							kind = Accepted
						}
						if err := s.Commit(b.Context(), Step{Jobs: []Job{job}, Ledger: []Entry{{Kind: kind, Job: job.ID, Process: job.Process}}}); err != nil {
							b.Error(err)
							return
						}
					}
				}
			})
		})
	}
}

func BenchmarkOpenOfNothingToDo(b *testing.B) {
	path := catalogue(b, 100)
	for b.Loop() {
		s, err := Lock(b.Context(), path, Holder{}, 0)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
