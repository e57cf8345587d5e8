// Catalogs: tables of rows that products are repeated for, streamed and never held.

package spec

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// catalogBlock is a compiled catalog block.
type catalogBlock struct {
	name     string
	at       hcl.Range
	path     string // as the system opens it
	shown    string // as the user would type it
	sourceAt hcl.Range
	typ      string
	key      field
	where    field
	scope    *scope
	columns  *columns // wanted by key and where
	refs     []columnRef
	broken   bool
	count    int // of rows that were good; -1: nobody has counted
}

// columnRef is a column that an expression names.
type columnRef struct {
	cell int
	at   hcl.Range
}

func catalogTypes() []string {
	return []string{"csv", "tsv", "json", "jsonl", "shopify", "google", "woocommerce"}
}

func (l *loader) loadCatalogs() {
	capsule := cty.Capsule("catalog", reflect.TypeFor[catalogBlock]())
	for _, name := range l.declared.names("catalog") {
		c := l.loadCatalog(name)
		l.config.catalogs = append(l.config.catalogs, c)
		l.scope.define("catalog", name, cty.CapsuleVal(capsule, c))
	}
}

// asCatalog is the catalogue that a value stands for.
func asCatalog(v cty.Value) (*catalogBlock, bool) {
	if v.IsMarked() || v.IsNull() || !v.IsKnown() || !v.Type().IsCapsuleType() || v.Type().EncapsulatedType() != reflect.TypeFor[catalogBlock]() {
		return nil, false
	}
	c, ok := v.EncapsulatedValue().(*catalogBlock)
	return c, ok
}

// holdsCatalog says whether a value is a catalogue, or has one in it.
func holdsCatalog(v cty.Value) bool {
	found := false
	v, _ = v.UnmarkDeep()
	cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		_, is := asCatalog(v)
		found = found || is
		return !found, nil
	})
	return found
}

func (l *loader) loadCatalog(name string) *catalogBlock {
	before := len(l.list)
	l.scope.owner = "catalog." + name
	b := l.declared.named["catalog"][name]
	c := &catalogBlock{name: name, at: b.DefRange, scope: l.scope, columns: newColumns(), count: -1}
	r, content := l.block(b, &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "source", Required: true}, {Name: "type"}, {Name: "key"}, {Name: "where"}}}, rootSet{"var", "local"})
	var source string
	if at, ok := r.text("source", &source); ok {
		c.sourceAt = at
		c.path, c.shown = folder(l.config.Dir).path(source), l.config.sources.shown(source)
		if path.IsAbs(source) {
			c.shown = source
		}
		c.typ = typeByName(source)
	}
	r.oneOf("type", &c.typ, catalogTypes()...)
	r.allowed = rootSet{"row", "var", "local"}
	c.key, c.where = r.field("key", cty.String), r.field("where", cty.Bool)
	l.checkCatalog(c, content, source)
	c.broken = l.list[before:].HasErrors()
	if !c.broken {
		c.compile()
	}
	return c
}

// typeByName is the type of a file by the end of its name, empty where it tells none.
func typeByName(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return "csv"
	case ".tsv", ".tab":
		return "tsv"
	case ".json":
		return "json"
	case ".jsonl", ".ndjson":
		return "jsonl"
	}
	return ""
}

func (l *loader) checkCatalog(c *catalogBlock, content *hcl.BodyContent, source string) {
	switch {
	case c.path == "" || content.Attributes["type"] != nil && c.typ == "":
	case strings.TrimSpace(source) == "":
		l.errorAt(c.sourceAt, "Empty source", "source names the file of the catalogue, relative to this folder.")
	case strings.Contains(source, "://"):
		l.errorAt(c.sourceAt, "Source is no file", "A catalogue is a file. Fetch %s first, for example with curl in the script that runs photoshoot.", source)
	case c.typ == "":
		l.errorAt(c.sourceAt, "Unknown catalogue type", "The name %q does not tell the type of the catalogue. Set type to %s.", source, anyOf(catalogTypes()))
	case content.Attributes["key"] == nil && defaultKey(c.typ) == "":
		l.errorAt(c.at, "Catalogue without a key", "Each row needs a name that lasts and that no other row has. Set key to a column, such as key = row[\"sku\"].")
	case c.key.expr != nil && !c.key.perRow && !c.key.faulty:
		l.errorAt(c.key.at(), "Key without a row", "key is the same for every row. Name a column, such as key = row[\"sku\"].")
	}
}

