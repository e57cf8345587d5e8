// EXIF orientation: which way up a photo stands.

package raster

import (
	"encoding/binary"
	"image"
)

// orientation is the way a photo must be turned to stand upright, as EXIF 2.32
// numbers it: 1 as it is, 2 mirrored, 3 half turned, 4 mirrored upside down,
// 5 to 8 the same for pictures that lie on their side.
type orientation int

const (
	upright      orientation = 1
	orientations orientation = 8
)

const exifSignature = "Exif\x00\x00"

// orientationOf reads the EXIF block of a JPEG, PNG or WebP. Without one, or with
// one that makes no sense, the photo is taken as upright.
func orientationOf(data []byte) orientation {
	var tiff []byte
	switch {
	case isJPEG(data):
		tiff = jpegPayload(data, markerAPP1, exifSignature)
	case isPNG(data):
		tiff = firstChunk(pngChunks(data), "eXIf")
	case isWebP(data):
		tiff = firstChunk(webpChunks(data), "EXIF")
		if len(tiff) > len(exifSignature) && string(tiff[:len(exifSignature)]) == exifSignature {
			tiff = tiff[len(exifSignature):] // not allowed, but written by several cameras
		}
	}
	return tiffOrientation(tiff)
}

// tiffOrientation looks for tag 0x0112 in the first directory of a TIFF.
func tiffOrientation(tiff []byte) orientation {
	order := tiffOrder(tiff)
	if order == nil {
		return upright
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return upright
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			break
		}
		// The value of a short, type 3, lies in the first half of the value field.
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			return validOrientation(orientation(order.Uint16(entries[8:])))
		}
		entries = entries[12:]
	}
	return upright
}

func tiffOrder(tiff []byte) binary.ByteOrder {
	if len(tiff) < 8 {
		return nil
	}
	switch string(tiff[:4]) {
	case "II*\x00":
		return binary.LittleEndian
	case "MM\x00*":
		return binary.BigEndian
	}
	return nil
}

func validOrientation(o orientation) orientation {
	if o < upright || o > orientations {
		return upright
	}
	return o
}

// apply turns and mirrors img.
func (o orientation) apply(img *image.NRGBA) *image.NRGBA {
	if o == upright {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if o >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewNRGBA(size)
	first, right, down := o.walk(w, h, img.Stride)
	bands(size.Dy(), func(from, to int) {
		for y := from; y < to; y++ {
			row := dst.Pix[y*dst.Stride:][:4*size.Dx()]
			at := first + y*down
			for x := 0; x < len(row); x += 4 {
				copy(row[x:x+4], img.Pix[at:at+4])
				at += right
			}
		}
	})
	return dst
}

// walk says how to read the stored picture so that it comes out upright: where
// its first byte lies, and how far it is to the next one to the right and down.
func (o orientation) walk(w, h, stride int) (first, right, down int) {
	lastX, lastY := 4*(w-1), stride*(h-1)
	switch o {
	case 2:
		return lastX, -4, stride
	case 3:
		return lastX + lastY, -4, -stride
	case 4:
		return lastY, 4, -stride
	case 5:
		return 0, stride, 4
	case 6:
		return lastY, -stride, 4
	case 7:
		return lastX + lastY, -stride, -4
	case 8:
		return lastX, stride, -4
	}
	return 0, 4, stride
}
