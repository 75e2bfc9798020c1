package feedback

import "greenroom/bank"

// coordinated adds the further verbs of one subject: "I called them, read the
// logs and moved the job". It ends where somebody else becomes the subject.
func coordinated(out []act, first act, t []token) []act {
	if first.mental && first.when != past || first.progress {
		return out
	}
	for i := first.verb + 1; i < len(t); i++ {
		_, ok := subject(t, i)
		if ok && contact(t, i) {
			continue
		}
		if ok || t[i].w == ";" || otherSubject[t[i].w] {
			return out
		}
		if !joins[t[i].w] {
			continue
		}
		k := i + 1
		for k < len(t) && (joins[t[k].w] || skipped(t[k]) && !t[k].is(tagVerb|tagPast)) {
			k++
		}
		if k < len(t) && agrees(t, k, first.when) {
			a := first
			a.verb, a.vague, a.mental, a.denied = k, t[k].is(tagVague), t[k].is(tagMental), false
			out = append(out, a)
			i = k
		}
	}
	return out
}

var joins = map[string]bool{"and": true, "then": true, ",": true, "but": true, "or": true, "&": true}

var otherSubject = map[string]bool{
	"he": true, "she": true, "they": true, "who": true, "which": true, "because": true, "since": true, "everybody": true, "everyone": true, "nobody": true,
	"if": true, "when": true, "where": true, "why": true, "whether": true, "how": true, "what": true,
}

// agrees reports whether token k can be a further verb in that tense.
func agrees(t []token, k int, w tense) bool {
	v := t[k]
	if v.is(tagQuoted|tagFunction|tagNumber) || k > 0 && determiner[t[k-1].w] {
		return false
	}
	if w == past {
		return v.is(tagPast) && next(t, k+1) != "by"
	}
	return v.is(tagVerb) && !v.is(tagPast|tagIng) && !nounish[v.w] && !nounAhead(t, k)
}

// nounAhead reports whether what follows shows that token k is a noun: "and
// training are essential".
func nounAhead(t []token, k int) bool {
	switch next(t, k+1) {
	case "is", "are", "was", "were", "of", ",", ".", "", "and", "or", ")", ":", "should", "must", "can", "will", "'s":
		return true
	}
	return false
}

// nounish are words that are a noun more often than an order.
var nounish = set("time scope contact issue staff stage name number cost risk support access force phase trust record report plan process quality focus change review trade lead work order balance target score value demand share form")

var determiner = map[string]bool{
	"the": true, "a": true, "an": true, "my": true, "our": true, "your": true, "their": true, "his": true, "her": true, "its": true, "this": true, "that": true,
	"these": true, "those": true, "no": true, "every": true, "each": true, "some": true, "any": true,
}

// elidedActs finds acts whose subject is left out, as people do in notes:
// "Killed the dupes, closed stale ones." Orders count where steps are wanted.
func elidedActs(out []act, style bank.Style, at int, t []token) []act {
	for i := range t {
		if !opens(t, i, style) || t[i].is(tagQuoted|tagFunction|tagNumber|tagIng) || begins(t, i) || found(out, at, i) {
			continue
		}
		when := past
		switch {
		case t[i].is(tagPast) && t[i].is(tagVerb|tagVague) && objectFollows(t, i+1):
		case (style == bank.Approach || style == bank.Situational) && t[i].is(tagVerb) && !t[i].is(tagPast|tagMental) && !nounish[t[i].w] && objectFollows(t, i+1):
			when = present
		default:
			continue
		}
		a := act{sentence: at, verb: i, by: byElided, when: when, vague: t[i].is(tagVague), mental: t[i].is(tagMental)}
		out = append(out, a)
		return coordinated(out, a, t)
	}
	return out
}