// compile plans key and where.
func (c *catalogBlock) compile() {
	p := &planner{scope: c.scope, columns: c.columns}
	if c.key.expr == nil {
		c.key.plan = textPlan{{take: c.columns.want(defaultKey(c.typ))}}
		c.refs = append(c.refs, columnRef{0, c.at})
	}
	for _, f := range []*field{&c.key, &c.where} {
		f.compile(p)
		c.refs = append(c.refs, c.columns.wantAllOf(f.expr)...)
	}
}

// wantAllOf asks for each column that an expression names, or for all where it computes a name.
func (c *columns) wantAllOf(expr hcl.Expression) []columnRef {
	if expr == nil {
		return nil
	}
	var refs []columnRef
	for _, t := range expr.Variables() {
		switch r := t.RootName(); {
		case r != "row" && r != "each":
			continue
		case r == "each" && !namesValue(t):
			continue
		}
		if name, at, ok := columnOf(t); ok {
			refs = append(refs, columnRef{c.want(name), at})
		} else {
			c.all = true
		}
	}
	return refs
}

func namesValue(t hcl.Traversal) bool {
	name, _, ok := secondStep(t)
	return !ok || name == "value"
}

// open starts reading the catalogue's file.
func (c *catalogBlock) open(f *faults, wanted *columns) (table, *textInput) {
	in, err := openText(c.path)
	if err != nil {
		f.errorAt(c.sourceAt, "Cannot read a catalogue", "The file %s cannot be read: %s. source is relative to this folder.", c.shown, reason(err))
		return nil, nil
	}
	var t table
	switch c.typ {
	case "json", "jsonl":
		t = newJSON(in, c.shown, c.typ == "jsonl", wanted)
	case "shopify":
		t = newInheriting(newCSV(in, c.shown, 0, wanted, resolver(c.typ)), wanted, shopifyRules())
	case "woocommerce":
		t = newFirstImage(newCSV(in, c.shown, 0, wanted, resolver(c.typ)), wanted)
	case "google":
		t = c.openGoogle(in, wanted)
	case "tsv":
		t = newCSV(in, c.shown, '\t', wanted, exactColumn)
	default:
		t = newCSV(in, c.shown, 0, wanted, exactColumn)
	}
	return t, in
}

// openGoogle tells feeds in XML, CSV and TSV apart by the file's name.
func (c *catalogBlock) openGoogle(in *textInput, wanted *columns) table {
	if strings.EqualFold(path.Ext(c.shown), ".xml") {
		return newXML(in, c.shown, wanted, func(name string) []string { return fileNames(c.typ, name) })
	}
	delimiter := byte('\t')
	if strings.EqualFold(path.Ext(c.shown), ".csv") {
		delimiter = 0
	}
	return newCSV(in, c.shown, delimiter, wanted, resolver(c.typ))
}

// clone is a copy that can be asked for more.
func (c *columns) clone() *columns {
	d := newColumns()
	d.all = c.all
	for _, name := range c.names {
		d.want(name)
	}
	return d
}

// unknown reports the columns that expressions name and the table has not.
func (c *columns) unknown(f *faults, refs []columnRef, file string, others []string) bool {
	names := slices.Concat(c.has(), others)
	any := false
	for _, ref := range refs {
		if !c.found[ref.cell] {
			any = true
			f.errorAt(ref.at, "Unknown column", "%s has no column %q.%s It has %s.", file, c.names[ref.cell], didYouMean(c.names[ref.cell], names), few(c.has()))
		}
	}
	return any
}
