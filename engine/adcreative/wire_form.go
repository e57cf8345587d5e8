// The multipart forms of the two POST calls, with field names exactly as documented.

package adcreative

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strconv"
)

// Field is one value of a form or a query.
type Field struct{ Name, Value string }

// PhotoField is the name under which Recommendations takes its file.
const PhotoField = "productImage"

// Fields are the form fields of AdCreative for o, in the page's order.
func (o Order) Fields(application string) []Field {
	return []Field{
		{"applicationId", application},
		{"userId", o.User},
		{"renderKind", strconv.Itoa(int(o.RenderKind))},
		{"productImageAssetId", o.AssetID},
		{"PromptObjectsString", promptObjects(o.Prompts)},
		{"productName", o.Name},
		{"productDescription", o.Description},
		{"DisableSafeMargin", strconv.FormatBool(o.DisableSafeMargin)},
		{"UseSameStyleReferenceImage", strconv.FormatBool(o.SameStyle)},
	}
}

// The two kinds of prompt, with the keys that the page shows for each.
type (
	presetPrompt struct {
		Preset string `json:"preset"`
		Tag    string `json:"tag"`
		Prompt string `json:"prompt,omitempty"` // a variation, in words of ours; the page's examples have none
	}
	customPrompt struct {
		Tag    string  `json:"tag"`
		Prompt string  `json:"prompt"`
		Native *string `json:"nativeLanguagePrompt"`
	}
)

func promptObjects(prompts []Prompt) string {
	objects := make([]any, len(prompts))
	for i, p := range prompts {
		if p.Tag == "preset" {
			objects[i] = presetPrompt{p.Preset, p.Tag, p.variationAlone()}
		} else {
			objects[i] = customPrompt{p.Tag, p.Prompt, p.NativeLanguagePrompt}
		}
	}
	text, _ := json.Marshal(objects) // strings and arrays of them always marshal
	return string(text)
}

// Form writes a multipart body of fields and, unless nil, a photo. Writing to memory
// cannot fail.
func Form(fields []Field, photo *Photo) (body []byte, contentType string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields {
		w.WriteField(f.Name, f.Value)
	}
	if photo != nil {
		name := photo.Name
		if name == "" {
			name = "photo"
		}
		part, _ := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {multipart.FileContentDisposition(PhotoField, name)},
			"Content-Type":        {http.DetectContentType(photo.Data)},
		})
		part.Write(photo.Data)
	}
	w.Close()
	return b.Bytes(), w.FormDataContentType()
}
