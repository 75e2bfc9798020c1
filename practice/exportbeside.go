package practice

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// exportedBeside is what is kept of a person beside what they wrote: what they
// were asked and sent, and what they did as an admin.
type exportedBeside struct {
	AskedAlone  []ExportedAsked    `json:"asked_alone,omitempty"`  // oldest first
	TimesAsked  map[string]int     `json:"times_asked,omitempty"`  // alone, by the question's id
	Unplaced    []ExportedReply    `json:"unplaced,omitempty"`     // oldest first
	BotMessages []ExportedSent     `json:"bot_messages,omitempty"` // oldest first
	DoneOnce    []string           `json:"done_once,omitempty"`    // marks by which nothing is done twice
	Decisions   []ExportedDecision `json:"decisions,omitempty"`    // as an admin; oldest first
	Acts        []ExportedAct      `json:"acts,omitempty"`         // as an admin; oldest first
}

// empty reports whether nothing of that is kept.
func (e exportedBeside) empty() bool {
	return len(e.AskedAlone)+len(e.TimesAsked)+len(e.Unplaced)+len(e.BotMessages)+len(e.DoneOnce)+len(e.Decisions)+len(e.Acts) == 0
}

// An ExportedAsked is a question that its person alone was asked.
type ExportedAsked struct {
	Question  string    `json:"question"`
	Ask       string    `json:"ask"`
	AskedAt   time.Time `json:"asked_at"`
	Wish      string    `json:"wish,omitempty"` // what they wanted to be asked about
	Permalink string    `json:"permalink"`
}

// An ExportedReply is a reply in a thread of which it is not known yet to which
// question it belongs.
type ExportedReply struct {
	Text     string     `json:"text"`
	SaidAt   time.Time  `json:"said_at"`
	EditedAt *time.Time `json:"edited_at"`
}

// An ExportedSent is what is remembered of a message of the bot's to its person:
// not what it says.
type ExportedSent struct {
	Kind   PostingKind `json:"kind"`
	State  string      `json:"state"` // waiting, sent or refused
	At     *time.Time  `json:"at"`    // when it was sent, else planned
	Reason string      `json:"reason,omitempty"`
}

// An ExportedDecision is what its person decided as an admin on a suggestion: that
// itself is somebody else's.
type ExportedDecision struct {
	Suggestion string          `json:"suggestion"` // its id
	State      SuggestionState `json:"state"`
	DecidedAt  *time.Time      `json:"decided_at"`
	Reason     string          `json:"reason,omitempty"`
}

// An ExportedAct is what its person did as an admin.
type ExportedAct struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`
}

func exportAskedAlone(_ *Coach, tx Tx, out *exporting) error {
	err := tx.PostsUnder("alone/"+string(out.Person)+"/", func(p Post) bool {
		if p.To == out.Person {
			out.AskedAlone = append(out.AskedAlone, ExportedAsked{
				Question: p.Question, Ask: p.Ask, AskedAt: p.At.UTC(), Wish: cmp.Or(p.Wish.ID, p.Wish.Topic()),
				Permalink: out.at(Place{Channel: p.Channel}, p.Stamp),
			})
		}
		return true
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(out.AskedAlone, func(a, b ExportedAsked) int { return a.AskedAt.Compare(b.AskedAt) })
	asked, err := tx.Asked(bookOf(out.Person))
	if len(asked) > 0 {
		out.TimesAsked = asked
	}
	return err
}

func exportUnplaced(_ *Coach, tx Tx, out *exporting) error {
	err := tx.Strays(func(s Said) bool {
		if s.By != out.Person {
			return true
		}
		r := ExportedReply{Text: s.Text, SaidAt: s.Stamp.Time()}
		if s.Edited != 0 {
			r.EditedAt = timeOrNil(s.Edited.Time())
		}
		out.Unplaced = append(out.Unplaced, r)
		return true
	})
	slices.SortStableFunc(out.Unplaced, func(a, b ExportedReply) int { return a.SaidAt.Compare(b.SaidAt) })
	return err
}

func exportMessages(_ *Coach, tx Tx, out *exporting) error {
	err := tx.PostingsFrom("", func(p Posting) bool {
		if p.To == out.Person && p.Kind.Says() {
			out.BotMessages = append(out.BotMessages, exportedSent(p))
		}
		return true
	})
	slices.SortStableFunc(out.BotMessages, func(a, b ExportedSent) int {
		if a.At == nil || b.At == nil {
			return 0
		}
		return a.At.Compare(*b.At)
	})
	return err
}

func exportedSent(p Posting) ExportedSent {
	e := ExportedSent{Kind: p.Kind, State: "waiting", At: timeOrNil(p.Since), Reason: p.Why}
	switch {
	case p.State == Refused:
		e.State = "refused"
	case !p.Open():
		e.State = "sent"
	}
	if !p.SentAt.IsZero() {
		e.At = timeOrNil(p.SentAt)
	}
	return e
}

func exportMarks(_ *Coach, tx Tx, out *exporting) error {
	return tx.OncesFrom("", func(key, ref string) bool {
		if names(key, out.Person) || names(ref, out.Person) {
			out.DoneOnce = append(out.DoneOnce, strings.TrimSuffix(key, "/"))
		}
		return true
	})
}

func exportDecisions(_ *Coach, tx Tx, out *exporting) error {
	err := tx.Suggestions(0, func(s Suggestion) bool {
		if s.Decider == out.Person {
			out.Decisions = append(out.Decisions, ExportedDecision{
				Suggestion: s.ID.String(), State: s.State, DecidedAt: timeOrNil(s.DecidedAt), Reason: s.Reason,
			})
		}
		return true
	})
	slices.Reverse(out.Decisions)
	return err
}

// allActs is more than admins do.
const allActs = 1 << 30

func exportActs(_ *Coach, tx Tx, out *exporting) error {
	acts, err := tx.Acts(allActs)
	for _, a := range slices.Backward(acts) {
		if a.By == out.Person {
			out.Acts = append(out.Acts, ExportedAct{At: a.At.UTC(), What: a.What})
		}
	}
	return err
}
