// Checks of what an account may do: nothing with another's, no download without credits,
// no job without a channel where one is asked for.

package adcreativetest

import (
	"strconv"

	"photoshoot/engine/adcreative"
)

func accountChecks() []check {
	return []check{
		{"applications are apart", advised | paid | other, applicationsApart},
		{"users are apart", advised | paid, usersApart},
		{"key and secret", advised, keyAndSecret},
		{"no credits", paid | poor, noCredits},
		{"no channel", mute, noChannel},
	}
}

// No id of one application opens anything to another.
func applicationsApart(p *probe) {
	job, mine := p.finished(), p.order()
	theirs := p.by(*p.server.Other)
	if jobs := theirs.get(adcreative.OpProgress, fields("userId", p.as.UserID, "imageProductGeneratorProcessId", job.ProcessID)).jobs(""); len(jobs) > 0 {
		p.Errorf("another application sees %+v", jobs)
	}
	for _, j := range theirs.get(adcreative.OpAllProgress, theirs.application()).jobs("") {
		if j.ApplicationID != theirs.as.ApplicationID {
			p.Errorf("another application lists %+v", j)
		}
	}
	theirs.get(adcreative.OpDownload, p.picture().with("applicationId", theirs.as.ApplicationID)).noContent()
	theirs.post(adcreative.OpGenerate, mine.with("applicationId", theirs.as.ApplicationID), nil).refuses(404, false)
	// Nor does its token speak for the first.
	theirs.get(adcreative.OpPresets, p.user()).unauthorized()
	theirs.get(adcreative.OpAllProgress, p.application()).unauthorized()
	theirs.get(adcreative.OpDownload, p.picture()).unauthorized()
	theirs.post(adcreative.OpRecommend, p.user(), &p.Photo).unauthorized()
	theirs.post(adcreative.OpGenerate, mine, nil).unauthorized()
}

func usersApart(p *probe) {
	second := p.as
	second.UserID = p.finished().ProcessID // an id like any other
	if jobs := p.by(second).check(p.finished().ProcessID).jobs(""); len(jobs) > 0 {
		p.Errorf("another user sees %+v", jobs)
	}
}

// C4: all three are checked.
func keyAndSecret(p *probe) {
	p.token()
	for _, wrong := range []func(*Account){func(a *Account) { a.Key += "x" }, func(a *Account) { a.Secret += "x" }, func(a *Account) { a.Key, a.Secret = "", "" }} {
		as := p.as
		wrong(&as)
		p.tokens[as] = p.token() // the token is right
		p.by(as).get(adcreative.OpPresets, p.user()).refuses(401, false)
	}
}

// E4.
func noCredits(p *probe) {
	q := p.by(*p.server.Poor)
	order := p.order().with("applicationId", q.as.ApplicationID, "userId", q.as.UserID, "productImageAssetId", q.recommend().AssetID)
	job := q.wait(q.start(order).ProcessID)
	q.get(adcreative.OpDownload, q.application().with("taskId", job.Tasks[0].ID, "imageProductGeneratorProcessId", job.ProcessID)).says(400, false,
		fault("engine: ProductGeneration/Download", "Error decreasing Api Key Credits for Application "+q.as.ApplicationID+
			". ErrorMessage: API Key Credits for Application does not exist."),
		fault("business: ProductGeneration/Download", "Bad request error occurred while getting image content stream"))
}

// E3, on a start call.
func noChannel(p *probe) {
	q := p.by(*p.server.Mute)
	order := p.order().with("applicationId", q.as.ApplicationID, "userId", q.as.UserID, "productImageAssetId", q.recommend().AssetID)
	q.post(adcreative.OpGenerate, order, nil).says(404, false,
		fault("engine: ProductGeneration/AdCreative", "No active notification channel configurations found for Application "+q.as.ApplicationID+"."),
		fault("business: ProductGeneration/AdCreative", "Not found error occurred while starting image render process."))
}

func megabytes(bytes int) string { return strconv.Itoa(bytes >> 20) }
