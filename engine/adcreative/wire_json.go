// Reading the service's JSON, which a .NET serializer may have marked up.

package adcreative

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// eachField calls yield for the fields of a JSON object in the order they are written,
// which a Go map would lose. The serializer's own, such as $id, are left out.
func eachField(object []byte, yield func(key string, value json.RawMessage) error) error {
	d := json.NewDecoder(bytes.NewReader(object))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return errors.Join(err, errors.New("not an object"))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if name := key.(string); !strings.HasPrefix(name, "$") {
			if err := yield(name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxWrapped is how deep wrapped arrays are looked for; the answers nest three deep.
const maxWrapped = 16

// unwrapped returns value with every array that hides in {"$values": […]} laid open, as a
// serializer that keeps references writes arrays.
func unwrapped(value json.RawMessage, depth int) (json.RawMessage, error) {
	if depth > maxWrapped || !bytes.Contains(value, []byte(`"$values"`)) {
		return value, nil
	}
	switch value = bytes.TrimSpace(value); value[0] {
	case '[':
		return unwrappedArray(value, depth)
	case '{':
		return unwrappedObject(value, depth)
	}
	return value, nil
}

func unwrappedArray(array json.RawMessage, depth int) (json.RawMessage, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(array, &items); err != nil {
		return nil, err
	}
	for i := range items {
		var err error
		if items[i], err = unwrapped(items[i], depth+1); err != nil {
			return nil, err
		}
	}
	return json.Marshal(items)
}

func unwrappedObject(object json.RawMessage, depth int) (json.RawMessage, error) {
	var wrapper struct {
		Values json.RawMessage `json:"$values"`
	}
	if err := json.Unmarshal(object, &wrapper); err != nil {
		return nil, err
	}
	if wrapper.Values != nil {
		return unwrapped(wrapper.Values, depth+1)
	}
	b := []byte{'{'}
	err := eachField(object, func(key string, value json.RawMessage) error {
		value, err := unwrapped(value, depth+1)
		name, _ := json.Marshal(key) // a string always marshals
		b = fmt.Appendf(b, "%s:%s,", name, value)
		return err
	})
	return append(bytes.TrimSuffix(b, []byte{','}), '}'), err
}

// decode reads one JSON value into v, whatever the case of its keys.
func decode(data []byte, v any) error {
	if !json.Valid(data) { // which also bounds how deep it goes
		return json.Unmarshal(data, v)
	}
	plain, err := unwrapped(data, 0)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, v)
}
