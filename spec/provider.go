// Provider: who makes the pictures, with the limits of its contract.

package spec

import (
	"net/url"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// defaultProvider is the embedded studio, or the service with what its documents say.
func defaultProvider(typ string) Provider {
	p := Provider{Type: typ, PromptsPerRequest: 6, SubmitTimeout: 60 * time.Second, Visibility: 120 * time.Second,
		RequestsPerSecond: 5, FormatsFrom: "original", RecoverFrom: "public_url"}
	if typ == "adcreative" {
		p.Endpoint, p.CreditsPerDownload = "https://api.adcreative.ai", 1
	}
	return p
}

func (l *loader) loadProvider() {
	p := defaultProvider(l.library.provider)
	l.config.Provider = p
	l.scope.owner = "provider." + p.Type
	b := l.declared.single["provider"]
	if b == nil {
		return
	}
	if types := []string{"studio", "adcreative"}; p.Type != types[0] && p.Type != types[1] {
		l.errorAt(b.LabelRanges[0], "Unknown provider", `A provider is "studio", which is embedded, or "adcreative", the service; %q is neither.%s`, p.Type, didYouMean(p.Type, types))
		return
	}
	r, _ := l.block(b, attributes("endpoint", "application_id", "user_id", "prompts_per_request", "submit_timeout", "visibility",
		"requests_per_second", "credits_per_download", "formats_from", "recover_from"), rootSet{"var", "local"})
	l.readProvider(r, &p)
	l.library.service = p.FormatsFrom == "service"
	l.config.Provider = p
}

func (l *loader) readProvider(r *reader, p *Provider) {
	if at, ok := r.text("endpoint", &p.Endpoint); ok {
		l.checkEndpoint(p.Endpoint, at)
	}
	r.text("user_id", &p.UserID) // state names the user of each job, so it is no secret
	r.secrets = true
	r.text("application_id", &p.ApplicationID)
	r.secrets = false
	r.whole("prompts_per_request", &p.PromptsPerRequest, 1, 6)
	r.duration("submit_timeout", &p.SubmitTimeout)
	r.duration("visibility", &p.Visibility)
	r.number("requests_per_second", &p.RequestsPerSecond, 0.01, 10000)
	r.whole("credits_per_download", &p.CreditsPerDownload, 0, 1e6)
	r.oneOf("formats_from", &p.FormatsFrom, "original", "service")
	r.oneOf("recover_from", &p.RecoverFrom, "public_url", "download")
}

func (l *loader) checkEndpoint(endpoint string, at hcl.Range) {
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "":
		l.errorAt(at, "Invalid URL", `endpoint is the URL of a server that speaks the contract, such as "https://api.adcreative.ai".`)
	case u.User != nil:
		l.errorAt(at, "Credentials in a URL", "Credentials come from the environment alone. Take them out of endpoint and set ADCREATIVE_API_KEY and its neighbours.")
	}
}
