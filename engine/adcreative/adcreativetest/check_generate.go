// Checks of AdCreative.

package adcreativetest

import (
	"bytes"
	"image"
	"image/png"
	"strconv"
	"strings"

	"photoshoot/engine/adcreative"
)

func generateChecks() []check {
	return []check{
		{"start answer", paid, startAnswer},
		{"start form", advised | paid, startForm},
		{"start refusals", advised, startRefusals},
		{"prompts refused", advised, promptsRefused},
		{"render kinds", advised | paid | leisure, kindsAccepted},
		{"render kinds refused", advised, kindsRefused},
		{"landscape size", paid, landscapeSize},
	}
}

// The start answer, of a job of six: the most prompts, of one preset.
func startAnswer(p *probe) {
	one := presetPrompt(p.preset())
	job := p.start(p.order().with("PromptObjectsString", p.prompts(one, one, one, one, one, one), "UseSameStyleReferenceImage", ""))
	want := adcreative.NewProgress(p.as.ApplicationID, p.as.UserID, job.ProcessID, job.Tasks)
	if job.MessageType != want.MessageType || job.State != want.State || job.ApplicationID != want.ApplicationID || job.UserID != want.UserID ||
		job.TotalTasks != 6 || len(job.Tasks) != 6 || job.CompletedTasks != 0 || job.Percent != 0 || job.RenderType != want.RenderType ||
		job.Successful || job.ErrorMessage != "" {
		p.Errorf("started as %+v", job)
	}
	seen := map[string]bool{}
	for _, task := range job.Tasks {
		if task.State != adcreative.Started || seen[task.ID] {
			p.Errorf("task %s is in state %d", task.ID, task.State)
		}
		seen[task.ID] = true
	}
	if !p.Vendor { // whoever starts a job waits for it
		p.wait(job.ProcessID)
	}
}

// C13 and C14: names in any case, empty flags, flags in any case, ids in any form.
func startForm(p *probe) {
	var odd form
	for _, f := range p.order() {
		odd = append(odd, adcreative.Field{Name: strings.ToUpper(f.Name), Value: f.Value})
	}
	for _, f := range []form{
		odd,
		p.order().with("DisableSafeMargin", "", "UseSameStyleReferenceImage", ""),
		p.order().with("DisableSafeMargin", "TRUE", "UseSameStyleReferenceImage", "False"),
		p.order().with("productImageAssetId", strings.ReplaceAll(p.cutOut(), "-", "")),
		p.order().with("PromptObjectsString", " [ {\"nativeLanguagePrompt\":\"“am Strand”\",\n\"prompt\":\"on a \\\"beach\\\"\",\"tag\":\"custom\"} ] "),
		p.order().with("PromptObjectsString", `[{"tag":"custom","prompt":"on a beach"}]`),
	} {
		if done := p.wait(p.start(f).ProcessID); !done.Successful {
			p.Errorf("a job failed: %s", done.ErrorMessage)
		}
	}
}

func startRefusals(p *probe) {
	for _, name := range []string{"applicationId", "userId", "renderKind", "productImageAssetId", "PromptObjectsString", "productName", "productDescription"} {
		p.post(adcreative.OpGenerate, p.order().without(name), nil).rejects(name)
		p.post(adcreative.OpGenerate, p.order().with(name, ""), nil).rejects(name)
	}
	for name, value := range map[string]string{"applicationId": "1", "userId": "2", "productImageAssetId": "3", "renderKind": "four",
		"DisableSafeMargin": "perhaps", "UseSameStyleReferenceImage": "2"} {
		p.post(adcreative.OpGenerate, p.order().with(name, value), nil).says(400, true, notValid(name, value))
	}
	p.post(adcreative.OpGenerate, p.order().with("productImageAssetId", p.as.UserID), nil).refuses(404, false)
}

// C16, and the number of prompts.
func promptsRefused(p *probe) {
	seven := make([]map[string]any, 7)
	for i := range seven {
		seven[i] = presetPrompt(p.preset())
	}
	for _, text := range []string{
		"on a beach", "[", "{}", "null", "[]", "[1]", p.prompts(seven...), `[{"tag":"custom"}]`, `[{"tag":"custom","prompt":" "}]`,
		`[{"tag":"preset"}]`, `[{"tag":"preset","preset":"none_of_presetkeys"}]`, `[{"tag":"other","prompt":"on a beach"}]`, `[{"prompt":"on a beach"}]`,
	} {
		p.post(adcreative.OpGenerate, p.order().with("PromptObjectsString", text), nil).rejects("PromptObjectsString")
	}
}

// All fourteen kinds, and their sizes where a page gives one.
func kindsAccepted(p *probe) {
	for _, kind := range adcreative.RenderKinds() {
		done := p.wait(p.start(p.order().with("renderKind", strconv.Itoa(int(kind)), "DisableSafeMargin", "true")).ProcessID)
		if !done.Successful || len(done.Tasks) != 1 {
			p.Errorf("kind %v ended as %+v", kind, done)
			continue
		}
		if got, want := p.size(p.public(done.Tasks[0].URL)), kind.Size(); want != (image.Point{}) && got != want {
			p.Errorf("kind %v is %v, want %v", kind, got, want)
		}
	}
}

func kindsRefused(p *probe) {
	for _, kind := range []string{"3", "-1", "5", "1024", "2048", "4096", "8192", "16384", "1e2", "4.0", "99999999999999999999"} {
		p.post(adcreative.OpGenerate, p.order().with("renderKind", kind), nil).says(400, true, notValid("renderKind", kind))
	}
}

// The safe margin is there unless it is disabled.
func landscapeSize(p *probe) {
	if got := p.size(p.public(p.finished().Tasks[0].URL)); got != image.Pt(1674, 628) {
		p.Errorf("a landscape is %v, want 1674x628", got)
	}
	if p.Vendor {
		return
	}
	done := p.wait(p.start(p.order().with("renderKind", "4", "DisableSafeMargin", "true")).ProcessID)
	if got := p.size(p.public(done.Tasks[0].URL)); got != image.Pt(1200, 628) {
		p.Errorf("a landscape without margin is %v, want 1200x628", got)
	}
}

func (p *probe) size(file []byte) image.Point {
	p.Helper()
	config, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		p.Fatalf("a picture is no PNG: %v", err)
	}
	return image.Pt(config.Width, config.Height)
}
