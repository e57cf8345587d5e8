// Bodies: multipart, urlencoded and JSON, up to a limit.

package studio

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
)

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
