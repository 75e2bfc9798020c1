package feedback

import (
	"slices"
	"strconv"
)

// owners are whose actions an answer may tell, in the order of the model's columns.
var owners = [...]Ownership{OwnI, OwnWe, OwnMixed, OwnNone}

// ofOwners says whose actions an answer tells, in the order of [owners].
var ofOwners = modelOf("model/owner.txt")

// weighOwners returns how much speaks for each of [owners].
func (a *answer) weighOwners(hedges int) [columns]float32 {
	beside := a.company()
	scores := ofOwners().weigher(string(a.style)).weigh(func(to *sink) { a.traits(hedges, beside, to) })
	for c, x := range beside.lift() {
		scores[c] += x
	}
	return scores
}

// lift returns what is added to the scores of [owners].
func (c company) lift() (out [columns]float32) {
	if c.joint > 0 {
		out[slices.Index(owners[:], OwnMixed)] = together
	}
	return out
}

// together is how much less sure the model need be that several act where somebody is
// named as a subject beside the speaker: "Naomi and I wrote".
const together = 0.4

// ownership says whose actions are told: whichever the scores speak for most.
func ownership(scores [columns]float32) Ownership {
	best := 0
	for c := range owners {
		if scores[c] > scores[best] {
			best = c
		}
	}
	return owners[best]
}

// traits adds what the model of whose actions are told looks at in an answer: who
// acts, how often and how, its words and who is named before which, who acts beside the
// speaker, and how many of the words are its own.
func (a *answer) traits(hedges int, beside company, to *sink) {
	a.acting(to)
	a.people(to)
	i, we := a.tell(func(x act) bool { return x.mental })
	ratio("thoughts", i, we, to)
	i, we = a.tell(func(x act) bool { return !x.mental && !x.denied && !x.aside })
	ratio("acts", i, we, to)
	i, we = a.tell(func(x act) bool { return !x.mental && x.step() })
	ratio("steps", i, we, to)
	ratio("says", a.says("i"), a.says("we"), to)
	beside.add(we > 0, to)
	for _, x := range [...]struct {
		name string
		n    int
	}{
		{"plain", max(-4, min(4, int(12*a.plainness()+20.5)-20))},
		{"length", min(a.words/30, 5)},
		{"hedges", min(hedges, 3)},
		{"figures", min(a.count(func(t token) bool { return t.is(tagFigure) }), 4)},
		{"names", min(a.count(func(t token) bool { return t.is(tagProper) }), 4)},
	} {
		to.addWith(x.name, ":", strconv.Itoa(x.n))
	}
}

// people adds the words that are said, and those for people with the word after them.
func (a *answer) people(to *sink) {
	for _, s := range a.sentences {
		for k, t := range s.tokens {
			if t.is(tagQuoted | tagPunct | tagNumber) {
				continue
			}
			to.add("says:", t.w)
			if actors[t.w] {
				to.add("who:", t.w, " ", next(s.tokens, k+1))
			}
		}
	}
}

// actors are words for those who may act.
var actors = set("i we me us my our you he she they myself ourselves team together both colleague lead")

// mostActs is up to which number acts of one kind are counted.
const mostActs = 5

// acting adds who acts when and how, and how often: "does:we past concrete 2" is of
// two of them at least.
func (a *answer) acting(to *sink) {
	type kind struct {
		by                               person
		when                             tense
		concrete, mental, vague, negated bool
	}
	counts := map[kind]int{}
	for _, x := range a.acts {
		k := kind{x.by, x.when, x.concrete(), x.mental, x.vague, x.denied}
		if counts[k]++; counts[k] > mostActs {
			continue
		}
		name := whoActs[x.by] + " " + actTenses[x.when]
		for _, how := range [...]struct {
			name string
			is   bool
		}{{" concrete", k.concrete}, {" mental", k.mental}, {" vague", k.vague}, {" denied", k.negated}} {
			if how.is {
				name += how.name
			}
		}
		to.add("does:", name, " ", strconv.Itoa(counts[k]))
	}
}

var whoActs = [...]string{byI: "i", byWe: "we", byYou: "you", byElided: "unsaid"}

// ratio adds how often the speaker and the group do a thing, each by itself, both
// together, and by quarters.
func ratio(name string, i, we int, to *sink) {
	to.addWith(name, " i:", strconv.Itoa(min(i, 4)))
	to.addWith(name, " we:", strconv.Itoa(min(we, 4)))
	to.addWith(name, ":", strconv.Itoa(min(i, 3)), ",", strconv.Itoa(min(we, 3)))
	if i+we > 0 {
		to.addWith(name, " quarters:", strconv.Itoa((4*i+(i+we)/2)/(i+we)))
	}
}

// plainness returns how many more of its words any answer has than are an
// answer's own, as a share of all: -0.2 is common for a story, 0.2 for advice
// out of a book.
func (a *answer) plainness() float64 {
	words := a.count(func(t token) bool { return !t.is(tagPunct) })
	common := a.count(func(t token) bool { return t.is(tagCommon) })
	own := 0
	for _, s := range a.sentences {
		own += specifics(s.tokens)
	}
	return float64(common-own) / float64(max(words, 1))
}

// count returns how many tokens are of a kind, quotations left out.
func (a *answer) count(is func(token) bool) int {
	n := 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if is(t) && !t.is(tagQuoted) {
				n++
			}
		}
	}
	return n
}

// namesAStep reports whether the speaker says of anything what they do, however small.
func (a *answer) namesAStep() bool { return slices.ContainsFunc(a.acts, a.namesStep) }

// namesStep reports whether an act says what the speaker does, however small.
func (a *answer) namesStep(x act) bool {
	if x.mental || x.denied || x.reported || x.suffered || x.specifics < 1 || x.by != byI && x.by != byElided {
		return false
	}
	verb := a.sentences[x.sentence].tokens[x.verb].w
	if x.vague || verb == "find" { // "find a solution"
		return x.specifics >= 2 && (light[verb] || verb == "find")
	}
	return true
}
