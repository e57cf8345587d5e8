// What the studio's own verbs print.

package main

import (
	"image"
	"strings"

	"photoshoot/engine/raster"
)

// cut tells of one cut-out.
func (v *view) cut(photo, out, name string, size image.Point, c *raster.Cutout, asJSON bool) {
	if asJSON {
		warnings := c.Warnings
		if warnings == nil {
			warnings = []string{}
		}
		v.jsonLine(map[string]any{"version": jsonVersion, "photo": photo, "out": out, "name": name, "width": size.X, "height": size.Y,
			"product":    map[string]int{"x": c.Source.Min.X, "y": c.Source.Min.Y, "width": c.Source.Dx(), "height": c.Source.Dy()},
			"confidence": c.Confidence, "lying": c.Pose.Lying, "elevation": c.Pose.Elevation, "warnings": warnings})
		return
	}
	v.print("%s: %dx%d, confidence %.2f, %s\n", out, size.X, size.Y, c.Confidence, name)
	for _, w := range c.Warnings {
		v.note("  %s: %s\n", v.paint(yellow, "warning"), w)
	}
}

// cutFault tells of a photo that could not be cut.
func (v *view) cutFault(photo string, err error, asJSON bool) {
	if asJSON {
		v.jsonLine(map[string]any{"version": jsonVersion, "photo": photo, "error": err.Error()})
		return
	}
	v.fault("Error", red, err)
}

// rendered tells of one picture.
func (v *view) rendered(out string, size image.Point, notes []string) {
	v.print("%s: %dx%d\n", out, size.X, size.Y)
	if len(notes) > 0 {
		v.note("  %s\n", strings.Join(notes, "\n  "))
	}
}
