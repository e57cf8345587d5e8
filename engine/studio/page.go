// The page for people.

package studio

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"photoshoot/engine/adcreative"
)

//go:embed page openapi.json
var files embed.FS

// shownPictures is how many results the page shows; the rest is a number.
const shownPictures = 120

// pageData is what the page for people shows.
type pageData struct {
	Running []runningJob
	Waiting int
	Results []result
	Faults  []string
	More    int // results not shown
	Groups  []group
	Count   int // of presets
}

// Pictures is how many there are in all.
func (d pageData) Pictures() int { return len(d.Results) + d.More }

type runningJob struct {
	Name, Created string
	Done, Total   int
}

type result struct {
	Name, Scene, Thumb, Full string
	Width, Height            int // of the full picture
	Notes                    []string
}

type group struct {
	Name    string
	Presets []adcreative.Preset
}

// page shows everything to anybody in an open studio, and in any other an application's own
// to whoever names its key and secret as user and password.
func (s *Studio) page(w http.ResponseWriter, r *http.Request) error {
	jobs := s.book.all()
	if !s.gate.open {
		key, secret, _ := r.BasicAuth()
		owner, ok := s.gate.owner(key, secret)
		if !ok {
			w.Header().Set("WWW-Authenticate", `Basic realm="photoshoot studio: key and secret", charset="UTF-8"`)
			return unauthorized()
		}
		jobs = s.book.of(owner)
	}
	var body bytes.Buffer
	if err := s.html.Execute(&body, s.pageData(jobs)); err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Cache-Control", "no-store")
	write(w, http.StatusOK, "text/html; charset=utf-8", body.Bytes())
	return nil
}

func parsePage() (*template.Template, error) {
	return template.ParseFS(files, "page/index.html")
}

// pageFile serves what the page is made of.
func (s *Studio) pageFile(w http.ResponseWriter, r *http.Request) error {
	http.ServeFileFS(w, r, files, r.URL.Path[1:])
	return nil
}

// pageData gathers the newest first.
func (s *Studio) pageData(jobs []*job) pageData {
	d := pageData{Waiting: s.queue.length(), Groups: s.shelf.groups(), Count: len(s.shelf.presets)}
	views := make([]*view, len(jobs))
	for i, j := range jobs {
		views[i] = j.view.Load()
	}
	slices.SortFunc(views, func(a, b *view) int {
		return cmp.Or(b.Created.Compare(a.Created), slices.Compare(a.ID[:], b.ID[:]))
	})
	for _, v := range views {
		d.add(&v.process, s.shelf)
	}
	return d
}

func (d *pageData) add(p *process, shelf *shelf) {
	if done := p.done(); done < len(p.Tasks) {
		d.Running = append(d.Running, runningJob{p.Name, p.Created.Format("15:04:05 MST"), done, len(p.Tasks)})
	}
	for _, t := range p.Tasks {
		switch {
		case t.State == adcreative.Failed && len(d.Faults) < shownPictures:
			d.Faults = append(d.Faults, p.Name+", "+shelf.scene(t.Prompt)+": "+t.Fault)
		case t.State == adcreative.Succeeded && len(d.Results) < shownPictures:
			at, is := imagePath+t.Image.String(), Frame(p.Kind, !p.NoMargin)
			d.Results = append(d.Results, result{p.Name, shelf.scene(t.Prompt), at + ".jpg", at + ".png", is.Width, is.Height, t.Notes})
		case t.State == adcreative.Succeeded:
			d.More++
		}
	}
}

// scene is what a prompt asks for, in words.
func (s *shelf) scene(p adcreative.Prompt) string {
	if preset := s.byID[p.Preset]; preset != nil {
		return preset.PreviewName
	}
	return clip(cmp.Or(p.Prompt, p.Preset), 160)
}

// groups puts the presets under their first category, in the order of the catalogue; those
// without one, the seasonal ones, come last under their first tag.
func (s *shelf) groups() []group {
	var named, rest []group
	for _, p := range s.presets {
		switch {
		case len(p.Categories) > 0:
			named = into(named, p.Categories[0].Name, p)
		case len(p.Tags) > 0:
			rest = into(rest, p.Tags[0], p)
		default:
			rest = into(rest, "other", p)
		}
	}
	return append(named, rest...)
}

func into(groups []group, name string, p adcreative.Preset) []group {
	at := slices.IndexFunc(groups, func(g group) bool { return strings.EqualFold(g.Name, name) })
	if at < 0 {
		return append(groups, group{name, []adcreative.Preset{p}})
	}
	groups[at].Presets = append(groups[at].Presets, p)
	return groups
}
