// Limits: how much a plan may cost and delete before it is blocked.

package main

import (
	"flag"
	"fmt"
	"strings"

	"photoshoot/engine"
	"photoshoot/spec"
)

// limitFlags are the limits of the command line; below zero: the configuration's hold.
type limitFlags struct{ maxCredits, maxDeletes *int }

func registerLimits(fs *flag.FlagSet) *limitFlags {
	return &limitFlags{
		fs.Int("max-credits", -1, "block a plan that may cost more than `n` credits"),
		fs.Int("max-deletes", -1, "block a plan that deletes more than `n` shots"),
	}
}

func (l *limitFlags) credits(c *spec.Config) int {
	return strongest(*l.maxCredits, c.Settings.MaxCredits)
}

// strongest is the command line's number where it gives one.
func strongest(flag, configured int) int {
	if flag >= 0 {
		return flag
	}
	return configured
}

// check says which limit a plan passes.
func (l *limitFlags) check(p *engine.Plan, c *spec.Config) error {
	credits, deletes := l.credits(c), strongest(*l.maxDeletes, c.Settings.MaxDeletes)
	switch {
	case credits >= 0 && p.Credits > credits:
		return &advised{fmt.Errorf("the plan may cost %d credits, and the limit is %d", p.Credits, credits),
			"Raise max_credits in the photoshoot block, or give -max-credits for this run."}
	case deletes >= 0 && p.Deletes > deletes:
		return &advised{fmt.Errorf("the plan deletes %d shots, and the limit is %d", p.Deletes, deletes),
			"Raise max_deletes in the photoshoot block, or give -max-deletes for this run."}
	}
	if err := checkProtected(p); err != nil {
		return err
	}
	return checkAssertions(c)
}

// checkAssertions finds the first check of the configuration that does not hold.
func checkAssertions(c *spec.Config) error {
	results, diags := c.Results()
	if diags.HasErrors() {
		return diags
	}
	for _, check := range results.Checks {
		if !check.Passed {
			return &advised{fmt.Errorf("check %q does not hold: %s", check.Name, strings.TrimSuffix(check.Message, ".")),
				fmt.Sprintf("It is at %s line %d.", check.Source.File, check.Source.Line)}
		}
	}
	return nil
}

// checkProtected finds what would be lost of products that lifecycle protects.
func checkProtected(p *engine.Plan) error {
	for _, pp := range p.Products {
		for _, c := range pp.Changes {
			lost := c.Action == engine.Replace || c.Action == engine.Delete && c.Format == ""
			if lost && pp.Want != nil && pp.Want.PreventDestroy {
				return &advised{fmt.Errorf("the plan would %s %s, and its lifecycle has prevent_destroy", c.Action, c.Address),
					"Take prevent_destroy out of " + pp.Address + ", or leave the picture as it is."}
			}
		}
	}
	return nil
}
