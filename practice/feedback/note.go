package feedback

import (
	"fmt"

	"greenroom/bank"
)

// A NoteKind says what a note is about.
type NoteKind string

// The kinds of note.
const (
	NoteOwnPart   NoteKind = "own-part"
	NoteAction    NoteKind = "action"
	NoteResult    NoteKind = "result"
	NoteEvidence  NoteKind = "evidence"
	NoteHedges    NoteKind = "hedges"
	NoteKeyPoints NoteKind = "key-points"
	NoteExample   NoteKind = "example"
	NoteTopic     NoteKind = "topic" // given last: advice on an answer to something else is moot

	NoteConfidential NoteKind = "confidential" // given first: it is about others
	NoteBlame        NoteKind = "blame"
	NoteJargon       NoteKind = "jargon"
	NoteRunUp        NoteKind = "run-up"
	NoteLength       NoteKind = "length"
	NoteOften        NoteKind = "often"
)

// maxNotes is how many notes a person can do something with at once.
const maxNotes = 3

// notes returns what would help most, for a question of that style. A part
// that a style does not want is never missed.
func (a *answer) notes(r Report) []Note {
	out := []Note{}
	rules := noteRules[a.style]
	if a.none {
		rules = []noteRule{noteConfidential, noteNone}
	}
	for _, rule := range rules {
		r.Notes = out
		if n, ok := rule(a, r); ok {
			if quoted(out, n.Quote) {
				n.Quote = "" // it has just been read
			}
			out = append(out, n)
		}
		if len(out) == maxNotes || len(out) > 0 && out[len(out)-1].Kind == NoteTopic {
			break
		}
	}
	return out
}

// A noteRule returns a note where it has one to give.
type noteRule func(*answer, Report) (Note, bool)

// noteRules lists the rules of each style, most helpful first.
var noteRules = map[bank.Style][]noteRule{
	bank.Behavioural: {noteConfidential, noteOwnPart, noteStory, noteResult, noteRunUp, noteJargon, noteEvidence, noteBlame, noteHedges, noteLong, noteOften, noteShort},
	bank.Approach:    {noteConfidential, noteTopic, noteExample, noteJargon, noteBlame, noteHedges, noteLong, noteOften, noteShort},
	bank.Situational: {noteConfidential, noteSteps, noteJargon, noteBlame, noteHedges, noteLong, noteOften, noteShort},
	bank.Knowledge:   {noteConfidential, noteTopic, noteKeyPoints, noteJargon, noteHedges, noteLong, noteOften, noteShort},
	bank.Motivation:  {noteConfidential, noteReasons, noteBlame, noteHedges, noteLong, noteOften, noteShort},
	bank.Reverse:     {noteConfidential, noteSoftened},
}

func noteTopic(a *answer, _ Report) (Note, bool) {
	if !a.strayed {
		return Note{}, false
	}
	return Note{NoteTopic, "",
		"I'm not sure this answers the question: I found hardly any of the words in it that the question is about.",
		"Read the question once more. If this is your answer, say in the first sentence how it belongs to what was asked."}, true
}

func noteOwnPart(a *answer, r Report) (Note, bool) {
	if r.Ownership != OwnWe {
		return Note{}, false
	}
	for _, x := range a.acts {
		if x.by == byWe && !x.mental && !x.reported {
			return Note{NoteOwnPart, a.quote(x.sentence),
				"Most of this is told as \"we\", so a listener can't tell which part was yours.",
				"Tell it once more with \"I\" for what you decided or did yourself, and keep \"we\" for the rest."}, true
		}
	}
	return Note{}, false
}

// noteStory asks for the steps of a story that names none.
func noteStory(a *answer, r Report) (Note, bool) {
	if r.perhaps[partAction] || r.Ownership == OwnWe {
		return Note{}, false
	}
	if i, ok := a.vagueAct(); ok {
		return Note{NoteAction, a.quote(i),
			"This tells me that you did something about it, but not what.",
			"Put the first two things you did in its place, as if I'd stood beside you."}, true
	}
	if r.Ownership == OwnNone && !r.Generic {
		return Note{NoteAction, a.quote(len(a.sentences) - 1),
			"I hear what happened, but not yet what you did in it.",
			"Say which part was yours: the first thing you decided or did, and the next."}, true
	}
	if r.Generic {
		return Note{NoteAction, "",
			"The question asks for one real case, and I don't hear yet what you did in it.",
			"Pick one case, even a small one, and tell what you did first and what came next."}, true
	}
	return Note{}, false
}

