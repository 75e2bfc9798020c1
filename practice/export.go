package practice

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
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
	Stories     []ExportedStory      `json:"stories,omitempty"` // oldest first
	Retries     *ExportedRetries     `json:"retries,omitempty"`

	exportedBeside
}

// Empty reports whether nothing is kept of the person but settings.
func (e Export) Empty() bool {
	return len(e.Answers)+len(e.Rounds)+len(e.Suggestions) == 0 && e.Preparation == nil && e.Retries == nil && e.empty()
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
	Snoozes      []string  `json:"snoozes,omitempty"`       // the newest, each as its first and last date with ".." between them
	TimeZone     string    `json:"time_zone,omitempty"`     // the one that was chosen, else the chat's
	Feedback     string    `json:"feedback,omitempty"`      // off; absent: on

	TimeZoneInSlack string     `json:"time_zone_in_slack,omitempty"` // what the chat said last
	ForgottenUpTo   *time.Time `json:"forgotten_up_to,omitempty"`    // nothing said up to then is kept, or taken in again
	SweptTo         *time.Time `json:"dm_swept_to,omitempty"`        // what the bot wrote in the DM up to then was taken away for its age
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

	Length    Length     `json:"length,omitempty"`
	Level     bank.Level `json:"level,omitempty"`
	TouchedAt *time.Time `json:"touched_at,omitempty"` // when its person last did anything
	PausedAt  *time.Time `json:"paused_at,omitempty"`  // absent: it is not paused
	Pauses    int        `json:"pauses,omitempty"`
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

	AskedAt *time.Time `json:"asked_at,omitempty"`
	Minutes int        `json:"minutes,omitempty"` // that were planned
	Hints   int        `json:"hints,omitempty"`   // that were asked for
	Skipped bool       `json:"skipped,omitempty"`
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

	Also         string            `json:"also,omitempty"`
	Competencies []bank.Competency `json:"competencies,omitempty"`
	Level        bank.Level        `json:"level,omitempty"`
	Minutes      int               `json:"minutes,omitempty"`
}

// An exporter adds one kind of record to an export.
type exporter func(c *Coach, tx Tx, e *exporting) error

// exporters are all of them, in their order: rounds name the answers that are
// kept. Whatever names a person, or holds what they wrote, has its line here, and
// TestTheExportAccountsForEveryRecordOfAPerson fails for what has not.
var exporters = []exporter{
	exportSettings,
	exportAnswers,
	exportRounds,
	exportSuggestions,
	exportPreparation,
	exportStories,
	exportRetries,
	exportDecisions,
	exportAskedAlone,
	exportUnplaced,
	exportMessages,
	exportMarks,
	exportActs,
}

// exporting is an export that is being put together.
type exporting struct {
	Export
	link  func(Place, Stamp) string
	asked []bank.Question // what each of Answers answers
}

// at returns the permalink of a message, "" where there is none.
func (e *exporting) at(in Place, at Stamp) string {
	if e.link == nil || at == 0 {
		return ""
	}
	return e.link(in, at)
}

// Export returns all that is kept of a person. link makes the permalink of a
// message; it may be nil. Answers are read for their parts, which takes about a
// millisecond for each: whoever has to be quick calls it elsewhere.
func (c *Coach) Export(ctx context.Context, p Person, link func(Place, Stamp) string) (Export, error) {
	var out exporting
	err := c.Store.View(ctx, func(tx Tx) error {
		out = exporting{link: link, Export: Export{
			Person: p, ExportedAt: c.Now().UTC(), Answers: []ExportedAnswer{}, Rounds: []ExportedRound{},
		}}
		for _, export := range exporters {
			if err := export(c, tx, &out); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Export{}, err
	}
	// Reading takes longer than a view of the store should.
	for i := range out.Answers {
		if err := ctx.Err(); err != nil {
			return Export{}, err
		}
		a := &out.Answers[i]
		a.Parts = feedback.Read(out.asked[i], a.Text).Parts
	}
	return out.Export, nil
}

func exportSettings(_ *Coach, tx Tx, out *exporting) error {
	p, err := tx.Profile(out.Person)
	if err != nil {
		return err
	}
	out.Settings = ExportSettings{
		Round: string(p.Choice.Kind), Length: string(p.Choice.Length),
		Mode: string(p.Choice.Mode), Level: string(p.Choice.Level), Manner: string(p.Choice.Manner),
		Reminders: p.Reminders, SnoozedUntil: p.Snoozed, Snoozes: strings.Fields(string(p.Away)), TimeZone: cmp.Or(p.Zone, p.ChatZone),
		TimeZoneInSlack: p.ChatZone,
	}
	if p.NoFeedback {
		out.Settings.Feedback = "off"
	}
	if p.Swept != 0 {
		at := p.Swept.Time()
		out.Settings.SweptTo = &at
	}
	upto, err := tx.Tombstone(out.Person)
	if upto != 0 {
		at := upto.Time()
		out.Settings.ForgottenUpTo = &at
	}
	return err
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

func exportRounds(_ *Coach, tx Tx, out *exporting) error {
	kept := make(map[string]bool, len(out.Answers))
	for _, a := range out.Answers {
		kept[a.ID] = true
	}
	err := tx.RoundsBy(out.Person, func(r Round) bool {
		out.Rounds = append(out.Rounds, exportedRound(r, kept))
		return true
	})
	slices.Reverse(out.Rounds)
	return err
}

func exportSuggestions(_ *Coach, tx Tx, out *exporting) error {
	err := tx.Suggestions(0, func(s Suggestion) bool {
		if s.By == out.Person {
			out.Suggestions = append(out.Suggestions, exportedSuggestion(s))
		}
		return true
	})
	slices.Reverse(out.Suggestions)
	return err
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

// exportedRound names of its answers those that are kept: others were deleted.
func exportedRound(r Round, kept map[string]bool) ExportedRound {
	e := ExportedRound{
		ID: r.ID, Kind: string(r.Choice.Kind), Mode: r.Choice.Mode, StartedAt: r.StartedAt.UTC(),
		EndedAt: timeOrNil(r.EndedAt), Ending: r.Ending, Manner: r.Choice.Manner, Employer: r.Employer, Turns: []ExportedTurn{},
		Length: r.Choice.Length, Level: r.Choice.Level, TouchedAt: timeOrNil(r.TouchedAt), PausedAt: timeOrNil(r.PausedAt), Pauses: r.Pauses,
	}
	for _, t := range r.Begun() {
		turn := ExportedTurn{
			Question: t.Question, Ask: t.Ask, Answer: idIfKept(t.Answer, kept), FollowUp: t.FollowUp().Ask, FollowUpAnswer: idIfKept(t.FollowUp().Answer, kept),
			Rating: numberOrNil(t.Rating), Seconds: int(t.Spent.Seconds()),
			AskedAt: timeOrNil(t.AskedAt), Minutes: t.Minutes, Hints: t.Hints, Skipped: t.Skipped,
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
		Also: s.Asked.Also, Competencies: s.Asked.Competencies, Level: s.Asked.Level, Minutes: s.Asked.Minutes,
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
