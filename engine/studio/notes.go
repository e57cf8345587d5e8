// Notes: what the painter said of a picture, for whoever looks at it later.

package studio

import (
	"github.com/google/uuid"
)

// Notes are the painter's remarks on one task of a studio's folder, whether a studio is at
// work in it or not: words of a prompt that it did not understand, a photo cut too close.
// What retention has removed has none.
func Notes(dir, processID, taskID string) []string {
	id, err := uuid.Parse(processID)
	if err != nil {
		return nil
	}
	var p process
	if err := (disk{dir}).readJSON(processes, id, &p); err != nil {
		return nil
	}
	for _, t := range p.Tasks {
		if t.ID.String() == taskID {
			return t.Notes
		}
	}
	return nil
}
