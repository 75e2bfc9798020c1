package practice

import (
	"errors"
	"fmt"

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
	return r.nextAfter(q, text), nil
}

// nextAfter returns what the interviewer says after all that was said to the
// question in hand.
func (r Round) nextAfter(q bank.Question, text string) Next {
	read := feedback.Read(q, text)
	if !read.Assessed {
		if r.Stage == Asking {
			return Next{More: true}
		}
		return Next{}
	}
	t := r.Now()
	var before []bank.FollowUp
	for _, p := range t.Probes {
		before = append(before, bank.FollowUp{Ask: p.Ask, Checks: p.Checks, Kind: p.Kind})
	}
	f := read.NextAfter(q, before)
	if f.Ask == "" && len(before) == 0 {
		f = read.Next(q)
	}
	return Next{FollowUp: Probe{Ask: f.Ask, Checks: f.Checks, Kind: f.Kind}}
}

// reply plans the interviewer's answer to the candidate's own questions in a
// message.
func (r Round) reply(tx Tx, turn int, said Stamp) error {
	return plan(tx, Posting{
		Key: fmt.Sprintf("round/%s/reply/%d", r.ID, said), Kind: PostReply, To: r.Person, Ref: r.ID, N: turn, At: said,
	})
}
