// The row filters of PNG, and which of them suits a row.

package raster

// rowFilter tries PNG's filters on a row and keeps the one whose differences are
// smallest in sum, which the PNG specification (12.8) recommends for true colour.
type rowFilter struct {
	step         int        // bytes a pixel
	out          [5][]uint8 // the row by filter number; none, 0, is never the best of a photo
	left, corner []uint8    // the row and the one above, one pixel later
}

// Filter numbers.
const (
	filterSub     = 1
	filterUp      = 2
	filterAverage = 3
	filterPaeth   = 4
)

func newRowFilter(stride, step int) *rowFilter {
	f := &rowFilter{step: step, left: make([]uint8, stride), corner: make([]uint8, stride)}
	for i := filterSub; i <= filterPaeth; i++ {
		f.out[i] = make([]uint8, stride)
	}
	return f
}

// write fills dst, one byte longer than row, with the filter's number and its output.
func (f *rowFilter) write(dst, row, above []uint8) {
	copy(f.left[f.step:], row)
	copy(f.corner[f.step:], above)
	sums := f.predict(row, above)
	best := filterSub
	for i, sum := range sums {
		if i > filterSub && sum < sums[best] {
			best = i
		}
	}
	dst[0] = uint8(best)
	copy(dst[1:], f.out[best])
}

// predict runs all filters and sums the sizes of the differences they leave.
func (f *rowFilter) predict(row, above []uint8) (sums [5]int) {
	n := len(row)
	above, left, corner := above[:n], f.left[:n], f.corner[:n]
	sub, up := f.out[filterSub][:n], f.out[filterUp][:n]
	average, paeth := f.out[filterAverage][:n], f.out[filterPaeth][:n]
	var s1, s2, s3, s4 int32
	for i, x := range row {
		a, b := left[i], above[i]
		d1, d2, d3 := x-a, x-b, x-uint8((uint32(a)+uint32(b))/2)
		d4 := x - nearest(int32(a), int32(b), int32(corner[i]))
		sub[i], up[i], average[i], paeth[i] = d1, d2, d3, d4
		s1 += size(d1)
		s2 += size(d2)
		s3 += size(d3)
		s4 += size(d4)
	}
	return [5]int{filterSub: int(s1), filterUp: int(s2), filterAverage: int(s3), filterPaeth: int(s4)}
}

// nearest is Paeth's predictor: of left, above and the corner the one closest to left + above - corner.
func nearest(a, b, c int32) uint8 {
	pa, pb := b-c, a-c
	pc := magnitude(pa + pb)
	pa, pb = magnitude(pa), magnitude(pb)
	if pb < pa {
		a, pa = b, pb
	}
	if pc < pa {
		a = c
	}
	return uint8(a)
}

func magnitude(v int32) int32 {
	sign := v >> 31
	return (v ^ sign) - sign
}

// size of a difference that wraps around at 256.
func size(d uint8) int32 { return magnitude(int32(int8(d))) }
