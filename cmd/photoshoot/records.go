// Records: what state holds at the addresses that a command names.

package main

import (
	"context"
	"fmt"

	"photoshoot/spec"
	"photoshoot/state"
)

// scope is the addresses that a command is about: patterns, or everything where there are none.
type scope []spec.Address

// scopeOf reads patterns of addresses.
func scopeOf(verb string, texts ...string) (scope, error) {
	var list scope
	for _, text := range texts {
		if text == "" {
			continue // an argument that was left out
		}
		a, err := spec.ParseAddress(text)
		if err != nil {
			return nil, &usageError{verb + ": " + err.Error(), "photoshoot state list prints all addresses."}
		}
		list = append(list, a)
	}
	return list, nil
}

// holds says whether an address, or something that it is part of, is meant.
func (s scope) holds(address string) bool {
	a, err := spec.ParseAddress(address)
	if err != nil {
		return len(s) == 0
	}
	for _, p := range s {
		if p.Matches(a) {
			return true
		}
	}
	return len(s) == 0
}

// touches says whether a product, or some part of it, is meant.
func (s scope) touches(product string) bool {
	var products scope
	for _, p := range s {
		products = append(products, p.Product())
	}
	return products.holds(product)
}

// nothingAt is the error of a command that found nothing.
func nothingAt(a spec.Address) error {
	return &advised{fmt.Errorf("nothing was made at %s", a), "photoshoot state list prints all addresses."}
}

// recordsOf reads the products that a scope touches; of those, only the shots that it means.
func recordsOf(ctx context.Context, r state.Reader, what scope) ([]state.Record, error) {
	var names []string
	err := r.Heads(ctx, func(h state.Head) error {
		if what.touches(h.Product) {
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
		if rec = what.part(rec); len(rec.Shots)+len(rec.Jobs) > 0 {
			records = append(records, rec)
		}
	}
	return records, nil
}

// part is what a scope means of a record.
func (s scope) part(rec state.Record) state.Record {
	if s.holds(rec.Head.Product) {
		return rec
	}
	part := state.Record{Head: rec.Head}
	for _, shot := range rec.Shots {
		if s.holds(shot.Address) {
			part.Shots = append(part.Shots, shot)
		}
	}
	for _, f := range rec.Files {
		for _, shot := range part.Shots {
			if f.Shot == shot.Address {
				part.Files = append(part.Files, f)
			}
		}
	}
	return part
}
