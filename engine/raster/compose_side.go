// From which side a photo was lit.

package raster

const (
	sideView   = 96   // pixels of the longer side that are enough to see it
	sideRim    = 0.18 // of a row's width, from the outline inwards
	sideStep   = 0.03 // lightness by which one rim must be brighter than the other
	sideRows   = 0.65 // of the rows must agree
	sideSame   = 0.05 // rims that differ more in hue are of different stuff and say nothing
	sideEnough = 8    // rows
)

// litFrom compares the rims of the product left and right, row by row where both are of
// one colour: -1 if its photo was lit from the left, 1 from the right, 0 if from no side clearly.
func litFrom(c *Cutout) float64 {
	img := Reduce(c.Image, sideView)
	sum, left, right := 0.0, 0, 0
	for y := range img.Rect.Dy() {
		from, to := -1, 0
		for x := range img.Rect.Dx() {
			if alphaAt(img, x, y) > 240 {
				if from < 0 {
					from = x
				}
				to = x + 1
			}
		}
		rim := int(sideRim * float64(to-from))
		if from < 0 || rim < 2 {
			continue
		}
		a, b := rowColour(img.Pix[y*img.Stride:], from, from+rim), rowColour(img.Pix[y*img.Stride:], to-rim, to)
		if (lab{0, a.a, a.b}).distance(lab{0, b.a, b.b}) > sideSame {
			continue
		}
		sum += a.L - b.L
		if a.L > b.L {
			left++
		} else {
			right++
		}
	}
	rows := float64(left + right)
	switch {
	case rows < sideEnough:
		return 0
	case sum > sideStep*rows && float64(left) > sideRows*rows:
		return -1
	case sum < -sideStep*rows && float64(right) > sideRows*rows:
		return 1
	}
	return 0
}

// rowColour is the mean of the solid pixels from one column to before another.
func rowColour(row []uint8, from, to int) lab {
	var sum [4]float32
	for x := from; x < to; x++ {
		addLight(&sum, row[4*x:], 1)
	}
	k := max(sum[3], 1e-3)
	return labOf(float64(sum[0]/k), float64(sum[1]/k), float64(sum[2]/k))
}
