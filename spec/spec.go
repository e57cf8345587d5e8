// Package spec reads what a user wrote: HCL in, wanted products, shots and files
// out. It knows no service and no database.
package spec

import (
	"encoding/json"
	"time"
)

// Config is what the files of one folder say. Products are not in it: see Config.Products,
// which yields them one at a time so that a catalogue of any size fits.
type Config struct {
	Dir      string // the folder read
	Settings Settings
	Provider Provider
	Outputs  []Output  // without values: see Config.Results
	Moves    []Move    // of moved blocks, in the order of the files
	Removals []Removal // of removed blocks

	Approvals []Approval // of approval blocks, in the order of the files

	sources  *sources
	catalogs []*catalogBlock // by name
	products []*productBlock // by name
	outputs  []outputBlock
	checks   []checkBlock
	scope    *scope
	path     *pathTemplate
}

// Inputs are what a run brings to the files of a folder.
type Inputs struct {
	Vars         []string // name=value, as given with -var, the last one winning
	VarFiles     []string // given with -var-file; relative to the working folder
	Environ      []string // as of os.Environ; only PHOTOSHOOT_VAR_name is read
	Version      string   // of the tool, for required_version; empty: not checked
	KnownPresets []string // ids that provider "studio" serves; nil: ids are not checked
}

// Settings is the photoshoot block with its defaults filled in.
type Settings struct {
	Output         string // folder or blob URL, "out" when left out
	Path           string // template of one delivered file
	MaxCredits     int    // -1: no limit
	MaxDeletes     int    // -1: no limit
	Deliver        string // "all", or "approved": pictures that an approval approves
	State          StateLocation
	AllowEphemeral bool // allow_ephemeral_state
}

// StateLocation says where state lives.
type StateLocation struct {
	Type string // "sqlite" or "postgres"
	Path string // of the SQLite file
	URL  string // of PostgreSQL
}

// Provider is who makes the pictures.
type Provider struct {
	Type               string // "studio" or "adcreative"
	Endpoint           string
	ApplicationID      string
	UserID             string // empty: one derived for each product
	PromptsPerRequest  int    // 1 to 6
	SubmitTimeout      time.Duration
	Visibility         time.Duration
	RequestsPerSecond  float64
	CreditsPerDownload int
	FormatsFrom        string // "original" or "service"
	RecoverFrom        string // "public_url" or "download"
}

// Product is one photo with its options, expanded.
type Product struct {
	Address        string      `json:"address"`        // product.lamp or product.spring["SKU-1"]
	Block          string      `json:"block"`          // lamp
	Key            string      `json:"key,omitempty"`  // SKU-1; empty without for_each
	Source         Source      `json:"source"`         // where it is written
	ImageSource    Source      `json:"image_source"`   // where its photo is named
	Row            Source      `json:"row,omitzero"`   // its row of a catalogue; zero without one
	Image          string      `json:"image"`          // a path as written (relative to Config.Dir), or an https URL
	Name           string      `json:"name,omitempty"` // empty: what the service recognises
	Description    string      `json:"description,omitempty"`
	Recommended    Recommended `json:"recommended,omitzero"`
	Shots          []Shot      `json:"shots"`
	PreventDestroy bool        `json:"prevent_destroy,omitempty"`
	IgnoreChanges  []string    `json:"ignore_changes,omitempty"`
}

// Recommended asks for scenes that the service recommends, known after apply.
type Recommended struct {
	Presets     int          `json:"presets,omitempty"`
	Prompts     int          `json:"prompts,omitempty"`
	RenderKinds []RenderKind `json:"render_kinds,omitempty"`
	SafeMargin  bool         `json:"safe_margin"`
	SameStyle   bool         `json:"same_style"`
	Formats     []Format     `json:"formats,omitempty"`
}

// Shot is one picture that is generated and paid for.
type Shot struct {
	ID         string     `json:"id"`               // landscape/alley: the key in its address
	Preset     string     `json:"preset,omitempty"` // the service's preset id, or empty
	Prompt     string     `json:"prompt,omitempty"` // a custom prompt, or empty
	RenderKind RenderKind `json:"render_kind"`
	SafeMargin bool       `json:"safe_margin"`
	SameStyle  bool       `json:"same_style"`
	Files      []File     `json:"files"`
}

// Address of the shot within its product's.
func (s *Shot) Address(product string) string { return product + `.shot["` + s.ID + `"]` }

// RenderKind is a size by the service's name, with its wire value and pixels.
type RenderKind struct {
	Name   string `json:"name"`
	Value  int    `json:"value"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Format is how a shot is delivered.
type Format struct {
	Name   string `json:"name"` // as in the address: png, or the name of a format block
	Type   string `json:"type"` // png, jpeg, pdf, webp
	LowRes bool   `json:"low_resolution,omitempty"`
	Custom bool   `json:"custom,omitempty"` // from a format block, which shows in {-format}
}

// File is a shot delivered in one format.
type File struct {
	Format Format `json:"format"`
	Path   string `json:"path"` // slash-separated, relative to Settings.Output
}

// Source is a place in the user's files.
type Source struct {
	File   string `json:"file"`   // as the user would type it
	Line   int    `json:"line"`   // from 1; 0: nowhere
	Column int    `json:"column"` // from 1, in characters
}

// Output is a named value for scripts.
type Output struct {
	Name        string
	Description string
	Sensitive   bool
	Value       json.RawMessage // nil: sensitive, or not evaluated
}
