package feedback

import "greenroom/bank"

// A person is whose act is told.
type person int

const (
	byI person = iota
	byWe
	byYou // "you" for anyone
	byElided
)

// An act is one thing that the speaker, alone or among others, says that they
// do or did.
type act struct {
	sentence  int
	verb, end int // token of the verb, and the token after the last that belongs to it
	by        person
	when      tense
	denied    bool
	vague     bool // the verb hides what was done
	mental    bool // the verb is one of thinking, being or having
	progress  bool // "was doing": a circumstance more than a step
	reported  bool // somebody else says it, or it is only imagined
	aside     bool // told in a subordinate clause, as "before we had finished"
	reached   bool // the verb names an end more than a step: "we finished late"
	suffered  bool // the verb names what befell the speaker: "we lost a day"
	joint     bool // somebody else is named as its subject, too: "Naomi and I wrote"
	timed     bool // the sentence says how often or on what occasion
	specifics int  // words of its own that are not just anybody's
}

// findActs returns what the speaker does, sentence by sentence, and the index
// of the first act of each sentence.
func findActs(style bank.Style, sentences []sentence) (out []act, starts []int) {
	for i, s := range sentences {
		first := len(out)
		starts = append(starts, first)
		out = subjectActs(out, i, s.tokens)
		if len(out) == first || out[first].verb > 3 || style != bank.Behavioural && allMental(out[first:]) {
			out = elidedActs(out, style, i, s.tokens)
		}
		bound(out[first:], s.tokens)
		rules(out[first:], s.tokens)
		if cues("cadence").in(s.tokens) {
			for k := first; k < len(out); k++ {
				out[k].timed = true
			}
		}
	}
	settleTenses(style, out, sentences)
	return out, append(starts, len(out))
}

// rules takes "I don't sign before I have read" for what it is: a habit, and
// not its denial.
func rules(acts []act, t []token) {
	for i, a := range acts {
		if !a.denied || a.when != present {
			continue
		}
		for k := a.verb; k < len(t); k++ {
			if w := t[k].w; w == "before" || w == "until" || w == "unless" || w == "without" {
				acts[i].denied = false
			}
		}
	}
}

func allMental(acts []act) bool {
	for _, a := range acts {
		if !a.mental {
			return false
		}
	}
	return true
}

// subjectActs finds acts whose subject is written: "I called", "we then moved".
func subjectActs(out []act, at int, t []token) []act {
	for i := 0; i < len(t); i++ {
		by, ok := subject(t, i)
		if !ok || t[i].is(tagQuoted) {
			continue
		}
		a, ok := predicate(t, afterPartner(t, i))
		if !ok {
			continue
		}
		a.sentence, a.by, a.joint = at, by, joint(t, i)
		a.reported = reported(t, i)
		a.aside = i > 0 && asides[t[i-1].w] && !afterThat(t, i) && !whatIDid(t, i)
		if contact(t, i) {
			a.aside = true
			out = append(out, a)
			continue
		}
		out = append(out, a)
		out = coordinated(out, a, t)
	}
	return out
}

var asides = set("before until till when after because since where that if what which once while as")

// contact reports whether the subject at token i begins a clause that says which
// thing is meant, as in "I counted the tickets we opened": the noun stands right
// before it, and is the object of what somebody does.
func contact(t []token, i int) bool {
	if i < 4 || len(t) > longestPlain || t[i-1].is(tagPunct|tagFunction|tagNumber|tagPast|tagTime) {
		return false
	}
	k := i - 2
	for k > 0 && i-k < 4 && !t[k].is(tagFunction|tagPunct) {
		k--
	}
	if k < 2 || !determiner[t[k].w] || t[k].w == "this" || t[k].w == "that" {
		return false
	}
	for k--; k >= 0 && !t[k].is(tagPunct) && !fronts[t[k].w]; k-- {
		if t[k].w == "i" || t[k].w == "we" {
			return k == 0 || !fronts[t[k-1].w]
		}
	}
	return false
}

// fronts are words whose clause or phrase may stand before the main clause.
var fronts = set("if when while after before since until till because as once where whenever though although that what")

// longestPlain is how many tokens a sentence has at most that is not several
// without stops.
const longestPlain = 40

// afterThat reports whether the subject at token i follows "after that" or the
// like, which begins no subordinate clause.
func afterThat(t []token, i int) bool {
	if i < 2 || t[i-1].w != "that" {
		return false
	}
	switch t[i-2].w {
	case "after", "before", "since", "like", "with", "beyond", "of", "from", "for", "by", "on", "at":
		return true
	}
	return false
}

// whatIDid reports whether the subject at token i names a step: "what I did was ban it".
func whatIDid(t []token, i int) bool {
	if next(t, i+1) != "did" {
		return false
	}
	_, ok := namely(t, i+1)
	return ok
}

// losses are verbs of what befalls people.
var losses = set("lose lost miss missed fail failed suffer suffered")

// light are verbs that hide what was done only while nothing of their own
// stands behind them: "I'd give him a written warning" hides nothing.
var light = set("give gave given bring brought take took get got put send sent make made ask asked hold held")

// ends are verbs that say how something ended.
var ends = set("ended finished reached hit won lost missed made got saved passed failed")

func subject(t []token, i int) (person, bool) {
	switch t[i].w {
	case "i":
		return byI, true
	case "we":
		return byWe, true
	case "you":
		return byYou, true
	case "us":
		return byWe, groupOfUs(t, i)
	case "me", "myself":
		return byI, meToo(t, i)
	}
	return 0, false
}

