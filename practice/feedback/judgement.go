package feedback

import (
	"cmp"
	"slices"
)

// A judgement is what was made of an answer's parts: what the rules found, what the
// model of sentences says of each sentence, and the model of parts of the answer.
type judgement struct {
	rules   [numParts][]finding
	ruled   [][numParts]bool    // by sentence: a rule found the part there
	scores  [][numParts]float32 // by sentence: how far it is from showing the part, and [answer.lift]
	surest  surest              // of the scores
	generic float32             // how far the answer is from being what anyone could say, above 0 where it is
	parts   [numParts]float32   // how far the answer is from showing the part, above 0 where its sentences speak for that
	found   [numParts][]finding // what shows the part, the surest sentence first; none where it is not shown
}

// ofParts says which parts an answer shows, by what its sentences come to.
var ofParts = modelOf("model/part.txt")

// judge weighs the sentences, and the answer by them.
func (a *answer) judge() judgement {
	j := judgement{rules: a.ruled()}
	j.ruled = a.flags(j.rules)
	j.scores, j.generic = a.weigh(j.ruled)
	for i := range j.scores {
		for p, x := range a.lift(i, j.ruled[i]) {
			j.scores[i][p] += x
		}
	}
	j.surest = surestOf(j.scores)
	prose := a.prose()
	for p := range j.parts {
		j.parts[p] = ofParts().sum(p, j.surest.grounds(p, j.generic))
		if prose && a.shows(p) {
			j.found[p] = a.showing(p, j)
		}
	}
	return j
}

// perhaps returns which parts are there or may be: those that the answer shows, and
// those of which a sentence by itself would, though the rest speaks against it.
func (j judgement) perhaps() (out [numParts]bool) {
	for p := range out {
		out[p] = len(j.found[p]) > 0 || slices.ContainsFunc(j.scores, func(s [numParts]float32) bool { return s[p] > 0 })
	}
	return out
}

// showing returns the sentences that show a part, if any: those by which the answer
// would show it if there were none surer. Where a rule finds the part, it knows the
// words.
func (a *answer) showing(p int, j judgement) []finding {
	of := j.surest.grounds(p, j.generic)
	order := make([]int, len(a.sentences))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(j.scores[k][p], j.scores[i][p]) })
	var out []finding
	for n, i := range order {
		// as if this were the surest, and the next the second
		of[0].value, of[1].value = max(j.scores[i][p], leastScore), leastScore
		switch {
		case n+1 < len(order):
			of[1].value = max(j.scores[order[n+1]][p], leastScore)
		case n == 0:
			of[1].value = of[0].value
		}
		if j.scores[i][p] < hardly || ofParts().sum(p, of) <= 0 {
			break
		}
		f := a.whole(i)
		if k := slices.IndexFunc(j.rules[p], func(f finding) bool { return f.sentence == i }); k >= 0 {
			f = j.rules[p][k]
		}
		out = append(out, f)
	}
	return out
}

// sure returns the findings of a part that are about as sure as the surest.
func (j judgement) sure(p int) []finding {
	all := j.found[p]
	for n, f := range all {
		if j.scores[f.sentence][p] < j.scores[all[0].sentence][p]-asSure {
			return all[:n]
		}
	}
	return all
}

const (
	// asSure is by how much less a sentence may score than the surest to be quoted
	// in its stead.
	asSure = 0.3
	// hardly is the score of a sentence below which it does not show a part, whatever
	// else there is in the answer.
	hardly = -0.35
	// support is how much less sure the model need be of a sentence in which a rule
	// finds the part.
	support = 0.3
	// underName is how much less sure the model need be of a line under the part's name.
	underName = 0.6
	// sceneOfSpeech is how much less sure the model need be of a clause of speech that it
	// sets the scene, of which it has only a piece.
	sceneOfSpeech = 0.1
	// figureOfSpeech is how much surer it must be that a figure there backs what is told:
	// what the figure is of may stand in the next clause.
	figureOfSpeech = 0.1
	// silence is what is taken off the score of a sentence that can't show a part,
	// whatever its words.
	silence = 5
)

// lift returns what is added to the scores of sentence i.
func (a *answer) lift(i int, ruled [numParts]bool) (out [numParts]float32) {
	t := a.sentences[i].tokens
	head, headed := heading(t)
	for p, yes := range ruled {
		switch {
		case !telling(t), logged(t), p == partResult && wishful(t), a.foreseen(i, p):
			out[p] = -silence
		case yes:
			out[p] = support
		}
		if headed && p == head && out[p] >= 0 && specifics(t) > 1 {
			out[p] += underName
		}
	}
	if a.sentences[i].spoken {
		out[partContext] += sceneOfSpeech
		out[partEvidence] -= figureOfSpeech
	}
	return out
}

// heading returns the part under whose name a line of notes stands: "Result: ...".
func heading(t []token) (part int, ok bool) {
	if len(t) < 3 || t[1].w != ":" {
		return 0, false
	}
	part, ok = headings[t[0].w]
	return part, ok
}

var headings = map[string]int{
	"situation": partContext, "context": partContext, "background": partContext, "scene": partContext,
	"action": partAction, "actions": partAction, "steps": partAction,
	"result": partResult, "results": partResult, "outcome": partResult,
	"lesson": partLearning, "lessons": partLearning, "learning": partLearning, "learned": partLearning, "learnt": partLearning, "takeaway": partLearning,
}

// A ground is something that speaks for or against an answer's showing a part.
type ground struct {
	name  string
	value float32
}

// Where something is clear, it is no clearer beyond these bounds, so that a word more
// or less there changes nothing elsewhere.
const (
	leastScore   = -2   // of a sentence that does not show the part
	mostAbsent   = -0.3 // of another part that is not there; from 0 on it is there
	leastGeneric = -0.3 // of an answer that not anyone could have given
	mostGeneric  = 0.5  // of one that anyone could
)

// A surest has for each part the scores of the two sentences that show it most surely,
// [leastScore] at least.
type surest struct{ first, second [numParts]float32 }

func surestOf(scores [][numParts]float32) surest {
	var s surest
	for p := range s.first {
		s.first[p], s.second[p] = leastScore, leastScore
		for _, of := range scores {
			switch x := of[p]; {
			case x > s.first[p]:
				s.first[p], s.second[p] = x, s.first[p]
			case x > s.second[p]:
				s.second[p] = x
			}
		}
	}
	if len(scores) == 1 {
		s.second = s.first // it says all that is said
	}
	return s
}

// grounds returns what there is to say of an answer's showing part p: the scores of
// its two surest sentences, which come first, whether anyone could have said it, and
// how surely the other parts are there.
func (s surest) grounds(p int, generic float32) []ground {
	out := []ground{{"first", s.first[p]}, {"second", s.second[p]}, {"generic", min(max(generic, leastGeneric), mostGeneric)}}
	for q, name := range partNames {
		if q != p {
			out = append(out, ground{name, min(max(s.first[q], mostAbsent), 0)})
		}
	}
	return out
}
