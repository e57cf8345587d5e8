// Assets: products cut out of photos.

package studio

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// asset is a product cut out of a photo. Its file is written after the cut-out's, so that
// an asset that can be read has one.
type asset struct {
	ID          uuid.UUID                 `json:"id"`
	Application uuid.UUID                 `json:"application"`
	User        uuid.UUID                 `json:"user"`
	Photo       string                    `json:"photo"` // sha256 of the uploaded bytes
	Taken       time.Time                 `json:"taken"`
	Said        adcreative.Recommendation `json:"said"`
	Cutout      raster.Cutout             `json:"cutout"` // without its pixels
}

// assetID depends on who brought which photo and on nothing else.
func assetID(application, user uuid.UUID, photo [sha256.Size]byte) uuid.UUID {
	return uuid.NewHash(sha256.New(), application, append(user[:], photo[:]...), 8)
}

func (s *Studio) keepAsset(a *asset, product *raster.Cutout) error {
	var pixels bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := fast.Encode(&pixels, product.Image); err != nil {
		return err
	}
	if err := s.disk.write(assets, a.ID, ".png", pixels.Bytes()); err != nil {
		return fmt.Errorf("keep the cut-out: %w", err)
	}
	a.Cutout = *product
	a.Cutout.Image = nil
	if err := s.disk.writeJSON(assets, a.ID, a); err != nil {
		return err
	}
	return s.disk.touch(assets, a.ID, ".json", a.Taken)
}

// asset reads one; the error wraps fs.ErrNotExist when there is none.
func (s *Studio) asset(id uuid.UUID) (*asset, error) {
	var a asset
	if err := s.disk.readJSON(assets, id, &a); err != nil {
		return nil, err
	}
	return &a, nil
}

// cutout reads an asset's product with its pixels.
func (s *Studio) cutout(a *asset) (*raster.Cutout, error) {
	if product, ok := s.recent.get(a.ID); ok {
		return product, nil
	}
	data, err := s.disk.read(assets, a.ID, ".png")
	if err != nil {
		return nil, err
	}
	pixels, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	product := a.Cutout
	product.Image = straight(pixels)
	s.recent.put(a.ID, &product)
	return &product, nil
}

// straight is a picture with straight alpha. One that was opaque comes back from its file
// without any.
func straight(m image.Image) *image.NRGBA {
	if n, ok := m.(*image.NRGBA); ok {
		return n
	}
	n := image.NewNRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(n, n.Bounds(), m, m.Bounds().Min, draw.Src)
	return n
}
