// completion: scripts that let a shell ask this tool how a command line goes on.

package main

import (
	"context"
	"embed"
	"fmt"
)

//go:embed completion
var completionScripts embed.FS

func completion(_ context.Context, a *app, args []string) error {
	fs := a.flags("completion")
	if err := a.parse(fs, args, 1); err != nil {
		return err
	}
	script, err := completionScripts.ReadFile("completion/" + fs.Arg(0))
	if err != nil {
		return &usageError{fmt.Sprintf("completion: there is no shell %q", fs.Arg(0)), "It is completion bash, zsh, fish or powershell."}
	}
	a.view.print("%s", script)
	return nil
}
