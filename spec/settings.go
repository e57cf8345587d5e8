// Settings: the photoshoot block, with a default for all that it leaves out.

package spec

import (
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// defaultPath is the path of a delivered file where the configuration says nothing.
const defaultPath = "{product}/{preset}-{render_kind}{-format}.{ext}"

func (l *loader) loadSettings() {
	l.scope.owner = "photoshoot"
	s := Settings{Output: "out", Path: defaultPath, MaxCredits: -1, MaxDeletes: -1, Deliver: "all",
		State: StateLocation{Type: "sqlite", Path: ".photoshoot/state.db"}}
	pathRange := hcl.Range{}
	if b := l.declared.single["photoshoot"]; b != nil {
		pathRange = l.readSettings(b, &s)
	}
	l.config.path = l.compilePath(s.Path, pathRange)
	l.config.Settings = s
}

func (l *loader) readSettings(b *hcl.Block, s *Settings) (pathRange hcl.Range) {
	schema := attributes("required_version", "output", "path", "max_credits", "max_deletes", "allow_ephemeral_state", "deliver")
	schema.Blocks = []hcl.BlockHeaderSchema{{Type: "state", LabelNames: []string{"type"}}}
	r, content := l.block(b, schema, rootSet{"var", "local"})
	var required string
	if at, ok := r.text("required_version", &required); ok {
		l.checkVersion(required, at)
	}
	if at, ok := r.text("output", &s.Output); ok {
		l.checkOutput(s.Output, at)
	}
	pathRange, _ = r.text("path", &s.Path)
	r.whole("max_credits", &s.MaxCredits, 0, math.MaxInt32)
	r.whole("max_deletes", &s.MaxDeletes, 0, math.MaxInt32)
	r.flag("allow_ephemeral_state", &s.AllowEphemeral)
	r.oneOf("deliver", &s.Deliver, "all", "approved")
	for i, sb := range content.Blocks {
		if i > 0 {
			l.errorAt(sb.DefRange, "Duplicate state block", "State lives in one place, and %s names it already. Remove one of the two blocks.", at(content.Blocks[0].DefRange))
			continue
		}
		l.readState(sb, &s.State)
	}
	return pathRange
}

// checkOutput takes folders, and the blob URLs that the output can write to.
func (l *loader) checkOutput(output string, at hcl.Range) {
	schemes := []string{"s3", "gs", "azblob", "file"}
	scheme, _, isURL := strings.Cut(output, "://")
	switch {
	case strings.TrimSpace(output) == "":
		l.errorAt(at, "Empty output", `output names the folder that files are delivered to; leave it out for "out".`)
	case isURL && !slices.Contains(schemes, scheme):
		l.errorAt(at, "Unknown output", "output is a folder, or a URL that starts with s3://, gs://, azblob:// or file://; %q is neither.%s", output, didYouMean(scheme, schemes))
	}
}

func (l *loader) readState(b *hcl.Block, s *StateLocation) {
	schema := attributes("path")
	switch s.Type = b.Labels[0]; s.Type {
	case "sqlite":
	case "postgres":
		schema = attributes("url")
	default:
		l.errorAt(b.LabelRanges[0], "Unknown state", `State lives in "sqlite", the default, or in "postgres" where it is shared; %q is neither.%s`, s.Type, didYouMean(s.Type, []string{"sqlite", "postgres"}))
		return
	}
	r, content := l.block(b, schema, rootSet{"var", "local"})
	r.secrets = true
	if at, ok := r.text("path", &s.Path); ok && strings.TrimSpace(s.Path) == "" {
		l.errorAt(at, "Empty path", "path names the file of the state; leave it out for .photoshoot/state.db.")
	}
	if s.Type == "postgres" {
		l.readStateURL(r, b, content, s)
	}
}

func (l *loader) readStateURL(r *reader, b *hcl.Block, content *hcl.BodyContent, s *StateLocation) {
	s.Path = ""
	if content.Attributes["url"] == nil {
		l.errorAt(b.DefRange, "State without a place", `State "postgres" needs its url: url = "postgres://host/database", or a variable.`)
		return
	}
	at, ok := r.text("url", &s.URL)
	if !ok {
		return
	}
	if u, err := url.Parse(s.URL); err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		l.errorAt(at, "Invalid URL", "The url of the state must start with postgres://. Its value is not shown here, because it may hold a password.")
	}
}
