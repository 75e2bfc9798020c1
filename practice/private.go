package practice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
)

// maxAnswer is how long an answer given in a form may be, in bytes; forms stop
// well before.
const maxAnswer = 40_000

// AnswerPrivately keeps an answer that was given in a form to the question
// asked in a place. form names the form that was sent, so that sending it twice
// keeps one answer.
func (c *Coach) AnswerPrivately(ctx context.Context, in Place, question, ask string, by Person, text, form string) (Answer, error) {
	var out Answer
	if len(text) > maxAnswer {
		return out, ErrTooLong
	}
	err := c.update(ctx, func(tx Tx) (err error) {
		out, err = keepForm(tx, form, Answer{
			Person: by, Origin: InPrivate, Question: question, Ask: ask, Place: in,
			CreatedAt: c.Now(), Messages: []Message{{Text: text}},
		})
		return err
	})
	return out, err
}

// Retry keeps another answer, given in the form of Try again, to what an answer
// of its author's own was asked; ask is how it was put this time, empty: as it
// was. form is as with AnswerPrivately.
func (c *Coach) Retry(ctx context.Context, of ID, by Person, ask, text, form string) (Answer, error) {
	if len(text) > maxAnswer {
		return Answer{}, ErrTooLong
	}
	return c.own(ctx, of, by, func(tx Tx, old Answer) (Answer, error) {
		q, err := c.asked(tx, old)
		if err != nil {
			return Answer{}, err
		}
		a := Answer{
			Person: by, Origin: AsRetry, Question: old.Question, Ask: cmp.Or(ask, q.Ask), Probed: old.Probed, Place: old.Place,
			CreatedAt: c.Now(), Messages: []Message{{Text: text}},
		}
		if old.Round != "" || old.Alone {
			// What was said to the bot alone stays there: a retry of it has no thread.
			a.Place = Place{}
		}
		return keepForm(tx, form, a)
	})
}

// keepForm keeps an answer that was given in a form, or returns what was kept of
// that form before: ErrNotFound where that was deleted since.
func keepForm(tx Tx, form string, a Answer) (Answer, error) {
	id, err := freshID(tx, a.CreatedAt)
	if err != nil {
		return Answer{}, err
	}
	was, first, err := tx.Once("form/"+form, id.String(), a.CreatedAt)
	if err != nil {
		return Answer{}, err
	}
	if !first {
		if id, err = ParseID(was); err != nil {
			return Answer{}, err
		}
		return tx.Answer(id)
	}
	earlier, err := attempts(tx, a)
	if err != nil {
		return Answer{}, err
	}
	post, err := tx.PostAt(a.Place)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Answer{}, err
	}
	a.ID, a.Attempt = id, earlier+1
	if err == nil {
		a.Place, a.Late = post.Place(), post.closedAt(a.CreatedAt)
	}
	a = a.settled()
	return a, tx.PutAnswer(a)
}

// attemptsAmong is how many of a person's newest answers are looked through for
// earlier ones to a question: everybody who writes waits for that.
const attemptsAmong = 500

// attempts returns how many answers a person has given already to what another
// one of theirs is asked.
func attempts(tx Tx, to Answer) (int, error) {
	n, left := 0, attemptsAmong
	err := tx.AnswersBy(to.Person, 0, func(a Answer) bool {
		if a.sameAsked(to) {
			n++
		}
		left--
		return left > 0
	})
	return n, err
}

// Rewrite replaces the text of an answer that was given in a form, wherever it
// stands.
func (c *Coach) Rewrite(ctx context.Context, id ID, by Person, text string) (Answer, error) {
	if len(text) > maxAnswer {
		return Answer{}, ErrTooLong
	}
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		if !a.inForm() {
			return a, fmt.Errorf("rewrite an answer said in messages: %w", ErrNotFound)
		}
		counted, before := !a.Comment, a
		a = a.Rewrite(text, c.Now())
		if err := errors.Join(tx.PutAnswer(a), keepEarlier(tx, before, a)); err != nil || !a.Sharing {
			return a, err
		}
		if counted == a.Comment {
			if err := c.recount(tx, a.Place); err != nil {
				return a, err
			}
		}
		return a, planAgain(tx, Posting{
			Key: "answer-edit/" + id.String(), Kind: PostAnswerEdit, Place: a.Place, Ref: id.String(),
		}, c.Now(), 0)
	})
}

// Publish puts an answer that was given in a form into its post's thread, under
// its author's name.
func (c *Coach) Publish(ctx context.Context, id ID, by Person) (Answer, error) {
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		switch {
		case a.Place.Thread == 0 || !a.inForm():
			return a, ErrNotDelivered
		case a.Sharing:
			return a, ErrAlready
		}
		a.Sharing = true
		if err := tx.PutAnswer(a); err != nil {
			return a, err
		}
		// Shared anew after it was taken back it is another message.
		n := c.Now().UnixMicro()
		return a, plan(tx, Posting{
			Key: fmt.Sprintf("answer/%s/%d", id, n), Kind: PostAnswer, Place: a.Place, Ref: id.String(),
		})
	})
}

// Unpublish takes a published answer out of the thread again; it stays its
// author's own.
func (c *Coach) Unpublish(ctx context.Context, id ID, by Person) (Answer, error) {
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		if !a.Sharing {
			return a, ErrAlready
		}
		return a, c.unpublish(tx, &a)
	})
}

// unpublish plans the removal of the message of a published answer. One that is
// still on its way is taken back when it arrives.
func (c *Coach) unpublish(tx Tx, a *Answer) error {
	at := a.Published
	a.Sharing, a.Published = false, 0
	if err := tx.PutAnswer(*a); err != nil || at == 0 {
		return err
	}
	if err := c.recount(tx, a.Place); err != nil {
		return err
	}
	return takeBack(tx, a.ID, a.Place, at)
}

func takeBack(tx Tx, id ID, in Place, at Stamp) error {
	return plan(tx, Posting{
		Key: fmt.Sprintf("answer-gone/%s/%d", id, at), Kind: PostAnswerGone, Place: in, Ref: id.String(), At: at,
	})
}

// own changes an answer of its author; anybody else is refused.
func (c *Coach) own(ctx context.Context, id ID, by Person, change func(Tx, Answer) (Answer, error)) (Answer, error) {
	var out Answer
	err := c.update(ctx, func(tx Tx) error {
		a, err := mine(tx, id, by)
		if err != nil {
			return err
		}
		out, err = change(tx, a)
		return err
	})
	return out, err
}

// mine returns an answer to its author; to anybody else it does not say whether
// there is one.
func mine(tx Tx, id ID, by Person) (Answer, error) {
	a, err := tx.Answer(id)
	if err == nil && a.Person == by {
		err = stillKept(tx, a)
	}
	if err == nil && a.Person != by || errors.Is(err, ErrNotFound) {
		return Answer{}, ErrNotYours
	}
	return a, err
}
