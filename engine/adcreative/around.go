// Wrappers: a Service that does something around every call of another.

package adcreative

import (
	"context"
	"io"
)

// around is next with call around each of its calls. call runs do as often as it sees fit.
type around struct {
	next Service
	call func(ctx context.Context, op Op, do func(context.Context) error) error
}

func (a around) Presets(ctx context.Context, user string) (presets []Preset, err error) {
	err = a.call(ctx, OpPresets, func(ctx context.Context) (err error) {
		presets, err = a.next.Presets(ctx, user)
		return err
	})
	return presets, err
}

func (a around) Recommend(ctx context.Context, user string, photo Photo) (r Recommendation, err error) {
	err = a.call(ctx, OpRecommend, func(ctx context.Context) (err error) {
		r, err = a.next.Recommend(ctx, user, photo)
		return err
	})
	return r, err
}

func (a around) Generate(ctx context.Context, order Order) (p Progress, err error) {
	err = a.call(ctx, OpGenerate, func(ctx context.Context) (err error) {
		p, err = a.next.Generate(ctx, order)
		return err
	})
	return p, err
}

func (a around) Progress(ctx context.Context, user, process string) (p Progress, err error) {
	err = a.call(ctx, OpProgress, func(ctx context.Context) (err error) {
		p, err = a.next.Progress(ctx, user, process)
		return err
	})
	return p, err
}

func (a around) AllProgress(ctx context.Context, yield func(Progress) error) error {
	return a.call(ctx, OpAllProgress, func(ctx context.Context) error { return a.next.AllProgress(ctx, yield) })
}

func (a around) Download(ctx context.Context, d Download) (file io.ReadCloser, err error) {
	err = a.call(ctx, OpDownload, func(ctx context.Context) (err error) {
		file, err = a.next.Download(ctx, d)
		return err
	})
	return file, err
}

func (a around) Fetch(ctx context.Context, url string) (file io.ReadCloser, err error) {
	err = a.call(ctx, OpFetch, func(ctx context.Context) (err error) {
		file, err = a.next.Fetch(ctx, url)
		return err
	})
	return file, err
}
