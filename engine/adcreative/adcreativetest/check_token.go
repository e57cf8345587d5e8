// Checks of GenerateJwtToken, and of the token on every other call.

package adcreativetest

import (
	"net/http"
	"time"

	"photoshoot/engine/adcreative"
)

func tokenChecks() []check {
	return []check{
		{"token answer", nothing, tokenAnswer},
		{"token for a urn", advised, tokenForURN},
		{"token refusals", advised, tokenRefusals},
		{"no token", nothing, noToken},
	}
}

func tokenAnswer(p *probe) {
	var given struct {
		AccessToken, RefreshToken                     string
		AccessTokenExpiration, RefreshTokenExpiration time.Time
		ApplicationID                                 string
	}
	p.askToken(map[string]string{"applicationId": p.as.ApplicationID, "jwtPrivateKey": p.as.PrivateKey}).answers("token.json", &given)
	if given.ApplicationID != p.as.ApplicationID || given.AccessToken == "" || given.RefreshToken == "" {
		p.Errorf("the token is of application %s, want %s", given.ApplicationID, p.as.ApplicationID)
	}
	if !given.AccessTokenExpiration.After(time.Now()) || !given.RefreshTokenExpiration.After(given.AccessTokenExpiration) {
		p.Errorf("the token expires %v, its refresh %v", given.AccessTokenExpiration, given.RefreshTokenExpiration)
	}
}

// C17: the page's sample writes the id as a URN.
func tokenForURN(p *probe) {
	var given struct{ ApplicationID string }
	p.askToken(map[string]string{"applicationId": "urn:uuid:" + p.as.ApplicationID, "jwtPrivateKey": p.as.PrivateKey}).answers("token.json", &given)
	if given.ApplicationID != p.as.ApplicationID {
		p.Errorf("the token is of application %s", given.ApplicationID)
	}
}

func tokenRefusals(p *probe) {
	p.askToken(map[string]string{"jwtPrivateKey": p.as.PrivateKey}).rejects("applicationId")
	p.askToken(map[string]string{"applicationId": p.as.ApplicationID}).rejects("jwtPrivateKey")
	p.askToken(map[string]string{"applicationId": p.as.ApplicationID + "1", "jwtPrivateKey": p.as.PrivateKey}).
		says(400, true, notValid("applicationId", p.as.ApplicationID+"1"))
	p.askToken(map[string]string{"applicationId": p.as.ApplicationID, "jwtPrivateKey": "other"}).refuses(401, false)
}

// E1 on every call of the page that shows it, and as advised on the rest (C4).
func noToken(p *probe) {
	calls := map[adcreative.Op]string{adcreative.OpRecommend: http.MethodPost, adcreative.OpDownload: http.MethodGet}
	if !p.Vendor {
		for _, op := range []adcreative.Op{adcreative.OpPresets, adcreative.OpProgress, adcreative.OpAllProgress} {
			calls[op] = http.MethodGet
		}
		calls[adcreative.OpGenerate] = http.MethodPost
	}
	for op, method := range calls {
		for _, header := range []string{"", "Bearer ", "Bearer not.a.token", "Basic dXNlcjpwYXNz", "Bearer " + p.token() + "x"} {
			var body []byte
			contentType := ""
			if method == http.MethodPost {
				body, contentType = adcreative.Form(p.user(), &p.Photo)
			}
			req := p.request(method, op.Path()+"?"+p.user().query(), body, contentType)
			if req.Header.Del("Authorization"); header != "" {
				req.Header.Set("Authorization", header)
			}
			p.send(req).unauthorized()
		}
	}
}
