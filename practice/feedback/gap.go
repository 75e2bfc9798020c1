package feedback

import (
	"slices"
	"strings"

	"greenroom/bank"
)

// wanted lists, for each style, the gaps that matter there, the one whose
// filling helps most first.
var wanted = map[bank.Style][]bank.Gap{
	bank.Behavioural: {bank.GapOwnPart, bank.GapDepth, bank.GapResult, bank.GapEvidence, bank.GapReflection, bank.GapAlignment, bank.GapTradeOff, bank.GapContext},
	bank.Approach:    {bank.GapDepth, bank.GapOwnPart, bank.GapEvidence, bank.GapTradeOff, bank.GapAlignment, bank.GapReflection},
	bank.Situational: {bank.GapDepth, bank.GapAlignment, bank.GapTradeOff, bank.GapEvidence, bank.GapContext},
	bank.Knowledge:   {bank.GapDepth, bank.GapTradeOff, bank.GapKeyPoints},
	bank.Motivation:  {bank.GapDepth, bank.GapEvidence},
	bank.Reverse:     {bank.GapDepth},
}

// Lacks returns what the answer lacks for a question of its style, the gap
// whose filling would help most first. A report that was not assessed, or
// that was read back from JSON, lacks nothing.
func (r Report) Lacks() []bank.Gap { return slices.Clone(r.lacks) }

// Unheard returns those of Lacks that a listener misses: what was given up, and who
// had to be won over, only where the question is about it. Elsewhere an interviewer
// may ask for them, but nobody does wrong to leave them out.
func (r Report) Unheard() []bank.Gap { return slices.Clone(r.unheard) }

// missed returns those of the gaps that a question is about, or that any story of
// its style needs.
func missed(q bank.Question, lacks []bank.Gap) []bank.Gap {
	return slices.DeleteFunc(slices.Clone(lacks), func(g bank.Gap) bool {
		return (g == bank.GapTradeOff || g == bank.GapAlignment) && !slices.Contains(q.Weak.Lacks, g)
	})
}

// manyFigures is from how many figures on nobody is asked for one, whatever they size.
const manyFigures = 4

// lacks finds the gaps of an assessed answer.
func (a *answer) lacks(r Report) []bank.Gap {
	gaps := slices.Clone(wanted[a.style])
	if e := slices.Index(gaps, bank.GapEvidence); a.style == bank.Behavioural && !a.countable(r) {
		gaps = append(slices.Delete(gaps, e, e+1), bank.GapEvidence) // the size of a settled quarrel is the last thing to ask
	}
	return slices.DeleteFunc(gaps, func(g bank.Gap) bool {
		switch g {
		case bank.GapOwnPart:
			return r.Ownership == OwnI || r.Ownership == OwnMixed || r.Ownership == OwnNone && a.style != bank.Behavioural
		case bank.GapDepth:
			return !a.shallow(r)
		case bank.GapEvidence:
			return r.mayHave(PartEvidence) || a.figured() >= manyFigures
		case bank.GapResult, bank.GapReflection, bank.GapContext:
			return r.mayHave(filling[g])
		case bank.GapAlignment:
			return a.involving() != ""
		case bank.GapKeyPoints:
			return !slices.ContainsFunc(r.KeyPoints, func(k KeyPoint) bool { return !k.Present })
		}
		return r.TradeOff.Present || a.weighs()
	})
}

// shallow reports whether the answer stays on the surface, in the way of its
// style.
func (a *answer) shallow(r Report) bool {
	switch a.style {
	case bank.Knowledge:
		missing := 0
		for _, k := range r.KeyPoints {
			if !k.Present {
				missing++
			}
		}
		return r.Generic || missing*2 > len(r.KeyPoints)
	case bank.Motivation:
		return r.Generic || !r.mayHave(PartAction) && !r.mayHave(PartContext)
	case bank.Reverse:
		return r.Generic
	}
	return r.Generic || !r.mayHave(PartAction)
}

// weighs reports whether the answer has words for what was chosen over what, be
// it in doubt whether the speaker chose: then it is not asked for.
func (a *answer) weighs() bool {
	return slices.ContainsFunc(a.sentences, func(s sentence) bool { return cues("tradeoff").in(s.tokens) })
}

