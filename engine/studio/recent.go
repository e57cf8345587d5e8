// Cut-outs kept in memory for a while.

package studio

import (
	"slices"
	"sync"

	"github.com/google/uuid"

	"photoshoot/engine/raster"
)

// recent keeps the cut-outs used last, since the pictures of one product are mostly made one
// after the other. What it gives out is shared: nobody may change it. Its zero value is ready.
type recent struct {
	mu   sync.Mutex
	kept []keptCutout // the one used last is last
}

type keptCutout struct {
	id      uuid.UUID
	product *raster.Cutout
}

const maxRecent = 3 // each takes up to some 16 MB

func (r *recent) get(id uuid.UUID) (*raster.Cutout, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.kept, func(k keptCutout) bool { return k.id == id })
	if at < 0 {
		return nil, false
	}
	found := r.kept[at]
	r.kept = append(slices.Delete(r.kept, at, at+1), found)
	return found.product, true
}

func (r *recent) put(id uuid.UUID, product *raster.Cutout) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = append(r.kept, keptCutout{id, product})
	if len(r.kept) > maxRecent {
		r.kept = slices.Delete(r.kept, 0, 1)
	}
}
