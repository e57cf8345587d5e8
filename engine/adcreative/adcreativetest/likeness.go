// Whether an answer is of the same fields and forms as an example.

package adcreativetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strings"
)

func parse(text []byte) (value any) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	return value
}

var guidForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// like says where got is of another form than an example: other fields, another type, no
// id where an id stands. Lists may be of any length.
func like(example, got any, where string) error {
	switch example := example.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return fmt.Errorf("%s is %v, want an object", where, got)
		}
		return likeObject(example, object, where)
	case []any:
		list, ok := got.([]any)
		if !ok {
			return fmt.Errorf("%s is %v, want an array", where, got)
		}
		for i := 0; i < len(list) && len(example) > 0; i++ {
			if err := like(example[0], list[i], fmt.Sprintf("%s[%d]", where, i)); err != nil {
				return err
			}
		}
		return nil
	case string:
		return likeText(example, got, where)
	}
	if reflect.TypeOf(example) != reflect.TypeOf(got) {
		return fmt.Errorf("%s is %v, want a %T", where, got, example)
	}
	return nil
}

func likeObject(example, got map[string]any, where string) error {
	for name, value := range example {
		if guidForm.MatchString(name) { // an object by id
			return likeMembers(value, got, where)
		}
		field, ok := got[name]
		if !ok {
			return fmt.Errorf("%s has no %s", where, name)
		}
		if err := like(value, field, where+"."+name); err != nil {
			return err
		}
	}
	for name := range got {
		if _, ok := example[name]; !ok {
			return fmt.Errorf("%s has a field %s", where, name)
		}
	}
	return nil
}

func likeMembers(example any, got map[string]any, where string) error {
	for id, member := range got {
		if !guidForm.MatchString(id) {
			return fmt.Errorf("%s has a field %s, which is no id", where, id)
		}
		if err := like(example, member, where+"."+id); err != nil {
			return err
		}
	}
	return nil
}

func likeText(example string, got any, where string) error {
	text, ok := got.(string)
	switch {
	case !ok:
		return fmt.Errorf("%s is %v, want text", where, got)
	case guidForm.MatchString(example) && !guidForm.MatchString(text):
		return fmt.Errorf("%s is %q, want an id", where, text)
	case strings.HasPrefix(example, "https://"):
		if u, err := url.Parse(text); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
			return fmt.Errorf("%s is %q, want an address", where, text)
		}
	}
	return nil
}
