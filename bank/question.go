// Package bank holds what can be asked: questions with their whole anatomy,
// the packs they come in, and the drawing of the next one. It knows nothing of
// clocks, people or Slack.
package bank

import "slices"

// A Style is the kind of question, which decides how an answer is built.
type Style string

// The styles, as an interviewer would name them.
const (
	Behavioural Style = "behavioural" // a story from the past is wanted
	Situational Style = "situational" // a given case, not yet lived
	Approach    Style = "approach"    // how one goes about something
	Knowledge   Style = "knowledge"   // what something is and when it matters
	Motivation  Style = "motivation"  // why this, why you
	Reverse     Style = "reverse"     // the candidate asks
)

// Styles lists every style.
func Styles() []Style {
	return []Style{Behavioural, Situational, Approach, Knowledge, Motivation, Reverse}
}

// A Round is the interview in which a question is asked.
type Round string

// The three rounds, in the order in which a candidate meets them.
const (
	Screening Round = "screening"
	Technical Round = "technical"
	Strategy  Round = "strategy" // strategy and leadership
)

// Rounds lists every round, first to last.
func Rounds() []Round { return []Round{Screening, Technical, Strategy} }

// An Area is the part of the job that a question is about.
type Area string

// areas maps each area to its round, in the order in which they are listed.
var areas = []struct {
	Area  Area
	Round Round
}{
	{"background", Screening}, {"motivation", Screening}, {"work-style", Screening},
	{"explaining", Screening}, {"closing", Screening},
	{"infrastructure", Technical}, {"cloud", Technical}, {"security", Technical},
	{"service-management", Technical}, {"continuity", Technical}, {"projects", Technical},
	{"vendors", Technical}, {"new-technology", Technical},
	{"strategy", Strategy}, {"budget", Strategy}, {"governance", Strategy}, {"people", Strategy},
	{"conflict", Strategy}, {"change", Strategy}, {"executives", Strategy}, {"measuring", Strategy},
}

// Areas lists every area, in the order of the rounds.
func Areas() []Area {
	out := make([]Area, len(areas))
	for i, a := range areas {
		out[i] = a.Area
	}
	return out
}

// Round returns the round to which the area belongs, or "" for an unknown area.
func (a Area) Round() Round {
	for _, x := range areas {
		if x.Area == a {
			return x.Round
		}
	}
	return ""
}

// A Competency is an ability that a question looks for.
type Competency string

// competencies are C01 to C15, in order.
var competencies = []Competency{
	"time-management", "emotional-intelligence", "strategic-thinking", "customer-service",
	"continuous-learning", "cybersecurity", "cloud-computing", "budgeting", "service-management",
	"leadership", "communication", "collaboration", "technical-proficiency", "problem-solving", "adaptability",
}

// Competencies lists every competency, C01 first.
func Competencies() []Competency { return slices.Clone(competencies) }

// A Level is how senior a manager the question is meant for.
type Level string

// The levels, junior first.
const (
	NewManager Level = "new-manager"
	Manager    Level = "manager"
	Senior     Level = "senior"
)

// Levels lists every level, junior first.
func Levels() []Level { return []Level{NewManager, Manager, Senior} }

// A FollowUpKind says what a follow-up is after.
type FollowUpKind string

// The kinds of follow-up.
const (
	TradeOff     FollowUpKind = "trade-off"  // what was given up, and why
	Alignment    FollowUpKind = "alignment"  // who was involved and kept together
	Reflection   FollowUpKind = "reflection" // what would be done otherwise
	Depth        FollowUpKind = "depth"      // more detail
	EvidenceKind FollowUpKind = "evidence"   // a figure or a comparison
	OwnPart      FollowUpKind = "own-part"   // what the speaker did themselves
)

// FollowUpKinds lists every kind of follow-up.
func FollowUpKinds() []FollowUpKind {
	return []FollowUpKind{TradeOff, Alignment, Reflection, Depth, EvidenceKind, OwnPart}
}

// A Gap is something that an answer lacks and a follow-up can bring out.
type Gap string

