// The pen: how rows are written.

package state

import (
	"context"
	"fmt"

	sqlite3 "modernc.org/sqlite/lib"
)

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

	// A product with a shot has a line, though an empty one, until it is written as a whole:
	// else nobody would find the shots of one that the configuration no longer names.
	knowProduct = "INSERT OR IGNORE INTO product (address, digest, seen) VALUES (?, zeroblob(16), zeroblob(16))"
	putHead     = `INSERT INTO product (address, digest, seen) VALUES (?, ?, ?)
		ON CONFLICT (address) DO UPDATE SET digest = excluded.digest, seen = excluded.seen`
	putShot = "INSERT INTO shot (" + shotColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (address) DO UPDATE SET product = excluded.product, digest = excluded.digest, manifest = excluded.manifest,
		object = excluded.object, width = excluded.width, height = excluded.height, process = excluded.process,
		task = excluded.task, made = excluded.made, previous = excluded.previous, before = excluded.before`
	putFile  = "INSERT OR REPLACE INTO file (" + fileColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
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

// writeUnder is write for rows that can break one rule only, and names it.
func (p *pen) writeUnder(rule error, what, query string, args ...any) {
	if p.err != nil {
		return
	}
	p.write(what, query, args...)
	if code(p.err) == sqlite3.SQLITE_CONSTRAINT_UNIQUE {
		p.err = fmt.Errorf("%s: %w (%w)", what, rule, p.err)
	}
}

func (p *pen) head(h Head) {
	p.write("product "+h.Product, putHead, h.Product, h.Digest[:], h.Seen[:])
}

func (p *pen) shot(s Shot) {
	p.write("product "+s.Product, knowProduct, s.Product)
	p.write("shot "+s.Address, putShot, s.Address, s.Product, s.Digest[:], s.Manifest, s.Object, s.Width, s.Height, s.Process, s.Task, stamp(s.Made),
		s.Previous, s.Before)
}

func (p *pen) file(f File) {
	p.write("file "+f.Path, putFile, f.Shot, f.Format, f.Recipe, f.Path, f.Object, f.SHA256, f.Size, f.ModTime)
}

func (p *pen) asset(a Asset) {
	p.write("asset of photo "+a.Photo, putAsset, a.Photo, a.Provider, a.ID, a.Name, a.Description, words(a.Prompts), words(a.Presets), a.Attempts)
}

func (p *pen) job(j Job) {
	p.writeUnder(ErrLaneBusy, "job "+j.ID+" in lane "+j.Lane, putJob, j.ID, j.Product, j.Provider, j.Lane, string(j.State), j.Attempt,
		j.Order, stamp(j.NotAfter), j.Epoch, j.Credits, j.Process, j.Provenance, j.Fault, j.TraceID, stamp(j.Created), stamp(j.Updated))
	for i, t := range j.Tasks {
		p.write("task of "+t.Shot, putTask, j.ID, i, t.Shot, t.Digest[:], t.Manifest, t.ID, string(t.State), t.URL, t.Object, t.Attempts, t.Fault)
	}
	p.write("tasks of "+j.ID, dropRest, j.ID, len(j.Tasks))
}

func (p *pen) line(e Entry) {
	p.writeUnder(ErrProcessKnown, "process "+e.Process+" in the ledger", addLine, stamp(e.Time), e.Run, string(e.Kind), e.Product, e.Job,
		e.Shot, e.Process, e.Credits, e.Note)
}
