// The boxes a picture file is made of, walked without decoding pixels. The walks
// stop quietly where the data ends or makes no sense.

package raster

import (
	"bytes"
	"encoding/binary"
	"iter"
)

const (
	pngMagic  = "\x89PNG\r\n\x1a\n"
	jpegMagic = "\xff\xd8\xff"
)

// Marker codes of JPEG segments (ITU-T T.81, table B.1).
const (
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerAPP1 = 0xe1
	markerAPP2 = 0xe2
)

func isPNG(data []byte) bool  { return bytes.HasPrefix(data, []byte(pngMagic)) }
func isJPEG(data []byte) bool { return bytes.HasPrefix(data, []byte(jpegMagic)) }
func isWebP(data []byte) bool {
	return len(data) >= 16 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// jpegSegments yields marker and payload of each segment before the first scan.
func jpegSegments(data []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		rest := data[min(2, len(data)):]
		for {
			marker, payload, after := nextSegment(rest)
			if payload == nil || !yield(marker, payload) {
				return
			}
			rest = after
		}
	}
}

// jpegScans is what follows the segments: the compressed pixels up to the end of the file.
func jpegScans(data []byte) []byte {
	rest := data[min(2, len(data)):]
	for {
		_, payload, after := nextSegment(rest)
		if payload == nil {
			return rest
		}
		rest = after
	}
}

// nextSegment cuts off one segment; payload is nil where a scan or nonsense begins.
func nextSegment(rest []byte) (marker byte, payload, after []byte) {
	for len(rest) > 1 && rest[0] == 0xff && rest[1] == 0xff { // padding between segments
		rest = rest[1:]
	}
	if len(rest) < 4 || rest[0] != 0xff || rest[1] == markerSOS || rest[1] == markerEOI {
		return 0, nil, rest
	}
	size := int(binary.BigEndian.Uint16(rest[2:]))
	if size < 2 || 2+size > len(rest) {
		return 0, nil, rest
	}
	return rest[1], rest[4 : 2+size : 2+size], rest[2+size:]
}

// pngChunks yields type and payload of each chunk.
func pngChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		rest := data[min(len(pngMagic), len(data)):]
		for len(rest) >= 12 {
			size := int64(binary.BigEndian.Uint32(rest))
			if size > int64(len(rest)-12) || !yield(string(rest[4:8]), rest[8:8+size]) {
				return
			}
			rest = rest[12+size:]
		}
	}
}

// webpChunks yields type and payload of each chunk of a WebP's RIFF.
func webpChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		rest := data[min(12, len(data)):]
		for len(rest) >= 8 {
			size := int64(binary.LittleEndian.Uint32(rest[4:]))
			if size > int64(len(rest)-8) || !yield(string(rest[:4]), rest[8:8+size]) {
				return
			}
			rest = rest[min(8+size+size&1, int64(len(rest))):]
		}
	}
}

// jpegPayload is what follows the signature in the first segment that begins with it.
func jpegPayload(data []byte, marker byte, signature string) []byte {
	for m, payload := range jpegSegments(data) {
		if m == marker && bytes.HasPrefix(payload, []byte(signature)) {
			return payload[len(signature):]
		}
	}
	return nil
}

// firstChunk is the payload of the first chunk of that type, nil when there is none.
func firstChunk(chunks iter.Seq2[string, []byte], kind string) []byte {
	for k, payload := range chunks {
		if k == kind {
			return payload
		}
	}
	return nil
}
