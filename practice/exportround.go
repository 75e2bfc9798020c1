package practice

import (
	"slices"
	"time"

	"greenroom/bank"
)

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

func idIfKept(id ID, kept map[string]bool) *string {
	s := id.String()
	if !kept[s] {
		return nil
	}
	return &s
}
