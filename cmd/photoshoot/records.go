// Records: what state holds at an address.

package main

import (
	"context"
	"strings"

	"photoshoot/state"
)

// recordsOf reads the products whose address begins with prefix, or that prefix names a part
// of; of those, only the shots that it means.
func recordsOf(ctx context.Context, r state.Reader, prefix string) ([]state.Record, error) {
	var names []string
	err := r.Heads(ctx, func(h state.Head) error {
		if strings.HasPrefix(h.Product, prefix) || strings.HasPrefix(prefix, h.Product) {
			names = append(names, h.Product)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var records []state.Record
	for _, name := range names {
		rec, err := r.Product(ctx, name)
		if err != nil {
			return nil, err
		}
		if rec = under(rec, prefix); len(rec.Shots)+len(rec.Jobs) > 0 {
			records = append(records, rec)
		}
	}
	return records, nil
}

// under is the part of a record that a prefix of an address means.
func under(rec state.Record, prefix string) state.Record {
	if strings.HasPrefix(rec.Head.Product, prefix) {
		return rec
	}
	part := state.Record{Head: rec.Head}
	for _, s := range rec.Shots {
		if strings.HasPrefix(s.Address, prefix) || strings.HasPrefix(prefix, s.Address) {
			part.Shots = append(part.Shots, s)
		}
	}
	for _, f := range rec.Files {
		for _, s := range part.Shots {
			if f.Shot == s.Address {
				part.Files = append(part.Files, f)
			}
		}
	}
	return part
}
