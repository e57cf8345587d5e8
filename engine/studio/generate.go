// AdCreative: a job is taken on.

package studio

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
)

// What the page leaves open about the text of a job.
const (
	maxPrompts     = 6
	maxPrompt      = 4000 // characters
	maxName        = 1000
	maxDescription = 4000
	orderBytes     = 1 << 20 // of a whole request
)

// adCreative takes a job on. It is on disk before it is answered.
func (s *Studio) adCreative(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.gate.enter(r)
	if err != nil {
		return err
	}
	f, err := body(w, r, orderBytes, s.config.Limits.UploadTime)
	if err != nil {
		return err
	}
	p := s.order(f)
	if caller, err = s.admit(caller, f, p.Application); err != nil {
		return err
	}
	if err := s.start(caller, &p); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, jsonType, adcreative.StartForm(p.progress("")))
	return nil
}

// start takes p on, which must be in order, or refuses it.
func (s *Studio) start(caller uuid.UUID, p *process) error {
	s.sweeping.RLock()
	defer s.sweeping.RUnlock()
	if err := s.mayStart(caller, p); err != nil {
		return err
	}
	if err := s.disk.writeJSON(processes, p.ID, p); err != nil {
		return err
	}
	if err := s.enterProcess(p); err != nil {
		return errors.Join(err, s.disk.remove(processes, p.ID, ".json"))
	}
	j := newJob(*p)
	s.book.add(j)
	s.queue.put(j)
	return nil
}

// order reads a job from its form.
func (s *Studio) order(f *form) process {
	p := process{
		ID: uuid.New(), Created: s.now(),
		Application: f.guid("applicationId"), User: f.guid("userId"), Asset: f.guid("productImageAssetId"),
		Kind: adcreative.RenderKind(f.oneOf("renderKind", func(n int) bool { return adcreative.RenderKind(n).Valid() }, nil)),
		Name: f.text("productName", maxName), Description: f.text("productDescription", maxDescription),
		NoMargin: f.boolean("DisableSafeMargin", false), SameStyle: f.boolean("UseSameStyleReferenceImage", true),
	}
	seen := map[adcreative.Prompt]int{}
	for _, prompt := range s.prompts(f) {
		p.Tasks = append(p.Tasks, task{
			ID: uuid.New(), Image: uuid.New(), Prompt: prompt, State: adcreative.Started, Repeat: repeat(seen, prompt),
		})
	}
	return p
}

// repeat counts how often an equal prompt came before, whatever its original wording.
func repeat(seen map[adcreative.Prompt]int, prompt adcreative.Prompt) int {
	prompt.NativeLanguagePrompt = nil
	seen[prompt]++
	return seen[prompt] - 1
}

// prompts reads PromptObjectsString.
func (s *Studio) prompts(f *form) []adcreative.Prompt {
	const field = "PromptObjectsString"
	text := f.text(field, maxField)
	if text == "" {
		return nil
	}
	var prompts []adcreative.Prompt
	if err := json.Unmarshal([]byte(text), &prompts); err != nil {
		f.fault(invalid(field, "The PromptObjectsString field must be a JSON array of prompt objects. "+clip(err.Error(), 200)))
		return nil
	}
	if len(prompts) == 0 || len(prompts) > maxPrompts {
		f.fault(invalid(field, "The PromptObjectsString field must hold 1 to 6 prompt objects."))
		return nil
	}
	for i := range prompts {
		if fault := s.promptFault(&prompts[i]); fault != "" {
			f.fault(invalid(field, fault))
		}
	}
	return prompts
}

// promptFault puts one prompt in order, or says what is wrong with it.
func (s *Studio) promptFault(p *adcreative.Prompt) string {
	p.Prompt = strings.TrimSpace(p.Prompt)
	switch p.Tag {
	case "preset":
		if plain, variation := p.Variation(); variation == 0 || plain.Prompt != "" {
			p.Prompt = ""
		}
		if s.shelf.byID[p.Preset] == nil {
			return "The preset '" + clip(p.Preset, 100) + "' is not one of PresetKeys."
		}
	case "custom":
		p.Preset = ""
		if p.Prompt == "" {
			return "A custom prompt object needs a prompt."
		}
		if len([]rune(p.Prompt)) > maxPrompt {
			return "A prompt must be at most 4000 characters."
		}
	default:
		return "The tag '" + clip(p.Tag, 100) + "' is not valid; it is custom or preset."
	}
	return ""
}

// mayStart refuses jobs that cannot be done, or not now.
func (s *Studio) mayStart(application uuid.UUID, p *process) error {
	a, err := s.asset(p.Asset)
	if errors.Is(err, fs.ErrNotExist) || err == nil && a.Application != application {
		return layered(http.StatusNotFound, callGenerate, "Image asset not found.",
			"Not found error occurred while starting image render process.")
	}
	if err != nil {
		return err
	}
	if s.needsChannel(application) && len(s.board.of(application, true)) == 0 {
		return noActiveChannel(callGenerate, application, "Not found error occurred while starting image render process.")
	}
	if !s.queue.room(len(p.Tasks), s.config.Limits.Waiting) {
		return refused(http.StatusTooManyRequests, "Too many pictures wait to be made.")
	}
	return nil
}

// needsChannel says whether application must be listening to start a job.
func (s *Studio) needsChannel(application uuid.UUID) bool {
	return s.config.RequireChannel || s.gate.known[application].RequireChannel
}
