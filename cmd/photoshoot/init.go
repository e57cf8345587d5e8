// init: a first configuration from the photos in a folder.

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// firstFile is what init writes.
const firstFile = "main.shoot.hcl"

func initialise(_ context.Context, a *app, args []string) error {
	flags := a.flags("init")
	if err := a.parse(flags, args, 1); err != nil {
		return err
	}
	if found, _ := filepath.Glob(filepath.Join(a.dir, "*.shoot.hcl")); len(found) > 0 {
		return &advised{fmt.Errorf("%s has a configuration already", a.dir), "init writes a first one only; run photoshoot plan."}
	}
	photos, err := findPhotos(a.path(flags.Arg(0)))
	if err != nil {
		return err
	}
	if len(photos) == 0 {
		return &advised{fmt.Errorf("%s holds no photos", a.path(flags.Arg(0))),
			"Put JPEG or PNG photos of products there, or name their folder: photoshoot init FOLDER."}
	}
	text, err := firstConfig(a.dir, photos)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(a.dir, firstFile), text, 0o644); err != nil {
		return err
	}
	a.view.print("Wrote %s for %d photos. Next:\n  photoshoot plan\n  photoshoot apply\n", filepath.Join(a.dir, firstFile), len(photos))
	return nil
}

// findPhotos lists the photos below a folder, leaving out what photoshoot itself keeps.
func findPhotos(folder string) ([]string, error) {
	var photos []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != folder && (strings.HasPrefix(d.Name(), ".") || d.Name() == "out") {
			return fs.SkipDir
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".jpg", ".jpeg", ".png":
			photos = append(photos, path)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &advised{fmt.Errorf("there is no folder %s", folder), "Name a folder with photos: photoshoot init FOLDER."}
	}
	return photos, err
}

// firstConfig writes a product for each photo, in two scenes that suit anything.
func firstConfig(dir string, photos []string) ([]byte, error) {
	file := hclwrite.NewEmptyFile()
	body := file.Body()
	taken := map[string]bool{}
	for i, photo := range photos {
		rel, err := filepath.Rel(dir, photo)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			body.AppendNewline()
		}
		product := body.AppendNewBlock("product", []string{freeName(photo, taken)}).Body()
		product.SetAttributeValue("image", cty.StringVal(filepath.ToSlash(rel)))
		product.SetAttributeValue("presets", cty.ListVal([]cty.Value{
			cty.StringVal("white_background"), cty.StringVal("on_platform_natural_beige_background")}))
	}
	return hclwrite.Format(file.Bytes()), nil
}

// notName is what a block's name cannot hold.
var notName = regexp.MustCompile(`[^a-z0-9]+`)

// freeName makes a block name of a file name, unlike those taken.
func freeName(photo string, taken map[string]bool) string {
	base := strings.TrimSuffix(filepath.Base(photo), filepath.Ext(photo))
	name := strings.Trim(notName.ReplaceAllString(strings.ToLower(base), "_"), "_")
	if name == "" || (name[0] >= '0' && name[0] <= '9') {
		name = "product_" + name
	}
	name = strings.TrimSuffix(name, "_")
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s_%d", name, n)
	}
	taken[free] = true
	return free
}
