// Previews: the catalogue's pictures.

package studio

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"photoshoot/engine/raster"
)

// Pixels of the catalogue's pictures.
const previewWidth, previewHeight = 480, 252

// preview serves a preset's picture, painted when first asked for and kept.
func (s *Studio) preview(w http.ResponseWriter, r *http.Request) error {
	preset, isWebP := strings.CutSuffix(r.PathValue("name"), ".webp")
	if !isWebP || s.shelf.byID[preset] == nil {
		return noImage()
	}
	file, err := s.previews.do(preset, func() ([]byte, error) { return s.paintPreview(preset) })
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	write(w, http.StatusOK, "image/webp", file)
	return nil
}

// paintPreview reads a preview, or paints and keeps it. It is kept under what it was painted
// from, so that another version of the painter does not show the old one's pictures.
func (s *Studio) paintPreview(preset string) ([]byte, error) {
	id := uuid.NewHash(sha256.New(), uuid.Nil, fmt.Appendf(nil, "%s %s", s.painter.Version(), preset), 8)
	if file, err := s.disk.read(previews, id, ".webp"); !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	if err := s.catalogue.take(s.stopping); err != nil {
		return nil, err
	}
	defer s.catalogue.release()
	ctx, cancel := context.WithTimeout(s.stopping, s.config.Limits.PictureTime)
	defer cancel()
	picture, err := s.painter.Preview(ctx, preset, raster.Frame{Width: previewWidth, Height: previewHeight})
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := raster.EncodeWebP(&file, picture, raster.Meta{}); err != nil {
		return nil, err
	}
	return file.Bytes(), s.disk.write(previews, id, ".webp", file.Bytes())
}
