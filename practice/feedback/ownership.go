package feedback

import (
	"slices"

	"greenroom/bank"
)

// ownership says whose actions are told. What the speaker thinks, is or has is
// no action; nor is what "we" as a firm had, were or came to. A single "we"
// beside what the speaker did is the firm's, unless somebody is named who acted
// with them.
func (a *answer) ownership() Ownership {
	i, we := a.tell(func(x act) bool { return !x.mental && x.step() })
	some, _ := a.tell(func(x act) bool { return !x.mental && !x.denied && !x.aside })
	switch {
	case i+we == 0:
		return a.vaguely()
	case we == 0:
		return OwnI
	case i == 0 && we == 1 && some > 0 && a.says("i") >= 4:
		return OwnI
	case i == 0, i == 1 && we >= 3:
		return OwnWe
	case we >= 2 && we*2 >= i, i <= 2*we && a.says("we") > we && i > 1, a.shared(),
		i == we && a.style == bank.Approach:
		return OwnMixed
	}
	return OwnI
}

// step reports whether an act is one that somebody can be asked about: it says
// what was done, or that something was.
func (x act) step() bool {
	if x.denied || x.progress || x.aside || x.reached || x.suffered {
		return false
	}
	return x.concrete() || x.when == past && !x.vague
}

// vaguely says whose actions are told where none of them is clear. A piece of
// knowledge is told by nobody; in a story, what the speaker thought or felt
// is enough.
func (a *answer) vaguely() Ownership {
	i, we := a.tell(func(x act) bool { return !x.mental && !x.denied && (!x.aside || x.when == past && x.by == byI) })
	felt, _ := a.tell(func(x act) bool {
		return x.mental && x.when == past && a.sentences[x.sentence].tokens[x.verb].is(tagMental)
	})
	switch {
	case i < we, i == 0 && a.says("i") == 0 && a.says("we") > 0:
		return OwnWe
	case a.style == bank.Knowledge && i < 2, i == 0 && (felt == 0 || a.style != bank.Behavioural):
		return OwnNone
	}
	return OwnI
}

// tell counts the acts of the speaker alone and of the group, of those that
// the rule takes. Steps told as orders are the speaker's where no group acts.
func (a *answer) tell(takes func(act) bool) (i, we int) {
	orders := 0
	for _, x := range a.acts {
		switch {
		case x.reported, !takes(x):
		case x.by == byI, x.by == byElided && x.when == past:
			i++
		case x.by == byElided:
			orders++
		case x.by == byWe:
			we++
		}
	}
	if we == 0 {
		i += orders
	}
	return i, we
}

// says returns how often a word is said.
func (a *answer) says(w string) int {
	n := 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if t.w == w && !t.is(tagQuoted) {
				n++
			}
		}
	}
	return n
}

// shared reports whether somebody is named who acted with the speaker.
func (a *answer) shared() bool {
	return slices.ContainsFunc(a.acts, func(x act) bool { return x.joint }) ||
		slices.ContainsFunc(a.sentences, func(s sentence) bool { return cues("partners").in(s.tokens) })
}

// joint reports whether the "I" at token i is the second of two who act, as in
// "My deputy and I wrote": nobody acts in what stands before it in the clause.
func joint(t []token, i int) bool {
	if t[i].w != "i" || i < 2 || t[i-1].w != "and" && t[i-1].w != "&" {
		return false
	}
	k := i - 2
	for ; k >= 0 && i-k <= longestPartner; k-- {
		switch w := t[k].w; {
		case t[k].is(tagPunct), w == "then", w == "so", w == "after", w == "later":
			return k < i-2
		case w == "i", w == "it", w == "they", w == "that", w == "this", w == "do", w == "was", w == "is", t[k].is(tagPast|tagIng) && w != "lead" && w != "left":
			return false
		}
	}
	return k < 0
}

// longestPartner is how many tokens may name the one who acts with the speaker.
const longestPartner = 8
