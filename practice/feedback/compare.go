package feedback

import (
	"slices"
	"strings"

	"greenroom/bank"
)

// A PartName names one of an answer's parts, as the JSON of [Parts] does.
type PartName string

// The parts, in the order of an answer.
const (
	PartContext  PartName = "context"
	PartAction   PartName = "action"
	PartEvidence PartName = "evidence"
	PartResult   PartName = "result"
	PartLearning PartName = "learning"
)

// A Heard is a part with the words by which one attempt has it.
type Heard struct {
	Part  PartName
	Quote string
}

// A Difference is what changed between two attempts at one question, in the
// terms of their reports. Where one of the two was not assessed nothing but the
// lengths is known, and Known is false.
type Difference struct {
	Known  bool
	Gained []Heard  // parts that the second has for certain, and the first has no sign of, quoted from the second
	Lost   []Heard  // the other way round, of those that the question wants, quoted from the first
	Points []string // key points that the second makes, and of which the first says next to nothing
	// Figures are those of the second with a number that the first does not
	// have, each with as few words as make it one.
	Figures []string
	Words   [2]int // how long each is
	Hedges  [2]int // how many are in each
	Own     [2]Ownership
	Asked   []Asked // what the notes to the first asked for, in their order
}

// An Outcome says what became of what a note asked for.
type Outcome string

// The outcomes. Unsure is for what a report does not show for certain.
const (
	Done   Outcome = "done"
	Open   Outcome = "open"
	Unsure Outcome = "unsure"
)

// An Asked is a note to the first attempt and what the second made of it.
type Asked struct {
	Note    Note
	Outcome Outcome
}

// Compare tells the second of two attempts at a question from the first. It is
// pure; both reports come from [Read], for one that was read back from JSON has
// no figures.
func Compare(q bank.Question, was, now Report) Difference {
	d := Difference{Words: [2]int{was.Words, now.Words}}
	if !was.Assessed || !now.Assessed {
		return d
	}
	first, second := attemptOf(was), attemptOf(now)
	d.Known = true
	d.Hedges = [2]int{len(first.Hedges), len(second.Hedges)}
	d.Own = [2]Ownership{first.Ownership, second.Ownership}
	for _, name := range partNames {
		p := PartName(name)
		switch was, now := first.Parts.of(p), second.Parts.of(p); {
		case second.surely(p) && !first.hintsAt(p, now.Quote):
			d.Gained = append(d.Gained, Heard{p, now.Quote})
		case first.surely(p) && !second.hintsAt(p, was.Quote) && wants(q, p):
			d.Lost = append(d.Lost, Heard{p, was.Quote})
		}
	}
	for _, k := range second.KeyPoints {
		if k.Present && slices.ContainsFunc(first.KeyPoints, func(x KeyPoint) bool { return x.Point == k.Point && !x.Present }) && !first.saysMost(k.Point) {
			d.Points = append(d.Points, k.Point)
		}
	}
	for _, f := range second.figures {
		if !f.in(first) {
			d.Figures = append(d.Figures, f.quote)
		}
	}
	for _, n := range first.Notes {
		d.Asked = append(d.Asked, Asked{n, outcome(n, was, now)})
	}
	return d
}

// OwnPart reports whether the speaker's own part can be told in the second, and
// could not in the first.
func (d Difference) OwnPart() bool { return !ownTold(d.Own[0]) && ownTold(d.Own[1]) }

func ownTold(o Ownership) bool { return o == OwnI || o == OwnMixed }

// Open returns the notes to the first attempt that the second still draws.
func (d Difference) Open() []Note {
	var out []Note
	for _, x := range d.Asked {
		if x.Outcome == Open {
			out = append(out, x.Note)
		}
	}
	return out
}

// of returns a part by its name.
func (p Parts) of(name PartName) Part {
	switch name {
	case PartContext:
		return p.Context
	case PartAction:
		return p.Action
	case PartEvidence:
		return p.Evidence
	case PartResult:
		return p.Result
	case PartLearning:
		return p.Learning
	}
	return Part{}
}

