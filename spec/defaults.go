// Defaults: what a product says nothing about.

package spec

// shotOptions are what the shots of a product have in common.
type shotOptions struct {
	kinds      []RenderKind
	formats    []Format
	safeMargin bool
	sameStyle  bool
}

// builtInDefaults are the service's own for the two flags, and the smallest useful choice for the lists.
func builtInDefaults() shotOptions {
	return shotOptions{kinds: expandKind("landscape"), formats: []Format{{Name: "png", Type: "png"}}, safeMargin: true, sameStyle: true}
}

func optionNames() []string { return []string{"formats", "render_kinds", "safe_margin", "same_style"} }

func (l *loader) loadDefaults() {
	l.defaults = builtInDefaults()
	l.scope.owner = "defaults"
	b := l.declared.single["defaults"]
	if b == nil {
		return
	}
	r, _ := l.block(b, attributes(optionNames()...), staticRoots())
	r.flag("safe_margin", &l.defaults.safeMargin)
	r.flag("same_style", &l.defaults.sameStyle)
	if items, ok := r.items("formats"); ok {
		l.defaults.formats = l.library.findFormats(&l.faults, items)
	}
	if items, ok := r.items("render_kinds"); ok {
		l.defaults.kinds = l.library.findKinds(&l.faults, items)
	}
}
