// Render kinds and formats: what sizes and file types a picture can have.

package spec

// renderKinds is the table of the service's "Enums and Descriptions" page, as far as the
// photoshoot endpoint takes them.
func renderKinds() []RenderKind {
	return []RenderKind{
		{"post", 1, 1080, 1080},
		{"story", 2, 1080, 1920},
		{"landscape", 4, 1200, 628},
		{"vertical", 8, 1080, 1350},
		{"pin", 16, 1000, 1500},
		{"medium_banner", 32, 300, 250},
		{"leaderboard", 64, 728, 90},
		{"wide_skyscraper", 128, 160, 600},
		{"half_page", 256, 300, 600},
		{"large_leaderboard", 512, 970, 90},
	}
}

// RenderKindNamed is the kind of that name; groups are none.
func RenderKindNamed(name string) (RenderKind, bool) {
	for _, k := range renderKinds() {
		if k.Name == name {
			return k, true
		}
	}
	return RenderKind{}, false
}

// Wire values of the groups: the sum of their members' bits.
const (
	groupSocial  = 31
	groupDisplay = 992
	groupAll     = groupSocial | groupDisplay
)

// expandKind gives the kinds a name stands for: one, or the members of a group.
func expandKind(name string) []RenderKind {
	mask := map[string]int{"social": groupSocial, "display": groupDisplay, "all": groupAll}[name]
	var kinds []RenderKind
	for _, k := range renderKinds() {
		if k.Name == name || k.Value&mask != 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// RenderKindNames are the names that render_kinds takes: those of kinds, and of groups of them.
func RenderKindNames() []string {
	names := []string{"social", "display", "all"}
	for _, k := range renderKinds() {
		names = append(names, k.Name)
	}
	return names
}

// fileTypes are the types a picture can be delivered in, with the endings of their files.
func fileTypes() map[string]string {
	return map[string]string{"png": "png", "jpeg": "jpg", "pdf": "pdf", "webp": "webp"}
}

// fileTypeNames lists them in the order in which a message names them.
func fileTypeNames() []string { return []string{"png", "jpeg", "pdf", "webp"} }
