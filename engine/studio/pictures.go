package studio

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"strings"
)

// publicImage serves a finished picture to whoever has its address, which cannot be guessed
// and costs nothing, as on the real service.
func (s *Studio) publicImage(w http.ResponseWriter, r *http.Request) error {
	name, isPNG := strings.CutSuffix(r.PathValue("name"), ".png")
	id, ok := parseGUID(name)
	if !isPNG || !ok {
		return noImage()
	}
	v, ok := s.book.image(id)
	if !ok || !v.shows(id) {
		return noImage()
	}
	data, err := s.disk.read(pictures, id, ".png")
	if errors.Is(err, fs.ErrNotExist) {
		return noImage() // retention took it a moment ago
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", v.ended(), bytes.NewReader(data))
	return nil
}

func noImage() error { return refused(http.StatusNotFound, "There is no such image.") }
