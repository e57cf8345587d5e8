// A product and a scene into a picture.

package raster

import (
	"context"
	"errors"
	"fmt"
	"image"
)

// largestFrame bounds what Paint renders, in pixels: it needs some 60 bytes for each.
const largestFrame = 4 << 20

// Paint sets the product into the scene. The product keeps its shape and texture; light,
// shadow and mirror images are the scene's. The same arguments give the same bytes,
// whatever the number of processors. It fails only for an empty cut-out, a frame that is
// empty or too large, or when ctx ends.
func Paint(ctx context.Context, s Scene, c *Cutout, r Render) (*image.NRGBA, error) {
	if err := paintable(c, r.Frame); err != nil {
		return nil, fmt.Errorf("paint: %w", err)
	}
	v := variantOf(r)
	s = v.apply(s, litFrom(c))
	if r.Style {
		s = s.styled(c)
	}
	p := place(c, &s, r.Frame, v)
	sp := newSprite(c.Image, p.box.Dx(), p.box.Dy())
	s = s.parted(sp.rim())
	st := newStage(&s, newCard(sp, p), p, v)
	shot, err := st.shoot(ctx, r.Frame)
	if err != nil {
		return nil, fmt.Errorf("paint: %w", err)
	}
	shot.defocus(st)
	shot.bokeh(s.Bokeh, v.seed+uint32(s.Bokeh.Count)) // sets of one request do not share their lights
	shot.grade(s.Vignette)
	shot.stand(st, p)
	return shot.print(v.seed), nil
}

func paintable(c *Cutout, f Frame) error {
	switch {
	case c.Image.Rect.Empty():
		return errors.New("the cut-out is empty; cut the photo again")
	case f.Width < 1 || f.Height < 1 || f.Width > largestFrame/f.Height:
		return fmt.Errorf("a frame of %dx%d pixels; at most %d in all", f.Width, f.Height, largestFrame)
	case !f.Safe.In(image.Rect(0, 0, f.Width, f.Height)):
		return fmt.Errorf("the safe zone %v is not within a frame of %dx%d pixels", f.Safe, f.Width, f.Height)
	}
	return nil
}

// rim is the lightness of the product's outline, which must differ from what is behind it.
func (s *sprite) rim() float64 {
	l := s.levels[min(2, len(s.levels)-1)]
	sum, n := 0.0, 0.0
	for i := 0; i < len(l.pix); i += 4 {
		if a := l.pix[i+3]; a > 0.3 && a < 0.95 {
			sum += rgb{l.pix[i] / a, l.pix[i+1] / a, l.pix[i+2] / a}.lab().L
			n++
		}
	}
	if n == 0 {
		return s.mean().lab().L
	}
	return sum / n
}
