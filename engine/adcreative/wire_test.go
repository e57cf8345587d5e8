package adcreative_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"reflect"
	"slices"
	"strings"
	"testing"

	"photoshoot/engine/adcreative"
)

// same says whether two JSON texts mean the same.
func same(t testing.TB, a, b []byte) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal(a, &x), json.Unmarshal(b, &y)); err != nil {
		t.Fatalf("%v in %s\n%s", err, a, b)
	}
	return reflect.DeepEqual(x, y)
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Every progress example survives being read and written, field for field.
func TestProgressExamples(t *testing.T) {
	for _, name := range []string{"start.json", "progress.json", "listing.json"} {
		text := example(t, name)
		jobs, err := adcreative.ReadProgress(text)
		if err != nil {
			t.Fatal(err)
		}
		var written any = adcreative.StartForm(jobs[0])
		if name != "start.json" {
			forms := make([]adcreative.ProgressForm, len(jobs))
			for i, p := range jobs {
				forms[i] = adcreative.ProgressForm(p)
			}
			written = forms
		}
		if got := marshal(t, written); !same(t, got, text) {
			t.Errorf("%s became %s", name, got)
		}
	}
}

// Every error example survives being read and written.
func TestErrorExamples(t *testing.T) {
	for _, name := range []string{"token", "file", "guid", "content", "credits", "channel"} {
		text := example(t, "error-"+name+".json")
		var p adcreative.Problem
		if err := json.Unmarshal(text, &p); err != nil {
			t.Fatal(err)
		}
		if got := marshal(t, p); !same(t, got, text) {
			t.Errorf("%s became %s", name, got)
		}
	}
}

// Tasks keep the order they are written in, which sorted ids would not.
func TestTasksKeepTheirOrder(t *testing.T) {
	ids := []string{"c", "a", "b", "10", "9"}
	var tasks []adcreative.Task
	for _, id := range ids {
		tasks = append(tasks, adcreative.Task{ID: id, State: adcreative.Started})
	}
	want := adcreative.NewProgress(application, user, process, tasks)
	got, err := adcreative.ReadProgress(marshal(t, adcreative.StartForm(want)))
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("%+v became %+v (%v)", want, got, err)
	}
}

// The forms that other serializers, other cases and half-finished jobs would give.
func TestProgressForms(t *testing.T) {
	one := func(fields string) string { return `{"imageRenderProcessId":"p"` + fields + `}` }
	task := func(id string, state adcreative.RenderState, url string) adcreative.Task {
		return adcreative.Task{ID: id, State: state, URL: url}
	}
	for name, test := range map[string]struct {
		text  string
		tasks []adcreative.Task
	}{
		"bare":               {one(`,"tasks":{"t":1}`), []adcreative.Task{task("t", 1, "")}},
		"array":              {"[" + one(`,"tasks":{"t":1}`) + "]", []adcreative.Task{task("t", 1, "")}},
		"references":         {`{"$id":"1","$values":[` + one(`,"$id":"2","tasks":{"$id":"3","t":1}`) + `]}`, []adcreative.Task{task("t", 1, "")}},
		"wrapped tasks":      {one(`,"taskUrls":{"$id":"2","$values":[{"$id":"3","taskId":"t","renderState":5,"publicImageUrl":"u"}]}`), []adcreative.Task{task("t", 5, "u")}},
		"pascal":             {`{"ImageRenderProcessId":"p","TaskUrls":[{"TaskId":"t","RenderState":5,"PublicImageUrl":"u"}]}`, []adcreative.Task{task("t", 5, "u")}},
		"no address":         {one(`,"taskUrls":[{"taskId":"t","renderState":1,"publicImageUrl":null},{"taskId":"s","renderState":1}]`), []adcreative.Task{task("t", 1, ""), task("s", 1, "")}},
		"no tasks":           {one(`,"tasks":null,"taskUrls":null`), nil},
		"both":               {one(`,"tasks":{"a":1,"b":5},"taskUrls":[{"taskId":"b","renderState":5,"publicImageUrl":"u"}]`), []adcreative.Task{task("a", 1, ""), task("b", 5, "u")}},
		"unknown state":      {one(`,"tasks":{"t":17}`), []adcreative.Task{task("t", 17, "")}},
		"fields yet to come": {one(`,"eta":{"seconds":[1,2]},"progress":16.7,"errorMessage":null`), nil},
		"space around":       {"\r\n " + one("") + "\n", nil},
	} {
		got, err := adcreative.ReadProgress([]byte(test.text))
		if err != nil || len(got) != 1 || got[0].ProcessID != "p" || !reflect.DeepEqual(got[0].Tasks, test.tasks) {
			t.Errorf("%s: %+v (%v)", name, got, err)
		}
	}
}

