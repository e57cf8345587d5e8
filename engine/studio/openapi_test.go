package studio_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"photoshoot/engine/studio"
)

// document is openapi.json as plain JSON.
type document map[string]any

func openAPI(t testing.TB, c *caller) document {
	t.Helper()
	var d document
	c.decode(c.get("/openapi.json"), 200, &d)
	return d
}

// at follows names into d, and references on the way.
func (d document) at(node any, names ...string) any {
	for _, name := range names {
		object, _ := d.follow(node).(map[string]any)
		node = object[name]
	}
	return d.follow(node)
}

func (d document) follow(node any) any {
	for {
		object, ok := node.(map[string]any)
		if !ok || object["$ref"] == nil {
			return node
		}
		node = d.at(map[string]any(d), strings.Split(strings.TrimPrefix(object["$ref"].(string), "#/"), "/")...)
	}
}

// conforms says where value is not what schema allows. It knows the keywords that the
// document uses, and is stopped by any other.
func (d document) conforms(where string, schema, value any) error {
	s, _ := d.follow(schema).(map[string]any)
	for keyword, rule := range s {
		if err := d.holds(where, keyword, rule, s, value); err != nil {
			return err
		}
	}
	return nil
}

func (d document) holds(where, keyword string, rule any, s map[string]any, value any) error {
	object, _ := value.(map[string]any)
	switch keyword {
	case "type":
		if kinds, ok := rule.([]any); ok && !slices.Contains(kinds, any(kindOf(value))) || !ok && rule != kindOf(value) {
			return fmt.Errorf("%s is %v, which is no %v", where, value, rule)
		}
	case "enum":
		if !slices.Contains(rule.([]any), value) {
			return fmt.Errorf("%s is %v, which is none of %v", where, value, rule)
		}
	case "const":
		if rule != value {
			return fmt.Errorf("%s is %v, not %v", where, value, rule)
		}
	case "pattern":
		if text, ok := value.(string); !ok || !regexp.MustCompile(rule.(string)).MatchString(text) {
			return fmt.Errorf("%s is %v, which does not match %v", where, value, rule)
		}
	case "required":
		for _, name := range rule.([]any) {
			if _, has := object[name.(string)]; !has {
				return fmt.Errorf("%s has no %v", where, name)
			}
		}
	case "properties":
		for name, schema := range rule.(map[string]any) {
			if field, has := object[name]; has {
				if err := d.conforms(where+"."+name, schema, field); err != nil {
					return err
				}
			}
		}
	case "additionalProperties":
		known, _ := s["properties"].(map[string]any)
		for name, field := range object {
			if _, ok := known[name]; ok || rule == true {
				continue
			}
			if rule == false {
				return fmt.Errorf("%s has a field %s that the document does not know", where, name)
			}
			if err := d.conforms(where+"."+name, rule, field); err != nil {
				return err
			}
		}
	case "items":
		list, _ := value.([]any)
		for i, item := range list {
			if err := d.conforms(fmt.Sprintf("%s[%d]", where, i), rule, item); err != nil {
				return err
			}
		}
	case "minItems", "maxItems":
		list, _ := value.([]any)
		if n := float64(len(list)); keyword == "minItems" && n < rule.(float64) || keyword == "maxItems" && n > rule.(float64) {
			return fmt.Errorf("%s has %v items, %s is %v", where, n, keyword, rule)
		}
	case "minimum", "maximum":
		if n := value.(float64); keyword == "minimum" && n < rule.(float64) || keyword == "maximum" && n > rule.(float64) {
			return fmt.Errorf("%s is %v, %s is %v", where, n, keyword, rule)
		}
	case "anyOf":
		for _, one := range rule.([]any) {
			if d.conforms(where, one, value) == nil {
				return nil
			}
		}
		return fmt.Errorf("%s is none of the shapes allowed: %v", where, value)
	case "description", "format", "default":
	default:
		return fmt.Errorf("%s: the test does not know the keyword %s", where, keyword)
	}
	return nil
}

func kindOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if v == float64(int64(v)) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	}
	return "object"
}

var variable = regexp.MustCompile(`\{[^}]*\}(\.[a-z]+)?`)

// The document has every endpoint that there is, and no other.
func TestOpenAPIPaths(t *testing.T) {
	s := open(t, studio.Config{})
	d := openAPI(t, newCaller(t, s))
	described := map[string]bool{}
	for path, item := range d["paths"].(map[string]any) {
		for method := range item.(map[string]any) {
			if method != "parameters" {
				described[strings.ToUpper(method)+" "+variable.ReplaceAllString(path, "{}")] = true
			}
		}
	}
	served := map[string]bool{}
	for _, pattern := range s.Patterns() {
		served[variable.ReplaceAllString(strings.TrimSuffix(pattern, "{$}"), "{}")] = true
	}
	if !maps.Equal(described, served) {
		t.Errorf("described %v\n served %v", slices.Sorted(maps.Keys(described)), slices.Sorted(maps.Keys(served)))
	}
}