// vagueAct returns the sentence with the last thing that the speaker did
// without saying what.
func (a *answer) vagueAct() (int, bool) {
	for i := len(a.acts) - 1; i >= 0; i-- {
		x := a.acts[i]
		if x.vague && x.when == past && (x.by == byI || x.by == byElided) && !x.denied && !x.reported && !x.mental && !empty[a.sentences[x.sentence].tokens[x.verb].w] {
			return x.sentence, true
		}
	}
	return 0, false
}

// empty are vague verbs that say too little to ask "how?" of.
var empty = set("make made take took taken get got gotten go went gone come came have had be bring brought learn learned learnt grow grew use used begin began begun start started do did done")

func noteResult(a *answer, r Report) (Note, bool) {
	if r.perhaps[partResult] || !r.Parts.Action.Present || a.speaksOfOutcome() {
		return Note{}, false
	}
	last := r.Parts.Action.Quote // which need not be of an act that the rules see
	for _, x := range a.acts {
		if x.concrete() && x.when == past {
			last = a.quote(x.sentence)
		}
	}
	return Note{NoteResult, last,
		"The story stops before I hear what came of it.",
		"Add one sentence: what was different a few weeks later, good or bad?"}, true
}

// speaksOfOutcome reports whether something in the answer may be an outcome
// after all, in words that the rules for results do not trust. Then nothing is
// said to be missing.
func (a *answer) speaksOfOutcome() bool {
	for i, s := range a.sentences {
		if i >= a.began.sentence && cues("result").in(s.tokens) || cues("nochange").in(s.tokens) {
			return true
		}
	}
	return false
}

func noteEvidence(a *answer, r Report) (Note, bool) {
	if r.perhaps[partEvidence] || !r.Parts.Result.Present || a.figured() > 0 || !a.countable(r) {
		return Note{}, false
	}
	return Note{NoteEvidence, r.Parts.Result.Quote,
		"Something changed here, and I can't tell yet how big it was.",
		"Put a size to it, even a rough one: how often, how long or how much before, and after."}, true
}

// countable reports whether the change is of a kind that people count. Nobody
// wants the size of a settled quarrel.
func (a *answer) countable(r Report) bool {
	if r.Has(Uptime) || r.Has(TicketResolution) || r.Has(CostControl) {
		return true
	}
	for _, ask := range a.asks {
		if cues("countable").in(ask) {
			return true
		}
	}
	return false
}

// figured returns how many figures are in an answer, be they evidence or not.
func (a *answer) figured() int {
	n := 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if t.is(tagFigure) {
				n++
			}
		}
	}
	return n
}

func noteExample(a *answer, r Report) (Note, bool) {
	if !r.Generic || r.perhaps[partAction] {
		return Note{}, false
	}
	return Note{NoteExample, a.quote(a.plainest()),
		"Many candidates will say this, and I can't hear yet how you go about it yourself.",
		"Follow it with one time you did it: where, what you did, and how you knew that it worked."}, true
}

func noteSteps(a *answer, r Report) (Note, bool) {
	if r.perhaps[partAction] || !r.Generic || a.namesAStep() {
		return Note{}, false
	}
	return Note{NoteAction, a.quote(a.plainest()),
		"This would fit many situations, and I can't tell yet what you'd do in this one.",
		"Name the first thing you'd do that morning, who you'd speak to, and what you'd ask them."}, true
}

func noteReasons(a *answer, r Report) (Note, bool) {
	if !r.Generic {
		return Note{}, false
	}
	return Note{NoteExample, a.quote(a.plainest()),
		"Many people could say this, and I'd like to hear what makes it yours.",
		"Back it with one thing that only you can say: something you saw, found out or did that made you think so."}, true
}

// noteKeyPoints names one key point where the answer makes few of them and has
// no word of this one.
func noteKeyPoints(a *answer, r Report) (Note, bool) {
	made := 0
	for _, k := range r.KeyPoints {
		if k.Present {
			made++
		}
	}
	point, ok := a.untouched(a.points)
	if !ok || made*2 >= len(r.KeyPoints) {
		return Note{}, false
	}
	if made == 0 && r.Parts.Action.Present {
		return Note{NoteKeyPoints, r.Parts.Action.Quote,
			"This tells me what you did, and I don't hear yet what the question asks you to explain.",
			fmt.Sprintf("Put the explanation before it, in two or three sentences. This belongs to it: %s.", point)}, true
	}
	return Note{NoteKeyPoints, "",
		fmt.Sprintf("One thing I didn't find in your answer: %s.", point),
		"Add a sentence on it in your own words, and say where you met it."}, true
}

// plainest returns the sentence with the least in it that is the speaker's own.
func (a *answer) plainest() int {
	best, least := 0, 1.0
	for i, s := range a.sentences {
		if len(s.tokens) < 6 {
			continue
		}
		if share := float64(specifics(s.tokens)) / float64(len(s.tokens)); share < least {
			best, least = i, share
		}
	}
	return best
}
