// The calls, by the names of their endpoints.

package adcreative

// Op is one call of the contract.
type Op string

// The calls of Service, in its order, and the one that fetches tokens.
const (
	OpPresets     Op = "PresetKeys"
	OpRecommend   Op = "Recommendations"
	OpGenerate    Op = "AdCreative"
	OpProgress    Op = "CheckUserProgress"
	OpAllProgress Op = "CheckApplicationAllProgresses"
	OpDownload    Op = "Download"
	OpFetch       Op = "public image"
	OpToken       Op = "GenerateJwtToken"
)

// Path is where the call lives under the service's address. A public image has none: its
// URL is the service's to give.
func (o Op) Path() string {
	if o == OpToken {
		return "/api/v1/Authorization/" + string(o)
	}
	return "/api/v1/Image/ProductGeneration/" + string(o)
}

// paid says whether the call may cost credits, and so must never go out twice by itself.
func (o Op) paid() bool { return o == OpGenerate || o == OpDownload }
