// Jobs for the checks: what is ordered, and waiting for it.

package adcreativetest

import (
	"encoding/json"
	"time"

	"photoshoot/engine/adcreative"
)

// preset is the first that the server offers.
func (p *probe) preset() string {
	p.Helper()
	var presets []adcreative.Preset
	p.get(adcreative.OpPresets, p.user()).answers("", &presets)
	if len(presets) == 0 {
		p.Fatalf("the server offers no preset")
	}
	return presets[0].ID
}

// recommend brings the photo in.
func (p *probe) recommend() adcreative.Recommendation {
	p.Helper()
	var r adcreative.Recommendation
	p.post(adcreative.OpRecommend, p.user(), &p.Photo).answers("recommendation.json", &r)
	return r
}

// cutOut is the photo's asset, of the suite's own account.
func (p *probe) cutOut() string {
	p.Helper()
	if p.asset == "" {
		p.asset = p.by(p.server.Account).recommend().AssetID
	}
	return p.asset
}

// prompts writes PromptObjectsString.
func (p *probe) prompts(objects ...map[string]any) string {
	p.Helper()
	text, err := json.Marshal(objects)
	if err != nil {
		p.Fatalf("prompts: %v", err)
	}
	return string(text)
}

func presetPrompt(id string) map[string]any { return map[string]any{"preset": id, "tag": "preset"} }

func customPrompt(words string, native any) map[string]any {
	return map[string]any{"tag": "custom", "prompt": words, "nativeLanguagePrompt": native}
}

// order is a form that any server must take: one preset, in a size that is soon made.
func (p *probe) order() form {
	p.Helper()
	return p.user().with("renderKind", "32", "productImageAssetId", p.cutOut(), "PromptObjectsString", p.prompts(presetPrompt(p.preset())),
		"productName", "product", "productDescription", "A product.")
}

// start begins a job.
func (p *probe) start(f form) adcreative.Progress {
	p.Helper()
	jobs := p.post(adcreative.OpGenerate, f, nil).jobs("start.json")
	if len(jobs) != 1 {
		p.Fatalf("a job was started as %+v", jobs)
	}
	return jobs[0]
}

func (p *probe) check(process string) reply {
	p.Helper()
	return p.get(adcreative.OpProgress, fields("userId", p.as.UserID, "imageProductGeneratorProcessId", process))
}

const patience = 10 * time.Minute // for one job

// wait looks at a job until all of it has ended.
func (p *probe) wait(process string) adcreative.Progress {
	p.Helper()
	for began := time.Now(); time.Since(began) < patience; time.Sleep(p.Pause) {
		jobs := p.check(process).jobs("")
		if len(jobs) == 1 && jobs[0].State.Terminal() {
			return jobs[0]
		}
	}
	p.Fatalf("process %s does not end", process)
	return adcreative.Progress{}
}

// finished is a landscape job of three prompts of both kinds, shared by the checks.
func (p *probe) finished() adcreative.Progress {
	p.Helper()
	if p.job == nil {
		q := p.by(p.server.Account)
		prompts := q.prompts(customPrompt("on a stone", nil), presetPrompt(q.preset()), customPrompt("on a beach", "am Strand"))
		started := q.start(q.order().with("renderKind", "4", "PromptObjectsString", prompts))
		if len(started.Tasks) != 3 {
			p.Fatalf("three prompts became %d tasks", len(started.Tasks))
		}
		done := q.wait(started.ProcessID)
		for i, task := range done.Tasks {
			if task.ID != started.Tasks[i].ID {
				p.Errorf("task %d is %s, at the start it was %s", i, task.ID, started.Tasks[i].ID)
			}
		}
		p.job = &done
	}
	return *p.job
}
