package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func pullOf(t testing.TB, r Reader) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Pull(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rest is a pulled state without its first line, which counts on.
func rest(text string) string {
	_, after, _ := strings.Cut(text, "\n")
	return after
}

func TestAPulledStateIsPushedWhole(t *testing.T) {
	from := lockAt(t, made(t))
	done := sample().Jobs[0]
	done.ID, done.Lane = "j2", "l2"
	for _, done.State = range []JobState{Intent, Submitted, Rendered, Done} {
		commit(t, from, Step{Jobs: []Job{done}, Ledger: []Entry{{Kind: Settled, Note: "for <you> & me"}}})
	}
	text := pullOf(t, from)
	if n := strings.Count(text, "\n"); n != 13 {
		t.Fatalf("%d lines:\n%s", n, text)
	}
	to := lockAt(t, stateFile(t))
	if err := to.Push(t.Context(), strings.NewReader(text), false); err != nil {
		t.Fatal(err)
	}
	if got := pullOf(t, to); rest(got) != rest(text) {
		t.Errorf("pushed\n%s\nand pulled\n%s", text, got)
	}
	was, _ := from.Workspace(t.Context())
	is, err := to.Workspace(t.Context())
	if err != nil || is.Lineage != was.Lineage || is.Serial < was.Serial || is.Epoch < was.Epoch || is.Commits <= was.Commits {
		t.Errorf("from %+v to %+v, %v", was, is, err)
	}
	commit(t, to, Step{Heads: []Head{{Product: "product.after"}}})
	if found, err := to.Verify(t.Context()); err != nil {
		t.Error(found, err)
	}
}

func TestAPushMustComeLater(t *testing.T) {
	path := made(t)
	early := pullOf(t, open(t, path))
	s := lockAt(t, path)
	commit(t, s, Step{Heads: []Head{{Product: "product.new"}}})
	late := pullOf(t, s)
	other := pullOf(t, open(t, made(t)))

	for name, text := range map[string]string{"an earlier one": early, "another lineage": other} {
		if err := s.Push(t.Context(), strings.NewReader(text), false); !errors.Is(err, ErrDiverged) {
			t.Errorf("%s: %v", name, err)
		}
		if again := pullOf(t, s); again != late {
			t.Errorf("%s changed the state to\n%s", name, again)
		}
	}
	if err := s.Push(t.Context(), strings.NewReader(strings.Replace(late, "product.new", "product.edited", 1)), false); err != nil {
		t.Errorf("an edited copy of what is there: %v", err)
	}
	if rec, err := s.Product(t.Context(), "product.edited"); err != nil || rec.Head.Product == "" {
		t.Errorf("%+v, %v", rec, err)
	}
	if err := s.Push(t.Context(), strings.NewReader(other), true); err != nil {
		t.Errorf("with force: %v", err)
	}
	if rest(pullOf(t, s)) != rest(other) {
		t.Error("something else was pushed")
	}
}

func TestABrokenPushChangesNothing(t *testing.T) {
	s := lockAt(t, made(t))
	commit(t, s, Step{Heads: []Head{{Product: "product.new"}}})
	text := pullOf(t, s)
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	without := func(n int) string { return strings.Join(append(append([]string{}, lines[:n]...), lines[n+1:]...), "") }
	for name, bad := range map[string]string{
		"nothing":                 "",
		"no JSON":                 "hello",
		"cut in a line":           text[:len(text)/2],
		"cut between lines":       strings.Join(lines[:3], ""),
		"a line is missing":       without(2),
		"the first is missing":    without(0),
		"something follows":       text + "{}\n",
		"an unknown field":        strings.Replace(text, `"product"`, `"prodct"`, 1),
		"a newer format":          strings.Replace(text, `"format":1`, `"format":2`, 1),
		"a state nobody knows":    strings.Replace(text, `"intent"`, `"lost"`, 1),
		"a task nobody knows":     strings.Replace(text, `"todo"`, `"lost"`, 1),
		"a digest of other size":  strings.Replace(text, `"digest":"01`, `"digest":"`, 1),
		"a file of no shot":       strings.Replace(text, `"file":{"shot":"product.mug.front"`, `"file":{"shot":"product.x"`, 1),
		"a wrong count":           strings.Replace(text, `"lines":`, `"lines":1`, 1),
		"an intent lane for two":  twice(text, `"job":{"id":"j1"`, `"job":{"id":"j9"`),
		"two lines with one line": strings.Replace(text, `{"product":`, `{"shot":{},"product":`, 1),
	} {
		if bad == text {
			t.Fatalf("%s is no fault", name)
		}
		err := s.Push(t.Context(), strings.NewReader(bad), false)
		if err == nil {
			t.Errorf("%s was pushed", name)
		}
		if again := pullOf(t, s); again != text {
			t.Fatalf("%s changed the state to\n%s", name, again)
		}
	}
	commit(t, s, Step{Heads: []Head{{Product: "product.after"}}})
}

// twice is a pulled state in which a line is there a second time, changed.
func twice(text, old, new string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, old) {
			text = strings.Replace(text, line, line+strings.Replace(line, old, new, 1), 1)
		}
	}
	return strings.Replace(text, `{"end":{"lines":7}}`, `{"end":{"lines":8}}`, 1)
}

func TestPullOfNothing(t *testing.T) {
	text := pullOf(t, open(t, stateFile(t)))
	if strings.Count(text, "\n") != 2 || !strings.HasSuffix(text, "{\"end\":{\"lines\":0}}\n") {
		t.Errorf("a missing state was pulled as %s", text)
	}
}

func FuzzPush(f *testing.F) {
	f.Add(pullOf(f, open(f, made(f))))
	f.Add(pullOf(f, open(f, stateFile(f))))
	f.Fuzz(func(t *testing.T, text string) {
		decode := func(text string) (lines []line, err error) {
			err = unpull(strings.NewReader(text),
				func(w Workspace) error { lines = append(lines, line{State: &pulled{pullFormat, w}}); return nil },
				func(l line) error { lines = append(lines, l); return nil })
			return lines, err
		}
		lines, err := decode(text)
		if err != nil {
			return
		}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		for _, l := range append(lines, line{End: &end{len(lines) - 1}}) {
			if err := enc.Encode(l); err != nil {
				t.Fatal(err)
			}
		}
		again, err := decode(b.String())
		if err != nil || !reflect.DeepEqual(fmt.Sprintf("%+v", values(again)), fmt.Sprintf("%+v", values(lines))) {
			t.Errorf("%s\nbecame\n%s, %v", text, b.String(), err)
		}
	})
}

// values is what lines point to.
func values(lines []line) (all []any) {
	for _, l := range lines {
		v := reflect.ValueOf(l)
		for i := range v.NumField() {
			if !v.Field(i).IsNil() {
				all = append(all, v.Field(i).Elem().Interface())
			}
		}
	}
	return all
}
