package gallery_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"photoshoot/engine/gallery"
)

// TestHostileTextsStayTexts plants mark-up, quotes and right-to-left texts everywhere.
func TestHostileTextsStayTexts(t *testing.T) {
	b := browse(t, written(t, sample()), 1440, 900, "light")
	b.do(chromedp.Click(chromedp.CSS(`.open`)), chromedp.WaitVisible(chromedp.CSS(`#viewer`)))
	if pwned := ask[string](b, `String(window.pwned)`); pwned != "undefined" {
		t.Errorf("a text ran: %s", pwned)
	}
	if scripts := ask[int](b, `document.querySelectorAll("script:not([type])").length`); scripts != 1 {
		t.Errorf("there are %d scripts", scripts)
	}
	for selector, want := range map[string]string{"title": sample().Title, "#title span": sample().Title, "#v-title": quotes, "#v-scene": markup,
		".warnings li": markup, ".warnings li + li": rtl, ".who h2": quotes} {
		if got := ask[string](b, fmt.Sprintf(`document.querySelector(%q).textContent`, selector)); got != want {
			t.Errorf("%s shows %q, want %q", selector, got, want)
		}
	}
	if dir := ask[string](b, `getComputedStyle(document.querySelectorAll(".who h2")[1]).direction`); dir != "rtl" {
		t.Errorf("a right-to-left name runs %s", dir)
	}
	b.quiet()
}

// TestFilters narrows down by each filter, and takes all of them off again.
func TestFilters(t *testing.T) {
	b := browse(t, written(t, sample()), 1440, 900, "light")
	choose := func(id, value string) int {
		return ask[int](b, fmt.Sprintf(`(() => { const e = document.getElementById(%q); e.value = %q; e.dispatchEvent(new Event("change")); return document.querySelectorAll(".tile").length; })()`, id, value))
	}
	if all := ask[int](b, `document.querySelectorAll(".tile").length`); all != 10 {
		t.Errorf("%d tiles, want 10", all)
	}
	for _, c := range []struct {
		id, value string
		want      int
	}{{"product", "product.mug", 8}, {"preset", "white_background", 8}, {"state", "failed", 1}, {"state", "latest", 1}, {"state", "warned", 1}, {"state", "current", 3},
		{"verdict", "approved", 1}, {"verdict", "rejected", 0}, {"verdict", "none", 8}} {
		if got := choose(c.id, c.value); got != c.want {
			t.Errorf("%s %s shows %d, want %d", c.id, c.value, got, c.want)
		}
		if back := choose(c.id, ""); back != 10 {
			t.Errorf("without %s there are %d", c.id, back)
		}
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "OAK"), until(`document.querySelectorAll(".tile").length === 1`))
	if got := ask[string](b, `document.getElementById("count").textContent + location.hash`); got != "1 of 10 pictures#q=OAK" {
		t.Errorf("search says %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS("#clear")), until(`document.querySelectorAll(".tile").length === 10`))
	b.quiet()
}

// TestKeysSliderAndDownload goes through a review without a mouse, and reads the file it gives.
func TestKeysSliderAndDownload(t *testing.T) {
	g := sample()
	page := written(t, g)
	b := browse(t, page, 1440, 900, "light")
	b.do(chromedp.Focus(chromedp.CSS(`.open[data-at="1"]`)), chromedp.KeyEvent("r"), chromedp.KeyEvent(kb.ArrowRight))
	if at := ask[string](b, `document.activeElement.dataset.at`); at != "2" {
		t.Errorf("the right arrow leads to %q", at)
	}
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#viewer")), until(`!!document.querySelector("#pair .old")`),
		chromedp.Focus(chromedp.CSS("#cut")), chromedp.KeyEvent(kb.ArrowRight))
	if cut := ask[string](b, `document.getElementById("pair").style.getPropertyValue("--cut")`); cut != "51%" {
		t.Errorf("the slider stands at %s", cut)
	}
	b.shows("viewer")
	b.accessible("viewer")
	b.do(chromedp.Focus(chromedp.CSS("#v-close")), chromedp.KeyEvent("n"), until(`document.activeElement.id === "v-note"`), chromedp.Evaluate[chromedp.Void](`document.activeElement.value = ""`), chromedp.SendKeys(chromedp.CSS("#v-note"), `too "dark" ${x}`), chromedp.Focus(chromedp.CSS("#v-no")), chromedp.KeyEvent("r"), chromedp.KeyEvent(kb.Escape))
	if at := ask[string](b, `document.activeElement.dataset.at`); at != "2" {
		t.Errorf("closing the viewer leaves the focus at %q", at)
	}
	dir := t.TempDir()
	b.do(call(browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}),
		chromedp.Click(chromedp.CSS("#save")), chromedp.WaitVisible(chromedp.CSS("#saving")), chromedp.SendKeys(chromedp.CSS("#reviewer"), "Ada"), chromedp.Click(chromedp.CSS("#s-load")))
	want := []gallery.Approval{g.Approvals[1], {Object: hash(1), Verdict: gallery.Rejected, Reviewer: "Ada", Note: `too "dark" ${x}`, Shot: g.Shots[2].Address},
		{Object: hash(0), Verdict: gallery.Rejected, Reviewer: "Ada", Shot: g.Shots[1].Address}}
	var text bytes.Buffer
	if err := gallery.WriteApprovals(&text, want); err != nil {
		t.Fatal(err)
	}
	if got := awaited(t, filepath.Join(dir, gallery.ApprovalsFile)); got != text.String() {
		t.Errorf("the page writes\n%s\nand we\n%s", got, text.String())
	}
	b.shows("saving")
	b.accessible("verdicts")
	b.quiet()
}

