// studio cutout: products without their grounds, to look at or to use elsewhere.

package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"strings"

	"photoshoot/engine/raster"
)

func studioCutout(ctx context.Context, a *app, args []string) error {
	fs := a.flags("studio cutout")
	out := fs.String("o", "", "write to `file`, or to a folder where there are several photos")
	trim := fs.Bool("trim", false, "crop to the product; else the picture is as large as the photo")
	asJSON := fs.Bool("json", false, "print one JSON object a photo")
	if err := a.parse(fs, args, -1); err != nil {
		return err
	}
	photos := fs.Args()
	if len(photos) == 0 || *out == "" {
		return &usageError{"studio cutout: a photo and -o are needed", "For example: photoshoot studio cutout lamp.jpg -o lamp.png"}
	}
	info, err := os.Stat(*out)
	folder := len(photos) > 1 || (err == nil && info.IsDir())
	if folder {
		if err := os.MkdirAll(*out, 0o755); err != nil {
			return err
		}
	}
	failed := 0
	for _, photo := range photos {
		target := *out
		if folder {
			target = filepath.Join(*out, strings.TrimSuffix(filepath.Base(photo), filepath.Ext(photo))+".png")
		}
		if err := a.cutTo(ctx, photo, target, *trim, *asJSON); err != nil {
			a.view.cutFault(photo, err, *asJSON)
			failed++
		}
	}
	return batchExit(failed, len(photos))
}

// batchExit is the code for a list of which some failed.
func batchExit(failed, all int) error {
	switch failed {
	case 0:
		return nil
	case all:
		return exit(exitError)
	}
	return exit(exitPartial)
}

func (a *app) cutTo(ctx context.Context, photo, target string, trim, asJSON bool) error {
	product, what, err := a.cut(ctx, photo)
	if err != nil {
		return err
	}
	size, err := photoSize(photo)
	if err != nil {
		return err
	}
	picture := product.Image
	if !trim {
		picture = untrimmed(product, size)
	}
	var file bytes.Buffer
	if err := raster.EncodePNG(&file, picture, raster.Meta{Engine: "photoshoot studio cutout"}); err != nil {
		return err
	}
	if err := os.WriteFile(target, file.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", target, err)
	}
	a.view.cut(photo, target, what.ProductInfo.Name, picture.Rect.Size(), product, asJSON)
	return nil
}

// photoSize is the upright size of a photo, which Cut may have reduced.
func photoSize(name string) (image.Point, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return image.Point{}, err
	}
	photo, err := raster.Decode(data, raster.Limits{})
	if err != nil {
		return image.Point{}, err
	}
	return photo.Image.Rect.Size(), nil
}

// untrimmed puts the product back where it lay in the photo.
func untrimmed(c *raster.Cutout, size image.Point) *image.NRGBA {
	whole := image.NewNRGBA(image.Rectangle{Max: c.Photo})
	draw.Draw(whole, c.Source, c.Image, image.Point{}, draw.Src)
	if c.Photo == size {
		return whole
	}
	return raster.Resize(whole, size.X, size.Y)
}
