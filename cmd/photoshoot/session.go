// A session: configuration, state and folders of one command, opened as far as it needs them.

package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/hcl/v2"

	"photoshoot/engine"
	"photoshoot/engine/raster"
	"photoshoot/spec"
	"photoshoot/state"
)

// inputs are the flags that say which configuration and which state is meant.
type inputs struct {
	vars     listFlag
	varFiles listFlag
	state    string
}

func (in *inputs) register(fs *flag.FlagSet) {
	fs.Var(&in.vars, "var", "set a `name=value`; may be repeated")
	fs.Var(&in.varFiles, "var-file", "read values from a `file`; may be repeated")
	fs.StringVar(&in.state, "state", "", "use this state `file` and not the configured one")
}

// listFlag is a flag that may be repeated.
type listFlag []string

func (l *listFlag) String() string     { return strings.Join(*l, ",") }
func (l *listFlag) Set(v string) error { *l = append(*l, v); return nil }

// session is a configuration with its folders.
type session struct {
	app     *app
	config  *spec.Config
	state   string
	objects *engine.Objects
	output  *engine.Output
	maker   string // fingerprint of the provider that the files name, whatever the environment says
}

// read reads the configuration.
func (a *app) read(in inputs) (*spec.Config, hcl.Diagnostics) {
	return spec.Load(a.dir, spec.Inputs{Vars: in.vars, VarFiles: in.varFiles, Environ: a.environ, Version: release, KnownPresets: presetIDs()})
}

// load reads the configuration; its faults are printed and end the command.
func (a *app) load(in inputs) (*session, error) {
	config, diags := a.read(in)
	if a.view.diagnostics(diags, config) {
		return nil, exit(exitError)
	}
	if err := supported(config); err != nil {
		return nil, err
	}
	s := &session{app: a, config: config, state: a.path(config.Settings.State.Path)}
	if in.state != "" {
		s.state = a.path(in.state)
	}
	p := config.Provider
	s.maker = fingerprint(p.Type, p.Endpoint, p.ApplicationID, p.UserID)
	s.objects = engine.OpenObjects(a.path(".photoshoot/objects"))
	s.output = engine.OpenOutput(a.path(config.Settings.Output))
	return s, nil
}

func presetIDs() []string {
	var ids []string
	for _, p := range raster.Presets() {
		ids = append(ids, p.ID)
	}
	return ids
}

// plan compares. The faults of the configuration's rows are printed and end the command.
func (s *session) plan(ctx context.Context, recorded engine.Recorded, sel engine.Selection) (*engine.Plan, error) {
	bad := false
	p, err := s.compare(ctx, recorded, sel, func(yield func(*spec.Product) bool) {
		bad = s.app.view.diagnostics(s.config.Products(yield), s.config)
	})
	switch {
	case bad:
		return nil, exit(exitError)
	case err != nil:
		return nil, err
	}
	return p, s.matched(p)
}

// compare holds what is wanted against state and folders.
func (s *session) compare(ctx context.Context, recorded engine.Recorded, sel engine.Selection, wanted engine.Wanted) (*engine.Plan, error) {
	folder, flush := s.folder()
	defer flush()
	return engine.MakePlan(ctx, s.terms(sel), wanted, recorded, folder)
}

// terms are what a plan takes from the configuration beside its products.
func (s *session) terms(sel engine.Selection) engine.Terms {
	return engine.Terms{Provider: s.config.Provider.Type, CreditsPerShot: s.config.Provider.CreditsPerDownload,
		Account: s.account(), Language: s.language(), Select: sel, Verdicts: s.verdicts()}
}

// folder observes photos, files and originals. Flush keeps what was learnt of the photos; a
// cache that cannot be written is only slower.
func (s *session) folder() (f *engine.Folder, flush func()) {
	cache := state.OpenCache(s.app.path(".photoshoot/photos.cache"))
	return &engine.Folder{Dir: s.app.dir, Output: s.output, Objects: s.objects, Cache: cache}, func() { cache.Flush() }
}

// lock takes the state for writing.
func (s *session) lock(ctx context.Context, operation string, wait time.Duration) (state.Store, error) {
	host, _ := os.Hostname()
	return state.Lock(ctx, s.state, state.Holder{ID: uuid.NewString(), Who: whoAmI(), Host: host, PID: os.Getpid(),
		Operation: operation, Started: time.Now().UTC()}, wait)
}

// shown is a path as the user would type it.
func shown(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if abs, err := filepath.Abs(path); err == nil {
			if rel, err := filepath.Rel(wd, abs); err == nil && !strings.HasPrefix(rel, "..") {
				return rel
			}
		}
	}
	return path
}
