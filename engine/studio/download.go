// Download: a finished picture, charged once.

package studio

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"photoshoot/engine/adcreative"
	"photoshoot/engine/raster"
)

// download serves a picture in one of six ways. It is made ready, then charged, then sent: a
// picture that cannot be made into the format asked for costs nothing.
func (s *Studio) download(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet {
		return refused(http.StatusMethodNotAllowed, "Only GET downloads, since it is charged.")
	}
	var id, taskID uuid.UUID
	var low bool
	var format raster.Format
	caller, err := s.query(r, func(f *form) {
		taskID, id = f.guid("taskId"), f.guid("imageProductGeneratorProcessId")
		low = f.boolean("lowResolution", false)
		format = raster.Format(f.oneOf("format", func(n int) bool { return n >= 0 && n <= int(raster.PDF) }, new(int)))
	})
	if err != nil {
		return err
	}
	t, ok := s.picture(caller, id, taskID)
	if !ok {
		return notFound()
	}
	file, err := s.deliver(r, t, format, low)
	if err != nil {
		return err
	}
	if err := s.charge(caller, t.ID); err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+t.ID.String()+"."+format.Extension()+`"`)
	write(w, http.StatusOK, format.MediaType(), file)
	return nil
}

// picture finds a finished task of application.
func (s *Studio) picture(application, process, id uuid.UUID) (task, bool) {
	v, ok := s.book.process(application, process)
	if !ok {
		return task{}, false
	}
	for _, t := range v.Tasks {
		if t.ID == id {
			return t, t.State == adcreative.Succeeded
		}
	}
	return task{}, false
}

func notFound() error {
	return layered(http.StatusNotFound, callDownload, "Image content not found.",
		"Not found error occurred while getting image content stream")
}

// charge takes a download's price from the application's credits.
func (s *Studio) charge(application, task uuid.UUID) error {
	c := s.config
	err := s.ledger.charge(entry{At: s.now(), Kind: downloaded, Application: application, ID: task},
		c.CreditsPerDownload, s.gate.credits(application), c.ChargeRepeats)
	var refusal noCredits
	if errors.As(err, &refusal) {
		return layered(http.StatusBadRequest, callDownload,
			fmt.Sprintf("Error decreasing Api Key Credits for Application %s. ErrorMessage: %s", application, refusal),
			"Bad request error occurred while getting image content stream")
	}
	return err
}