// predicate reads auxiliaries and adverbs from token i on, up to the verb.
func predicate(t []token, i int) (act, bool) {
	a := act{when: present}
	var have, be, modal, did bool
	for ; i < len(t); i++ {
		switch w := t[i].w; {
		case w == "'d" && pastPerfect(t, i):
			have, a.when = true, past
		case w == "would", w == "'d", w == "could", w == "should", w == "will", w == "'ll", w == "shall", w == "may", w == "might", w == "can", w == "must":
			modal = true
		case w == "have", w == "has", w == "had", w == "'ve":
			if verb, ok := causative(t, i); ok {
				a.when = having(w == "had" || have, modal)
				return verbAt(a, t, verb, modal, false, false, a.when == past)
			}
			if !verbFollows(t, i+1) || possession(t, i) {
				a.verb, a.mental = i, true
				a.when = having(w == "had" || have, modal)
				return a, true
			}
			have = true
			a.when = past
		case w == "was", w == "were":
			be = true
			a.when = past
		case w == "am", w == "are", w == "'m", w == "'re", w == "be", w == "been", w == "being":
			be = true
		case w == "did":
			did = true
			if verb, ok := namely(t, i); ok {
				return verbAt(act{when: past}, t, verb, false, false, false, true)
			}
			if !verbFollows(t, i+1) {
				a.verb, a.when, a.vague = i, past, true
				return a, true
			}
		case w == "do" && verbFollows(t, i+1):
		case w == "n't", w == "not", w == "never":
			a.denied = true
		case w == "used" && next(t, i+1) == "to" && verbFollows(t, i+2):
			a.when, a.progress = past, true
			i++
		case w == "to" && have: // "had to drive"
		case w == "all", w == "both", w == "each", t[i].is(tagNumber) && i+1 < len(t) && t[i+1].is(tagVerb):
		case w == "," && i+1 < len(t) && asideEnd(t, i) > 0:
			i = asideEnd(t, i)
		case be && !t[i].is(tagIng|tagPast|tagParticiple) && !skipped(t[i]):
			a.verb, a.mental = i, true
			return a, true
		case (w == "sort" || w == "kind") && next(t, i+1) == "of":
		case skipped(t[i]) && !t[i].is(tagVerb|tagPast|tagParticiple|tagMental):
		case t[i].is(tagPunct):
			return a, false
		default:
			if verb, ok := prevailed(t, i); ok {
				if !modal && w == "got" {
					a.when = past
				}
				return verbAt(a, t, verb, modal, have, be, did || a.when == past)
			}
			return verbAt(a, t, i, modal, have, be, did)
		}
	}
	return a, false
}

// verbAt completes an act whose verb is token i.
func verbAt(a act, t []token, i int, modal, have, be, did bool) (act, bool) {
	v := t[i]
	if !v.is(tagVerb|tagPast|tagParticiple|tagIng|tagMental|tagVague) && (be || have || !unheard(t, i)) {
		return a, false
	}
	a.verb = i
	a.vague, a.mental, a.reached, a.suffered = v.is(tagVague), v.is(tagMental), ends[v.w], losses[v.w]
	switch {
	case modal && have: // "should have done": it was not done
		a.when, a.denied = past, true
	case modal:
		a.when = would
	case be && v.is(tagIng):
		a.progress = true
	case be: // "I was asked": something done to the speaker
		a.mental = true
	case did, have:
		a.when = past
	case v.w == "agreed":
		a.when, a.mental = past, false
	case a.when == past:
	case v.is(tagPast):
		a.when = past
	}
	return a, true
}

// unheard reports whether token i, which no list knows, stands where only a verb
// can: behind "I", "we" or what makes a verb of the next word.
func unheard(t []token, i int) bool {
	if t[i].tags&^tagAsked != 0 || i == 0 {
		return false
	}
	switch t[i-1].w {
	case "i", "we", "'d", "'ll", "would", "will", "can", "could", "n't", "never", "always", "then", "also", "to", "did":
		return true
	}
	return skipped(t[i-1])
}

func next(t []token, i int) string {
	if i < len(t) {
		return t[i].w
	}
	return ""
}

// skipped reports whether a token may stand between a subject and its verb.
func skipped(t token) bool {
	n := len(t.w)
	return n > 4 && t.w[n-2:] == "ly" || adverbs[t.w]
}

var adverbs = map[string]bool{
	"also": true, "then": true, "just": true, "always": true, "often": true, "never": true, "even": true, "first": true, "finally": true, "still": true,
	"already": true, "only": true, "now": true, "once": true, "usually": true, "sometimes": true, "ever": true, "again": true, "therefore": true, "probably": true,
	"maybe": true, "perhaps": true, "so": true, "kind": true, "sort": true, "of": true, "um": true, "uh": true, "er": true, "like": true, "basically": true,
	"actually": true, "myself": true, "ourselves": true, "personally": true, "quickly": true, "later": true, "soon": true, "rather": true, "really": true, "too": true,
	"next": true, "there": true, "together": true, "long": true, "half": true, "hopefully": true,
}

// asideEnd returns the comma that ends a short aside begun by the comma at i,
// as in "I, um, moved", or 0.
func asideEnd(t []token, i int) int {
	for k := i + 1; k < len(t) && k <= i+4; k++ {
		if t[k].w == "," {
			return k
		}
	}
	return 0
}

// verbFollows reports whether a verb stands at i, after adverbs at most.
func verbFollows(t []token, i int) bool {
	for ; i < len(t); i++ {
		switch {
		case t[i].w == "n't", t[i].w == "not", t[i].w == "to" && i+1 < len(t) && t[i+1].is(tagVerb), t[i].w == "been", t[i].w == "be":
		case skipped(t[i]) && !t[i].is(tagVerb|tagPast):
		default:
			return t[i].is(tagVerb | tagPast | tagParticiple | tagMental)
		}
	}
	return false
}
