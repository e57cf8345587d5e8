// Addresses: how products, shots and files are named in files, on the command line and in state.

package spec

import "strings"

// escapeTemplate keeps a quoted text from being read as a template.
func escapeTemplate(quoted string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(quoted)
}