// awaited reads a file once the browser has put it there whole.
func awaited(t *testing.T, path string) string {
	t.Helper()
	for range 200 {
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			return string(data)
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s was not downloaded", path)
	return ""
}

// TestAccessible has axe-core look at the grid, light and dark, wide and narrow.
func TestAccessible(t *testing.T) {
	page := written(t, sample())
	for _, c := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 1440}, {"light", 390}} {
		name := fmt.Sprintf("%s-%d", c.scheme, c.width)
		b := browse(t, page, c.width, 844, c.scheme)
		b.shows(name)
		b.accessible(name)
		if over := ask[int](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: the page is %d pixels too wide", name, over)
		}
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.open[data-at="2"]').click()`), chromedp.WaitVisible(chromedp.CSS("#viewer")))
		b.shows(name + "-viewer")
		b.accessible(name + " viewer")
	}
}

// TestTenThousand writes a page and packs that stay small, and finds a late picture.
func TestTenThousand(t *testing.T) {
	page := written(t, many(10_000))
	files, err := filepath.Glob(filepath.Dir(page) + "/*")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Size() > 15<<20 {
			t.Errorf("%s has %d bytes, %v", f, info.Size(), err)
		}
	}
	b := browse(t, page, 1440, 900, "light")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "number 9999"), until(`document.querySelectorAll(".tile").length === 1`),
		until(`document.querySelector(".tile img").naturalWidth > 0`))
	b.do(chromedp.Click(chromedp.CSS("#clear")), chromedp.Click(chromedp.CSS("#next")), until(`document.getElementById("page").textContent === "2 of 105"`))
	b.quiet()
}

// TestOnePageHoldsWhatFits puts the thumbnails of a few shots into the page itself.
func TestOnePageHoldsWhatFits(t *testing.T) {
	page := written(t, many(40))
	files, err := os.ReadDir(filepath.Dir(page))
	if err != nil || len(files) != 1 {
		t.Errorf("%d files, %v", len(files), err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, remote := range []string{"http://", "https://", "@import", "//cdn"} {
		if strings.Contains(string(text), remote) {
			t.Errorf("the page names %s", remote)
		}
	}
	if !slices.ContainsFunc(many(40).Shots, func(s gallery.Shot) bool { return strings.Contains(string(text), s.Object) }) {
		t.Error("no thumbnail is in the page")
	}
}

// BenchmarkInteractive opens a page of 10,000 shots until its first tiles have their pictures.
func BenchmarkInteractive(b *testing.B) {
	page := written(b, many(10_000))
	t := browse(b, page, 1440, 900, "light")
	for b.Loop() {
		t.do(chromedp.Navigate("file://"+page), chromedp.WaitReady(`html[data-ready]`), until(`document.querySelector(".tile img").naturalWidth > 0`))
	}
}

// BenchmarkWrite writes a page of 10,000 shots whose thumbnails are kept already.
func BenchmarkWrite(b *testing.B) {
	g, small := many(10_000), thumbs(b)
	for b.Loop() {
		if err := gallery.Write(folder(b.TempDir()), "index.html", g, small); err != nil {
			b.Fatal(err)
		}
	}
}
