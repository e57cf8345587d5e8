// Shop rows: what a row of a shop's export leaves out because a row before it says it.

package spec

import "strings"

// inheriting completes the rows of variants from the row of their product, and drops rows
// that only add a picture.
type inheriting struct {
	table
	columns *columns
	rules   inheritance

	handle, first int   // cells: what ties rows together, and what only a product's first row has
	own           []int // cells that a variant has itself; without any, the row is only a picture
	saved         [][]byte
	inherits      []bool // by wanted column
	image         int    // cell of the image that counts; -1: nobody asked
	imageOwn      int    // cell of a variant's own
	imageShared   int    // cell of the product's
}

// inheritance is how a shop's files leave out.
type inheritance struct {
	handle, first string
	own           []string
	image         [2]string // of the variant, of the product
	ownColumn     func(name string) bool
}

// shopifyRules: a product's rows follow each other with one handle; those behind the first
// have no title, and those that only add an image have no option, SKU or price either.
func shopifyRules() inheritance {
	return inheritance{handle: "handle", first: "title", own: []string{"sku", "option1", "price"},
		image: [2]string{"variant_image", "product_image"}, ownColumn: shopifyOwn}
}

// shopifyOwn says whether a column belongs to the variant and so is never inherited.
func shopifyOwn(name string) bool {
	lower := strings.ToLower(name)
	for _, prefix := range []string{"variant", "option", "sku", "barcode", "price", "compare-at", "cost per", "inventory",
		"weight", "requires shipping", "fulfillment", "charge tax", "tax code", "unit price", "image ", "image_", "product image", "product_image"} {
		if strings.HasPrefix(lower, prefix) && !(strings.HasPrefix(lower, "option") && strings.HasSuffix(lower, "name")) {
			return true
		}
	}
	return false
}

// newInheriting asks the table for what the rules look at, before it is opened.
func newInheriting(t table, c *columns, rules inheritance) *inheriting {
	in := &inheriting{table: t, columns: c, rules: rules, image: -1}
	in.handle, in.first = c.want(rules.handle), c.want(rules.first)
	for _, name := range rules.own {
		in.own = append(in.own, c.want(name))
	}
	if i, asked := c.index["image"]; asked || c.all {
		if !asked {
			i = c.want("image")
		}
		in.image, in.imageOwn, in.imageShared = i, c.want(rules.image[0]), c.want(rules.image[1])
	}
	return in
}

func (in *inheriting) open(f *faults) bool {
	if !in.table.open(f) {
		return false
	}
	if in.image >= 0 {
		in.columns.found[in.image] = in.columns.found[in.imageOwn] || in.columns.found[in.imageShared]
	}
	in.saved = make([][]byte, len(in.columns.names))
	in.inherits = make([]bool, len(in.columns.names))
	for i, name := range in.columns.names {
		in.inherits[i] = !in.rules.ownColumn(name) && i != in.image
	}
	return true
}

func (in *inheriting) next(f *faults) *record {
	for {
		r := in.table.next(f)
		if r == nil {
			return nil
		}
		if in.continues(r.cells) {
			if in.onlyPicture(r.cells) {
				continue
			}
			in.complete(r.cells)
		} else {
			in.save(r.cells)
		}
		in.chooseImage(r.cells)
		return r
	}
}

// continues says whether a row belongs to the product of the row before.
func (in *inheriting) continues(cells []cell) bool {
	return len(cells[in.first].text) == 0 && len(cells[in.handle].text) > 0 && string(cells[in.handle].text) == string(in.saved[in.handle])
}

func (in *inheriting) onlyPicture(cells []cell) bool {
	for _, i := range in.own {
		if len(cells[i].text) > 0 {
			return false
		}
	}
	return true
}

func (in *inheriting) save(cells []cell) {
	for i := range in.saved {
		in.saved[i] = append(in.saved[i][:0], cells[i].text...)
	}
}

func (in *inheriting) complete(cells []cell) {
	for i := range cells {
		if in.inherits[i] && len(cells[i].text) == 0 {
			cells[i] = cell{in.saved[i], textCell}
		}
	}
}

// chooseImage takes the variant's own image, or the first of its product: the images on
// the rows between are in no relation to the variants of those rows.
func (in *inheriting) chooseImage(cells []cell) {
	if in.image < 0 {
		return
	}
	if cells[in.image] = cells[in.imageOwn]; len(cells[in.image].text) == 0 {
		cells[in.image] = cell{in.saved[in.imageShared], textCell}
	}
}

// firstImage gives the column image, which WooCommerce has not, the first of its images.
type firstImage struct {
	table
	columns       *columns
	image, images int
}

func newFirstImage(t table, c *columns) table {
	i, asked := c.index["image"]
	if !asked && !c.all {
		return t
	}
	if !asked {
		i = c.want("image")
	}
	return &firstImage{table: t, columns: c, image: i, images: c.want("images")}
}

func (t *firstImage) open(f *faults) bool {
	ok := t.table.open(f)
	t.columns.found[t.image] = t.columns.found[t.images]
	return ok
}

func (t *firstImage) next(f *faults) *record {
	r := t.table.next(f)
	if r != nil {
		first, _, _ := strings.Cut(string(r.cells[t.images].text), ",")
		r.cells[t.image] = cell{[]byte(strings.TrimSpace(first)), textCell}
	}
	return r
}
