// Load: from the files of a folder to a configuration, with every fault of every file.

package spec

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
)

// loader is one reading of a folder.
type loader struct {
	faults
	in       Inputs
	config   *Config
	declared *declared
	scope    *scope
	library  *library
	defaults shotOptions
}

// Load reads all *.shoot.hcl and *.shoot.json files of a folder and checks all that can be
// known without photos, state or network. The configuration is never nil, so that its Files
// can explain the faults; with faults it is good for nothing else.
func Load(dir string, in Inputs) (*Config, hcl.Diagnostics) {
	src := &sources{dir: dir, parser: hclparse.NewParser(), broken: map[string]bool{}}
	l := &loader{in: in, config: &Config{Dir: dir, sources: src}}
	bodies := src.parseFolder(&l.faults)
	syntax := len(l.list)
	l.declared = collect(&l.faults, bodies)
	l.scope = newScope(l.declared, src)
	l.config.scope = l.scope
	l.library = newLibrary(l.declared, in.KnownPresets)
	l.loadVariables()
	l.nameScenes()
	l.loadLocals()
	l.loadPresets()
	l.loadFormats()
	l.loadSettings()
	l.loadProvider()
	l.loadDefaults()
	l.loadCatalogs()
	l.loadProducts()
	l.loadMoves()
	l.loadApprovals()
	l.loadOutputs()
	l.loadChecks()
	if l.list.HasErrors() {
		// The run ends here anyway: name the faults of the rows with those of the files.
		l.add(l.config.Products(func(*Product) bool { return true })...)
	}
	l.dropEchoes(syntax)
	return l.config, l.sorted()
}

// dropEchoes leaves out what was found in files with syntax faults after those: most of it
// would be gone with them.
func (l *loader) dropEchoes(syntax int) {
	echo := func(d *hcl.Diagnostic) bool { return d.Subject != nil && l.config.sources.broken[d.Subject.Filename] }
	l.list = append(l.list[:syntax:syntax], slices.DeleteFunc(l.list[syntax:], echo)...)
}
