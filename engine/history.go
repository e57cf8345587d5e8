// History: why a picture was made, told from the manifests that were recorded.

package engine

// Since lists the lines in which m differs from an older manifest, in the order of m.
func (m Manifest) Since(old Manifest) []Diff { return compare(old, m) }

// Value is the value of a line as it is written, empty where there is none.
func (m Manifest) Value(key string) string { return m.value(key) }
