// Outputs: named values for scripts.

package spec

func (l *loader) loadOutputs() {
	for _, name := range l.declared.names("output") {
		r, _ := l.block(l.declared.named["output"][name], attributes("value", "description", "sensitive"), nil)
		o := Output{Name: name}
		r.text("description", &o.Description)
		r.flag("sensitive", &o.Sensitive)
		l.config.Outputs = append(l.config.Outputs, o)
	}
}
