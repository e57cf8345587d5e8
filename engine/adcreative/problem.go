// The bodies of refusals: one type for the shapes of the documentation, read and written here.

package adcreative

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Problem is a refusal's body: shape A, which names the layers a fault went through, or
// shape B, which names fields that are not valid.
type Problem struct {
	Status     int
	Validation bool // shape B
	Faults     []Fault
	TraceID    string
}

// Fault is what one layer, or one field, has to say.
type Fault struct {
	Where string // "engine: ProductGeneration/Download", "business:", or a field's name
	Texts []string
}

// Shape A and shape B as they travel.
type (
	layerBody struct {
		Errors     faults  `json:"errors"`
		Type       string  `json:"type"`
		Title      string  `json:"title"`
		Status     int     `json:"status"`
		Detail     *string `json:"detail"`
		Instance   *string `json:"instance"`
		Extensions traced  `json:"extensions"`
	}
	validationBody struct {
		Errors faults `json:"errors"`
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		traced
	}
	traced struct {
		TraceID string `json:"traceId"`
	}
)

// The titles that every refusal of a shape has, which say nothing of it.
const (
	layerTitle      = "One or more errors occurred."
	validationTitle = "One or more validation errors occurred."
)

// MarshalJSON writes the shape's fields in the page's order.
func (p Problem) MarshalJSON() ([]byte, error) {
	if p.Validation {
		return json.Marshal(validationBody{
			Errors: p.Faults, Status: p.Status, traced: traced{p.TraceID},
			Type:  "https://tools.ietf.org/html/rfc9110#section-15.5.1",
			Title: validationTitle,
		})
	}
	return json.Marshal(layerBody{
		Errors: p.Faults, Status: p.Status, Extensions: traced{p.TraceID},
		Type:  "https://tools.ietf.org/html/rfc7231#section-6.5.1",
		Title: layerTitle,
	})
}

// UnmarshalJSON reads either shape. The type is not looked at: the page shows the same one
// for faults of every kind.
func (p *Problem) UnmarshalJSON(data []byte) error {
	var body struct {
		Errors        faults
		Title, Detail string
		Message       string // a gateway's
		Status        int
		TraceID       string
		Extensions    traced
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	*p = Problem{Status: body.Status, Faults: body.Errors, TraceID: body.TraceID}
	if p.TraceID == "" {
		p.TraceID = body.Extensions.TraceID
	}
	for _, f := range p.Faults {
		p.Validation = p.Validation || !f.layered()
	}
	for _, text := range []string{body.Detail, body.Message, body.Title} {
		if len(p.Faults) == 0 && text != "" && text != layerTitle && text != validationTitle {
			p.Faults = []Fault{{Texts: []string{text}}}
		}
	}
	return nil
}

// layered says whether the fault names a layer and not a field.
func (f Fault) layered() bool {
	layer, _, found := strings.Cut(f.Where, ":")
	return f.Where == "" || found && (layer == "engine" || layer == "business")
}

// faults travel as an object of texts by place, whose order is kept: the layer where a
// fault began comes first. A background remover's own errors, an array, count as texts.
type faults []Fault

func (f faults) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for _, fault := range f {
		where, _ := json.Marshal(fault.Where) // strings always marshal
		texts, _ := json.Marshal(fault.Texts)
		b = append(append(append(append(b, where...), ':'), texts...), ',')
	}
	return append(bytes.TrimSuffix(b, []byte{','}), '}'), nil
}

func (f *faults) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		if texts := faultTexts(data); len(texts) > 0 {
			*f = faults{{Texts: texts}}
		}
		return nil
	}
	return eachField(data, func(where string, value json.RawMessage) error {
		*f = append(*f, Fault{where, faultTexts(value)})
		return nil
	})
}

// faultTexts reads one text or several, or the background remover's objects.
func faultTexts(value json.RawMessage) (texts []string) {
	var one string
	if json.Unmarshal(value, &one) == nil && one != "" {
		return []string{one}
	}
	var items []json.RawMessage
	if json.Unmarshal(value, &items) != nil {
		return nil
	}
	for _, item := range items {
		var text string
		var removal RemovalFault
		switch {
		case json.Unmarshal(item, &text) == nil && text != "":
			texts = append(texts, text)
		case json.Unmarshal(item, &removal) == nil && removal.Title != "":
			texts = append(texts, removal.Text())
		}
	}
	return texts
}

// RemovalFault is an error of the background remover, which the service passes on as text.
type RemovalFault struct {
	Title  string `json:"title"`
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
}

// The codes of the page.
const (
	CodeFileTooLarge      = "file_too_large"
	CodeUnknownForeground = "unknown_foreground"
)

const removalPrefix = "Error while removing background:"

type removalBody struct {
	Errors []RemovalFault `json:"errors"`
}

// Text is shape C: the fault as it stands within a message.
func (f RemovalFault) Text() string {
	body, _ := json.Marshal(removalBody{[]RemovalFault{f}}) // strings always marshal
	return removalPrefix + " " + string(body)
}

// removalFault finds the background remover's error in a message of shape C.
func removalFault(text string) (RemovalFault, bool) {
	_, rest, found := strings.Cut(text, removalPrefix)
	var body removalBody
	if !found || json.NewDecoder(strings.NewReader(rest)).Decode(&body) != nil || len(body.Errors) == 0 {
		return RemovalFault{}, false
	}
	return body.Errors[0], true
}
