// A step: first what moves, then what goes, then what comes.

package state

import "context"

// put writes a step into the open transaction.
func (w *writer) put(ctx context.Context, s Step) error {
	p := &pen{ctx: ctx, w: w}
	p.move(s.Moves)
	p.drop(s)
	all(s.Heads, p.head)
	all(s.Shots, p.shot)
	all(s.Files, p.file)
	all(s.Assets, p.asset)
	all(s.Jobs, p.next)
	all(s.Ledger, p.line)
	return p.err
}

func all[T any](rows []T, write func(T)) {
	for _, row := range rows {
		write(row)
	}
}

func (p *pen) move(moves []Move) {
	for _, m := range moves {
		p.write("move of "+m.From, moveShotAway, m.To, m.Product, m.From)
		p.write("move of "+m.From, moveTaskAway, m.To, m.From)
		p.write("product "+m.Product, knowProduct, m.Product)
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

// next is the one place where a job comes into a state: a legal one after the last, in the
// name of this epoch.
func (p *pen) next(j Job) {
	if p.err != nil {
		return
	}
	from, err := one(p.ctx, p.w, scanString, stateOf, j.ID)
	if err == nil && !Next(JobState(from), j.State) {
		err = &TransitionError{j.ID, JobState(from), j.State}
	}
	p.err = err
	j.Epoch = p.w.ours()
	p.job(j)
}
