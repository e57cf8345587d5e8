// version: which build this is.

package main

import (
	"context"
	"runtime"
	"runtime/debug"
)

// release is the version of the next release; a build from a commit says which.
const release = "0.1.0"

func version(_ context.Context, a *app, args []string) error {
	if err := a.parse(a.flags("version"), args, 0); err != nil {
		return err
	}
	a.view.print("photoshoot v%s%s\non %s/%s, %s\n", release, revision(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	return nil
}

// revision names the commit a build was made from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