// fits maps each gap to the kinds of follow-up that bring it out, best first.
var fits = map[bank.Gap][]bank.FollowUpKind{
	bank.GapOwnPart:    {bank.OwnPart},
	bank.GapDepth:      {bank.Depth, bank.OwnPart},
	bank.GapResult:     {bank.EvidenceKind},
	bank.GapEvidence:   {bank.EvidenceKind},
	bank.GapReflection: {bank.Reflection},
	bank.GapAlignment:  {bank.Alignment},
	bank.GapTradeOff:   {bank.TradeOff},
	bank.GapContext:    {},
	bank.GapKeyPoints:  {bank.Depth},
}

// Next returns the one question that an interviewer would ask after this
// answer: of the question's own follow-ups the one that brings out what the
// answer lacks most, else a general one. Its Ask is the report's FollowUp.
// After an answer that was too short to be assessed it asks for more; after
// one that was not assessed for another reason it is zero.
func (r Report) Next(q bank.Question) bank.FollowUp {
	if r.why == HasNone {
		return closest(q.Style)
	}
	if r.why == TooShort || r.why == SaysItTwice {
		return bank.FollowUp{Ask: more(q.Style), Checks: "what happened, and what was done", Kind: bank.Depth}
	}
	if !r.Assessed {
		return bank.FollowUp{}
	}
	if f := r.NextAfter(q, nil); f.Ask != "" {
		return f
	}
	return general[bank.GapTradeOff].forStyle(q.Style)
}

// NextAfter returns what an interviewer would ask next who has asked some
// follow-ups already, where the report is of all that was said to them too. What
// was asked for once is not asked for again, be it answered or not. It is zero
// where there is nothing left to ask.
func (r Report) NextAfter(q bank.Question, asked []bank.FollowUp) bank.FollowUp {
	if f := closest(q.Style); r.none {
		if asksAgain(f, asked) {
			return bank.FollowUp{}
		}
		return f // its own go on from what was done
	}
	if f := general[bank.GapDepth].forStyle(q.Style); r.Generic && q.Style == bank.Behavioural && slices.Contains(r.lacks, bank.GapDepth) && !asksAgain(f, asked) {
		return f // the question's own go on from a case, and none was told
	}
	for _, gap := range r.lacks {
		for _, kind := range fits[gap] {
			if f, ok := r.freshest(q, kind, asked); ok {
				return f
			}
		}
		if f := general[gap].forStyle(q.Style); !asksAgain(f, asked) {
			return f
		}
	}
	if len(asked) > 0 {
		return bank.FollowUp{}
	}
	for _, kind := range []bank.FollowUpKind{bank.Depth, bank.TradeOff, bank.Reflection, bank.Alignment} {
		if f, ok := r.freshest(q, kind, nil); ok && r.spokenOf(f.Ask) < 0.5 {
			return f
		}
	}
	return bank.FollowUp{}
}

// asksAgain reports whether a follow-up asks for what was asked for already.
func asksAgain(f bank.FollowUp, asked []bank.FollowUp) bool {
	return slices.ContainsFunc(asked, func(a bank.FollowUp) bool { return a.Kind == f.Kind || a.Ask == f.Ask })
}

// freshest returns, of the question's follow-ups of that kind, the one that
// the answer has spoken of least.
func (r Report) freshest(q bank.Question, kind bank.FollowUpKind, asked []bank.FollowUp) (best bank.FollowUp, ok bool) {
	least := 2.0
	for _, f := range q.FollowUps {
		if f.Kind != kind || asksAgain(f, asked) {
			continue
		}
		if said := r.spokenOf(f.Ask); said < least {
			best, least, ok = f, said, true
		}
	}
	return best, ok
}

// spokenOf returns which share of a follow-up's own words the answer has.
func (r Report) spokenOf(ask string) float64 {
	words := slices.DeleteFunc(slices.Clone(tokensOfBank(ask)), func(t token) bool { return len(t.w) < 4 })
	return shareOf(words, func(t token) bool { return strings.Contains(r.text, stem(t.w)) })
}

// shareOf returns how large a share of the words that carry a passage is so.
func shareOf(passage []token, is func(token) bool) float64 {
	all, so := 0, 0
	for _, t := range passage {
		if t.is(tagPunct | tagFunction) {
			continue
		}
		if all++; is(t) {
			so++
		}
	}
	return float64(so) / float64(max(all, 1))
}

