package studio_test

import (
	"context"
	"image"
	"image/draw"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"photoshoot/engine/raster"
	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// busy renders real pictures, one after the other, until it is called off.
func busy(ctx context.Context, _ string) error {
	product := image.NewNRGBA(image.Rect(0, 0, 300, 400))
	draw.Draw(product, product.Rect.Inset(2), image.White, image.Point{}, draw.Src)
	cutout := &raster.Cutout{Image: product, Source: product.Rect, Photo: product.Rect.Size()}
	for ctx.Err() == nil {
		raster.Paint(ctx, raster.Presets()[0].Scene, cutout, raster.Render{Frame: raster.Frame{Width: 1674, Height: 628}})
	}
	return ctx.Err()
}

// BenchmarkPolling asks over a socket, from many connections, while a worker renders.
func BenchmarkPolling(b *testing.B) {
	s := open(b, studio.Config{Painter: studiotest.Flat{Before: busy}})
	b.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		s.Close(ctx)
	})
	server := httptest.NewServer(s)
	b.Cleanup(server.Close)
	c := newCaller(b, s)
	process := c.start(c.recommend(mug(b)), twoPrompts)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 512}}
	app, user := c.application.String(), c.user.String()
	for name, path := range map[string]string{
		"CheckUserProgress":             "CheckUserProgress?userId=" + user + "&imageProductGeneratorProcessId=" + process,
		"CheckApplicationAllProgresses": "CheckApplicationAllProgresses?applicationId=" + app,
		"PresetKeys":                    "PresetKeys?applicationId=" + app + "&userId=" + user,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetParallelism(128)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					r, _ := http.NewRequest("GET", server.URL+api+path, nil)
					r.Header.Set("x-api-key", c.key)
					r.Header.Set("x-api-secret", c.secret)
					r.Header.Set("Authorization", "Bearer "+c.token)
					resp, err := client.Do(r)
					if err != nil {
						b.Error(err)
						return
					}
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}

// BenchmarkStart takes jobs on, each on disk before its answer.
func BenchmarkStart(b *testing.B) {
	c := newCaller(b, open(b, studio.Config{Painter: studiotest.Flat{Before: func(context.Context, string) error { return io.EOF }}}))
	asset := c.recommend(mug(b))
	for b.Loop() {
		c.start(asset, twoPrompts)
	}
}

// BenchmarkOpen takes up a folder with a thousand finished jobs.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := open(b, studio.Config{Dir: dir, Painter: studiotest.Flat{Before: func(context.Context, string) error { return io.EOF }}})
	c := newCaller(b, s)
	asset := c.recommend(mug(b))
	for range 1000 {
		c.wait(c.start(asset, twoPrompts))
	}
	closeNow(b, s)
	for b.Loop() {
		closeNow(b, open(b, studio.Config{Dir: dir}))
	}
}
