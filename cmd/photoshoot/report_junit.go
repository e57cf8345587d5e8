// Reports as JUnit XML and as the JSON of GitLab's Terraform widget.

package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"

	"photoshoot/engine"
)

// The elements of JUnit that CI systems read, after the schema of the Ant task that wrote
// it first: github.com/windyroad/JUnit-Schema.
type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Suites  []junitSuite
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitMessage `xml:"failure"`
	Error   *junitMessage `xml:"error"`
	Skipped *junitMessage `xml:"skipped"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// planJUnit has a case for each product with changes, and a failed one for each that cannot be planned.
func planJUnit(p *engine.Plan) ([]byte, error) {
	s := junitSuite{Name: "photoshoot plan"}
	for _, pp := range p.Products {
		c := junitCase{Class: pp.Address, Name: fmt.Sprintf("%d changes", len(pp.Changes))}
		c.File, c.Line = sourceOf(pp)
		var lines []string
		for _, change := range pp.Changes {
			lines = append(lines, fmt.Sprintf("%s %s: %s", change.Action, change.Address, because(change.Reason)))
		}
		c.Output = strings.Join(lines, "\n")
		s.Cases = append(s.Cases, c)
	}
	s.Cases = append(s.Cases, faultCases(p)...)
	return s.encode()
}

// faultCases are products whose photos cannot be used.
func faultCases(p *engine.Plan) []junitCase {
	var cases []junitCase
	for _, f := range p.Faults {
		cases = append(cases, junitCase{Class: f.Address, Name: "photo", File: f.Source.File, Line: f.Source.Line,
			Failure: &junitMessage{Message: sentence(f.Err.Error())}})
	}
	return cases
}

// runJUnit has a case for each change that was planned, and for each shot that became known
// on the way.
func runJUnit(p *engine.Plan, outcomes []*outcome) ([]byte, error) {
	s := junitSuite{Name: "photoshoot apply"}
	left := map[string]*outcome{}
	for _, o := range outcomes {
		left[o.address] = o
	}
	for _, pp := range p.Products {
		for _, change := range pp.Changes {
			o := left[change.Address]
			delete(left, change.Address)
			c := o.junit(pp.Address, change.Address)
			c.File, c.Line = sourceOf(pp)
			s.Cases = append(s.Cases, c)
		}
	}
	for _, o := range outcomes {
		if left[o.address] != nil && (o.done == engine.Made || o.err != nil || o.held != "") {
			product, _, _ := strings.Cut(o.address, ".shot[")
			s.Cases = append(s.Cases, o.junit(product, o.address))
		}
	}
	s.Cases = append(s.Cases, faultCases(p)...)
	return s.encode()
}

func (o *outcome) junit(product, address string) junitCase {
	c := junitCase{Class: product, Name: strings.TrimPrefix(strings.TrimPrefix(address, product), ".")}
	switch {
	case o == nil || o.done == "" && o.err == nil && o.held == "":
		c.Skipped = &junitMessage{Message: "not done in this run"}
	case o.err != nil:
		c.Failure = &junitMessage{Message: sentence(o.err.Error())}
	case o.held != "":
		c.Error = &junitMessage{Message: sentence(o.held)}
	default:
		c.Output = strings.Join(o.paths, "\n")
	}
	return c
}

// sourceOf is where a product is declared; one that is no longer wanted is declared nowhere.
func sourceOf(pp engine.ProductPlan) (file string, line int) {
	if pp.Want == nil {
		return "", 0
	}
	return pp.Want.Source.File, pp.Want.Source.Line
}

func (s junitSuite) encode() ([]byte, error) {
	s.Tests = len(s.Cases)
	for _, c := range s.Cases {
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
	data, err := xml.MarshalIndent(junitSuites{Suites: []junitSuite{s}}, "", "  ")
	return append([]byte(xml.Header), append(data, '\n')...), err
}

// planGitLab is what GitLab shows of a plan in a merge request: artifacts:reports:terraform
// takes three numbers. What costs nothing and makes no picture counts as an update.
func planGitLab(p *engine.Plan) ([]byte, error) {
	created := p.Count(engine.Create)
	deleted := p.Count(engine.Delete)
	all := 0
	for _, a := range engine.Actions() {
		all += p.Count(a)
	}
	data, err := json.Marshal(map[string]int{"create": created, "update": all - created - deleted, "delete": deleted})
	return append(data, '\n'), err
}
