// Judging: whether there is a product at all, how sure its outline is, and how it was photographed.

package raster

import "math"

// leastTrust is the confidence that the two cuts must be worth where the outline is not clear
// and closed all around: of 37 photos of nothing it refuses ten, of 116 of products four, none
// of which was cut well.
const leastTrust = 0.02

// verdict is what is thought of a mask.
type verdict struct {
	refuse     string // why there is no product; empty: there is
	confidence float64
	warnings   []string
}

// judge looks at a mask's size, at its outline's strength, at how much of the frame it
// touches, and at how far the two ways to cut agree.
func judge(v *view, m *mask, agreement float64) verdict {
	area := float64(m.count()) / float64(len(m.on))
	edge, weak := v.outline(m)
	contact := touching(m)
	switch {
	case area < 0.004:
		return verdict{refuse: "nothing differs from the ground"}
	case area > 0.85:
		return verdict{refuse: "what is in the photo fills it"}
	case edge < 0.02:
		return verdict{refuse: "what differs from the ground has no outline"}
	case edge < 0.12 && !v.isPlain():
		return verdict{refuse: "the ground is as lively as what stands before it"}
	case contact > 0.45:
		return verdict{refuse: "what is in the photo runs out of the frame"}
	}
	out := verdict{confidence: v.trust(agreement, edge, weak) * within(edge, 0.03, 0.10) * (1 - 0.6*weak) * (1 - within(contact, 0.05, 0.4))}
	if out.confidence < leastTrust && (weak > 0.02 || contact > 0.003) {
		return verdict{refuse: "where it would end is a guess"}
	}
	if out.confidence < 0.5 && agreement < 0.7 {
		out.warnings = append(out.warnings, "it is not clear where the product ends")
	}
	if weak > 0.3 {
		out.warnings = append(out.warnings, "part of the outline hardly differs from the ground")
	}
	if contact > 0.03 {
		out.warnings = append(out.warnings, "the product touches the edge of the photo")
	}
	return out
}

// trust is what the agreement of the two cuts is worth, 0 to 1. On a lively ground they must
// agree more; on a plain one a strong outline stands for itself. The bounds are those at
// which, of 116 photos with known masks, hardly one with an intersection over union below
// 0.85 is left above a half.
func (v *view) trust(agreement, edge, weak float64) float64 {
	if !v.isPlain() {
		return within(agreement, 0.2, 0.85)/2 + within(agreement, 0.85, 1)/2
	}
	strong := within(edge, 0.15, 0.25) * (1 - within(weak, 0, 0.12))
	return max(strong, within(agreement, 0.1, 0.7)/2+within(agreement, 0.7, 0.95)/2)
}

// within is 0 at low and 1 at high.
func within(v, low, high float64) float64 { return max(0, min(1, (v-low)/(high-low))) }

// outline is the mean difference of colour across the edge, and the share that is weak.
func (v *view) outline(m *mask) (mean, weak float64) {
	const step = 2
	n := 0.0
	for y := step; y < m.h-step; y++ {
		for x := step; x < m.w-step; x++ {
			i := y*m.w + x
			if !m.on[i] {
				continue
			}
			for _, d := range [4]int{-1, 1, -m.w, m.w} {
				if m.on[i+d] {
					continue
				}
				difference := float64(v.tone[i-step*d].far(v.tone[i+step*d]))
				mean += difference
				n++
				if difference < 0.04 {
					weak++
				}
			}
		}
	}
	if n == 0 {
		return 0, 1
	}
	return mean / n, weak / n
}

// touching is the share of the frame's edge that the product covers.
func touching(m *mask) float64 {
	n := 0
	for x := range m.w {
		n += count(m.on[x]) + count(m.on[(m.h-1)*m.w+x])
	}
	for y := range m.h {
		n += count(m.on[y*m.w]) + count(m.on[y*m.w+m.w-1])
	}
	return float64(n) / float64(2*(m.w+m.h))
}

func count(on bool) int {
	if on {
		return 1
	}
	return 0
}

// poseOf reads from the outline how the product was photographed. A long thing at a slant
// without a foot lies; the curve of a foot is that of a circle seen from the camera's height.
func poseOf(m *mask) Pose {
	low, left, right, bottom, top := lowest(m)
	if right <= left || bottom <= top {
		return Pose{}
	}
	width, height := float64(right-left+1), float64(bottom-top+1)
	foot := 0
	for x := left; x <= right; x++ {
		if float64(bottom-low[x]) < 0.05*height {
			foot++
		}
	}
	long, angle := axis(m)
	slanted := angle > 20 && angle < 70
	if long > 2.4 && slanted && float64(foot) < 0.3*width {
		return Pose{Lying: true, Elevation: 80}
	}
	return Pose{Elevation: elevation(low, left, right, bottom, height)}
}

// lowest is the lowest product pixel of each column, and the box.
func lowest(m *mask) (low []int, left, right, bottom, top int) {
	low = make([]int, m.w)
	left, right, bottom, top = m.w, -1, -1, m.h
	for i, on := range m.on {
		if on {
			x, y := i%m.w, i/m.w
			low[x] = max(low[x], y)
			left, right, bottom, top = min(left, x), max(right, x), max(bottom, y), min(top, y)
		}
	}
	return low, left, right, bottom, top
}

// elevation is the camera's, in degrees: the foot's arc rises from its middle to its ends
// as far as half a circle seen from there.
func elevation(low []int, left, right, bottom int, height float64) float64 {
	from, to := -1, -1
	for x := left; x <= right; x++ {
		if float64(bottom-low[x]) < 0.16*height {
			if from < 0 {
				from = x
			}
			to = x
		}
	}
	if to-from < 8 {
		return 8
	}
	span := float64(to - from)
	ends := (float64(low[from+int(span*0.06)]) + float64(low[to-int(span*0.06)])) / 2
	rise := max(0, float64(bottom)-ends)
	return max(3, min(45, math.Asin(min(1, 2*rise/span*0.9))*180/math.Pi))
}

// axis is how long the product is for its breadth, and the slant of its length in degrees.
func axis(m *mask) (long, angle float64) {
	n, sx, sy := 0.0, 0.0, 0.0
	for i, on := range m.on {
		if on {
			n++
			sx += float64(i % m.w)
			sy += float64(i / m.w)
		}
	}
	xx, yy, xy := 0.0, 0.0, 0.0
	for i, on := range m.on {
		if on {
			dx, dy := float64(i%m.w)-sx/n, float64(i/m.w)-sy/n
			xx += dx * dx
			yy += dy * dy
			xy += dx * dy
		}
	}
	mean, half := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	return math.Sqrt((mean + half) / max(mean-half, 1)), math.Abs(math.Atan2(2*xy, xx-yy) / 2 * 180 / math.Pi)
}
