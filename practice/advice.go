package practice

import (
	"regexp"
	"slices"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// An Advice is a piece of advice to candidates that is passed on at a fitting
// moment. The words for it are made where it is said; none is said twice in a
// round, and in a live one only the briefing has any.
type Advice string

// The advice.
const (
	TakeTime   Advice = "take-time" // nobody minds a silence
	AskBack    Advice = "ask-back"  // what is unclear can be asked
	Breathe    Advice = "breathe"   // too little was said
	BeSpecific Advice = "specific"  // one case, one figure
	BeHonest   Advice = "honest"    // about what was never done, and how one would learn it
	Logical    Advice = "logical"   // thoughtful and logical will do where nothing is perfect
	TwoWay     Advice = "two-way"   // the candidate looks at the employer, too
)

// AllAdvice lists every piece of advice.
func AllAdvice() []Advice {
	return []Advice{TakeTime, AskBack, Breathe, BeSpecific, BeHonest, Logical, TwoWay}
}

// Briefed returns the advice that the briefing has, two pieces at most. Of a live
// round a curveball is told of there, since nothing is said with it.
func (r Round) Briefed() []Advice {
	if r.Choice.Mode == LiveMode && slices.ContainsFunc(r.Turns, func(t Turn) bool { return t.Curveball }) {
		return []Advice{AskBack, Logical}
	}
	return []Advice{TakeTime, AskBack}
}

// PutWith returns the advice that goes with the question of a turn as it is put.
func (r Round) PutWith(turn int) Advice {
	if r.Choice.Mode == LiveMode || turn < 0 || turn >= len(r.Turns) {
		return ""
	}
	a := r.Turns[turn].putWith()
	if slices.ContainsFunc(r.Turns[:turn], func(t Turn) bool { return t.putWith() == a }) {
		return ""
	}
	return a
}

func (t Turn) putWith() Advice {
	switch {
	case t.Reverse:
		return TwoWay
	case t.Curveball:
		return Logical
	}
	return ""
}

// HintWith returns the advice that goes with the hint for a turn. find looks up
// questions, which the round knows by their ids alone.
func (r Round) HintWith(turn int, find func(id string) (bank.Question, bool)) Advice {
	if turn < 0 || turn >= len(r.Turns) {
		return ""
	}
	a, _ := r.hinted(turn, find)
	return a
}

// hinted returns the advice that a hint for a turn gives, and all that was given
// before it; the briefing does not count, which may be half an hour ago.
func (r Round) hinted(turn int, find func(id string) (bank.Question, bool)) (hint Advice, given map[Advice]bool) {
	given = map[Advice]bool{}
	for i, t := range r.Turns[:turn+1] {
		given[t.Advice], given[r.PutWith(i)] = true, true
		if i < turn && t.Hints == 0 {
			continue
		}
		hint = ""
		for _, a := range fitting(t, find) {
			if !given[a] {
				hint = a
				break
			}
		}
		if i < turn {
			given[hint] = true
		}
	}
	return hint, given
}

// fitting lists the advice that helps with the question of a turn, the best
// first.
func fitting(t Turn, find func(id string) (bank.Question, bool)) []Advice {
	q, _ := find(t.Question)
	switch {
	case t.Reverse:
		return []Advice{TwoWay}
	case t.Curveball:
		return []Advice{Logical, TakeTime}
	case q.Style == bank.Knowledge:
		return []Advice{BeHonest}
	case q.Style == bank.Situational:
		return []Advice{Logical, BeSpecific}
	}
	return []Advice{BeSpecific, BeHonest}
}

// adviceAfter returns the advice that goes with what the interviewer says after
// an answer: when it asks for more, else with the first follow-up.
func (r Round) adviceAfter(read feedback.Report, text string, find func(id string) (bank.Question, bool)) Advice {
	t := r.Now()
	if r.Choice.Mode == LiveMode || t.More || len(t.Probes) > 0 {
		return ""
	}
	a := needed(read, text)
	if hint, given := r.hinted(r.Turn, find); given[a] || t.Hints > 0 && hint == a {
		return ""
	}
	return a
}

// needed returns the advice that an answer shows the need of.
func needed(read feedback.Report, text string) Advice {
	misread := slices.ContainsFunc(read.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteTopic })
	switch {
	case read.Why() == feedback.AsksAgain, misread:
		return AskBack
	case read.Why() == feedback.HasNone, lacksExperience(text):
		return BeHonest
	case read.Why() == feedback.TooShort:
		return Breathe
	case !read.Assessed:
		return ""
	case read.Generic, slices.ContainsFunc(read.Lacks(), func(g bank.Gap) bool { return g == bank.GapEvidence }):
		return BeSpecific
	}
	return ""
}

// lacksExperience reports whether an answer says that its author has not done
// what they were asked about, and not how they would go about learning it.
func lacksExperience(text string) bool {
	text = typographic.ReplaceAllString(text, "'")
	return never.MatchString(text) && !learns.MatchString(text)
}

var (
	typographic = regexp.MustCompile(`[’‘]`)
	never       = regexp.MustCompile(`(?i)\bI(?:'ve| have) (?:actually |really |honestly )?never (?:done|used|run|led|worked (?:with|on|in)|been (?:involved|part|in charge|responsible)|had to|had the chance|touched|built|set up|written|dealt with|been through)\b` +
		`|\bI (?:haven't|have not|havent) (?:actually |really |yet |personally )?(?:done|used|run|led|worked (?:with|on|in)|been (?:involved|part|in charge|responsible)|had to|had the chance|touched|built|set up|written|dealt with|been through)\b` +
		`|\b(?:I have|I've|I've got|I have got) (?:no|little|not much|not a lot of|hardly any) (?:[\w-]+ )?experience\b` +
		`|\bI (?:don't|do not|dont) have (?:any |much |a lot of )?(?:[\w-]+ )?experience\b` +
		`|\bI(?:'m| am) not (?:very |really |too )?(?:familiar|experienced) (?:with|in)\b` +
		`|\bI lack (?:the )?experience\b` +
		`|\b(?:that|this)(?:'s| is) new to me\b`)
	learns = regexp.MustCompile(`(?i)\b(?:learn|learning|learned|learnt|read up|study|studying|course|courses|training|certif\w+|catch up|get up to speed|shadow|mentor)\b`)
)
