// Checks that our client and the server understand each other.

package adcreativetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"

	"photoshoot/engine/adcreative"
)

func clientChecks() []check {
	return []check{
		{"client reads", nothing, clientReads},
		{"client's whole way", paid, clientWay},
		{"client's errors", nothing, clientErrors},
	}
}

func (p *probe) client() *adcreative.Client {
	return adcreative.New(adcreative.Config{Endpoint: p.server.URL, ApplicationID: p.as.ApplicationID,
		APIKey: p.as.Key, APISecret: p.as.Secret, PrivateKey: p.as.PrivateKey, Transport: p.server.Transport})
}

func clientReads(p *probe) {
	ctx, c := context.Background(), p.client()
	var want []adcreative.Preset
	p.get(adcreative.OpPresets, p.user()).answers("", &want)
	if got, err := c.Presets(ctx, p.as.UserID); err != nil || !reflect.DeepEqual(got, want) {
		p.Errorf("the client reads %d presets of %d: %v", len(got), len(want), err)
	}
	if r, err := c.Recommend(ctx, p.as.UserID, p.Photo); err != nil || !guidForm.MatchString(r.AssetID) || len(r.Prompts) == 0 {
		p.Errorf("the client is recommended %+v: %v", r, err)
	}
	listed := p.get(adcreative.OpAllProgress, p.application()).jobs("")
	n := 0
	if err := c.AllProgress(ctx, func(adcreative.Progress) error { n++; return nil }); err != nil || n < len(listed) {
		p.Errorf("the client lists %d jobs of %d: %v", n, len(listed), err)
	}
}

func clientWay(p *probe) {
	ctx, c := context.Background(), p.client()
	if !p.Vendor {
		p.clientStarts(ctx, c)
	}
	want := p.finished()
	if got, err := c.Progress(ctx, p.as.UserID, want.ProcessID); err != nil || !reflect.DeepEqual(got, want) {
		p.Errorf("the client reads %+v, want %+v: %v", got, want, err)
	}
	file, err := c.Download(ctx, adcreative.Download{Process: want.ProcessID, Task: want.Tasks[0].ID})
	original := p.whole(file, err)
	file, err = c.Fetch(ctx, want.Tasks[0].URL)
	if public := p.whole(file, err); !bytes.Equal(original, public) {
		p.Errorf("the client downloads another picture than the public one")
	}
}

func (p *probe) clientStarts(ctx context.Context, c *adcreative.Client) {
	native := "am Strand"
	started, err := c.Generate(ctx, adcreative.Order{User: p.as.UserID, RenderKind: adcreative.RenderLeaderBoard, AssetID: p.cutOut(),
		Name: "product", Description: "A product.", SameStyle: true, DisableSafeMargin: true,
		Prompts: []adcreative.Prompt{{Tag: "preset", Preset: p.preset()}, {Tag: "custom", Prompt: "on a beach", NativeLanguagePrompt: &native}}})
	if err != nil || len(started.Tasks) != 2 {
		p.Fatalf("the client started %+v: %v", started, err)
	}
	if done := p.wait(started.ProcessID); !done.Successful {
		p.Errorf("the client's job failed: %s", done.ErrorMessage)
	}
}

func (p *probe) whole(file io.ReadCloser, err error) []byte {
	p.Helper()
	if err != nil {
		p.Fatalf("the client's download: %v", err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		p.Fatalf("the client's download: %v", err)
	}
	return data
}

func clientErrors(p *probe) {
	ctx, c := context.Background(), p.client()
	if _, err := c.Progress(ctx, p.as.UserID, p.as.UserID); !p.Vendor && !errors.Is(err, adcreative.ErrNotFound) {
		p.Errorf("the client asked for no process: %v", err)
	}
	for task, want := range map[string]adcreative.Kind{p.as.UserID: adcreative.NotFound, p.as.UserID + "1": adcreative.Invalid} {
		_, err := c.Download(ctx, adcreative.Download{Process: p.as.UserID, Task: task})
		if adcreative.KindOf(err) != want || adcreative.OutcomeOf(err) != adcreative.Refused || adcreative.TraceID(err) == "" {
			p.Errorf("the client asked for no picture: %v", err)
		}
	}
	_, err := c.Recommend(ctx, p.as.UserID, adcreative.Photo{Name: "no.txt", Data: []byte("no picture")})
	if k := adcreative.KindOf(err); k != adcreative.Invalid && k != adcreative.NoForeground {
		p.Errorf("the client sent no picture: %v", err)
	}
}
