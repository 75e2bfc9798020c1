package feedback

import (
	"slices"

	"greenroom/bank"
)

// longestNone is up to how many words an answer may be no more than that its author has
// none of what was asked for.
const longestNone = 60

// saysNone reports whether all that an answer says is that its author has none of what
// was asked for: "I can't remember one." Whoever did something, would do something, or
// tells what comes closest says more.
func (a *answer) saysNone() bool {
	if a.style == bank.Reverse || a.style == bank.Motivation || a.words > longestNone {
		return false
	}
	none, before, beside, all := false, 0, 0, 0
	for i, s := range a.sentences {
		if a.goesOn(i) {
			return false
		}
		own := specifics(s.tokens)
		at, says := noneAt(s.tokens)
		if says && !none {
			none, before = true, before+at
		}
		if !none {
			before += len(s.tokens)
		}
		if all += own; !says {
			beside += own
		}
		if before > runUpToNone || !says && !excuses(s.tokens) {
			return false
		}
	}
	return none && all <= mostOfNone && beside <= a.besideNone()
}

// excuses reports whether a sentence beside the one that says that there is none may
// only explain that: it speaks of its author, or says next to nothing.
func excuses(t []token) bool {
	return len(t) <= shortClause || slices.ContainsFunc(t, func(x token) bool { return ofAuthor[x.w] })
}

// ofAuthor are the words in which people speak of themselves.
var ofAuthor = set("i we my our me us")

// mostOfNone is how many words of its own an answer may have that says that there is
// none: whoever excuses it needs few.
const mostOfNone = 4

// besideNone returns how many of them may stand in sentences that don't say so: fewer
// where no case is asked for, since what is told there answers the question.
func (a *answer) besideNone() int {
	if a.style == bank.Behavioural {
		return 2
	}
	return 1
}

// runUpToNone is within how many tokens it is said that there is none: what is told
// before that is told for its own sake.
const runUpToNone = 12

// noneAt returns where a sentence says that somebody has none, if it does.
func noneAt(t []token) (at int, ok bool) {
	for h, ok := cues("none").find(t, 0); ok; h, ok = cues("none").find(t, h.start+1) {
		if h.start > 0 && t[h.start-1].w == "had" && t[h.start].w == "no" {
			continue // "I had no idea" was then
		}
		if h.name != "ends" || h.end == len(t) || t[h.end].is(tagPunct) {
			return h.start, true
		}
	}
	return 0, false
}

// goesOn reports whether sentence i says something beside: what was done or would be,
// a figure, or what "but", "because" or "closest" leads in.
func (a *answer) goesOn(i int) bool {
	t := a.sentences[i].tokens
	for k, x := range t {
		if x.is(tagFigure) || furthers[x.w] && k+shortClause < len(t) {
			return true
		}
	}
	return slices.ContainsFunc(a.actsIn(i), func(x act) bool {
		return !x.denied && !x.mental && x.by != byYou && x.specifics > 0 && (x.when != present || x.concrete()) && !denies(t[:x.verb])
	})
}

// furthers are words that lead in more than that there is none.
var furthers = set("but however instead because closest nearest similar though although still")

// denies reports whether the last words before a verb deny it: "never", "can't", "don't
// want to".
func denies(t []token) bool {
	return slices.ContainsFunc(t[max(0, len(t)-5):], func(x token) bool { return x.w == "never" || x.w == "n't" || x.w == "not" || x.w == "nothing" })
}

// closest is what an interviewer asks whoever has none.
func closest(s bank.Style) bank.FollowUp {
	f := bank.FollowUp{Ask: "What comes closest to it that you have done or seen, and how would you go about it today?",
		Checks: "what comes closest, and how they would go about the rest", Kind: bank.Depth}
	if s == bank.Knowledge {
		f.Ask = "What comes closest to it that you do know, and how would you find out the rest?"
	}
	return f
}

// Closest asks whoever has none of what a question of that style asks for what comes
// closest to it.
func Closest(s bank.Style) string { return closest(s).Ask }

// noteNone is the only note to whoever has none, but for what is confidential.
func noteNone(a *answer, _ Report) (Note, bool) {
	try := "Say so in one sentence. Then tell what comes closest, and how you'd go about it if it came to you tomorrow."
	if a.style == bank.Knowledge {
		try = "Say so in one sentence. Then tell what you know that comes closest, and how you'd find out the rest."
	}
	return Note{NoteExample, "", fineToHaveNone(a.style) + ", and better to say so than to make something up.", try}, true
}

// fineToHaveNone says that it's fine to have none of what a question of that style asks
// for.
func fineToHaveNone(s bank.Style) string {
	switch s {
	case bank.Behavioural:
		return "It's fine to have none"
	case bank.Knowledge:
		return "It's fine not to know it"
	}
	return "It's fine not to have done it"
}
