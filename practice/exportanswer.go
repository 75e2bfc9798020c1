package practice

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// An ExportedAnswer is one answer, a comment too; its text stands here once.
type ExportedAnswer struct {
	ID        string         `json:"id"`
	Question  string         `json:"question"`
	Ask       string         `json:"ask"`
	Origin    Origin         `json:"origin"`
	Comment   bool           `json:"comment,omitempty"`
	Attempt   int            `json:"attempt"`
	Text      string         `json:"text"`
	CreatedAt time.Time      `json:"created_at"`
	EditedAt  *time.Time     `json:"edited_at"`
	Late      bool           `json:"late"`
	Rating    *int           `json:"rating"`
	FollowUp  string         `json:"follow_up,omitempty"`
	Parts     feedback.Parts `json:"parts"`
	Permalink string         `json:"permalink"`
	Votes     []Vote         `json:"votes,omitempty"` // on the notes in its feedback

	Starred  bool              `json:"starred,omitempty"`
	SelfNote string            `json:"self_note,omitempty"`
	Earlier  []ExportedVersion `json:"earlier,omitempty"` // how it read before its edits, in their order

	Round    string            `json:"round,omitempty"`    // that it was given in
	Shared   bool              `json:"shared,omitempty"`   // given in a form, and put into the thread
	Messages []ExportedMessage `json:"messages,omitempty"` // those that make up Text, one a line; none where it was given in a form
}

// An ExportedMessage is one message of an answer, but for its text.
type ExportedMessage struct {
	SaidAt   time.Time  `json:"said_at"`
	EditedAt *time.Time `json:"edited_at"`
	Aside    bool       `json:"aside,omitempty"` // said to a colleague
}

// An ExportedVersion is how an answer, or one message of it, read before an edit.
type ExportedVersion struct {
	Text  string    `json:"text"`
	Since time.Time `json:"since"`
}

func exportAnswers(c *Coach, tx Tx, out *exporting) error {
	var fault error
	err := tx.AnswersBy(out.Person, 0, func(a Answer) bool {
		if len(a.Messages) == 0 {
			return true
		}
		var q bank.Question
		if q, fault = c.asked(tx, a); fault == nil {
			e := exported(a, q, out)
			if e.Earlier, fault = exportedEarlier(tx, a.ID); fault != nil {
				return false
			}
			out.Answers = append(out.Answers, e)
			out.asked = append(out.asked, q)
		}
		return fault == nil
	})
	slices.Reverse(out.Answers)
	slices.Reverse(out.asked)
	return errors.Join(err, fault)
}

// exportedEarlier returns how an answer read before its edits.
func exportedEarlier(tx Tx, id ID) (out []ExportedVersion, err error) {
	earlier, err := tx.Earlier(id)
	for _, v := range earlier {
		out = append(out, ExportedVersion{Text: v.Text, Since: v.At.UTC()})
	}
	return out, err
}

// exported returns an answer but for its parts.
func exported(a Answer, q bank.Question, out *exporting) ExportedAnswer {
	e := ExportedAnswer{
		ID: a.ID.String(), Question: a.Question, Ask: q.Ask, Origin: a.Origin, Comment: a.Comment, Attempt: a.Attempt,
		Text: a.Text(), CreatedAt: a.CreatedAt.UTC(), EditedAt: timeOrNil(a.EditedAt), Late: a.Late,
		Rating: numberOrNil(a.Rating), FollowUp: a.FollowUp, Votes: a.Votes,
		Round: a.Round, Shared: a.Sharing, Starred: a.Starred, SelfNote: a.SelfNote,
	}
	for _, m := range a.Messages {
		if m.Stamp == 0 {
			continue // given in a form: there is no message
		}
		said := ExportedMessage{SaidAt: m.Stamp.Time(), Aside: m.Aside}
		if m.Edited != 0 {
			said.EditedAt = timeOrNil(m.Edited.Time())
		}
		e.Messages = append(e.Messages, said)
	}
	if a.Alone {
		e.Origin = InPrivate
	}
	e.Permalink = out.at(a.Place, cmp.Or(a.Published, a.Messages[0].Stamp))
	return e
}
