// Load: from the files of a folder to a configuration, with every fault of every file.

package spec

import (
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
	src := &sources{dir: dir, parser: hclparse.NewParser()}
	l := &loader{in: in, config: &Config{Dir: dir, sources: src}}
	bodies := src.parseFolder(&l.faults)
	l.declared = collect(&l.faults, bodies)
	l.scope = newScope(l.declared, src)
	l.library = newLibrary(l.declared, in.KnownPresets)
	l.loadVariables()
	l.loadPresets()
	l.loadFormats()
	l.loadLocals()
	l.loadSettings()
	l.loadProvider()
	l.loadDefaults()
	l.loadCatalogs()
	l.loadProducts()
	l.loadOutputs()
	if l.list.HasErrors() {
		// The run ends here anyway: name the faults of the rows with those of the files.
		l.add(l.config.Products(func(*Product) bool { return true })...)
	}
	return l.config, l.sorted()
}