// Only a whole array is a listing: anything else would prove absent what is there.
func TestListingIsWhole(t *testing.T) {
	one := `{"imageRenderProcessId":"p"}`
	for text, whole := range map[string]bool{
		`[]`: true, `[` + one + `]`: true, `{"$values":[]}`: true, `{"$id":"1","$values":[` + one + `]} `: true,
		``: false, `null`: false, `{}`: false, one: false, `[`: false, `[` + one: false, `[` + one + `,`: false, `[{}]`: false, `[null]`: false,
		`[` + one + `]]`: false, `[` + one + `][]`: false, `{"$values":[]`: false, `{"$values":null}`: false, `{"$values":{}}`: false,
		`{"errors":{}}`: false, `"[]"`: false, `[` + one + `],`: false, `{"$id":"1"}`: false, `{"$values":[],"more":1}`: false,
	} {
		err := adcreative.ReadListing(strings.NewReader(text), func(adcreative.Progress) error { return nil })
		if (err == nil) != whole {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A form's fields are named as the page names them, its prompts as the page shows them.
func TestOrderForm(t *testing.T) {
	native := "auf \"Stein\""
	o := order()
	o.Prompts = []adcreative.Prompt{
		{Tag: "custom", Prompt: "on stone"}, {Tag: "preset", Preset: "white_background"}, {Tag: "custom", Prompt: "on stone", NativeLanguagePrompt: &native}}
	o.SameStyle = true
	want := []adcreative.Field{
		{Name: "applicationId", Value: application}, {Name: "userId", Value: user}, {Name: "renderKind", Value: "4"}, {Name: "productImageAssetId", Value: process},
		{Name: "PromptObjectsString", Value: `[{"tag":"custom","prompt":"on stone","nativeLanguagePrompt":null},{"preset":"white_background","tag":"preset"},` +
			`{"tag":"custom","prompt":"on stone","nativeLanguagePrompt":"auf \"Stein\""}]`},
		{Name: "productName", Value: "mug"}, {Name: "productDescription", Value: "A mug."},
		{Name: "DisableSafeMargin", Value: "false"}, {Name: "UseSameStyleReferenceImage", Value: "true"},
	}
	if got := o.Fields(application); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	for _, name := range []string{"prompts-mixed.json", "prompts-repeated.json"} {
		text := example(t, name)
		if err := json.Unmarshal(text, &o.Prompts); err != nil {
			t.Fatal(err)
		}
		if got := o.Fields(application)[4].Value; !same(t, []byte(got), text) {
			t.Errorf("%s became %s", name, got)
		}
	}
}

// A photo travels with its type, under any name.
func TestPhotoForm(t *testing.T) {
	for name, want := range map[string]string{"mug.jpg": "mug.jpg", "": "photo", "a \"b\"\n.jpg": "a \"b\"\n.jpg", "größe.png": "größe.png"} {
		body, contentType := adcreative.Form([]adcreative.Field{{Name: "userId", Value: user}}, &adcreative.Photo{Name: name, Data: []byte("\xff\xd8\xff\xe0 picture")})
		_, params, err := mime.ParseMediaType(contentType)
		if err != nil {
			t.Fatal(err)
		}
		form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
		if err != nil {
			t.Fatal(err)
		}
		file := form.File[adcreative.PhotoField]
		if form.Value["userId"][0] != user || len(file) != 1 || file[0].Header.Get("Content-Type") != "image/jpeg" {
			t.Fatalf("sent %+v", form)
		}
		opened, err := file[0].Open()
		if err != nil {
			t.Fatal(err)
		}
		if data, _ := io.ReadAll(opened); file[0].Filename != want && name != "a \"b\"\n.jpg" || string(data) != "\xff\xd8\xff\xe0 picture" {
			t.Errorf("%q went as %q with %q", name, file[0].Filename, data)
		}
	}
}

func TestRenderKinds(t *testing.T) {
	want := []adcreative.RenderKind{0, 1, 2, 4, 8, 16, 31, 32, 64, 128, 256, 512, 992, 1023}
	if got := adcreative.RenderKinds(); !slices.Equal(got, want) {
		t.Errorf("accepts %d, want %d", got, want)
	}
	for kind, name := range map[adcreative.RenderKind]string{4: "Landscape", 31: "Social", 992: "Display", 1023: "All", 3: "3", 1024: "1024"} {
		if kind.String() != name || kind.Valid() != slices.Contains(want, kind) || (kind.Size().X > 0) != (kind == 4) {
			t.Errorf("%d is %v, valid %v, %v", int(kind), kind, kind.Valid(), kind.Size())
		}
	}
}

// FuzzProgress: whatever comes, nothing panics, and what is read is written and read again
// to the same.
func FuzzProgress(f *testing.F) {
	for _, name := range []string{"start.json", "progress.json", "listing.json"} {
		f.Add(example(f, name))
	}
	f.Add([]byte(`{"$id":"1","$values":[{"imageRenderProcessId":"p","tasks":{"$id":"2","t":1},"taskUrls":{"$values":[{"taskId":"t"}]}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		jobs, err := adcreative.ReadProgress(data)
		if err != nil {
			return
		}
		for _, p := range jobs {
			again, err := adcreative.ReadProgress(marshal(t, adcreative.ProgressForm(p)))
			if err != nil || len(again) != 1 || len(p.Tasks) != len(again[0].Tasks) || again[0].ProcessID == "" {
				t.Errorf("%+v became %+v (%v)", p, again, err)
			}
		}
	})
}

// FuzzProblem: a refusal in any shape is read without a panic, and written again.
func FuzzProblem(f *testing.F) {
	for _, name := range []string{"token", "file", "guid", "content", "credits", "channel"} {
		f.Add(example(f, "error-"+name+".json"))
	}
	f.Add([]byte(`{"errors":[{"title":"File too large","code":"file_too_large"}],"message":"m"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p, again adcreative.Problem
		if json.Unmarshal(data, &p) != nil {
			return
		}
		if err := json.Unmarshal(marshal(t, p), &again); err != nil || again.TraceID != p.TraceID || len(again.Faults) != len(p.Faults) {
			t.Errorf("%+v became %+v (%v)", p, again, err)
		}
	})
}

// FuzzAnswers: a client takes whatever a server answers for a value or an *Error.
func FuzzAnswers(f *testing.F) {
	for _, name := range []string{"token.json", "presets.json", "recommendation.json", "start.json", "listing.json", "error-file.json"} {
		f.Add(200, "application/json", string(example(f, name)))
	}
	f.Add(200, "application/json", `{"$id":"1","$values":[{"$id":"2","id":"a","tags":{"$id":"3","$values":["b"]}}]}`)
	f.Add(400, "text/html", "<title>no</title>")
	f.Add(502, "text/plain", string(example(f, "error-foreground.txt")))
	f.Fuzz(func(t *testing.T, status int, contentType, body string) {
		if status < 200 || status > 999 {
			return
		}
		s := newScript()
		for op := range everyCall(within(s)) {
			s.answer[op] = say(status, contentType, body)
		}
		for op, err := range everyCall(within(s)) {
			if err != nil && adcreative.KindOf(err) == "" {
				t.Errorf("%s ends in %v", op, err)
			}
		}
	})
}

// Presets whose arrays a serializer wrapped are read as if it had not.
func TestWrappedPresets(t *testing.T) {
	s := newScript()
	s.answer[adcreative.OpPresets] = say(200, "application/json",
		`{"$id":"1","$values":[{"$id":"2","Id":"a","tags":{"$id":"3","$values":["b","c"]},"categories":{"$id":"4","$values":[{"$id":"5","name":"d"}]}}]}`)
	presets, err := within(s).Presets(context.Background(), user)
	want := []adcreative.Preset{{ID: "a", Tags: []string{"b", "c"}, Categories: []adcreative.Category{{Name: "d"}}}}
	if err != nil || !reflect.DeepEqual(presets, want) {
		t.Errorf("%+v (%v)", presets, err)
	}
}
