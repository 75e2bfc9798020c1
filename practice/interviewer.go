package practice

import (
	"errors"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// next returns what the interviewer says after the answer in hand, chosen by what
// was said to the question and to its follow-ups so far.
func (c *Coach) next(tx Tx, r Round) (Next, error) {
	t := r.Now()
	if t.Reverse || t.Answer == 0 {
		return Next{}, nil
	}
	a, err := tx.Answer(t.Answer)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Next{}, err
	}
	q, err := c.asked(tx, a)
	if err != nil {
		return Next{}, err
	}
	text := a.Text()
	for _, p := range t.Probes {
		said, err := answerIf(tx, p.Answer)
		if err != nil {
			return Next{}, err
		}
		text += "\n\n" + said.Text()
	}
	e, _ := c.Questions().Employer(r.Employer)
	read := feedback.Read(q, text)
	next := r.nextAfter(q, e, read)
	if next.More || next.FollowUp.Ask != "" {
		next.Advice = r.adviceAfter(read, text, c.Find)
	}
	return next, nil
}

// nextAfter returns what the interviewer says after what was read off all that was
// said to the question in hand: they ask for what is missing, and where nothing is, how it
// would be with them.
func (r Round) nextAfter(q bank.Question, e bank.Employer, read feedback.Report) Next {
	if !read.Assessed {
		if r.Stage == Asking {
			return Next{More: true}
		}
		return Next{}
	}
	var asked []bank.FollowUp
	for _, p := range r.Now().Probes {
		asked = append(asked, bank.FollowUp{Ask: p.Ask, Checks: p.Checks, Kind: p.Kind})
	}
	f := read.NextAfter(q, asked)
	if len(read.Lacks()) == 0 || len(asked) > 0 && f.Ask == "" {
		if p, ok := r.twist(e, q.Area); ok {
			return Next{FollowUp: p}
		}
	}
	if f.Ask == "" && len(asked) == 0 {
		f = read.Next(q)
	}
	return Next{FollowUp: Probe{Ask: f.Ask, Checks: f.Checks, Kind: f.Kind}}
}
