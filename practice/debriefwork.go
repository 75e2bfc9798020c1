package practice

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Work is something to work on in one question of a debrief.
type Work struct {
	Turn int // index in the debrief's turns
	Kind WorkKind
	Note feedback.Note // with Noted
	Gap  bank.Gap      // with OnlyAsked: what came with a follow-up alone
}

// A WorkKind says why something is to be worked on.
type WorkKind string

// The kinds of work.
const (
	Noted     WorkKind = "noted"      // there is a note on the answer
	LeftOut   WorkKind = "left-out"   // it has no answer
	TooShort  WorkKind = "too-short"  // its answer was not assessed
	RatedLow  WorkKind = "rated-low"  // its person says that it was weak
	Sparse    WorkKind = "sparse"     // less than half of what it is to have was found in its answer
	OnlyAsked WorkKind = "only-asked" // something came only when it was asked for
)

// mostWork is how many things to work on a debrief names, mostWell how many that
// went well.
const (
	mostWork = 3
	mostWell = 3
)

// toWorkOn returns what helps most: first what their person rated low, then
// something that was left out, then the notes, no two of a kind and no two on one
// question. Where that is not enough come answers in which little was found, what
// was told only when it was asked for, whatever else was left out, and the question
// at which the round was ended.
func toWorkOn(turns []Debriefed) []Work {
	w := work{turns: turns, kinds: map[feedback.NoteKind]bool{}}
	var low, rest, last []int
	for i, t := range turns {
		switch {
		case t.Reverse:
		case t.EndedHere():
			last = append(last, i)
		case t.Said.ID != 0 && (t.Rating == 1 || t.Rating == 2):
			low = append(low, i)
		default:
			rest = append(rest, i)
		}
	}
	slices.SortStableFunc(low, func(a, b int) int { return cmp.Compare(turns[a].Rating, turns[b].Rating) })
	for _, i := range low {
		if !w.note(i) {
			w.add(Work{Turn: i, Kind: w.otherwise(i)})
		}
	}
	for _, i := range rest {
		if kind := w.otherwise(i); kind != RatedLow && w.add(Work{Turn: i, Kind: kind}) {
			break
		}
	}
	for _, i := range rest {
		w.note(i)
	}
	for _, i := range rest {
		if t := turns[i]; t.Said.ID != 0 && t.Rating == 0 && t.sparse() {
			w.add(Work{Turn: i, Kind: Sparse})
		}
	}
	for _, i := range rest {
		w.late(i)
	}
	for _, i := range rest {
		if kind := w.otherwise(i); kind != RatedLow {
			w.add(Work{Turn: i, Kind: kind})
		}
	}
	for _, i := range last {
		w.add(Work{Turn: i, Kind: LeftOut})
	}
	return w.out
}

// EndedHere reports whether the round was ended before anything was said to the
// question, which was not skipped.
func (d Debriefed) EndedHere() bool { return d.Answer == 0 && !d.Skipped }

// sparse reports whether less than half of what the question wants was found.
func (d Debriefed) sparse() bool {
	s := foundIn(d.Q, d.Whole)
	return 2*s.Found < s.Wanted
}

// work gathers what to work on.
type work struct {
	turns []Debriefed
	out   []Work
	kinds map[feedback.NoteKind]bool
}

// add takes something in unless there is enough, or something on that question.
func (w *work) add(x Work) bool {
	if len(w.out) == mostWork || slices.ContainsFunc(w.out, func(y Work) bool { return y.Turn == x.Turn }) {
		return false
	}
	w.out = append(w.out, x)
	return true
}

// note takes in the first note on an answer of a kind that is new.
func (w *work) note(i int) bool {
	for _, n := range w.turns[i].Whole.Notes {
		if !w.kinds[n.Kind] && w.add(Work{Turn: i, Kind: Noted, Note: n}) {
			w.kinds[n.Kind] = true
			return true
		}
	}
	return false
}

// late takes in what came only with a follow-up. Who else was involved is none of
// it: an answer may have named them in ways that are not noticed.
func (w *work) late(i int) {
	for _, p := range w.turns[i].Probed {
		for _, g := range p.Brought {
			if g != bank.GapAlignment && !slices.ContainsFunc(w.out, func(x Work) bool { return x.Gap == g }) && w.add(Work{Turn: i, Kind: OnlyAsked, Gap: g}) {
				return
			}
		}
	}
}

// otherwise says what is wrong with a turn on which there is no note.
func (w *work) otherwise(i int) WorkKind {
	switch t := w.turns[i]; {
	case t.Said.ID == 0:
		return LeftOut
	case !t.Whole.Assessed:
		return TooShort
	}
	return RatedLow
}

// A Good is something that was found in an answer, in its own words.
type Good struct {
	Turn   int // index in the debrief's turns
	What   bank.Gap
	Figure bool // with a result: it has one
	Quote  string
}

// wentWell returns what was found that not every answer has, no two on one
// question and first no two of a kind: a result with its figure, what was given
// up, what was learned, who was brought along, the own steps. All key points of
// a question count without a quote.
func wentWell(turns []Debriefed) []Good {
	var out []Good
	quoted := map[string]bool{}
	take := func(again bool) {
		for _, what := range []bank.Gap{
			bank.GapResult, bank.GapTradeOff, bank.GapReflection, bank.GapKeyPoints, bank.GapAlignment, bank.GapOwnPart,
		} {
			for i, t := range turns {
				had := slices.ContainsFunc(out, func(g Good) bool { return g.Turn == i || !again && g.What == what })
				if had || len(out) == mostWell || t.Reverse {
					continue
				}
				if g, ok := t.good(what); ok && (g.Quote == "" || !quoted[g.Quote]) {
					g.Turn = i
					quoted[g.Quote] = true
					out = append(out, g)
				}
			}
		}
	}
	take(false)
	take(true)
	return out
}

// speaker finds who speaks, as somebody who does something.
var speaker = regexp.MustCompile(`(?i)\b(?:I|we)\b`)

// good returns what of a kind is good in an answer, if it is there.
func (d Debriefed) good(what bank.Gap) (Good, bool) {
	r := d.Whole
	g := Good{What: what, Quote: r.Quote(what)}
	if r.Doubtful() {
		return g, false // a good story, perhaps, and not to this question
	}
	switch what {
	case bank.GapResult:
		// A figure elsewhere in the answer is not that of its result.
		figure := r.Parts.Evidence.Quote
		g.Figure = r.Parts.Evidence.Present && (strings.Contains(figure, g.Quote) || strings.Contains(g.Quote, figure))
		return g, r.Parts.Result.Present
	case bank.GapKeyPoints:
		return g, len(r.KeyPoints) > 1 && !slices.ContainsFunc(r.KeyPoints, func(k feedback.KeyPoint) bool { return !k.Present })
	case bank.GapAlignment:
		// Whom a sentence without its speaker names may only be there in it.
		return g, len(r.Stakeholders) > 1 && speaker.MatchString(g.Quote)
	case bank.GapOwnPart:
		// Steps that led to nothing may be those of any story.
		return g, r.Ownership == feedback.OwnI && r.Parts.Action.Present && (r.Parts.Result.Present || r.Parts.Evidence.Present)
	}
	return g, r.Assessed && g.Quote != "" && slices.Contains(feedback.Wanted(d.Q), what)
}
