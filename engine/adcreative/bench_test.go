package adcreative_test

import (
	"bytes"
	"strings"
	"testing"

	"photoshoot/engine/adcreative"
)

// BenchmarkListing decodes a listing of finished jobs of six tasks each.
func BenchmarkListing(b *testing.B) {
	jobs, err := adcreative.ReadProgress(example(b, "progress.json"))
	if err != nil {
		b.Fatal(err)
	}
	one := marshal(b, adcreative.ProgressForm(jobs[0]))
	const count = 1000
	listing := "[" + strings.Repeat(string(one)+",", count-1) + string(one) + "]"
	b.SetBytes(int64(len(listing)))
	for b.Loop() {
		n := 0
		err := adcreative.ReadListing(bytes.NewReader([]byte(listing)), func(adcreative.Progress) error { n++; return nil })
		if err != nil || n != count {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/count, "µs/job")
}
