// Routes: from requests to handlers.

package studio

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

const (
	jsonType    = "application/json; charset=utf-8"
	apiPath     = "/api/v1/"
	imagePath   = "/images/ai-product-images/"
	previewPath = "/assets/ai-product-preset/"
)

// handler answers a request, or says why not.
type handler func(http.ResponseWriter, *http.Request) error

// endpoints are what the studio answers, by method and path.
func (s *Studio) endpoints() map[string]handler {
	return map[string]handler{
		"POST " + apiPath + "Authorization/GenerateJwtToken":                       s.generateToken,
		"POST " + apiPath + "Authorization/RefreshJwtToken":                        s.refreshToken,
		"GET " + apiPath + "Image/ProductGeneration/PresetKeys":                    s.presetKeys,
		"POST " + apiPath + "Image/ProductGeneration/Recommendations":              s.recommendations,
		"POST " + apiPath + "Image/ProductGeneration/AdCreative":                   s.adCreative,
		"GET " + apiPath + "Image/ProductGeneration/CheckUserProgress":             s.checkUserProgress,
		"GET " + apiPath + "Image/ProductGeneration/CheckApplicationAllProgresses": s.checkAllProgresses,
		"GET " + apiPath + "Image/ProductGeneration/Download":                      s.download,
		"POST " + apiPath + "NotificationChannel":                                  s.createChannel,
		"PUT " + apiPath + "NotificationChannel/{id}":                              s.updateChannel,
		"DELETE " + apiPath + "NotificationChannel/{id}":                           s.deleteChannel,
		"GET " + apiPath + "NotificationChannel":                                   s.listChannels,
		"GET " + apiPath + "NotificationChannel/Active":                            s.listActiveChannels,
		"GET " + imagePath + "{name}":                                              s.publicImage,
		"GET " + previewPath + "{name}":                                            s.preview,
		"GET /{$}":                                                                 s.page,
		"GET /page/studio.css":                                                     s.pageFile,
		"GET /page/studio.js":                                                      s.pageFile,
		"GET /openapi.json":                                                        s.openAPI,
		"GET /healthz":                                                             s.healthy,
		"GET /readyz":                                                              s.ready,
		"GET /metrics":                                                             s.metrics,
	}
}

func (s *Studio) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, answer := range s.endpoints() {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" "+fold(path), func(w http.ResponseWriter, r *http.Request) {
			if err := guarded(answer, w, r); err != nil {
				s.fail(w, r, err)
			}
		})
	}
	return mux
}

// guarded turns a panic into an error, so that one request cannot end the process that the
// studio runs in.
func guarded(answer handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return answer(w, r)
}

// fold makes paths of the API match in any case, as the service's own server does.
func fold(path string) string {
	if len(path) >= len("/api/") && strings.EqualFold(path[:len("/api/")], "/api/") {
		return strings.ToLower(path)
	}
	return path
}

// ServeHTTP answers one request.
func (s *Studio) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if folded := fold(r.URL.Path); folded != r.URL.Path {
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = folded, ""
	}
	nowhere, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	// The router knows whether the path is wrong or only the method; its words are not ours.
	heard := &statusOnly{header: w.Header()}
	nowhere.ServeHTTP(heard, r)
	s.fail(w, r, refused(heard.status, r.Method+" "+clip(r.URL.Path, 200)+" is not an endpoint of this service."))
}

// statusOnly takes an answer's status and headers and drops its body.
type statusOnly struct {
	header http.Header
	status int
}

func (s *statusOnly) Header() http.Header         { return s.header }
func (s *statusOnly) WriteHeader(status int)      { s.status = status }
func (s *statusOnly) Write(b []byte) (int, error) { return len(b), nil }

// admit lets a request through whose form is in order and whose application is the caller's.
func (s *Studio) admit(caller uuid.UUID, f *form, application uuid.UUID) (uuid.UUID, error) {
	if err := f.err(); err != nil {
		return uuid.Nil, err
	}
	if caller == uuid.Nil {
		return application, nil // no token, and none asked for: the open studio takes its word
	}
	if application != caller {
		return uuid.Nil, unauthorized()
	}
	return caller, nil
}

// query reads the query of a request about the caller's own application.
func (s *Studio) query(r *http.Request, read func(*form)) (uuid.UUID, error) {
	caller, err := s.gate.enter(r)
	if err != nil {
		return uuid.Nil, err
	}
	f := query(r)
	application := f.guid("applicationId")
	read(f)
	return s.admit(caller, f, application)
}

// base is what the studio's own URLs begin with.
func (s *Studio) base(r *http.Request) string {
	switch {
	case s.config.PublicURL != "":
		return strings.TrimSuffix(s.config.PublicURL, "/")
	case r.TLS != nil || r.URL.Scheme == "https":
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func write(w http.ResponseWriter, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(body)
}
