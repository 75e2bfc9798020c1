package practice

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// An Export is all of one person's own data; its JSON is documented and stable.
// Times are in RFC 3339, in UTC.
type Export struct {
	Person     Person           `json:"person"`
	ExportedAt time.Time        `json:"exported_at"`
	Settings   ExportSettings   `json:"settings"`
	Answers    []ExportedAnswer `json:"answers"` // oldest first
	Rounds     []ExportedRound  `json:"rounds"`  // oldest first

	Suggestions []ExportedSuggestion `json:"suggestions,omitempty"` // oldest first
	Preparation *ExportedPreparation `json:"preparation,omitempty"`
}

// Empty reports whether nothing is kept of the person but settings.
func (e Export) Empty() bool {
	return len(e.Answers)+len(e.Rounds)+len(e.Suggestions) == 0 && e.Preparation == nil
}

// ExportSettings are what is remembered of a person beside their answers.
type ExportSettings struct {
	Round  string `json:"round,omitempty"`
	Length string `json:"length,omitempty"`
	Mode   string `json:"mode,omitempty"`
	Level  string `json:"level,omitempty"`
	Manner string `json:"manner,omitempty"`

	Reminders    Reminders `json:"reminders,omitempty"`     // on or off; absent: never said
	SnoozedUntil string    `json:"snoozed_until,omitempty"` // a date
	TimeZone     string    `json:"time_zone,omitempty"`     // the one that was chosen, else the chat's
	Feedback     string    `json:"feedback,omitempty"`      // off; absent: on
}

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
}

// An ExportedVersion is how an answer, or one message of it, read before an edit.
type ExportedVersion struct {
	Text  string    `json:"text"`
	Since time.Time `json:"since"`
}

// An ExportedRound is one mock round; its turns are those whose question was put.
type ExportedRound struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	Mode      Mode           `json:"mode"`
	StartedAt time.Time      `json:"started_at"`
	EndedAt   *time.Time     `json:"ended_at"`
	Ending    Ending         `json:"ending"`
	Manner    Manner         `json:"manner,omitempty"`
	Employer  string         `json:"employer,omitempty"` // the id of the invented one
	Turns     []ExportedTurn `json:"turns"`
}

// An ExportedTurn names the answers of a turn by their ids.
type ExportedTurn struct {
	Question       string  `json:"question"`
	Ask            string  `json:"ask"`
	Answer         *string `json:"answer"`
	FollowUp       string  `json:"follow_up"`
	FollowUpAnswer *string `json:"follow_up_answer"`
	Rating         *int    `json:"rating"`
	Seconds        int     `json:"seconds"`

	Round         bank.Round         `json:"round,omitempty"` // of a full loop
	MoreFollowUps []ExportedFollowUp `json:"more_follow_ups,omitempty"`
}

// An ExportedFollowUp is a follow-up after the first, with the id of its answer.
type ExportedFollowUp struct {
	Ask    string  `json:"ask"`
	Answer *string `json:"answer"`
}

// An ExportedSuggestion is a question that the person suggested. Question is its
// id in the bank once it was approved, Taken its wording then.
type ExportedSuggestion struct {
	ID        string          `json:"id"`
	Ask       string          `json:"ask"`
	Style     bank.Style      `json:"style,omitempty"`
	Area      bank.Area       `json:"area,omitempty"`
	Note      string          `json:"note,omitempty"`
	CreatedAt time.Time       `json:"created_at"`
	State     SuggestionState `json:"state"`
	DecidedAt *time.Time      `json:"decided_at"`
	Reason    string          `json:"reason,omitempty"`
	Question  string          `json:"question,omitempty"`
	Taken     string          `json:"taken,omitempty"`
}

