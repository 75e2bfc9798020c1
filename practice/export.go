package practice

import (
	"cmp"
	"context"
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
