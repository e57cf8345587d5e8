// Listings: progress objects read one at a time, and the certainty that none is missing.

package adcreative

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

var errNoProcess = errors.New("a progress object without imageRenderProcessId")

// ReadProgress reads one or more jobs in either form, in an array or bare. It is for
// answers about one job; what is complete only as an array is ReadListing's.
func ReadProgress(data []byte) ([]Progress, error) {
	var array struct {
		Values json.RawMessage `json:"$values"`
	}
	if json.Unmarshal(data, &array) == nil && array.Values == nil && string(bytes.TrimSpace(data)) != "null" {
		data = slices.Concat([]byte{'['}, data, []byte{']'})
	}
	var all []Progress
	err := ReadListing(bytes.NewReader(data), func(p Progress) error {
		all = append(all, p)
		return nil
	})
	return all, err
}

// ReadListing calls yield for each job of an array, one at a time as they come in. A nil
// return means that the array was whole: nothing else may pass for a complete listing,
// which is what proves that a job does not exist.
func ReadListing(r io.Reader, yield func(Progress) error) error {
	d := json.NewDecoder(r)
	closing, err := openArray(d)
	if err != nil {
		return err
	}
	for d.More() {
		var b progressBody
		if err := d.Decode(&b); err != nil {
			return err
		}
		if b.ProcessID == "" {
			return errNoProcess
		}
		if err := yield(b.progress()); err != nil {
			return err
		}
	}
	return closeArray(d, closing)
}

// openArray reads up to the first item of an array, which may hide behind "$values". It
// returns what must follow the last one.
func openArray(d *json.Decoder) (closing []json.Delim, err error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	if token == json.Delim('[') {
		return []json.Delim{']'}, nil
	}
	if token != json.Delim('{') {
		return nil, errors.New("not an array")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		if key == "$values" {
			start, err := d.Token()
			if err == nil && start != json.Delim('[') {
				err = errors.New("not an array")
			}
			return []json.Delim{']', '}'}, err
		}
		if key != "$id" {
			break
		}
		if _, err := d.Token(); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("an object instead of an array")
}

func closeArray(d *json.Decoder, closing []json.Delim) error {
	for _, want := range closing {
		token, err := d.Token()
		if err != nil {
			return unexpectedEOF(err)
		}
		if token != want {
			return fmt.Errorf("%v instead of %v", token, want)
		}
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.Join(errors.New("more after the end of the array"), err)
	}
	return nil
}

func unexpectedEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
