// Thumbs: small copies of pictures and photos, made once and kept.

package main

import (
	"os"
	"path/filepath"

	"photoshoot/engine"
	"photoshoot/engine/gallery"
	"photoshoot/engine/raster"
)

// thumbs keeps thumbnails under the hash of what they show; what is lost is made again.
type thumbs struct {
	dir     string
	objects *engine.Objects
	photos  map[string]string // paths of photos, by hash
}

// thumbs opens the store of thumbnails of this configuration.
func (s *session) thumbs() *thumbs {
	return &thumbs{dir: s.app.path(".photoshoot/thumbs"), objects: s.objects, photos: map[string]string{}}
}

// thumb gives the thumbnail of an original or a photo, or nil where it cannot be had.
func (t *thumbs) thumb(sum string) []byte {
	path := filepath.Join(t.dir, sum[:2], sum+".jpg")
	if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
		return data
	}
	data, err := gallery.Thumbnail(t.picture(sum), raster.Limits{MaxBytes: engine.MaxPhoto << 2})
	if err != nil {
		return nil
	}
	t.keep(path, data)
	return data
}

func (t *thumbs) picture(sum string) []byte {
	data, err := t.objects.Read(sum)
	if path := t.photos[sum]; err != nil && path != "" {
		data, _ = os.ReadFile(path) // a photo that is gone has no thumbnail
	}
	return data
}

// keep stores a thumbnail for the next time. It comes whole or not at all; a disk that
// takes none only makes the next time slower.
func (t *thumbs) keep(path string, data []byte) {
	if os.MkdirAll(filepath.Dir(path), 0o755) == nil {
		writeWhole(path, 0o644, data)
	}
}
