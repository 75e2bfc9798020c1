package practice

import (
	"context"
	"slices"
	"strings"
	"time"

	"greenroom/practice/feedback"
)

// A Version is how one message of an answer read before its author edited it.
// It is as much its person's text as the answer is: whatever takes all of a
// person's text along, or erases it, has to look at [Answers.Earlier] too.
type Version struct {
	Message Stamp // zero for a text given in a form
	Text    string
	At      time.Time // since when it read so
}

// mostEarlier is how many versions of an answer are kept, the newest.
const mostEarlier = 10

// keepEarlier keeps how the messages of an answer read before a change to it. Of
// a message that is gone nothing is kept: who deletes it means all of it; nor a
// text with a secret in it that the change took out.
func keepEarlier(tx Tx, before, after Answer) error {
	replaced, gone := before.replacedBy(after)
	if len(replaced) == 0 && !gone {
		return nil
	}
	kept, err := tx.Earlier(before.ID)
	if err != nil {
		return err
	}
	now := slices.DeleteFunc(slices.Clone(kept), func(v Version) bool {
		return !slices.ContainsFunc(after.Messages, func(m Message) bool { return m.Stamp == v.Message })
	})
	now = append(now, replaced...)
	if secrets := takenOut(before, after); len(secrets) > 0 {
		now = slices.DeleteFunc(now, func(v Version) bool {
			return slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(v.Text, s) })
		})
	}
	if len(replaced) == 0 && len(now) == len(kept) {
		return nil
	}
	return tx.PutEarlier(before.ID, now[max(len(now)-mostEarlier, 0):])
}

// replacedBy returns how the messages read that have other words after a change,
// and reports whether one of them is gone by then.
func (a Answer) replacedBy(after Answer) (replaced []Version, gone bool) {
	for _, was := range a.Messages {
		i := slices.IndexFunc(after.Messages, func(m Message) bool { return m.Stamp == was.Stamp })
		if i < 0 {
			gone = true
			continue
		}
		now := after.Messages[i]
		// A transcript that comes later is no edit.
		edited := was.Stamp == 0 || now.Edited > was.Edited
		if !edited || now.Text == was.Text || strings.TrimSpace(was.Text) == "" {
			continue
		}
		replaced = append(replaced, Version{Message: was.Stamp, Text: was.Text, At: a.since(was)})
	}
	return replaced, gone
}

// takenOut returns the words that others should not read and that an edit took
// out of an answer: its author meant to be rid of them.
func takenOut(before, after Answer) []string {
	text := after.Text()
	var out []string
	for _, d := range feedback.Confidential(before.Text()) {
		if !strings.Contains(text, d.Quote) {
			out = append(out, d.Quote)
		}
	}
	return out
}

// since returns since when a message of the answer reads as it does.
func (a Answer) since(m Message) time.Time {
	switch {
	case m.Stamp != 0:
		return max(m.Stamp, m.Edited).Time()
	case !a.EditedAt.IsZero():
		return a.EditedAt
	}
	return a.CreatedAt
}

// Earlier returns to the author of an answer how it read before their edits, in
// the order of the edits.
func (c *Coach) Earlier(ctx context.Context, id ID, by Person) ([]Version, error) {
	var out []Version
	err := c.Store.View(ctx, func(tx Tx) error {
		_, err := mine(tx, id, by)
		if err == nil {
			out, err = tx.Earlier(id)
		}
		return err
	})
	return out, err
}

// ForgetEarlier takes away how an answer of its author's read before their edits.
func (c *Coach) ForgetEarlier(ctx context.Context, id ID, by Person) error {
	_, err := c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) { return a, tx.PutEarlier(id, nil) })
	return err
}
