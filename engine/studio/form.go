// Forms: what a request asks, and what is wrong with it.

package studio

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
)

// form is what a request asks, by lower-case name, from its query or its body. Each reader
// of a field notes what is wrong with it, so that one answer names every fault.
type form struct {
	values map[string]string
	file   *upload
	faults []adcreative.Fault
}

func newForm() *form {
	return &form{values: map[string]string{}}
}

func query(r *http.Request) *form {
	f := newForm()
	values := r.URL.Query()
	for name := range values {
		f.set(name, values.Get(name))
	}
	return f
}

// set keeps the first value of a name, in whatever case it is written.
func (f *form) set(name, value string) {
	name = strings.ToLower(name)
	if _, twice := f.values[name]; !twice {
		f.values[name] = value
	}
}

func (f *form) get(name string) string { return strings.TrimSpace(f.values[strings.ToLower(name)]) }

// fault notes what p says, under one name for each field.
func (f *form) fault(p *problem) {
	for _, said := range p.Faults {
		at := slices.IndexFunc(f.faults, func(known adcreative.Fault) bool { return known.Where == said.Where })
		if at < 0 {
			f.faults = append(f.faults, said)
			continue
		}
		f.faults[at].Texts = append(f.faults[at].Texts, said.Texts...)
	}
}

// err is everything the readers found wrong.
func (f *form) err() error {
	if len(f.faults) == 0 {
		return nil
	}
	return invalidFields(f.faults)
}

// guid reads a required id, which may not be all zeros.
func (f *form) guid(name string) uuid.UUID {
	text := f.get(name)
	if text == "" {
		f.fault(missing(name))
		return uuid.Nil
	}
	id, ok := parseGUID(text)
	if !ok {
		f.fault(badValue(name, text))
	}
	return id
}

// parseGUID reads the forms that a .NET server does; a URN is not among them.
func parseGUID(text string) (uuid.UUID, bool) {
	id, err := uuid.Parse(text)
	return id, err == nil && id != uuid.Nil && len(text) != len("urn:uuid:")+36
}

// text reads a required text of at most most characters.
func (f *form) text(name string, most int) string {
	text := f.get(name)
	switch {
	case text == "":
		f.fault(missing(name))
	case len([]rune(text)) > most:
		f.fault(invalid(name, "The field "+name+" must be at most "+strconv.Itoa(most)+" characters."))
	}
	return text
}

// boolean reads an optional flag; an empty one counts as left out.
func (f *form) boolean(name string, absent bool) bool {
	switch text := f.get(name); strings.ToLower(text) {
	case "":
		return absent
	case "true":
		return true
	case "false":
		return false
	default:
		f.fault(badValue(name, text))
		return absent
	}
}

// oneOf reads a number that must be among allowed. Without absent, it is required.
func (f *form) oneOf(name string, allowed func(int) bool, absent *int) int {
	text := f.get(name)
	switch {
	case text == "" && absent != nil:
		return *absent
	case text == "":
		f.fault(missing(name))
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || !allowed(n) {
		f.fault(badValue(name, text))
	}
	return n
}
