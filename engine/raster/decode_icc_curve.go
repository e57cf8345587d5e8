// The tone curves of ICC profiles.

package raster

import (
	"encoding/binary"
	"math"
)

// parseCurve tabulates a "curv" or "para" tag and says whether it could.
func parseCurve(table *[256]float32, tag []byte) bool {
	var curve func(float64) float64
	switch {
	case len(tag) < 12:
		return false
	case string(tag[:4]) == "curv":
		curve = sampledCurve(tag)
	case string(tag[:4]) == "para":
		curve = parametricCurve(tag)
	}
	if curve == nil {
		return false
	}
	for i := range table {
		v := curve(float64(i) / 255)
		if math.IsNaN(v) {
			return false
		}
		table[i] = float32(min(max(v, 0), 1))
	}
	return true
}

// sampledCurve reads a "curv": no value is the identity, one is a gamma, more are samples.
func sampledCurve(tag []byte) func(float64) float64 {
	n := int64(binary.BigEndian.Uint32(tag[8:]))
	if 12+2*n > int64(len(tag)) {
		return nil
	}
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(tag[12+2*i:])) }
	switch n {
	case 0:
		return func(v float64) float64 { return v }
	case 1:
		gamma := at(0) / 256
		return func(v float64) float64 { return math.Pow(v, gamma) }
	}
	return func(v float64) float64 {
		place := v * float64(n-1)
		i := min(int(place), int(n-2))
		part := place - float64(i)
		return (at(i)*(1-part) + at(i+1)*part) / 65535
	}
}

// parametricCurve reads a "para", kinds 0 to 4 (ICC.1:2022, table 68): all are
// (aX+b)^g + e from d on and cX + f below, with parts left out.
func parametricCurve(tag []byte) func(float64) float64 {
	counts := []int{1, 3, 4, 5, 7}
	kind := int(binary.BigEndian.Uint16(tag[8:]))
	if kind >= len(counts) || len(tag) < 12+4*counts[kind] {
		return nil
	}
	p := [7]float64{1, 1} // g, a, b, c, d, e, f
	for i := range counts[kind] {
		p[i] = fixed16(tag[12+4*i:])
	}
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	if kind == 1 || kind == 2 { // the knee lies where the power begins, and c is an offset
		c, d, e, f = 0, -b/a, p[3], p[3]
	}
	return func(v float64) float64 {
		if v < d {
			return c*v + f
		}
		return math.Pow(a*v+b, g) + e
	}
}

// fixed16 reads an s15Fixed16Number.
func fixed16(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }
