// Verifying: a whole state is looked over for what must never be.
//
//	I1  one request at most may be on its way in a lane
//	I3  every row was written by an epoch that the state has seen
//	I5  every process of the service is booked exactly once
//	I6  every intent is settled, and releases no more than it had reserved
//	I7  every attempt has an intent in the ledger
//	I8  what is said to be stored has a name; two files never share one
//
// The laws that are missing here (I2, I4) are about calls and clocks, not about tables.

package state

import (
	"context"
	"fmt"
)

// Violation is a law that a state breaks.
type Violation struct {
	Law  string `json:"law"` // "I1", or "integrity" of the file itself
	What string `json:"what"`
}

func (v Violation) String() string { return v.Law + ": " + v.What }

const booked = "(SELECT process FROM ledger WHERE process <> '' AND kind IN ('accepted', 'adopted', 'duplicate'))"

// unsettled counts, job by job, the intents that no line of the ledger has brought to an end.
const unsettled = `(SELECT job.id, job.state, job.attempt,
	count(*) FILTER (WHERE kind = 'intent') AS intents,
	count(*) FILTER (WHERE kind = 'intent') - count(*) FILTER (WHERE kind IN ('accepted', 'adopted', 'absent', 'not-accepted')) AS open
	FROM job LEFT JOIN ledger ON ledger.job = job.id GROUP BY job.id)`

// laws are queries that find, and say, what breaks them.
func laws() [][2]string {
	return [][2]string{
		{"integrity", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
		{"integrity", `SELECT 'a row of ' || "table" || ' belongs to a missing row of ' || parent FROM pragma_foreign_key_check`},
		{"integrity", "SELECT 'there are ' || count(*) || ' workspaces' FROM workspace HAVING count(*) <> 1"},
		{"integrity", "SELECT 'job ' || id || ' is in no known state: ' || state FROM job WHERE state NOT IN " + inWords(
			Planned, Prepared, Intent, Submitted, Rendered, Done, Held, Failed, Rejected)},
		{"integrity", "SELECT 'a task of job ' || job || ' is in no known state: ' || state FROM task WHERE state NOT IN " + inWords(
			Todo, Fetching, Stored, TaskFailed)},

		{"I1", "SELECT 'lane ' || lane || ' has ' || count(*) || ' open intents' FROM job WHERE state = 'intent' GROUP BY lane HAVING count(*) > 1"},
		{"I3", `SELECT 'job ' || id || ' was written by epoch ' || job.epoch || ', and the state has seen ' || workspace.epoch
			FROM job, workspace WHERE job.epoch > workspace.epoch`},

		{"I5", "SELECT 'process ' || process || ' of job ' || id || ' is not in the ledger' FROM job WHERE process <> '' AND process NOT IN " + booked},
		{"I5", "SELECT 'process ' || process || ' of shot ' || address || ' is not in the ledger' FROM shot WHERE process <> '' AND process NOT IN " + booked},
		{"I5", "SELECT 'process ' || process || ' is ' || count(*) || ' times in the ledger' FROM " + booked + " GROUP BY process HAVING count(*) > 1"},
		{"I5", "SELECT 'job ' || id || ' is ' || state || ' and has no process' FROM job WHERE state IN ('submitted', 'rendered') AND process = ''"},

		{"I6", "SELECT 'job ' || id || ' may be on its way and is not in the ledger' FROM " + unsettled + " WHERE state = 'intent' AND open < 1"},
		{"I6", "SELECT 'job ' || id || ' is ' || state || ' and an intent of it was never settled' FROM " + unsettled +
			" WHERE state NOT IN ('intent', 'held') AND open > 0"},
		{"I6", `SELECT 'job ' || job || ' has released ' || -sum(credits) || ' credits more than it had reserved' FROM ledger
			WHERE kind IN ('intent', 'not-accepted', 'absent') AND job <> '' GROUP BY job HAVING sum(credits) < 0`},
		{"I7", "SELECT 'job ' || id || ' counts ' || attempt || ' attempts, and the ledger ' || intents FROM " + unsettled + " WHERE attempt > intents"},

		{"I8", "SELECT 'task ' || shot || ' of job ' || job || ' is stored under no name' FROM task WHERE state = 'stored' AND object = ''"},
		{"I8", "SELECT 'job ' || job || ' is done and its task ' || task.shot || ' is ' || task.state FROM task JOIN job ON job.id = task.job WHERE job.state = 'done' AND task.state IN ('todo', 'fetching')"},
		{"I8", "SELECT 'shot ' || address || ' has no original' FROM shot WHERE object = ''"},
		{"I8", "SELECT 'file ' || shot || ' in ' || format || ' has no path or no hash' FROM file WHERE path = '' OR sha256 = ''"},
		{"I8", "SELECT count(*) || ' files are delivered to ' || path FROM file GROUP BY path HAVING count(*) > 1"},
	}
}

// Verify looks for what must never be: in the file, and in what it says.
func (r *reader) Verify(ctx context.Context) ([]Violation, error) {
	var found []Violation
	err := r.view(ctx, func(q querier) error {
		for _, law := range laws() {
			err := each(ctx, q, scanString, func(what string) error {
				found = append(found, Violation{law[0], what})
				return nil
			}, law[1])
			if err != nil {
				return fmt.Errorf("look for %s: %w", law[0], err)
			}
		}
		return nil
	})
	return found, err
}
