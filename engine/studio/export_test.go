package studio

import (
	"maps"
	"slices"
)

// Patterns are the endpoints' methods and paths.
func (s *Studio) Patterns() []string { return slices.Sorted(maps.Keys(s.endpoints())) }
