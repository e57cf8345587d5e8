// refresh: which delivered files are missing or were edited; the same as plan -refresh-only.

package main

import "context"

func refresh(ctx context.Context, a *app, args []string) error {
	return a.planVerb(ctx, "refresh", args, true)
}
