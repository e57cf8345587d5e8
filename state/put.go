package state

import (
	"context"
	"fmt"

	sqlite3 "modernc.org/sqlite/lib"
)

// This file writes one step: first what moves, then what goes, then what comes.

const (
	// A move goes by way of a name that no address has, so that shots may change places.
	moveShotAway  = "UPDATE shot SET address = '>' || ?, product = ? WHERE address = ?"
	moveTaskAway  = "UPDATE task SET shot = '>' || ? WHERE shot = ?"
	moveShotThere = "UPDATE shot SET address = ?1 WHERE address = '>' || ?1"
	moveTaskThere = "UPDATE task SET shot = ?1 WHERE shot = '>' || ?1"

	dropHead = "DELETE FROM product WHERE address = ?"
	dropShot = "DELETE FROM shot WHERE address = ?"
	dropFile = "DELETE FROM file WHERE shot = ? AND format = ?"
	dropJob  = "DELETE FROM job WHERE id = ?"
	dropRest = "DELETE FROM task WHERE job = ? AND place >= ?"

	putHead = `INSERT INTO product (address, digest, seen) VALUES (?, ?, ?)
		ON CONFLICT (address) DO UPDATE SET digest = excluded.digest, seen = excluded.seen`
	putShot = "INSERT INTO shot (" + shotColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (address) DO UPDATE SET product = excluded.product, digest = excluded.digest, manifest = excluded.manifest,
		object = excluded.object, width = excluded.width, height = excluded.height, process = excluded.process,
		task = excluded.task, made = excluded.made`
	putFile  = "INSERT OR REPLACE INTO file (shot, format, recipe, path, object, sha256, size, mtime) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
	putAsset = "INSERT OR REPLACE INTO asset (" + assetColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
	stateOf  = "SELECT state FROM job WHERE id = ?"
	putJob   = "INSERT INTO job (" + jobColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET product = excluded.product, provider = excluded.provider, lane = excluded.lane,
		state = excluded.state, attempt = excluded.attempt, request = excluded.request, not_after = excluded.not_after,
		epoch = excluded.epoch, credits = excluded.credits, process = excluded.process, provenance = excluded.provenance,
		fault = excluded.fault, trace_id = excluded.trace_id, created = excluded.created, updated = excluded.updated`
	putTask = "INSERT OR REPLACE INTO task (job, place, " + taskColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	addLine = "INSERT INTO ledger (" + entryColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

// put writes a step into the open transaction.
func (w *writer) put(ctx context.Context, s Step) error {
	p := &pen{ctx: ctx, w: w}
	p.move(s.Moves)
	p.drop(s)
	for _, h := range s.Heads {
		p.write("product "+h.Product, putHead, h.Product, h.Digest[:], h.Seen[:])
	}
	for _, s := range s.Shots {
		p.write("shot "+s.Address, putShot, s.Address, s.Product, s.Digest[:], s.Manifest, s.Object, s.Width, s.Height, s.Process, s.Task, stamp(s.Made))
	}
	for _, f := range s.Files {
		p.write("file "+f.Path, putFile, f.Shot, f.Format, f.Recipe, f.Path, f.Object, f.SHA256, f.Size, f.ModTime)
	}
	for _, a := range s.Assets {
		p.write("asset of photo "+a.Photo, putAsset, a.Photo, a.Provider, a.ID, a.Name, a.Description, words(a.Prompts), words(a.Presets), a.Attempts)
	}
	for _, j := range s.Jobs {
		p.job(j)
	}
	for _, e := range s.Ledger {
		p.line(e)
	}
	return p.err
}

// pen writes row after row, until the first error.
type pen struct {
	ctx context.Context
	w   *writer
	err error
}

func (p *pen) write(what, query string, args ...any) {
	if p.err != nil {
		return
	}
	if err := p.w.exec(p.ctx, query, args...); err != nil {
		p.err = fmt.Errorf("%s: %w", what, err)
	}
}

func (p *pen) move(moves []Move) {
	for _, m := range moves {
		p.write("move of "+m.From, moveShotAway, m.To, m.Product, m.From)
		p.write("move of "+m.From, moveTaskAway, m.To, m.From)
	}
	for _, m := range moves {
		p.write("move to "+m.To, moveShotThere, m.To)
		p.write("move to "+m.To, moveTaskThere, m.To)
	}
}

func (p *pen) drop(s Step) {
	for _, f := range s.DropFiles {
		p.write("file of "+f.Shot, dropFile, f.Shot, f.Format)
	}
	for _, address := range s.DropShots {
		p.write("shot "+address, dropShot, address)
	}
	for _, address := range s.DropHeads {
		p.write("product "+address, dropHead, address)
	}
	for _, id := range s.DropJobs {
		p.write("job "+id, dropJob, id)
	}
}

// job is the one place where the state of a job is set.
func (p *pen) job(j Job) {
	if p.err != nil {
		return
	}
	from, err := one(p.ctx, p.w, scanString, stateOf, j.ID)
	if err == nil && !Next(JobState(from), j.State) {
		err = &TransitionError{j.ID, JobState(from), j.State}
	}
	if p.err = err; err != nil {
		return
	}
	p.write("job "+j.ID, putJob, j.ID, j.Product, j.Provider, j.Lane, string(j.State), j.Attempt, j.Order, stamp(j.NotAfter), p.w.ours(), j.Credits,
		j.Process, j.Provenance, j.Fault, j.TraceID, stamp(j.Created), stamp(j.Updated))
	p.refuse(ErrLaneBusy, "lane "+j.Lane)
	for i, t := range j.Tasks {
		p.write("task of "+t.Shot, putTask, j.ID, i, t.Shot, t.Digest[:], t.Manifest, t.ID, string(t.State), t.URL, t.Object, t.Attempts, t.Fault)
	}
	p.write("tasks of "+j.ID, dropRest, j.ID, len(j.Tasks))
}

func (p *pen) line(e Entry) {
	if p.err != nil {
		return
	}
	p.write("ledger", addLine, stamp(e.Time), e.Run, string(e.Kind), e.Product, e.Job, e.Shot, e.Process, e.Credits, e.Note)
	p.refuse(ErrProcessKnown, "process "+e.Process)
}

// refuse names the rule that the row just written broke, where rows of its kind can break no
// other.
func (p *pen) refuse(rule error, what string) {
	if code(p.err) == sqlite3.SQLITE_CONSTRAINT_UNIQUE {
		p.err = fmt.Errorf("%s: %w (%w)", what, rule, p.err)
	}
}
