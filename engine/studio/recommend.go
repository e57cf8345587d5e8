// Recommendations: a photo is taken in.

package studio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// recommendations takes a photo in. The same photo of the same user is the same asset, and
// is cut once.
func (s *Studio) recommendations(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.gate.enter(r)
	if err != nil {
		return err // before a byte of the photo is read
	}
	if err := s.uploads.take(r.Context()); err != nil {
		return err
	}
	defer s.uploads.release()
	f, err := body(w, r, s.config.Limits.PhotoBytes, s.config.Limits.UploadTime)
	if err != nil {
		return err
	}
	user := f.guid("userId")
	if f.file == nil {
		f.fault(invalid("productImage", "The productImage field is required.",
			"The request does not contain a file. Please make sure to upload the file."))
	}
	if caller, err = s.admit(caller, f, f.guid("applicationId")); err != nil {
		return err
	}
	if f.file.tooLong {
		return s.tooLarge()
	}
	a, err := s.takeIn(r.Context(), caller, user, adcreative.Photo{Name: f.file.name, Data: f.file.data})
	if err != nil {
		return err
	}
	if err := s.ledger.add(entry{At: s.now(), Kind: recommended, Application: caller, ID: a.ID}); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, jsonType, a.Said)
	return nil
}

// takeIn finds or makes the asset of a photo.
func (s *Studio) takeIn(ctx context.Context, application, user uuid.UUID, photo adcreative.Photo) (*asset, error) {
	digest := sha256.Sum256(photo.Data)
	id := assetID(application, user, digest)
	ctx = context.WithoutCancel(ctx) // others may wait for the same answer
	return s.asking.do(id, func() (*asset, error) {
		a, err := s.asset(id)
		if err == nil {
			return a, s.disk.touch(assets, id, ".json", s.now())
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		product, said, err := s.cut(ctx, photo)
		if err != nil {
			return nil, s.photoFault(err)
		}
		said.AssetID = id.String()
		a = &asset{ID: id, Application: application, User: user, Photo: hex.EncodeToString(digest[:]), Taken: s.now(), Said: said}
		return a, s.keepAsset(a, product)
	})
}

// cut has the painter cut a photo, a few at a time.
func (s *Studio) cut(ctx context.Context, photo adcreative.Photo) (*raster.Cutout, adcreative.Recommendation, error) {
	if err := s.cuts.take(ctx); err != nil {
		return nil, adcreative.Recommendation{}, err
	}
	defer s.cuts.release()
	limits := raster.Limits{MaxBytes: s.config.Limits.PhotoBytes, MaxPixels: s.config.Limits.PhotoPixels}
	return s.painter.Cut(ctx, photo, limits)
}

// photoFault is what the page, or where it is silent its manner, says of a photo.
func (s *Studio) photoFault(err error) error {
	switch {
	case errors.Is(err, raster.ErrTooManyBytes):
		return s.tooLarge()
	case errors.Is(err, raster.ErrNoForeground):
		return removal(adcreative.RemovalFault{Title: "Could not identify foreground in image", Code: adcreative.CodeUnknownForeground})
	case errors.Is(err, raster.ErrFormat):
		return invalid("productImage", "The productImage field must be a JPG or PNG file.")
	case errors.Is(err, raster.ErrTruncated):
		return invalid("productImage", "The file ends before its last pixel.")
	case errors.Is(err, raster.ErrTooManyPixel):
		return invalid("productImage", fmt.Sprintf("The image must have at most %d pixels.", s.config.Limits.PhotoPixels))
	}
	return err
}

func (s *Studio) tooLarge() error {
	return removal(adcreative.RemovalFault{Title: "File too large", Code: adcreative.CodeFileTooLarge,
		Detail: fmt.Sprintf("File exceeds limit of %dMB", s.config.Limits.PhotoBytes/megabyte)})
}

// removal is shape C. Where it travels the page does not show; here it is a line of shape A,
// with status 400.
func removal(f adcreative.RemovalFault) error {
	return layered(http.StatusBadRequest, callRecommend, f.Text(), "Bad request error occurred while getting recommendations")
}
