// Backups: a copy of the state before anything destructive.

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"photoshoot/state"
)

// backUp copies the state beside itself, once for each content: the name counts its
// commits. A state that does not exist yet has no copy.
func (s *session) backUp(ctx context.Context, r state.Reader) (path string, err error) {
	ws, err := r.Workspace(ctx)
	if err != nil || ws.Lineage == "" {
		return "", err
	}
	path = fmt.Sprintf("%s.%s-%d.backup", s.state, ws.Lineage[:8], ws.Commits)
	if _, err := os.Stat(path); err == nil {
		return path, nil // of this very content
	}
	if err := r.Backup(ctx, path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return path, nil
}
