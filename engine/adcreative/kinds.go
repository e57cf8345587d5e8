// The sizes that can be asked for.

package adcreative

import (
	"image"
	"slices"
	"strconv"
)

// The render kinds that a photoshoot accepts.
const (
	RenderUnset            RenderKind = 0
	RenderPost             RenderKind = 1
	RenderStory            RenderKind = 2
	RenderLandscape        RenderKind = 4
	RenderVertical         RenderKind = 8
	RenderPinSize          RenderKind = 16
	RenderMediumBanner     RenderKind = 32
	RenderLeaderBoard      RenderKind = 64
	RenderWideSkyScraper   RenderKind = 128
	RenderHalfPage         RenderKind = 256
	RenderLargeLeaderboard RenderKind = 512

	RenderSocial  = RenderPost | RenderStory | RenderLandscape | RenderVertical | RenderPinSize
	RenderDisplay = RenderMediumBanner | RenderLeaderBoard | RenderWideSkyScraper | RenderHalfPage | RenderLargeLeaderboard
	RenderAll     = RenderSocial | RenderDisplay
)

// renderKind is one accepted value, as the documentation's page of enums has it.
type renderKind struct {
	kind RenderKind
	name string
	size image.Point // zero where the page gives none
}

func renderKinds() []renderKind {
	return []renderKind{
		{RenderUnset, "Unset", image.Point{}},
		{RenderPost, "Post", image.Pt(1080, 1080)},
		{RenderStory, "Story", image.Pt(1080, 1920)},
		{RenderLandscape, "Landscape", image.Pt(1200, 628)},
		{RenderVertical, "Vertical", image.Pt(1080, 1350)},
		{RenderPinSize, "PinSize", image.Pt(1000, 1500)},
		{RenderSocial, "Social", image.Point{}},
		{RenderMediumBanner, "MediumBanner", image.Pt(300, 250)},
		{RenderLeaderBoard, "LeaderBoard", image.Pt(728, 90)},
		{RenderWideSkyScraper, "WideSkyScraper", image.Pt(160, 600)},
		{RenderHalfPage, "HalfPage", image.Pt(300, 600)},
		{RenderLargeLeaderboard, "LargeLeaderboard", image.Pt(970, 90)},
		{RenderDisplay, "Display", image.Point{}},
		{RenderAll, "All", image.Point{}},
	}
}

// RenderKinds are the fourteen accepted values, in ascending order. Other combinations of
// the flags are not accepted.
func RenderKinds() []RenderKind {
	var kinds []RenderKind
	for _, k := range renderKinds() {
		kinds = append(kinds, k.kind)
	}
	return kinds
}

func (k RenderKind) entry() (renderKind, bool) {
	all := renderKinds()
	i := slices.IndexFunc(all, func(e renderKind) bool { return e.kind == k })
	if i < 0 {
		return renderKind{}, false
	}
	return all[i], true
}

// Valid says whether a photoshoot accepts k.
func (k RenderKind) Valid() bool {
	_, ok := k.entry()
	return ok
}

// Size is the documented picture size in pixels, without the safe margin that a landscape
// gets. It is zero for Unset and the groups, whose sizes no page gives.
func (k RenderKind) Size() image.Point {
	e, _ := k.entry()
	return e.size
}

// String is the documented name, or the number of a value without one.
func (k RenderKind) String() string {
	if e, ok := k.entry(); ok {
		return e.name
	}
	return strconv.Itoa(int(k))
}