// partGaps are the gaps that the absence of each part leaves.
var partGaps = map[PartName][]bank.Gap{
	PartContext: {bank.GapContext}, PartAction: {bank.GapDepth, bank.GapOwnPart}, PartEvidence: {bank.GapEvidence},
	PartResult: {bank.GapResult}, PartLearning: {bank.GapReflection},
}

// mayHave reports whether a part is there, or it is not sure that it isn't.
func (r Report) mayHave(part PartName) bool {
	return r.Parts.of(part).Present || r.perhaps[slices.Index(partNames[:], string(part))]
}

// surely reports whether a part is there beyond doubt.
func (r Report) surely(part PartName) bool {
	return r.Parts.of(part).Present && !r.unsure[slices.Index(partNames[:], string(part))]
}

// An attempt is one of two that are compared.
type attempt struct {
	Report
	said    kindred         // all of its words
	numbers map[string]bool // all of its numbers, as a [quantity] writes them
}

func attemptOf(r Report) attempt {
	a := attempt{r, newKindred(), map[string]bool{}}
	for _, w := range roots(tokenize(r.text, 0, len(r.text))) {
		a.said.add(w)
	}
	for _, n := range r.numbers {
		a.numbers[n] = true
	}
	return a
}

// hintsAt reports whether there is any sign of a part that another attempt shows by
// these words: its own, or most of theirs.
func (a attempt) hintsAt(part PartName, words string) bool {
	return a.Parts.of(part).Present || a.traces[slices.Index(partNames[:], string(part))] || a.saysMost(words)
}

// saysMost reports whether most of the words that carry a passage, in any form and
// order, are said in an attempt.
func (a attempt) saysMost(words string) bool {
	return shareOf(tokenize(words, 0, len(words)), func(t token) bool { return a.said.has(root(t.w)) }) > 0.5
}

// wants reports whether a question wants to hear a part: only then it is missed. An
// explanation is no worse without a story.
func wants(q bank.Question, part PartName) bool {
	if q.Style == bank.Knowledge {
		return false
	}
	return slices.ContainsFunc(Wanted(q), func(g bank.Gap) bool { return slices.Contains(partGaps[part], g) })
}

// outcome returns what the second attempt made of a note to the first.
func outcome(n Note, first, second Report) Outcome {
	if slices.ContainsFunc(second.Notes, func(x Note) bool { return x.Kind == n.Kind }) {
		return Open
	}
	either := func(done bool) Outcome {
		if done {
			return Done
		}
		return Open
	}
	has := func(p PartName) Outcome {
		now := second.Parts.of(p).Present
		if !now && second.mayHave(p) {
			return Unsure
		}
		return either(now)
	}
	unless := func(done bool) Outcome {
		if done {
			return Done
		}
		return Unsure
	}
	switch n.Kind {
	case NoteOwnPart:
		return either(ownTold(second.Ownership))
	case NoteAction:
		return has(PartAction)
	case NoteResult:
		return has(PartResult)
	case NoteEvidence:
		return has(PartEvidence)
	case NoteExample:
		return unless(!second.Generic)
	case NoteHedges:
		return unless(len(second.Hedges) < len(first.Hedges) && len(second.Hedges) < manyHedges)
	case NoteKeyPoints:
		return unless(touchesAsked(n, second))
	case NoteConfidential:
		return either(len(second.Confidential) == 0)
	case NoteBlame:
		return either(len(second.Blame) == 0)
	case NoteJargon:
		return either(len(second.Jargon) < manyTerms)
	case NoteRunUp:
		return either(!second.RunUp.Long)
	case NoteLength:
		return either(second.Length != first.Length)
	case NoteOften:
		return either(len(second.Often) == 0)
	}
	// Of the topic the note alone tells. Among as many as are given at most it
	// may only have had no room.
	return unless(len(second.Notes) < maxNotes)
}

// touchesAsked reports whether an answer touches the key point that a note names.
func touchesAsked(n Note, r Report) bool {
	return slices.ContainsFunc(r.KeyPoints, func(k KeyPoint) bool { return k.Present && strings.Contains(n.Reason, k.Point) })
}
