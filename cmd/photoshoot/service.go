// The service: the embedded studio in this process, or any server of the contract.

package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine"
	"photoshoot/engine/adcreative"
	"photoshoot/engine/studio"
	"photoshoot/spec"
)

// service is who makes the pictures, as an apply needs it.
type service struct {
	adcreative.Service
	account  string // whose cut-outs are whose
	embedded bool
	pace     engine.Pace
	close    func(context.Context) error
}

// studioApplication is the application id of the embedded studio: any would do, and the
// same one in every run keeps its lanes.
var studioApplication = uuid.NewSHA1(uuid.NameSpaceOID, []byte("photoshoot embedded studio")).String()

// open starts or connects to the configured provider.
func (s *session) open() (*service, error) {
	if s.config.Provider.Type == "studio" && s.config.Provider.Endpoint == "" {
		return s.embeddedStudio()
	}
	return s.remote()
}

// embeddedStudio keeps its shelf beside the state, so that a killed run finds it again.
func (s *session) embeddedStudio() (*service, error) {
	st, err := studio.New(studio.Config{Dir: s.app.path(".photoshoot/studio"), Workers: runtime.GOMAXPROCS(0), CreditsPerDownload: -1})
	if err != nil {
		return nil, fmt.Errorf("starting the embedded studio: %w", err)
	}
	s.config.Provider.ApplicationID = studioApplication
	client := adcreative.New(adcreative.Config{Endpoint: "http://studio.invalid", ApplicationID: studioApplication,
		APIKey: "studio", APISecret: "studio", PrivateKey: "studio", Transport: adcreative.InProcess(st)})
	return &service{Service: client, account: s.account(), embedded: true, close: st.Close,
		pace: engine.Pace{First: 50 * time.Millisecond, Max: time.Second, SubmitTimeout: time.Minute}}, nil
}

// remote connects to a server of the contract; credentials come from the environment alone.
func (s *session) remote() (*service, error) {
	p := &s.config.Provider
	if err := s.durable(); err != nil {
		return nil, err
	}
	creds, err := s.app.credentials()
	if err != nil {
		return nil, err
	}
	p.ApplicationID = s.application()
	if p.UserID == "" {
		p.UserID = creds.user
	}
	if p.ApplicationID == "" {
		return nil, &advised{fmt.Errorf(`provider "adcreative" has no application id`),
			"Set application_id in the provider block, or ADCREATIVE_APPLICATION_ID in the environment."}
	}
	client := adcreative.New(adcreative.Config{Endpoint: p.Endpoint, ApplicationID: p.ApplicationID,
		APIKey: creds.key, APISecret: creds.secret, PrivateKey: creds.privateKey, SubmitTimeout: p.SubmitTimeout})
	svc := adcreative.Retry(adcreative.Limit(client, p.RequestsPerSecond))
	return &service{Service: svc, account: s.account(),
		close: func(context.Context) error { return nil },
		pace: engine.Pace{First: 2 * time.Second, Max: 15 * time.Second, SubmitTimeout: p.SubmitTimeout,
			Visibility: p.Visibility, Deadline: 30 * time.Minute}}, nil
}

// application is who is asked on behalf of: the configuration says, or the environment.
func (s *session) application() string {
	id, err := s.app.secret("ADCREATIVE_APPLICATION_ID")
	if s.config.Provider.ApplicationID != "" || err != nil {
		return s.config.Provider.ApplicationID
	}
	return id
}

// account names whose cut-outs and recommendations are whose. It needs no credentials.
func (s *session) account() string {
	p := &s.config.Provider
	if p.Type == "studio" && p.Endpoint == "" {
		return "studio"
	}
	if v := s.app.getenv("ADCREATIVE_ENDPOINT"); v != "" {
		p.Endpoint = v
	}
	return p.Type + " " + p.Endpoint + " " + fingerprint(s.application())
}

// language is what the engine asks of the configuration while it plans and works.
func (s *session) language() engine.Language {
	return engine.Language{MovedTo: s.config.MovedTo, Recommended: s.config.RecommendedShots,
		Forget: func(address string) bool {
			r, found := s.config.RemovedBy(address)
			return found && !r.Destroy
		}}
}

// credentials are what the environment says of an account.
type credentials struct{ application, user, key, secret, privateKey string }

// credentials reads the environment; each variable has a twin that names a file. What is
// missing is said in one message.
func (a *app) credentials() (credentials, error) {
	var c credentials
	var missing []string
	for _, v := range []struct {
		name     string
		into     *string
		required bool
	}{
		{"ADCREATIVE_APPLICATION_ID", &c.application, false},
		{"ADCREATIVE_USER_ID", &c.user, false},
		{"ADCREATIVE_API_KEY", &c.key, true},
		{"ADCREATIVE_API_SECRET", &c.secret, true},
		{"ADCREATIVE_JWT_PRIVATE_KEY", &c.privateKey, true},
	} {
		value, err := a.secret(v.name)
		if err != nil {
			return c, err
		}
		if *v.into = value; value == "" && v.required {
			missing = append(missing, v.name)
		}
	}
	if len(missing) > 0 {
		return c, &advised{fmt.Errorf(`provider "adcreative" has no credentials: %s not set`, strings.Join(missing, ", ")),
			"Set them in the environment, or name files that hold them in the same names with _FILE behind. Without an account, leave the provider block out: the embedded studio needs none."}
	}
	return c, nil
}

// secret is the value of a variable, or the content of the file its twin names.
func (a *app) secret(name string) (string, error) {
	if v := a.getenv(name); v != "" {
		return v, nil
	}
	file := a.getenv(name + "_FILE")
	if file == "" {
		return "", nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", &advised{fmt.Errorf("%s_FILE: %w", name, err), "The variable names a file that holds the value alone."}
	}
	return strings.TrimSpace(string(data)), nil
}

// options puts together what the engine needs to work on a plan.
func (s *session) options(svc *service, parallelism int, provider spec.Provider) engine.Options {
	return engine.Options{Run: uuid.NewString(), Service: svc, Objects: s.objects, Output: s.output, Provider: provider,
		Account: svc.account, Language: s.language(), Verdicts: s.verdicts(), Embedded: svc.embedded, Pace: svc.pace,
		Limits: engine.Limits{Uploads: parallelism, Submits: parallelism, Downloads: parallelism, Encodes: max(2, parallelism/4)}}
}