// The gaps.
const (
	GapOwnPart    Gap = "own-part"   // what the speaker did themselves
	GapDepth      Gap = "depth"      // one concrete case or step
	GapResult     Gap = "result"     // what came of it
	GapEvidence   Gap = "evidence"   // a figure or comparison
	GapReflection Gap = "reflection" // what would be done otherwise
	GapAlignment  Gap = "alignment"  // who was involved
	GapTradeOff   Gap = "trade-off"  // what was given up
	GapContext    Gap = "context"    // where and when it was, and what was at stake
	GapKeyPoints  Gap = "key-points" // some of what belongs to the subject
)

// Gaps lists every gap.
func Gaps() []Gap {
	return []Gap{GapOwnPart, GapDepth, GapResult, GapEvidence, GapReflection, GapAlignment, GapTradeOff, GapContext, GapKeyPoints}
}

// A Question is something an interviewer asks, with its whole anatomy. The
// fields are those of a pack file; texts are plain, without any markup.
type Question struct {
	ID           string       `json:"id" yaml:"id"`     // stable for ever
	Ask          string       `json:"ask" yaml:"ask"`   // as said aloud
	Also         []string     `json:"also" yaml:"also"` // other wordings
	Style        Style        `json:"style" yaml:"style"`
	Round        Round        `json:"round" yaml:"round"`
	Area         Area         `json:"area" yaml:"area"`
	Competencies []Competency `json:"competencies" yaml:"competencies"` // one to three
	Level        Level        `json:"level" yaml:"level"`
	Minutes      float64      `json:"minutes" yaml:"minutes"`               // of a spoken answer
	Curveball    bool         `json:"curveball,omitempty" yaml:"curveball"` // nobody has an answer prepared: it is to be thought out aloud
	Why          string       `json:"why" yaml:"why"`
	Judges       string       `json:"judges" yaml:"judges"`
	Structure    Structure    `json:"structure" yaml:"structure"`
	Evidence     []string     `json:"evidence" yaml:"evidence"`
	Example      string       `json:"example" yaml:"example"`
	Weak         Weak         `json:"weak" yaml:"weak"`
	FollowUps    []FollowUp   `json:"follow_ups" yaml:"follow_ups"`
	Signals      []string     `json:"signals" yaml:"signals"`
	RedFlags     []string     `json:"red_flags" yaml:"red_flags"`
	Anchors      Anchors      `json:"anchors" yaml:"anchors"`
	KeyPoints    []KeyPoint   `json:"key_points,omitempty" yaml:"key_points"`
	Covers       []string     `json:"covers" yaml:"covers"` // topics of the coverage list
	Disabled     bool         `json:"-" yaml:"-"`           // switched off: known, and not asked any more
}

// A Structure is a named way to build an answer.
type Structure struct {
	Name  string `json:"name" yaml:"name"`
	Parts []Part `json:"parts" yaml:"parts"`
}

// A Part is one step of a structure with the prompt that helps to fill it.
type Part struct {
	Name   string `json:"name" yaml:"name"`
	Prompt string `json:"prompt" yaml:"prompt"`
}

// Weak is an answer that would not do, and why.
type Weak struct {
	Text  string   `json:"text" yaml:"text"`
	Flaws []string `json:"flaws" yaml:"flaws"`
	Lacks []Gap    `json:"lacks,omitempty" yaml:"lacks"` // of what the flaws say, what can be read off the text
}

// A FollowUp is a question asked after an answer, with what it checks.
type FollowUp struct {
	Ask    string       `json:"ask" yaml:"ask"`
	Checks string       `json:"checks" yaml:"checks"`
	Kind   FollowUpKind `json:"kind" yaml:"kind"`
}

// Anchors say what a 1, a 3 and a 5 look like.
type Anchors struct {
	One   string `json:"1" yaml:"1"`
	Three string `json:"3" yaml:"3"`
	Five  string `json:"5" yaml:"5"`
}

// A KeyPoint is a fact that a full answer touches, with the terms that show it.
type KeyPoint struct {
	Point string   `json:"point" yaml:"point"`
	Terms []string `json:"terms" yaml:"terms"`
}

// Wording returns the n-th wording of the question: 0 is Ask, the others are
// Also in turn. It wraps around, so any n has a wording.
func (q Question) Wording(n int) string {
	n = ((n % (len(q.Also) + 1)) + len(q.Also) + 1) % (len(q.Also) + 1)
	if n == 0 {
		return q.Ask
	}
	return q.Also[n-1]
}
