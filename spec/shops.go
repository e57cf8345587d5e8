// Shops: the columns of the files that shops export, under one set of names.

package spec

import (
	"slices"
	"strings"
)

// shopColumn is a column of a shop's file: the name that is the same for all shops, and
// the headers that it has had in that shop's exports.
type shopColumn struct {
	name    string
	headers []string
}

// shopColumns are the columns of a type; nil: the file's own names are all there are.
func shopColumns(typ string) []shopColumn {
	switch typ {
	case "shopify":
		return shopifyColumns()
	case "google":
		return googleColumns()
	case "woocommerce":
		return wooColumns()
	}
	return nil
}

// shopifyColumns follow Shopify's "Using CSV files to import and export products": the
// headers up to 2024, and those since.
func shopifyColumns() []shopColumn {
	return []shopColumn{
		{"handle", []string{"Handle", "URL handle"}},
		{"title", []string{"Title"}},
		{"description", []string{"Body (HTML)", "Description"}},
		{"brand", []string{"Vendor"}},
		{"category", []string{"Product Category", "Product category"}},
		{"type", []string{"Type"}},
		{"tags", []string{"Tags"}},
		{"published", []string{"Published", "Published on online store"}},
		{"status", []string{"Status"}},
		{"sku", []string{"Variant SKU", "SKU"}},
		{"barcode", []string{"Variant Barcode", "Barcode"}},
		{"option1", []string{"Option1 Value", "Option1 value"}},
		{"option2", []string{"Option2 Value", "Option2 value"}},
		{"option3", []string{"Option3 Value", "Option3 value"}},
		{"price", []string{"Variant Price", "Price"}},
		{"variant_image", []string{"Variant Image", "Variant image URL"}},
		{"product_image", []string{"Image Src", "Product image URL"}},
		{"image_alt", []string{"Image Alt Text", "Image alt text"}},
		{"seo_title", []string{"SEO Title", "SEO title"}},
		{"seo_description", []string{"SEO Description", "SEO description"}},
	}
}

// googleColumns follow Google Merchant Center's product data specification. In TSV, words
// are parted by a space or an underscore.
func googleColumns() []shopColumn {
	return []shopColumn{
		{"sku", []string{"id"}},
		{"image", []string{"image_link", "image link"}},
		{"images", []string{"additional_image_link", "additional image link"}},
		{"url", []string{"link"}},
		{"category", []string{"google_product_category", "google product category"}},
		{"type", []string{"product_type", "product type"}},
		{"group", []string{"item_group_id", "item group id"}},
		{"status", []string{"availability"}},
		{"barcode", []string{"gtin"}},
	}
}

// wooColumns follow WooCommerce's "Product CSV Importer and Exporter".
func wooColumns() []shopColumn {
	return []shopColumn{
		{"id", []string{"ID"}},
		{"type", []string{"Type"}},
		{"sku", []string{"SKU"}},
		{"title", []string{"Name"}},
		{"status", []string{"Published"}},
		{"summary", []string{"Short description"}},
		{"description", []string{"Description"}},
		{"price", []string{"Regular price"}},
		{"category", []string{"Categories"}},
		{"tags", []string{"Tags"}},
		{"images", []string{"Images"}},
		{"parent", []string{"Parent"}},
		{"barcode", []string{"GTIN, UPC, EAN, or ISBN"}},
		{"brand", []string{"Brands"}},
	}
}

// fileNames lists the names under which a file may have a column: its own first, and then
// the other names that a shop's export gives it.
func fileNames(typ, name string) []string {
	names := []string{name}
	for _, c := range shopColumns(typ) {
		if c.name == name || slices.Contains(c.headers, name) {
			names = append(names, c.headers...)
		}
	}
	if typ == "google" {
		names = append(names, strings.ReplaceAll(name, "_", " "), strings.ReplaceAll(name, " ", "_"))
	}
	return names
}

// resolver finds the cells of a wanted column by all its names. The headers of the Google
// feed are taken in any case, as Google takes them.
func resolver(typ string) func(name string, header []string) []int {
	if shopColumns(typ) == nil {
		return exactColumn
	}
	return func(name string, header []string) []int {
		for _, own := range fileNames(typ, name) {
			for i, h := range header {
				if h == own || typ == "google" && strings.EqualFold(h, own) {
					return []int{i}
				}
			}
		}
		return nil
	}
}

// defaultKey is the column that names a row where the catalog block does not say.
func defaultKey(typ string) string {
	if shopColumns(typ) == nil {
		return ""
	}
	return "sku"
}
