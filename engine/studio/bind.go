package studio

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// form is what a request asks, by lower-case name, from its query or its body. Each reader
// of a field notes what is wrong with it, so that one answer names every fault.
type form struct {
	values map[string]string
	file   *upload
	faults map[string][]string
}

// upload is the one file a request may carry.
type upload struct {
	name    string
	data    []byte
	tooLong bool // data is not all of it
}

const (
	maxParts = 64       // of a multipart body
	maxField = 64 << 10 // bytes of one field that is no file
)

func newForm() *form {
	return &form{values: map[string]string{}, faults: map[string][]string{}}
}

func query(r *http.Request) *form {
	f := newForm()
	values := r.URL.Query()
	for name := range values {
		f.set(name, values.Get(name))
	}
	return f
}

// body reads the fields of a POST, and its file up to maxFile bytes.
func body(w http.ResponseWriter, r *http.Request, maxFile int, patience time.Duration) (*form, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" && kind != "application/x-www-form-urlencoded" {
		return nil, refused(http.StatusUnsupportedMediaType, "The body must be multipart/form-data.")
	}
	// A recorder or an in-process writer has no deadline to set, and needs none.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(patience))
	f := newForm()
	limited := http.MaxBytesReader(w, r.Body, int64(2*maxFile)+maxParts*maxField)
	if kind == "multipart/form-data" {
		err = f.readParts(multipart.NewReader(limited, params["boundary"]), maxFile)
	} else {
		err = f.readURLEncoded(limited)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return f, nil
}

// unreadable tells a body that is too long from one that is broken or cut off.
func unreadable(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return refused(http.StatusRequestEntityTooLarge, "The body is too large.")
	}
	return invalid("", "Failed to read the request form. "+clip(err.Error(), 200))
}

func (f *form) readParts(parts *multipart.Reader, maxFile int) error {
	for range maxParts {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f.readPart(part, maxFile); err != nil {
			return err
		}
	}
	return errors.New("it has too many parts")
}

func (f *form) readPart(part *multipart.Part, maxFile int) error {
	if part.FileName() != "" {
		if f.file != nil || !strings.EqualFold(part.FormName(), "productImage") {
			_, err := io.Copy(io.Discard, part)
			return err
		}
		f.file = &upload{name: part.FileName()}
		return f.file.read(part, maxFile)
	}
	text, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if len(text) > maxField {
		return errors.New("field " + clip(part.FormName(), 50) + " is too long")
	}
	f.set(part.FormName(), string(text))
	return err
}

// read keeps a file of up to most bytes, and reads a longer one to its end, so that the
// sender comes to read the answer.
func (u *upload) read(part io.Reader, most int) (err error) {
	u.data, err = io.ReadAll(io.LimitReader(part, int64(most)+1))
	if err != nil || len(u.data) <= most {
		return err
	}
	u.tooLong, u.data = true, nil
	_, err = io.Copy(io.Discard, part)
	return err
}

func (f *form) readURLEncoded(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(text))
	for name := range values {
		f.set(name, values.Get(name))
	}
	return err
}

// set keeps the first value of a name, in whatever case it is written.
func (f *form) set(name, value string) {
	name = strings.ToLower(name)
	if _, twice := f.values[name]; !twice {
		f.values[name] = value
	}
}

func (f *form) get(name string) string { return strings.TrimSpace(f.values[strings.ToLower(name)]) }

// object reads a JSON body of at most maxField bytes into value.
func object(w http.ResponseWriter, r *http.Request, value any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return refused(http.StatusUnsupportedMediaType, "The body must be application/json.")
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxField))
	if err != nil {
		return unreadable(err)
	}
	if err := json.Unmarshal(data, value); err != nil {
		return invalid("$", "The JSON value could not be read: "+clip(err.Error(), 200))
	}
	return nil
}

func (f *form) fault(p *problem) {
	for field, texts := range p.errors {
		f.faults[field] = append(f.faults[field], texts...)
	}
}

// err is everything the readers found wrong.
func (f *form) err() error {
	if len(f.faults) == 0 {
		return nil
	}
	return &problem{status: http.StatusBadRequest, validation: true, errors: f.faults}
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
