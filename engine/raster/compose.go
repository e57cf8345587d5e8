// Where in the frame the product goes.

package raster

import (
	"fmt"
	"image"
	"math"
)

// placing is where the product goes and from where it is seen.
type placing struct {
	frame     Frame
	box       image.Rectangle // of the product, in pixels of the frame
	unit      float64         // pixels in a product size, where the product stands
	lying     bool
	elevation float64 // of the camera, radians
	scale     float64 // of the cut-out
}

const (
	fillsHeight = 0.62 // of the frame, by the product
	fillsRaised = 0.57 // where it stands on something that must be seen too
	fillsLying  = 0.66 // nothing stands above or below
	slim        = 0.6  // of its height; a slimmer product may be higher
	fillsWidth  = 0.86 // of the safe zone at most
	widest      = 1.6  // product sizes
	lowestShot  = 4.0  // degrees; lower, and floors vanish
	highestShot = 38.0
	fromAbove   = 58.0 // degrees from which a photo counts as taken from above
	unsaidShot  = 6.0  // degrees, where the photo did not tell
	enlargement = 2.0  // a cut-out is not blown up further
)

// place composes a frame anew for its own proportions.
func place(c *Cutout, s *Scene, f Frame, v variant) placing {
	p := placing{frame: f, lying: s.FromAbove || c.Pose.Lying || c.Pose.Elevation >= fromAbove}
	if p.frame.Safe.Empty() {
		p.frame.Safe = image.Rect(0, 0, f.Width, f.Height)
	}
	w, h := float64(c.Image.Rect.Dx()), float64(c.Image.Rect.Dy())
	p.scale = p.scaleFor(w, h, s, v)
	wide, high := max(1, int(math.Round(w*p.scale))), max(1, int(math.Round(h*p.scale)))
	p.unit = max(float64(high), float64(wide)/widest)
	p.elevation = radians(90)
	if !p.lying {
		shot := c.Pose.Elevation
		if shot <= 0 {
			shot = unsaidShot
		}
		p.elevation = radians(max(lowestShot, min(highestShot, shot+v.lift)))
	}
	p.box = image.Rect(0, 0, wide, high).Add(p.corner(wide, high, s, v))
	return p
}

func (p *placing) scaleFor(w, h float64, s *Scene, v variant) float64 {
	fills := fillsHeight
	switch {
	case p.lying:
		fills = fillsLying
	case s.Stand.Shape != None:
		fills = fillsRaised
	}
	if w < slim*h && !p.lying {
		fills += 0.05
	}
	height := float64(p.frame.Height) * (fills + v.grow)
	return min(height/h, fillsWidth*float64(p.frame.Safe.Dx())/w, enlargement)
}

// corner is the box's upper left: a little below the middle, moved to a third where the variant asks.
func (p *placing) corner(wide, high int, s *Scene, v variant) image.Point {
	safe, h := p.frame.Safe, float64(p.frame.Height)
	free := float64(safe.Dx() - wide)
	x := float64(safe.Min.X) + free/2 + v.shift*min(free/2*0.9, float64(safe.Dx())/6)
	if p.lying {
		return image.Pt(int(math.Round(x)), (p.frame.Height-high)/2)
	}
	foot := 0.82
	if s.Stand.Shape != None {
		foot = 0.77
	}
	base := min(foot*h, 0.58*h+float64(high)/2)
	return image.Pt(int(math.Round(x)), int(math.Round(base))-high)
}

// Warnings says in plain words what a person should look at in pictures of the cut-out.
func (r Render) Warnings(c *Cutout) []string {
	if c.Image.Rect.Empty() {
		return nil
	}
	p := place(c, &Scene{}, r.Frame, variant{})
	if p.scale <= 1.25 {
		return nil
	}
	return []string{fmt.Sprintf("the product is %dx%d pixels in the photo and is enlarged %.1f times: it will look soft; send a larger photo",
		c.Image.Rect.Dx(), c.Image.Rect.Dy(), p.scale)}
}
