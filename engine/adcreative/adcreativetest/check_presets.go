// Checks of PresetKeys.

package adcreativetest

import (
	"strings"

	"photoshoot/engine/adcreative"
)

func presetChecks() []check {
	return []check{
		{"presets answer", nothing, presetsAnswer},
		{"presets fields", advised, presetsFields},
		{"presets query", advised, presetsQuery},
	}
}

func presetsAnswer(p *probe) {
	var presets []adcreative.Preset
	p.get(adcreative.OpPresets, p.user()).answers("", &presets)
	seen := map[string]bool{}
	for _, preset := range presets {
		if preset.ID == "" || preset.PreviewName == "" || preset.PromptText == "" || preset.PreviewImageURL == "" || seen[preset.ID] {
			p.Errorf("a preset is %+v", preset)
		}
		seen[preset.ID] = true
	}
	if len(presets) == 0 {
		p.Errorf("there are no presets")
	}
}

// C19: all seven fields, always, and a preview behind each address.
func presetsFields(p *probe) {
	var presets []adcreative.Preset
	p.get(adcreative.OpPresets, p.user()).answers("presets.json", &presets)
	for _, preset := range presets {
		if !strings.HasSuffix(preset.PreviewImageURL, "/assets/ai-product-preset/"+preset.ID+".webp") {
			p.Errorf("the preview of %s is at %s", preset.ID, preset.PreviewImageURL)
		}
	}
	if body := p.public(presets[0].PreviewImageURL); !strings.HasPrefix(string(body), "RIFF") {
		p.Errorf("the preview of %s is no WebP", presets[0].ID)
	}
}

func presetsQuery(p *probe) {
	var presets []adcreative.Preset
	p.get(adcreative.OpPresets, fields("APPLICATIONID", strings.ToUpper(p.as.ApplicationID), "UserId", "{"+p.as.UserID+"}")).answers("presets.json", &presets)
	const zero = "00000000-0000-0000-0000-000000000000"
	p.get(adcreative.OpPresets, p.application()).rejects("userId")
	p.get(adcreative.OpPresets, p.user().without("applicationId")).rejects("applicationId")
	p.get(adcreative.OpPresets, p.user().with("userId", "nobody")).says(400, true, notValid("userId", "nobody"))
	p.get(adcreative.OpPresets, p.user().with("userId", zero)).rejects("userId")
	p.get(adcreative.OpPresets, fields("applicationId", "x", "userId", "y")).says(400, true, notValid("applicationId", "x"), notValid("userId", "y"))
}
