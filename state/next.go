// The state machine of a job: the only moves that a commit accepts.
//
//	planned → prepared → intent → submitted → rendered → done
//
// A request that may be on its way (intent) is left only by what proves where it is: an
// answer or an adoption (submitted), proof that it was not accepted (prepared, or rejected
// where asking again is pointless), or doubt (held), which a person resolves.

package state

import (
	"fmt"
	"slices"
)

// Next says whether a job may go from one state to another. From is empty for a job that is
// new; staying in a state is always legal. What was finished may be planned anew, since the
// same work has the same name.
func Next(from, to JobState) bool {
	return from == to && from != "" || slices.Contains(successors(from), to)
}

func successors(s JobState) []JobState {
	switch s {
	case "":
		return []JobState{Planned, Prepared, Intent, Submitted, Rejected}
	case Planned:
		return []JobState{Prepared, Intent, Rendered, Held, Failed, Rejected}
	case Prepared:
		return []JobState{Planned, Intent, Held, Failed, Rejected}
	case Intent:
		return []JobState{Prepared, Submitted, Held, Rejected}
	case Submitted:
		return []JobState{Rendered, Done, Held, Failed}
	case Rendered:
		return []JobState{Done, Held, Failed}
	case Held:
		return []JobState{Prepared, Submitted, Rejected, Failed}
	case Done, Failed, Rejected:
		return []JobState{Planned, Prepared, Intent}
	}
	return nil
}

// known says whether a state, and those of its tasks, are of this machine.
func (j Job) known() error {
	if j.State == "" || successors(j.State) == nil {
		return fmt.Errorf("job %s is in no known state: %q", j.ID, j.State)
	}
	for _, t := range j.Tasks {
		if !slices.Contains([]TaskState{Todo, Fetching, Stored, TaskFailed}, t.State) {
			return fmt.Errorf("task %s of job %s is in no known state: %q", t.Shot, j.ID, t.State)
		}
	}
	return nil
}
