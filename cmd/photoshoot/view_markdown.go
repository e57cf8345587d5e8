// A plan as Markdown: a comment on a pull request, which may not be longer than its forge takes.

package main

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"photoshoot/engine"
)

const (
	maxComment = 65_536 // characters of a comment on GitHub
	maxEnding  = 1_000  // what the last lines may need
	maxLines   = 60     // of one product, and of the table
	maxValue   = 240    // characters of a value that moved
)

// markdownPlan writes the plan saved in a file: the counts, the reasons, and as many
// products as fit. What does not fit is counted.
func markdownPlan(p *engine.Plan, name string) string {
	var b strings.Builder
	b.WriteString(markdownHead(p))
	length := utf8.RuneCountInString(b.String())
	shown := 0
	for _, pp := range p.Products {
		text := markdownProduct(pp)
		if length += utf8.RuneCountInString(text); length > maxComment-maxEnding {
			break
		}
		b.WriteString(text)
		shown++
	}
	if more := len(p.Products) - shown; more > 0 {
		fmt.Fprintf(&b, "\n_And %d more products, which `photoshoot show -full` lists:_ %s\n", more, code(clip(name, maxValue)))
	}
	return b.String()
}

func markdownHead(p *engine.Plan) string {
	var b strings.Builder
	b.WriteString("### photoshoot plan\n\n")
	if p.Empty() && len(p.Faults) == 0 {
		return b.String() + "**No changes.** " + nothing(p) + "\n"
	}
	fmt.Fprintf(&b, "**%s** · %d unchanged · may cost **%d credits**\n\n| | action | shots and files | why |\n|---|---|---:|---|\n", counts(p), p.Unchanged, p.Credits)
	all := groups(p.Products)
	for i, g := range all {
		if i == maxLines {
			fmt.Fprintf(&b, "| | | | and %d more reasons |\n", len(all)-i)
			break
		}
		mark, _ := sign(g.action)
		fmt.Fprintf(&b, "| `%s` | %s | %d | %s |\n", mark, g.action, g.count, html.EscapeString(strings.ReplaceAll(clip(g.why, maxValue), "|", `\|`)))
	}
	b.WriteString("\n")
	for i, f := range p.Faults {
		if i == maxLines {
			fmt.Fprintf(&b, "- and %d more products have photos that cannot be used\n", len(p.Faults)-i)
			break
		}
		fmt.Fprintf(&b, "- :warning: %s: %s\n", code(clip(f.Address, maxValue)), html.EscapeString(clip(f.Err.Error(), maxValue)))
	}
	return b.String()
}

// markdownProduct is one product, folded away.
func markdownProduct(pp engine.ProductPlan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n<details><summary><code>%s</code> — %d to do</summary>\n\n", html.EscapeString(clip(pp.Address, maxValue)), len(pp.Changes))
	for i := range pp.Changes {
		c := &pp.Changes[i]
		if i == maxLines {
			fmt.Fprintf(&b, "- and %d more\n", len(pp.Changes)-i)
			break
		}
		mark, _ := sign(c.Action)
		fmt.Fprintf(&b, "- `%s` %s %s — %s\n", mark, c.Action, code(clip(strings.TrimPrefix(c.Address, pp.Address+"."), maxValue)), because(c.Reason))
		for _, d := range c.Evidence {
			fmt.Fprintf(&b, "  - %s\n", code(evidence(engine.Diff{Key: d.Key, Old: clip(d.Old, maxValue), New: clip(d.New, maxValue)})))
		}
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

// code is a text as a code span, which takes no markup and mentions nobody. A span that holds
// backticks stands between more of them.
func code(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}
