// Public images.

package studio

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// publicImage serves a finished picture, or its thumbnail as an addition, to whoever has its
// address, which cannot be guessed and costs nothing, as on the real service.
func (s *Studio) publicImage(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	ext := path.Ext(name)
	id, ok := parseGUID(strings.TrimSuffix(name, ext))
	if !ok || ext != ".png" && ext != ".jpg" {
		return noImage()
	}
	v, ok := s.book.image(id)
	if !ok || !v.shows(id) {
		return noImage()
	}
	data, err := s.disk.read(pictures, id, ext)
	if errors.Is(err, fs.ErrNotExist) {
		return noImage() // retention took it a moment ago
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", map[string]string{".png": "image/png", ".jpg": "image/jpeg"}[ext])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", v.Created, bytes.NewReader(data))
	return nil
}

func noImage() error { return refused(http.StatusNotFound, "There is no such image.") }
