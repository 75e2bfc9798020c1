// Package feedback reads off an answer's text what an interviewer would hear
// in it: which parts are there, whose actions are told, what backs them, and
// what is missing. It gives no score. Precision comes before recall: where the
// text leaves a doubt, nothing is said.
//
// Rules look at one sentence at a time: who does something, in which tense,
// with what, and whether it is denied or only wished for; where it stands in
// the story counts for a scene and a result alone. Words that the rules know are
// data, in the files under words/ and cues/. Linear models, in the files under
// model/, have the last word on the five parts, of which one weighs what the rules
// found with the sentence's words, and a second one what all sentences come to; on
// whether anyone could have said it; on whose actions are told; and on which measures
// and stakeholders are spoken of. Hedges, key points, confidential matters and all
// else go by rules alone. Accent, fillers and second-language English lower nothing.
package feedback

import (
	"slices"
	"strings"

	"greenroom/bank"
)

// A Report is what was read off one answer. Its JSON is a contract; lists are
// never null. The zero value is not a report: it comes from [Read].
type Report struct {
	Question     string        `json:"question"` // the question's id, "" for one made on the spot
	Assessed     bool          `json:"assessed"`
	Reason       string        `json:"reason"` // why it was not assessed, in words for the person
	Words        int           `json:"words"`
	Seconds      int           `json:"seconds"` // spoken at a calm pace
	Parts        Parts         `json:"parts"`
	Measures     []Measure     `json:"measures"`
	Stakeholders []Stakeholder `json:"stakeholders"`
	Ownership    Ownership     `json:"ownership"` // "" where not assessed
	Hedged       bool          `json:"hedged"`    // two or more hedges or fillers in use
	Hedges       []string      `json:"hedges"`    // as written, in order
	Generic      bool          `json:"generic"`   // mostly what anyone could say
	KeyPoints    []KeyPoint    `json:"key_points"`
	Notes        []Note        `json:"notes"`     // at most three, most helpful first
	FollowUp     string        `json:"follow_up"` // one question that an interviewer would ask next

	RunUp        RunUp        `json:"run_up"`
	Length       Length       `json:"length"`       // for the question's minutes; "" where it is about right
	Often        []Repeated   `json:"often"`        // words used strikingly often
	Fillers      int          `json:"fillers"`      // they lower nothing
	Blame        []string     `json:"blame"`        // blame of others, and absolutes about them
	Jargon       []string     `json:"jargon"`       // terms that were not made plain, where the question is about explaining
	TradeOff     Part         `json:"trade_off"`    // what was chosen over what
	Because      Part         `json:"because"`      // why it was
	Confidential []Disclosure `json:"confidential"` // what others should perhaps not read

	lacks    []bank.Gap
	unheard  []bank.Gap
	perhaps  [numParts]bool // parts that are there, or of which it is not sure that they are not: they are not said to be missing
	traces   [numParts]bool // parts that there is any sign of
	unsure   [numParts]bool // parts that no sentence shows beyond doubt
	none     bool           // it only says that there is none
	why      Obstacle       // that kept it from being assessed
	doubtful bool           // it may answer something else
	untold   bool           // nothing is missed, and nothing shows that it holds what was asked for
	text     string         // what was said, in lower case and without markup, for choosing a follow-up
	involved string         // the words that name who else was in it
	figures  []size         // what sizes something, for telling one attempt from another
	numbers  []string       // all numbers in it, as a [quantity] writes them
}

// Parts are what a full answer is made of. Which of them a question wants
// depends on its style.
type Parts struct {
	Context  Part `json:"context"`
	Action   Part `json:"action"`
	Evidence Part `json:"evidence"`
	Result   Part `json:"result"`
	Learning Part `json:"learning"`
}

// A Part says whether something was found, and where.
type Part struct {
	Present bool   `json:"present"`
	Quote   string `json:"quote"` // the very bytes of the answer; "" where absent
}

// An Ownership says whose actions are told.
type Ownership string

// Whose actions an answer tells.
const (
	OwnI     Ownership = "I"
	OwnWe    Ownership = "we"
	OwnMixed Ownership = "mixed"
	OwnNone  Ownership = "none"
)

// A Measure is one of the five outcomes by which IT is judged.
type Measure string

