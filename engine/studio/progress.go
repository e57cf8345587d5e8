// Progress: how far one job is, and all of them.

package studio

import (
	"net/http"

	"github.com/google/uuid"
)

// checkUserProgress answers with a list of one, or of none when the process is not the
// user's: the page does not tell those apart from an unknown one.
func (s *Studio) checkUserProgress(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.gate.enter(r)
	if err != nil {
		return err
	}
	f := query(r)
	user, id := f.guid("userId"), f.guid("imageProductGeneratorProcessId")
	if err := f.err(); err != nil {
		return err
	}
	var found []*view
	if v, ok := s.book.process(caller, id); ok && v.User == user {
		found = append(found, v)
	}
	return s.answerProgress(w, r, found)
}

// checkAllProgresses lists every process of the application that is still kept, oldest
// first, whether it runs or not.
func (s *Studio) checkAllProgresses(w http.ResponseWriter, r *http.Request) error {
	caller, err := s.query(r, func(*form) {})
	if err != nil {
		return err
	}
	return s.answerProgress(w, r, s.views(caller))
}

func (s *Studio) views(application uuid.UUID) []*view {
	jobs := s.book.of(application)
	views := make([]*view, len(jobs))
	for i, j := range jobs {
		views[i] = j.view.Load()
	}
	return views
}

func (s *Studio) answerProgress(w http.ResponseWriter, r *http.Request, views []*view) error {
	base := s.base(r)
	body := []byte{'['}
	for i, v := range views {
		one, err := v.told(base)
		if err != nil {
			return err
		}
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, one...)
	}
	write(w, http.StatusOK, jsonType, append(body, ']'))
	return nil
}
