// Supported: what the language can say and this version does not do is refused, never ignored.

package main

import (
	"errors"
	"fmt"
	"strings"

	"photoshoot/spec"
)

// supported refuses a configuration that asks for what is not built yet.
func supported(c *spec.Config) error {
	switch {
	case strings.Contains(c.Settings.Output, "://"):
		return &advised{fmt.Errorf("output = %q is a blob URL, and this version delivers to folders only", c.Settings.Output),
			"Deliver to a folder, and copy it with the tool of your cloud."}
	case c.Settings.State.Type == "postgres":
		return &advised{errors.New(`state "postgres" is not built yet; this version keeps state in SQLite only`),
			"Use the sqlite state, on a disk that outlives the run."}
	case c.Provider.FormatsFrom == "service":
		return &advised{errors.New(`formats_from = "service" is not built yet; this version derives every format from the original`),
			"Leave formats_from out: the files are the same, and cost nothing more."}
	}
	return nil
}

// durable refuses paid work on a machine whose disk is thrown away: the next run would not
// know what this one bought.
func (s *session) durable() error {
	if s.app.getenv("CI") == "" || s.config.Settings.AllowEphemeral {
		return nil
	}
	return &advised{fmt.Errorf("state %s is on the disk of a CI runner, and provider %q may cost money", s.state, s.config.Provider.Type),
		"Keep the .photoshoot folder between runs (a cache or a volume) and set allow_ephemeral_state = true in the photoshoot block."}
}
