// Checks of Recommendations.

package adcreativetest

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"photoshoot/engine/adcreative"
)

func recommendChecks() []check {
	return []check{
		{"recommendations answer", nothing, recommendAnswer},
		{"recommendations without a file", nothing, recommendWithoutFile},
		{"recommendations of a plain surface", nothing, recommendPlain},
		{"recommendations of a large file", advised, recommendLarge},
		{"recommendations form", advised, recommendForm},
	}
}

func recommendAnswer(p *probe) {
	var presets []adcreative.Preset
	p.get(adcreative.OpPresets, p.user()).answers("", &presets)
	known := map[string]bool{}
	for _, preset := range presets {
		known[preset.ID] = true
	}
	r := p.recommend()
	if r.ProductInfo.Name == "" || r.ProductInfo.Description == "" || len(r.Prompts) == 0 || len(r.PresetIDs) == 0 {
		p.Errorf("recommends %+v", r)
	}
	for _, id := range r.PresetIDs {
		if !known[id] {
			p.Errorf("recommends preset %s, which is none of PresetKeys", id)
		}
	}
}

// E2, with both its messages.
func recommendWithoutFile(p *probe) {
	p.post(adcreative.OpRecommend, p.user(), nil).says(400, true, fault("productImage", "The productImage field is required.",
		"The request does not contain a file. Please make sure to upload the file."))
}

// E5b.
func recommendPlain(p *probe) {
	var b bytes.Buffer
	grey := image.NewGray(image.Rect(0, 0, 640, 480))
	draw.Draw(grey, grey.Bounds(), image.NewUniform(color.Gray{Y: 180}), image.Point{}, draw.Src)
	if err := png.Encode(&b, grey); err != nil {
		p.Fatalf("a plain picture: %v", err)
	}
	p.post(adcreative.OpRecommend, p.user(), &adcreative.Photo{Name: "plain.png", Data: b.Bytes()}).
		removal(adcreative.RemovalFault{Title: "Could not identify foreground in image", Code: adcreative.CodeUnknownForeground})
}

// E5a, and C1: what the page's error says is allowed.
func recommendLarge(p *probe) {
	data := make([]byte, p.server.MaxPhoto+1)
	copy(data, p.Photo.Data)
	p.post(adcreative.OpRecommend, p.user(), &adcreative.Photo{Name: "large.jpg", Data: data}).
		removal(adcreative.RemovalFault{Title: "File too large", Code: adcreative.CodeFileTooLarge, Detail: "File exceeds limit of " + megabytes(p.server.MaxPhoto) + "MB"})
	var r adcreative.Recommendation
	p.post(adcreative.OpRecommend, p.user(), &adcreative.Photo{Name: p.Photo.Name, Data: data[:p.server.MaxPhoto]}).answers("recommendation.json", &r)
}

func recommendForm(p *probe) {
	var r adcreative.Recommendation
	p.post(adcreative.OpRecommend, fields("APPLICATIONID", p.as.ApplicationID, "UserID", p.as.UserID), &p.Photo).answers("recommendation.json", &r)
	p.post(adcreative.OpRecommend, p.application(), &p.Photo).rejects("userId")
	p.post(adcreative.OpRecommend, p.user().without("applicationId"), &p.Photo).rejects("applicationId")
	p.post(adcreative.OpRecommend, p.user().with("userId", "x"), &p.Photo).says(400, true, notValid("userId", "x"))
	p.post(adcreative.OpRecommend, p.user(), &adcreative.Photo{Name: "photo.jpg", Data: []byte("no picture")}).rejects("productImage")
}