// allows checks an answer against what the document says of its operation and status.
func (d document) allows(c *caller, method, path string, resp *http.Response) {
	c.t.Helper()
	operation := d.at(d["paths"], path, strings.ToLower(method))
	status := strconv.Itoa(resp.StatusCode)
	body := c.read(resp, resp.StatusCode)
	said, ok := d.at(operation, "responses", status).(map[string]any)
	if !ok {
		c.t.Errorf("%s %s answers %s, which the document does not know: %s", method, path, status, body)
		return
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	content, _ := said["content"].(map[string]any)
	media, ok := content[kind].(map[string]any)
	if !ok && len(body) > 0 {
		c.t.Errorf("%s %s answers %s as %q, the document says %v", method, path, status, kind, content)
		return
	}
	if !strings.HasSuffix(kind, "json") {
		return
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		c.t.Error(err)
	}
	if err := d.conforms(method+" "+path, media["schema"], value); err != nil {
		c.t.Error(err)
	}
}

// Every answer of a whole shoot, faults among them, is what the document says of its status.
func TestOpenAPIAnswers(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	d := openAPI(t, c)
	app, user := c.application.String(), c.user.String()
	asset := c.recommend(mug(t))
	done := c.wait(c.start(asset, twoPrompts))
	process, first := done.ImageRenderProcessID, done.TaskURLs[0]
	image := strings.TrimSuffix(strings.TrimPrefix(*first.PublicImageURL, "http://example.com"), ".png")
	channel := "/" + c.subscribe("http://127.0.0.1:1/", nil)
	token := map[string]any{"applicationId": app, "jwtPrivateKey": "p"}
	const auth, images, previews = "/api/v1/Authorization/", "/images/ai-product-images/{id}", "/assets/ai-product-preset/"
	for _, e := range []struct {
		method, path string
		answer       *http.Response
	}{
		{"POST", auth + "GenerateJwtToken", c.json("POST", auth+"GenerateJwtToken", token)},
		{"POST", auth + "GenerateJwtToken", c.json("POST", auth+"GenerateJwtToken", nil)},
		{"POST", auth + "GenerateJwtToken", c.form(auth+"GenerateJwtToken", nil)},
		{"POST", auth + "RefreshJwtToken", c.json("POST", auth+"RefreshJwtToken", token)},
		{"GET", api + "PresetKeys", c.get(api + "PresetKeys?applicationId=" + app + "&userId=" + user)},
		{"GET", api + "PresetKeys", c.get(api + "PresetKeys?applicationId=" + user + "&userId=" + user)},
		{"POST", api + "Recommendations", c.form(api+"Recommendations", mug(t), "applicationId", app, "userId", user)},
		{"POST", api + "Recommendations", c.form(api+"Recommendations", []byte("x"), "applicationId", app, "userId", user)},
		{"POST", api + "Recommendations", c.json("POST", api+"Recommendations", nil)},
		{"POST", api + "AdCreative", c.order(asset, twoPrompts)},
		{"POST", api + "AdCreative", c.order(user, twoPrompts)},
		{"POST", api + "AdCreative", c.order(asset, strings.Repeat("x", 4<<20))},
		{"GET", api + "CheckUserProgress", c.get(api + "CheckUserProgress?userId=" + user + "&imageProductGeneratorProcessId=" + process)},
		{"GET", api + "CheckUserProgress", c.get(api + "CheckUserProgress?userId=" + user + "&imageProductGeneratorProcessId=" + app)},
		{"GET", api + "CheckApplicationAllProgresses", c.get(api + "CheckApplicationAllProgresses?applicationId=" + app)},
		{"GET", api + "Download", c.download(process, first.TaskID, "")},
		{"GET", api + "Download", c.download(process, first.TaskID, "&format=2")},
		{"GET", api + "Download", c.download(process, user, "")},
		{"GET", channelPath, c.get(channelPath + "?applicationId=" + app)},
		{"GET", channelPath + "/Active", c.get(channelPath + "/Active?applicationId=" + app)},
		{"POST", channelPath, c.json("POST", channelPath, map[string]any{"applicationId": app, "url": "http://127.0.0.1:1/"})},
		{"POST", channelPath, c.json("POST", channelPath, map[string]any{"applicationId": app})},
		{"PUT", channelPath + "/{id}", c.json("PUT", channelPath+channel, map[string]any{"applicationId": app, "isActive": false})},
		{"DELETE", channelPath + "/{id}", c.json("DELETE", channelPath+channel, nil)},
		{"DELETE", channelPath + "/{id}", c.json("DELETE", channelPath+channel, nil)},
		{"GET", images + ".png", c.get(image + ".png")},
		{"GET", images + ".jpg", c.get(image + ".jpg")},
		{"GET", images + ".png", c.get("/images/ai-product-images/x.png")},
		{"GET", previews + "{id}.webp", c.get(previews + "white_background.webp")},
		{"GET", "/", c.get("/")},
		{"GET", "/openapi.json", c.get("/openapi.json")},
		{"GET", "/page/studio.css", c.get("/page/studio.css")},
		{"GET", "/page/studio.js", c.get("/page/studio.js")},
		{"GET", "/healthz", c.get("/healthz")},
		{"GET", "/readyz", c.get("/readyz")},
		{"GET", "/metrics", c.get("/metrics")},
	} {
		d.allows(c, e.method, e.path, e.answer)
	}
}

// What the document calls required, the handlers miss by name, and nothing else.
func TestOpenAPIRequired(t *testing.T) {
	c := newCaller(t, open(t, studio.Config{}))
	d := openAPI(t, c)
	missed := func(resp *http.Response) []string {
		var got struct{ Errors map[string]any }
		c.decode(resp, 400, &got)
		return slices.Sorted(maps.Keys(got.Errors))
	}
	for path := range d["paths"].(map[string]any) {
		var want []string
		var got []string
		if list, ok := d.at(d["paths"], path, "get", "parameters").([]any); ok && !strings.Contains(path, "{") {
			for _, p := range list {
				if d.at(p, "required") == true {
					want = append(want, d.at(p, "name").(string))
				}
			}
			got = missed(c.get(path))
		} else if form, ok := d.at(d["paths"], path, "post", "requestBody", "content", "multipart/form-data", "schema", "required").([]any); ok {
			for _, name := range form {
				want = append(want, name.(string))
			}
			got = missed(c.form(path, nil))
		}
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("%s misses %v, the document requires %v", path, got, want)
		}
	}
}
