package practice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"greenroom/bank"
)

// A SuggestionState is what became of a suggestion.
type SuggestionState string

// The states.
const (
	SuggestionWaits     SuggestionState = "waiting" // for an admin
	SuggestionApproved  SuggestionState = "approved"
	SuggestionDeclined  SuggestionState = "declined"
	SuggestionWithdrawn SuggestionState = "withdrawn" // approved once, and not asked any more
)

// A Proposal is what a suggestion says of a question, as far as anybody said it:
// all but the wording may be open.
type Proposal struct {
	Ask          string
	Also         string // another wording
	Style        bank.Style
	Area         bank.Area
	Competencies []bank.Competency
	Level        bank.Level
	Minutes      int // of a spoken answer
}

// A Suggestion is a question that somebody would have the others asked.
type Suggestion struct {
	ID        ID
	By        Person
	At        time.Time
	Asked     Proposal // as it was suggested
	Note      string   // why it is worth asking, or where it was met
	State     SuggestionState
	Taken     Proposal // as it was approved
	Question  string   // its id once it is approved
	Decider   Person   // who decided last
	DecidedAt time.Time
	Reason    string // of a decline, passed on to By
}

// Approve returns the suggestion approved as a question, under that id.
func (s Suggestion) Approve(as Proposal, question string, by Person, now time.Time) (Suggestion, error) {
	if s.State != SuggestionWaits {
		return s, ErrAlready
	}
	s.State, s.Taken, s.Question = SuggestionApproved, as, question
	return s.decided(by, now), nil
}

// Decline returns the suggestion declined; the reason may be empty.
func (s Suggestion) Decline(reason string, by Person, now time.Time) (Suggestion, error) {
	if s.State != SuggestionWaits {
		return s, ErrAlready
	}
	s.State, s.Reason = SuggestionDeclined, strings.TrimSpace(reason)
	return s.decided(by, now), nil
}

// Withdraw returns the approved suggestion as one that is not asked any more.
func (s Suggestion) Withdraw(by Person, now time.Time) (Suggestion, error) {
	if s.State != SuggestionApproved {
		return s, ErrAlready
	}
	s.State = SuggestionWithdrawn
	return s.decided(by, now), nil
}

func (s Suggestion) decided(by Person, now time.Time) Suggestion {
	s.Decider, s.DecidedAt = by, now
	return s
}

// Shown returns the wording that counts: the one that was approved, else the one
// that was suggested.
func (s Suggestion) Shown() string {
	if s.Taken.Ask != "" {
		return s.Taken.Ask
	}
	return s.Asked.Ask
}

// Asks returns the question that the suggestion was approved as.
func (s Suggestion) Asks() bank.Question {
	p := s.Taken
	q := bank.Question{
		ID: s.Question, Ask: p.Ask, Style: p.Style, Round: p.Area.Round(), Area: p.Area,
		Competencies: slices.Clone(p.Competencies), Level: p.Level, Minutes: float64(p.Minutes),
	}
	if p.Also != "" {
		q.Also = []string{p.Also}
	}
	return q.WithDefaults()
}

// What a proposal may hold.
const (
	MostAsked     = 300  // characters of a wording
	MostNoted     = 1000 // characters of a note or a reason
	MostMinutes   = 10
	MostAbilities = 3 // competencies
)

// tidy returns the proposal with its texts in one line each, and without what no
// form offers.
func (p Proposal) tidy() Proposal {
	p.Ask, p.Also = oneLine(p.Ask), oneLine(p.Also)
	if !slices.Contains(bank.Styles(), p.Style) {
		p.Style = ""
	}
	if p.Area.Round() == "" {
		p.Area = ""
	}
	if !slices.Contains(bank.Levels(), p.Level) {
		p.Level = ""
	}
	if p.Minutes < 1 || p.Minutes > MostMinutes {
		p.Minutes = 0
	}
	var known []bank.Competency
	for _, c := range p.Competencies {
		if slices.Contains(bank.Competencies(), c) && !slices.Contains(known, c) && len(known) < MostAbilities {
			known = append(known, c)
		}
	}
	p.Competencies = known
	return p
}

// filled returns the proposal with what was left open chosen as well as its words
// and the other questions tell. The area cannot be told.
func (p Proposal) filled(others *bank.Bank) Proposal {
	p = p.tidy()
	if p.Style == "" {
		p.Style = styleOf(p.Ask)
	}
	if p.Level == "" {
		p.Level = bank.Manager
	}
	if p.Minutes == 0 {
		p.Minutes = 2
	}
	if len(p.Competencies) == 0 && p.Area != "" {
		p.Competencies = usual(others, p.Area)
	}
	return p
}

// usual returns the competency that most questions of an area look for, in a
// list, or none.
func usual(others *bank.Bank, area bank.Area) []bank.Competency {
	times := map[bank.Competency]int{}
	var most bank.Competency
	for _, q := range others.Select(bank.Selection{Areas: []bank.Area{area}}) {
		for _, c := range q.Competencies {
			if times[c]++; times[c] > times[most] {
				most = c
			}
		}
	}
	if most == "" {
		return nil
	}
	return []bank.Competency{most}
}

// styleOf returns the style that a wording most likely has.
func styleOf(ask string) bank.Style {
	ask = strings.ToLower(ask)
	begins := func(starts ...string) bool {
		return slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(ask, s) })
	}
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(s string) bool { return strings.Contains(ask, s) })
	}
	switch {
	case has("describe a time", "describe a situation", "an example of a time", "did you ", "have you ever", "you've had") ||
		begins("tell me about ", "walk me through ", "take me through ", "when have you"):
		return bank.Behavioural
	case has("what would you", "how would you", "imagine", "suppose"), !asks(sentences(ask)[0]):
		return bank.Situational
	case begins("why do you want", "why are you", "why this", "why us", "what draws you", "what attracts you", "what do you know about us"):
		return bank.Motivation
	case begins("what is ", "what are ", "what's ", "what does ", "explain ", "which ") || has("difference between"):
		return bank.Knowledge
	}
	return bank.Approach
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// An id of an approved suggestion: what it begins with, and how long it may be.
const (
	suggested      = "suggested-"
	longestID      = 64
	roomForANumber = 4
)

// questionID returns an id for a wording that is not taken yet.
func questionID(ask string, taken func(id string) bool) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(ask), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if len(suggested)+b.Len()+len(w) > longestID-roomForANumber {
			break
		}
		b.WriteString(w + "-")
	}
	slug := strings.TrimSuffix(b.String(), "-")
	if slug == "" {
		slug = "question"
	}
	id := suggested + slug
	for n := 2; taken(id); n++ {
		id = suggested + slug + "-" + strconv.Itoa(n)
	}
	return id
}
