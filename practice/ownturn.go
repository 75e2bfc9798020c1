package practice

import (
	"context"
	"errors"
	"fmt"

	"greenroom/bank"
)

// reply plans the interviewer's answer to the candidate's own questions in a
// message.
func (r Round) reply(tx Tx, turn int, said Stamp) error {
	return plan(tx, Posting{
		Key: fmt.Sprintf("round/%s/reply/%d", r.ID, said), Kind: PostReply, To: r.Person, Ref: r.ID, N: turn, At: said,
	})
}

// repliesTo reports whether a message is one that the interviewer may have to
// reply to: of a clip whose words are not written down yet that is not known.
func (r Round) repliesTo(in Slot, s Said) bool {
	return r.Turns[in.Turn].Reverse && r.Employer != "" && s.Text != ""
}

// replyToSpoken plans the interviewer's reply to a clip with the candidate's own
// questions, once it is written down what it says.
func replyToSpoken(tx Tx, a Answer, s Said) error {
	if a.Round == "" {
		return nil
	}
	r, err := tx.Round(a.Round)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, t := range r.Turns {
		if t.Answer == a.ID && r.repliesTo(Slot{Turn: i}, s) {
			return r.reply(tx, i, s.Stamp)
		}
	}
	return nil
}

// Replies returns what the interviewer says to the questions in a message of the
// candidate's own turn; none where it asks nothing, or is gone.
func (c *Coach) Replies(ctx context.Context, r Round, turn int, at Stamp) ([]Reply, error) {
	e, ok := c.Questions().Employer(r.Employer)
	if !ok || turn >= len(r.Turns) || r.Turns[turn].Answer == 0 {
		return nil, nil
	}
	var out []Reply
	err := c.Store.View(ctx, func(tx Tx) error {
		out = nil
		a, err := answerIf(tx, r.Turns[turn].Answer)
		if err != nil {
			return err
		}
		var told []bank.Topic
		for _, m := range a.Messages {
			replies := ReplyTo(e, m.Text, told)
			if m.Stamp == at {
				out = replies
				return nil
			}
			for _, reply := range replies {
				told = append(told, reply.Topic)
			}
		}
		return nil
	})
	return out, err
}
