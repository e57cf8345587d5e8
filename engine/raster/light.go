// sRGB bytes and linear light: the one place that knows how they relate. Averages,
// blurs and blends are only true in linear light, 0 to 1.

package raster

import "math"

// linearOf holds the light of each sRGB byte (IEC 61966-2-1). Read only.
var linearOf = func() (t [256]float32) {
	for i := range t {
		t[i] = float32(linearOfSRGB(float64(i) / 255))
	}
	return t
}()

// lightSteps is fine enough that the darkest byte still spans five steps.
const lightSteps = 1 << 14

// byteOf holds the nearest sRGB byte of i/lightSteps. Read only.
var byteOf = func() (t [lightSteps + 1]uint8) {
	i := 0
	for b := range 256 {
		end := linearOfSRGB((float64(b) + 0.5) / 255) // where the next byte begins
		for ; i <= lightSteps && (b == 255 || float64(i)/lightSteps < end); i++ {
			t[i] = uint8(b)
		}
	}
	return t
}()

// linearOfSRGB is the sRGB decoding curve, 0 to 1 on both sides.
func linearOfSRGB(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// srgbByte is the nearest sRGB byte of linear light, clipped to 0 to 1. A NaN is black.
func srgbByte(light float32) uint8 {
	switch {
	case light >= 1:
		return 255
	case light > 0:
		return byteOf[int(light*lightSteps+0.5)]
	}
	return 0
}