// The outcome measures, in the order in which they are reported.
const (
	Uptime           Measure = "uptime"
	TicketResolution Measure = "ticket resolution"
	CostControl      Measure = "cost control"
	TeamPerformance  Measure = "team performance"
	UserSatisfaction Measure = "user satisfaction"
)

// A Stakeholder is one of the five groups that an IT manager works with.
type Stakeholder string

// The groups, in the order in which they are reported.
const (
	ServiceDesk Stakeholder = "service desk"
	Executives  Stakeholder = "executives"
	Vendors     Stakeholder = "vendors"
	Security    Stakeholder = "security"
	EndUsers    Stakeholder = "end users"
)

// A KeyPoint says whether the answer touches one of the question's key points.
type KeyPoint struct {
	Point   string `json:"point"`
	Present bool   `json:"present"`
	Quote   string `json:"quote"`
}

// A Note is one thing to improve: the words it is about, why, and what to try.
type Note struct {
	Kind   NoteKind `json:"kind"`
	Quote  string   `json:"quote"` // the very bytes of the answer, or ""
	Reason string   `json:"reason"`
	Try    string   `json:"try"`
}

// Read reads one answer to a question. The question may have no more than a
// style and an ask. The answer may hold Slack's markup, which is read through;
// quotes keep it, and [Plain] takes it off. Read is pure and safe for
// concurrent use; its time grows with the answer's length and no faster.
func Read(q bank.Question, answer string) Report {
	r := Report{
		Question: q.ID, Measures: []Measure{}, Stakeholders: []Stakeholder{},
		Hedges: []string{}, KeyPoints: []KeyPoint{}, Notes: []Note{},
		Often: []Repeated{}, Blame: []string{}, Jargon: []string{}, Confidential: []Disclosure{},
	}
	a := parse(q, answer)
	r.Words = a.words
	r.Seconds = seconds(a.words)
	if r.Reason, r.why = refuse(a); r.Reason != "" {
		return r
	}
	r.Assessed, r.doubtful, r.none = true, a.doubtful, a.none
	r.Confidential = a.disclosed.all
	found := a.judge()
	a.spare(&found)
	r.Parts, r.Generic, r.perhaps = a.parts(found), found.generic > 0, found.perhaps()
	r.traces, r.unsure = a.traces(found), found.unsure()
	if !a.none { // what such an answer touches on is only the question's
		r.Measures, r.Stakeholders = a.measures(), a.stakeholders()
	}
	r.Hedges = a.hedges()
	r.Hedged = len(r.Hedges) >= 2
	r.Ownership = ownership(a.weighOwners(len(r.Hedges)))
	r.KeyPoints = a.keyPoints(q.KeyPoints)
	a.signals(q, &r)
	r.lacks = a.lacks(r)
	r.unheard = missed(q, r.lacks)
	r.untold = len(r.unheard) == 0 && a.untold(q)
	r.Notes = a.notes(r)
	r.text = strings.ToLower(a.plain.text)
	r.involved = a.involving()
	r.figures, r.numbers = a.sizes(found.rules[partEvidence]), a.numbers()
	r.FollowUp = r.Next(q).Ask
	return r
}

// signals fills in what is read off besides the parts.
func (a *answer) signals(q bank.Question, r *Report) {
	r.RunUp, r.Length = a.runUp(r.Parts.Action), a.length(q)
	r.Often, r.Fillers = a.often(), a.fillers()
	r.Blame, r.Jargon = a.blame(), a.jargon(q.Area)
	r.TradeOff = a.tradeOff()
	r.Because = a.reason(r.TradeOff)
}

// Why returns what kept the answer from being assessed, "" where it was.
func (r Report) Why() Obstacle { return r.why }

// Doubtful reports whether the answer may be to something else than what was
// asked. That is too little to say so, and enough to praise nothing in it.
func (r Report) Doubtful() bool { return r.doubtful }

// Whole reports whether nothing stands out as missing from what the question wants to
// hear. That is more than that nothing is known to be missing: the answer also shows
// that it is one to this question.
func (r Report) Whole() bool {
	return r.Assessed && len(r.unheard) == 0 && !r.doubtful && !r.untold
}

// TellsNone reports whether the answer says no more than that its author has none of
// what was asked for.
func (r Report) TellsNone() bool { return r.none }

// Has reports whether the measure was found.
func (r Report) Has(m Measure) bool { return slices.Contains(r.Measures, m) }
