// A run as Markdown and as annotations: pictures to look at, and faults at their lines.

package main

import (
	"fmt"
	"html"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"photoshoot/engine"
)

// thumbWidth is how wide a picture stands in a comment, in pixels.
const thumbWidth = 320

// markdownRun tells of a run: counts, what failed, and the pictures, as many as fit.
func (r *reports) markdownRun(p *engine.Plan, result engine.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### photoshoot apply\n\n**%d made, %d derived, %d moved, %d deleted, %d failed** · %d credits\n\n", result.Made,
		result.Derived, result.Moved, result.Deleted, result.Failed+len(p.Faults), result.Credits)
	length := utf8.RuneCountInString(b.String())
	more := 0
	add := func(text string) {
		if length += utf8.RuneCountInString(text); length > maxComment-maxEnding || more > 0 {
			more++
			return
		}
		b.WriteString(text)
	}
	for _, f := range p.Faults {
		add(fmt.Sprintf("- :x: %s: %s\n", code(clip(f.Address, maxValue)), html.EscapeString(clip(f.Err.Error(), maxValue))))
	}
	for _, o := range r.all() {
		switch {
		case o.err != nil:
			add(fmt.Sprintf("- :x: %s: %s\n", code(clip(o.address, maxValue)), html.EscapeString(clip(o.err.Error(), maxValue))))
		case o.held != "":
			add(fmt.Sprintf("- :warning: %s: %s\n", code(clip(o.address, maxValue)), html.EscapeString(clip(o.held, maxValue))))
		}
	}
	for _, o := range r.all() {
		for _, path := range o.paths {
			add(r.markdownPicture(o.address, path))
		}
	}
	if more > 0 {
		fmt.Fprintf(&b, "\n_And %d more, which the report of the job and the gallery list._\n", more)
	}
	return b.String()
}

// markdownPicture links a file; browsers show PNG, JPEG and WebP themselves.
func (r *reports) markdownPicture(address, path string) string {
	link := r.link(path)
	text := fmt.Sprintf("\n%s  \n", code(clip(address, maxValue)))
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		return text + fmt.Sprintf("<a href=\"%s\">%s</a>\n", html.EscapeString(link), html.EscapeString(filepath.Base(path)))
	}
	return text + fmt.Sprintf("<a href=\"%[1]s\"><img src=\"%[1]s\" width=\"%[2]d\" alt=\"%[3]s\"></a>\n", html.EscapeString(link), thumbWidth,
		html.EscapeString(address))
}

// link is where a file is found: below the base, or as the user would type it.
func (r *reports) link(path string) string {
	escaped := (&url.URL{Path: filepath.ToSlash(shown(path))}).EscapedPath()
	if r.base == "" {
		return escaped
	}
	return strings.TrimSuffix(r.base, "/") + "/" + escaped
}

// annotate prints what failed as GitHub's workflow commands, at the lines of the products.
func (v *view) annotate(p *engine.Plan, outcomes []*outcome) {
	if !v.annotations {
		return
	}
	places := map[string]engine.ProductPlan{}
	for _, pp := range p.Products {
		places[pp.Address] = pp
	}
	for _, o := range outcomes {
		product, _, _ := strings.Cut(o.address, ".shot[")
		file, line := sourceOf(places[product])
		switch {
		case o.err != nil:
			v.annotation("error", file, line, o.address, o.err.Error())
		case o.held != "":
			v.annotation("warning", file, line, o.address, o.held)
		}
	}
}

// annotateDiagnostics says faults of the configuration in the same way.
func (v *view) annotateDiagnostics(diags hcl.Diagnostics) {
	for _, d := range diags {
		level, file, line := "error", "", 0
		if d.Severity == hcl.DiagWarning {
			level = "warning"
		}
		if d.Subject != nil {
			file, line = d.Subject.Filename, d.Subject.Start.Line
		}
		v.annotation(level, file, line, d.Summary, d.Detail)
	}
}

// annotation prints one workflow command of GitHub, to stderr: stdout is for results. The
// escapes are those of docs.github.com, "Workflow commands for GitHub Actions".
func (v *view) annotation(level, file string, line int, title, text string) {
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	place := ""
	if file != "" {
		place = fmt.Sprintf("file=%s,line=%d,", property.Replace(file), line)
	}
	v.note("::%s %stitle=%s::%s\n", level, place, property.Replace(title), message.Replace(sentence(text)))
}
