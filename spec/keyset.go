// Key set: which keys a catalogue has had, in eight bytes each.

package spec

import "hash/maphash"

// keySet holds digests of keys. Two keys can share one by chance, at odds of one in 10^7
// for a million keys; who is told that a key was there already looks again.
type keySet struct {
	seed  maphash.Seed
	slots []uint64 // 0: free
	used  int
}

func newKeySet() *keySet { return &keySet{seed: maphash.MakeSeed(), slots: make([]uint64, 1<<10)} }

// add notes a key. False: it, or one with its digest, was there.
func (s *keySet) add(key []byte) bool {
	digest := maphash.Bytes(s.seed, key) | 1 // never 0
	if !s.put(digest) {
		return false
	}
	if s.used++; s.used*4 > len(s.slots)*3 {
		s.grow()
	}
	return true
}

func (s *keySet) put(digest uint64) bool {
	mask := uint64(len(s.slots) - 1)
	for i := digest >> 1 & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case digest:
			return false
		case 0:
			s.slots[i] = digest
			return true
		}
	}
}

func (s *keySet) grow() {
	old := s.slots
	s.slots = make([]uint64, 2*len(old))
	for _, digest := range old {
		if digest != 0 {
			s.put(digest)
		}
	}
}
