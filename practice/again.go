package practice

import (
	"context"
	"errors"

	"greenroom/bank"
)

// Afresh returns what an answer of its author's was asked, put as it is asked
// again: in a wording that they did not meet in their newest attempt, where the
// question has another one. n names the wording for [bank.Question.Wording], and
// is below zero where the question is asked as it was.
func (c *Coach) Afresh(ctx context.Context, id ID, by Person) (out Reviewed, n int, err error) {
	err = c.Store.View(ctx, func(tx Tx) error {
		a, err := mine(tx, id, by)
		if err != nil {
			return err
		}
		q, err := c.asked(tx, a)
		if err != nil {
			return err
		}
		out = c.reviewed(a, q)
		n = -1
		whole, known := c.Find(a.Question)
		if !known || a.Probed {
			return nil
		}
		n, err = c.fresh(tx, by, whole)
		out.Question.Ask = whole.Wording(n)
		return err
	})
	return out, n, err
}

// fresh returns which wording of a question its person did not meet last.
func (c *Coach) fresh(tx Tx, by Person, q bank.Question) (int, error) {
	last, left := "", attemptsAmong
	var fault error
	err := tx.AnswersBy(by, 0, func(a Answer) bool {
		if left--; a.Question != q.ID || a.Probed || a.Comment {
			return left > 0
		}
		met, err := c.asked(tx, a)
		last, fault = met.Ask, err
		return false
	})
	for n := range len(q.Also) + 1 {
		if q.Wording(n) == last {
			return (n + 1) % (len(q.Also) + 1), errors.Join(err, fault)
		}
	}
	return 0, errors.Join(err, fault)
}

// LatestTried returns a person's answers to what they answered more than once
// last, oldest first, looking through their newest: none where there is nothing
// like that.
func (c *Coach) LatestTried(ctx context.Context, by Person) ([]Answer, error) {
	type asked struct {
		question, ask string
		probed        bool
	}
	seen := map[asked]Answer{}
	var newest Answer // of those that were tried again
	err := c.Store.View(ctx, func(tx Tx) error {
		clear(seen)
		newest = Answer{}
		left := attemptsAmong
		return tx.AnswersBy(by, 0, func(a Answer) bool {
			left--
			if a.Comment {
				return left > 0
			}
			key := asked{question: a.Question, probed: a.Probed}
			if a.Probed {
				key.ask = a.Ask
			}
			if first, again := seen[key]; !again {
				seen[key] = a
			} else if first.ID > newest.ID {
				newest = first
			}
			return left > 0
		})
	})
	if err != nil || newest.ID == 0 {
		return nil, err
	}
	return c.Attempts(ctx, newest)
}
