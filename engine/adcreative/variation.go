// Variations: another picture of the same prompt, asked for in words since the contract has no seed.

package adcreative

import (
	"strconv"
	"strings"
)

// variationWord begins what stands behind a prompt, or in the place of a preset's.
const variationWord = "variation "

// Vary asks for the nth picture after the first of the same prompt. A generative service
// paints anew each time anyway; one that gives the same picture for the same words, as the
// studio does, must be given others.
func (p Prompt) Vary(n int) Prompt {
	if n < 1 {
		return p
	}
	if p.Prompt != "" {
		p.Prompt += ", "
	}
	p.Prompt += variationWord + strconv.Itoa(n)
	return p
}

// Variation takes the words that Vary added off again; 0: there were none.
func (p Prompt) Variation() (plain Prompt, n int) {
	at := strings.LastIndex(p.Prompt, variationWord)
	if at < 0 {
		return p, 0
	}
	n, err := strconv.Atoi(p.Prompt[at+len(variationWord):])
	if rest, behind := strings.CutSuffix(p.Prompt[:at], ", "); err == nil && n > 0 && (behind || at == 0) {
		p.Prompt = rest
		return p, n
	}
	return p, 0
}

// variationAlone is the text of a preset's prompt: a variation, or nothing.
func (p Prompt) variationAlone() string {
	if plain, n := p.Variation(); n > 0 && plain.Prompt == "" {
		return p.Prompt
	}
	return ""
}