// Export returns all that is kept of a person. link makes the permalink of a
// message; it may be nil.
func (c *Coach) Export(ctx context.Context, p Person, link func(Place, Stamp) string) (Export, error) {
	var out Export
	err := c.Store.View(ctx, func(tx Tx) error {
		out = Export{Person: p, ExportedAt: c.Now().UTC(), Answers: []ExportedAnswer{}, Rounds: []ExportedRound{}}
		profile, err := tx.Profile(p)
		if err != nil {
			return err
		}
		out.Settings = ExportSettings{
			Round: string(profile.Choice.Kind), Length: string(profile.Choice.Length),
			Mode: string(profile.Choice.Mode), Level: string(profile.Choice.Level), Manner: string(profile.Choice.Manner),
			Reminders: profile.Reminders, SnoozedUntil: profile.Snoozed, TimeZone: cmp.Or(profile.Zone, profile.ChatZone),
		}
		if profile.NoFeedback {
			out.Settings.Feedback = "off"
		}
		if out.Preparation, err = exportedPreparation(tx, p, profile.Interview); err != nil {
			return err
		}
		var fault error
		err = tx.AnswersBy(p, 0, func(a Answer) bool {
			if len(a.Messages) == 0 {
				return true
			}
			var e ExportedAnswer
			if e, fault = c.exported(tx, a, link); fault == nil {
				out.Answers = append(out.Answers, e)
			}
			return fault == nil
		})
		if err = errors.Join(err, fault); err != nil {
			return err
		}
		kept := map[string]bool{}
		for _, a := range out.Answers {
			kept[a.ID] = true
		}
		err = tx.RoundsBy(p, func(r Round) bool {
			out.Rounds = append(out.Rounds, exportedRound(r, kept))
			return true
		})
		if err != nil {
			return err
		}
		return tx.Suggestions(0, func(s Suggestion) bool {
			if s.By == p {
				out.Suggestions = append(out.Suggestions, exportedSuggestion(s))
			}
			return true
		})
	})
	slices.Reverse(out.Answers)
	slices.Reverse(out.Rounds)
	slices.Reverse(out.Suggestions)
	return out, err
}

func (c *Coach) exported(tx Tx, a Answer, link func(Place, Stamp) string) (ExportedAnswer, error) {
	q, err := c.asked(tx, a)
	if err != nil {
		return ExportedAnswer{}, err
	}
	e := ExportedAnswer{
		ID: a.ID.String(), Question: a.Question, Ask: q.Ask, Origin: a.Origin, Comment: a.Comment, Attempt: a.Attempt,
		Text: a.Text(), CreatedAt: a.CreatedAt.UTC(), EditedAt: timeOrNil(a.EditedAt), Late: a.Late,
		Rating: numberOrNil(a.Rating), FollowUp: a.FollowUp, Parts: feedback.Read(q, a.Text()).Parts, Votes: a.Votes,
		Starred: a.Starred, SelfNote: a.SelfNote,
	}
	earlier, err := tx.Earlier(a.ID)
	if err != nil {
		return ExportedAnswer{}, err
	}
	for _, v := range earlier {
		e.Earlier = append(e.Earlier, ExportedVersion{Text: v.Text, Since: v.At.UTC()})
	}
	if a.Alone {
		e.Origin = InPrivate
	}
	at := a.Published
	if at == 0 {
		at = a.Messages[0].Stamp
	}
	if link != nil && at != 0 {
		e.Permalink = link(a.Place, at)
	}
	return e, nil
}

// exportedRound names of its answers those that are kept: others were deleted.
func exportedRound(r Round, kept map[string]bool) ExportedRound {
	e := ExportedRound{
		ID: r.ID, Kind: string(r.Choice.Kind), Mode: r.Choice.Mode, StartedAt: r.StartedAt.UTC(),
		EndedAt: timeOrNil(r.EndedAt), Ending: r.Ending, Manner: r.Choice.Manner, Employer: r.Employer, Turns: []ExportedTurn{},
	}
	for _, t := range r.Begun() {
		turn := ExportedTurn{
			Question: t.Question, Ask: t.Ask, Answer: idIfKept(t.Answer, kept), FollowUp: t.FollowUp().Ask, FollowUpAnswer: idIfKept(t.FollowUp().Answer, kept),
			Rating: numberOrNil(t.Rating), Seconds: int(t.Spent.Seconds()),
		}
		if r.Choice.Kind == Loop {
			turn.Round = t.Round
		}
		for _, p := range t.Probes[min(1, len(t.Probes)):] {
			turn.MoreFollowUps = append(turn.MoreFollowUps, ExportedFollowUp{Ask: p.Ask, Answer: idIfKept(p.Answer, kept)})
		}
		e.Turns = append(e.Turns, turn)
	}
	return e
}

func exportedSuggestion(s Suggestion) ExportedSuggestion {
	return ExportedSuggestion{
		ID: s.ID.String(), Ask: s.Asked.Ask, Style: s.Asked.Style, Area: s.Asked.Area, Note: s.Note, CreatedAt: s.At.UTC(),
		State: s.State, DecidedAt: timeOrNil(s.DecidedAt), Reason: s.Reason, Question: s.Question, Taken: s.Taken.Ask,
	}
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func numberOrNil(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func idIfKept(id ID, kept map[string]bool) *string {
	s := id.String()
	if !kept[s] {
		return nil
	}
	return &s
}