// A generalFollowUp is a follow-up in our own words for a story and for
// anything else.
type generalFollowUp struct {
	story, other string
	given        string // for a case that was given, where it differs from other
	reasons      string // for why somebody wants something, where it differs from other
	known        string // for something that was explained, where it differs from other
	checks       string
	kind         bank.FollowUpKind
}

func (g generalFollowUp) forStyle(s bank.Style) bank.FollowUp {
	f := bank.FollowUp{Ask: g.other, Checks: g.checks, Kind: g.kind}
	switch {
	case s == bank.Behavioural:
		f.Ask = g.story
	case s == bank.Situational && g.given != "":
		f.Ask = g.given
	case s == bank.Motivation && g.reasons != "":
		f.Ask = g.reasons
	case s == bank.Knowledge && g.known != "":
		f.Ask = g.known
	}
	return f
}

var general = map[bank.Gap]generalFollowUp{
	bank.GapOwnPart: {
		story:  "Which part of that was yours alone: what did you decide or do with your own hands?",
		other:  "In all of that, what would you do yourself, and what would you leave to others?",
		checks: "whose work it was", kind: bank.OwnPart,
	},
	bank.GapDepth: {
		story:   "Take me to one real case of it: what did you do first, and what did you do then?",
		known:   "Can you make that plain with one example from a place where you have worked?",
		other:   "Can you take me through it with one real example, step by step?",
		given:   "Take me through the first ten minutes of it: what exactly do you do, and who do you speak to?",
		reasons: "What's one thing you've seen or done yourself that makes you say so?",
		checks:  "that there is something behind the words", kind: bank.Depth,
	},
	bank.GapResult: {
		story:  "And what came of it: what was different a month or two later?",
		other:  "How would you know that it had worked?",
		checks: "what changed as a consequence", kind: bank.EvidenceKind,
	},
	bank.GapEvidence: {
		story:   "How big was it, before and after? A rough figure will do.",
		other:   "What would you look at to know that it works, and what figure would make you happy?",
		reasons: "What have you done already that shows it, and how much of it?",
		checks:  "a figure or comparison behind the claim", kind: bank.EvidenceKind,
	},
	bank.GapReflection: {
		story:  "Looking back, what would you do otherwise next time?",
		other:  "When did you last change your mind about how to do this, and why?",
		checks: "what was learned", kind: bank.Reflection,
	},
	bank.GapAlignment: {
		story:  "Who else had to be on board, and how did you keep them there?",
		other:  "Who would you need on your side, and how would you bring them along?",
		checks: "who was involved and kept together", kind: bank.Alignment,
	},
	bank.GapContext: {
		story:  "Where and when was that, and what was at stake?",
		other:  "Where have you met that, and what was at stake?",
		given:  "What do you know about the case at that point, and what don't you know yet?",
		checks: "the circumstances of one case", kind: bank.Depth,
	},
	bank.GapKeyPoints: {
		other:  "What else belongs to it that you haven't mentioned yet?",
		checks: "how far the knowledge goes", kind: bank.Depth,
	},
	bank.GapTradeOff: {
		story:  "What did you give up by doing it that way, and why was that right?",
		other:  "What speaks against doing it that way, and when would you choose otherwise?",
		known:  "When does that matter most in practice, and what goes wrong where nobody thinks of it?",
		checks: "what was given up, and why", kind: bank.TradeOff,
	},
}

// GeneralFollowUps are what an interviewer could ask after any answer to a
// question of that style. They stand in for those that a question lacks.
func GeneralFollowUps(s bank.Style) []bank.FollowUp {
	out := make([]bank.FollowUp, 0, 3)
	for _, g := range wanted[s] {
		if len(out) < cap(out) && g != bank.GapKeyPoints && g != bank.GapContext {
			out = append(out, general[g].forStyle(s))
		}
	}
	return out
}

// more asks for more where next to nothing was said.
func more(s bank.Style) string {
	switch s {
	case bank.Situational:
		return "Can you tell me more: what would you do first, and what then?"
	case bank.Approach:
		return "Can you tell me more: how do you go about it, and when did you last do it?"
	case bank.Knowledge:
		return "Can you tell me more: what is it in your own words, and where have you met it?"
	case bank.Motivation:
		return "Can you tell me more: what have you seen or done that makes you say so?"
	case bank.Reverse:
		return "Can you tell me more: what would you like to know, and why?"
	}
	return "Can you tell me more: what happened, and what did you do?"
}
