// Tables: how rows become values.

package state

import (
	"context"
	"database/sql"
)

const (
	selectWorkspace  = "SELECT lineage, serial, epoch, commits, user_version FROM workspace, pragma_user_version"
	selectHeads      = "SELECT address, digest, seen FROM product ORDER BY address"
	selectHead       = "SELECT address, digest, seen FROM product WHERE address = ?"
	shotColumns      = "address, product, digest, manifest, object, width, height, process, task, made, previous, before"
	selectShots      = "SELECT " + shotColumns + " FROM shot WHERE product = ? ORDER BY address"
	fileColumns      = "shot, format, recipe, path, object, sha256, size, mtime"
	selectFiles      = "SELECT " + fileColumns + " FROM file WHERE shot IN (SELECT address FROM shot WHERE product = ?) ORDER BY shot, format"
	jobColumns       = "id, product, provider, lane, state, attempt, request, not_after, epoch, credits, process, provenance, fault, trace_id, created, updated"
	selectOpen       = "SELECT " + jobColumns + " FROM job WHERE state NOT IN ('done', 'failed', 'rejected') ORDER BY id"
	selectUnfinished = "SELECT " + jobColumns + " FROM job WHERE product = ? AND state <> 'done' ORDER BY id"
	taskColumns      = "shot, digest, manifest, id, state, url, object, attempts, fault"
	selectTasks      = "SELECT " + taskColumns + " FROM task WHERE job = ? ORDER BY place"
	assetColumns     = "photo, provider, id, name, description, prompts, presets, attempts"
	selectAsset      = "SELECT " + assetColumns + " FROM asset WHERE photo = ? AND provider = ?"
	selectObjects    = "SELECT object FROM shot UNION SELECT previous FROM shot UNION SELECT object FROM file UNION SELECT object FROM task EXCEPT SELECT ''"
	selectProcesses  = "SELECT process FROM ledger WHERE process <> '' AND kind IN ('accepted', 'adopted', 'duplicate')"
	entryColumns     = "time, run, kind, product, job, shot, process, credits, note"
	selectLedger     = "SELECT " + entryColumns + " FROM ledger ORDER BY seq"
)

const (
	everyShot  = "SELECT " + shotColumns + " FROM shot ORDER BY address"
	everyFile  = "SELECT " + fileColumns + " FROM file ORDER BY shot, format"
	everyAsset = "SELECT " + assetColumns + " FROM asset ORDER BY photo, provider"
	everyJob   = "SELECT " + jobColumns + " FROM job ORDER BY id"
)

// scanner reads the row that rows stands on.
type scanner[T any] func(rows *sql.Rows, to *T) error

func scanWorkspace(rows *sql.Rows, w *Workspace) error {
	return rows.Scan(&w.Lineage, &w.Serial, &w.Epoch, &w.Commits, &w.Schema)
}

func scanHead(rows *sql.Rows, h *Head) error {
	return rows.Scan(&h.Product, &h.Digest, &h.Seen)
}

func scanShot(rows *sql.Rows, s *Shot) error {
	return rows.Scan(&s.Address, &s.Product, &s.Digest, &s.Manifest, &s.Object, &s.Width, &s.Height, &s.Process, &s.Task, (*stamp)(&s.Made), &s.Previous, &s.Before)
}

func scanFile(rows *sql.Rows, f *File) error {
	return rows.Scan(&f.Shot, &f.Format, &f.Recipe, &f.Path, &f.Object, &f.SHA256, &f.Size, &f.ModTime)
}

func scanJob(rows *sql.Rows, j *Job) error {
	return rows.Scan(&j.ID, &j.Product, &j.Provider, &j.Lane, &j.State, &j.Attempt, &j.Order, (*stamp)(&j.NotAfter), &j.Epoch, &j.Credits,
		&j.Process, &j.Provenance, &j.Fault, &j.TraceID, (*stamp)(&j.Created), (*stamp)(&j.Updated))
}

func scanTask(rows *sql.Rows, t *Task) error {
	return rows.Scan(&t.Shot, &t.Digest, &t.Manifest, &t.ID, &t.State, &t.URL, &t.Object, &t.Attempts, &t.Fault)
}

func scanAsset(rows *sql.Rows, a *Asset) error {
	return rows.Scan(&a.Photo, &a.Provider, &a.ID, &a.Name, &a.Description, (*words)(&a.Prompts), (*words)(&a.Presets), &a.Attempts)
}

func scanEntry(rows *sql.Rows, e *Entry) error {
	return rows.Scan((*stamp)(&e.Time), &e.Run, &e.Kind, &e.Product, &e.Job, &e.Shot, &e.Process, &e.Credits, &e.Note)
}

func scanString(rows *sql.Rows, s *string) error { return rows.Scan(s) }

// jobs reads jobs and their tasks.
func jobs(ctx context.Context, q querier, query string, args ...any) ([]Job, error) {
	found, err := list(ctx, q, scanJob, query, args...)
	for i := range found {
		if err != nil {
			break
		}
		found[i].Tasks, err = list(ctx, q, scanTask, selectTasks, found[i].ID)
	}
	return found, err
}