// opens reports whether token i begins a sentence, or a clause after a colon,
// a dash or a short label such as "What I did:".
func opens(t []token, i int, style bank.Style) bool {
	if i == 0 {
		return true
	}
	switch t[i-1].w {
	case ":":
		return !choices(t[:i])
	case ";", "—", "–", ")":
		return true
	case ",", "then", "and":
		return i <= 2 || (style == bank.Approach || style == bank.Situational) && !t[i].is(tagPast)
	}
	return false
}

// found reports whether the verb at token i of sentence at is an act already, with
// its subject.
func found(acts []act, at, i int) bool {
	for k := len(acts) - 1; k >= 0 && acts[k].sentence == at; k-- {
		if acts[k].verb == i {
			return true
		}
	}
	return false
}

// begins reports whether token i begins the subject of a clause, as in "Repeat
// faults were rare", or speaks to the hearer, as in "Give me a week".
func begins(t []token, i int) bool {
	for k := i + 1; k < len(t) && k <= i+3; k++ {
		switch w := t[k].w; {
		case w == "me", w == "is", w == "are", w == "was", w == "were", w == "has", w == "can", w == "should", w == "will", w == "must", w == "would", w == "does":
			return w != "me" || k == i+1 && !t[i].is(tagPast)
		case t[k].is(tagPunct|tagFunction) && !t[k].is(tagNumber):
			return false
		}
	}
	return false
}

// choices reports whether what follows is a list of what could be done.
func choices(t []token) bool {
	for _, x := range t {
		switch x.w {
		case "ways", "options", "choices", "possibilities", "alternatives":
			return true
		}
	}
	return false
}

// objectFollows reports whether what follows token i-1 can be its object.
func objectFollows(t []token, i int) bool {
	if i >= len(t) {
		return false
	}
	switch w := t[i].w; {
	case determiner[w], t[i].is(tagNumber | tagProper):
		return true
	case w == "up", w == "out", w == "off", w == "down", w == "in", w == "on", w == "back", w == "everyone", w == "everybody", w == "them", w == "him", w == "her", w == "it", w == "two", w == "all":
		return true
	case t[i].is(tagFunction | tagPunct | tagPast):
		return false
	}
	return true
}

// bound ends each act where the next begins, and counts the specific words
// between.
func bound(acts []act, t []token) {
	for i := range acts {
		end := len(t)
		if i+1 < len(acts) {
			end = acts[i+1].verb
		}
		acts[i].end = max(end, acts[i].verb+1)
		for k := acts[i].verb + 1; k < end; k++ {
			if t[k].w == ":" {
				end = k // what is listed after a colon is no part of the step
			}
		}
		acts[i].specifics = specifics(t[acts[i].verb+1 : max(end, acts[i].verb+1)])
		if employed(acts[i], t) {
			acts[i].mental = true // where somebody was, and no step
		}
		if !acts[i].vague && !acts[i].mental {
			acts[i].specifics++
		}
	}
}

// specifics counts the words that make a stretch of text concrete: neither
// grammar, nor anybody's words, nor the question's own.
func specifics(t []token) int {
	n := 0
	for _, x := range t {
		switch {
		case x.is(tagPunct | tagFunction | tagVague | tagMental | tagAsked):
		case x.is(tagCommon) && !x.is(tagProper):
		case skipped(x) && !x.is(tagNumber):
		default:
			n++
		}
	}
	return n
}

// reported reports whether the subject at token i stands in what others say or
// in a mere possibility: "they'd say that I listen", "if I started again".
func reported(t []token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch t[k].w {
		case "say", "says", "said", "told", "if", "whether":
			return t[k].w != "told" || t[i-1].w == "that"
		case "hope", "think", "feel":
			return k > 0 && t[k-1].w != "i" && t[k-1].w != "just"
		}
	}
	return false
}

// concrete reports whether the act is a specific step and not the name of one.
func (a act) concrete() bool {
	if a.denied || a.mental || a.suffered || a.progress || a.reported || a.vague && a.aside {
		return false
	}
	if a.vague {
		return a.specifics >= 3
	}
	return a.specifics >= 2 // the verb itself is one of them
}
