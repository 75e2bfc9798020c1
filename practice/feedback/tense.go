package feedback

import (
	"slices"

	"greenroom/bank"
)

// A tense is when something takes place, in the acts of an answer as in its sentences.
type tense int

const (
	past tense = iota
	present
	would // a conditional or a plan
)

// String returns the name of a tense in what the models are told of a sentence.
func (t tense) String() string {
	return [...]string{past: "past", present: "present", would: "would"}[t]
}

// actTenses name the tenses in what the models are told of acts.
var actTenses = [...]string{past: "past", present: "now", would: "would"}

// settleTenses decides the tense of verbs such as "put", whose past is no
// other word: by the rest of their sentence, or by all that is told. Where a story
// is asked for, what is so today says little about it.
func settleTenses(style bank.Style, acts []act, sentences []sentence) {
	told, habits := 0, 0
	tenses := make([]string, len(sentences))
	for i, s := range sentences {
		tenses[i] = tenseIn(s.tokens)
		switch {
		case tenses[i] == past.String():
			told++
		case tenses[i] == present.String() && style != bank.Behavioural:
			habits++
		}
	}
	for _, a := range acts {
		switch {
		case a.by == byYou || unchanging(sentences[a.sentence].tokens[a.verb]):
		case a.when == past:
			told++
		case a.when == present && (!a.mental || sentences[a.sentence].tokens[a.verb].w == "have"):
			habits++
		}
	}
	for i, a := range acts {
		if a.when != past || a.by == byElided || !unchanging(sentences[a.sentence].tokens[a.verb]) {
			continue
		}
		today := habits > told
		switch in := tenses[a.sentence]; {
		case in == past.String():
			today = false
		case in == present.String() && style != bank.Behavioural:
			today = true
		}
		if today {
			acts[i].when = present
		}
	}
}

// unchanging reports whether a verb's past looks like its base form.
func unchanging(t token) bool { return t.is(tagPast) && lex().base[t.w] == t.w }

// pastForm reports whether a token may be a past tense, "was" and "had" among them.
func pastForm(t token) bool { return t.is(tagPast) || t.w == "was" || t.w == "were" || t.w == "had" }

// toldInPast reports whether a stretch has a past or a perfect in it: "has fallen".
func toldInPast(t []token) bool {
	return slices.ContainsFunc(t, func(x token) bool { return pastForm(x) || x.w == "has" || x.w == "have" })
}

// toldOf reports whether a finite verb of a stretch is in that tense, as far as can be seen.
func toldOf(t []token, in tense) bool {
	for k := range t {
		if when, ok := tenseOf(t, k); ok && when == in {
			return true
		}
	}
	return false
}

// tenseIn returns in which tense a sentence is told, by its verbs: "past", "present",
// "would", "mixed" of the first two, or "none".
func tenseIn(t []token) string {
	var was, is bool
	for k, x := range t {
		if x.is(tagQuoted) {
			continue
		}
		switch when, ok := tenseOf(t, k); {
		case !ok:
		case when == past:
			was = true
		case when == present:
			is = true
		default:
			return would.String()
		}
	}
	switch {
	case was && is:
		return "mixed"
	case was:
		return past.String()
	case is:
		return present.String()
	}
	return "none"
}

// tenseOf returns the tense of token k; ok is false where it is no finite verb as far
// as can be seen.
func tenseOf(t []token, k int) (when tense, ok bool) {
	switch t[k].w {
	case "was", "were", "had", "did":
		return past, true
	case "is", "are", "am", "'m", "'re", "'ve", "has", "does":
		return present, true
	case "would", "'d":
		if participle(t, afterAdverbs(t, k+1)) { // less than [pastPerfect] sees, which the models were fitted without
			return past, true
		}
		return would, true
	case "'s", "have", "do":
		return present, true
	}
	x := t[k]
	switch {
	case x.is(tagFunction|tagNumber|tagIng) || !x.is(tagVerb|tagPast|tagMental|tagVague):
		return 0, false
	case unchanging(x):
		if nowIn(t) || habits(t) {
			return present, true
		}
		return 0, false // "put" may be either
	case x.is(tagPast):
		if k > 0 && auxiliary[t[k-1].w] || k > 1 && auxiliary[t[k-2].w] && skipped(t[k-1]) {
			return 0, false
		}
		return past, true
	case k > 0 && (t[k-1].w == "i" || t[k-1].w == "we" || t[k-1].w == "they" || skipped(t[k-1]) && k > 1 && (t[k-2].w == "i" || t[k-2].w == "we")):
		return present, true
	case len(x.w) > 3 && x.w[len(x.w)-1] == 's' && k > 0 && (!t[k-1].is(tagFunction|tagPunct|tagNumber) || subjects[t[k-1].w]) && x.is(tagVerb|tagMental):
		return present, true
	}
	return 0, false
}

// subjects are the words of grammar after which a verb in -s may stand.
var subjects = set("he she it that this which who what whoever whatever nobody everybody everyone nothing everything somebody someone something one anyone none each")

// auxiliary are the words after which a past form is a participle: "was asked".
var auxiliary = set("is are was were be been being am has have had 's 're 've 'm 'd get gets got")

// pastPerfect reports whether the "'d" at token i is "had" and not "would", as in
// "I'd been told" or "I'd sort of assumed".
func pastPerfect(t []token, i int) bool {
	if i = afterAdverbs(t, i+1); next(t, i) == "sort" && next(t, i+1) == "of" {
		i = afterAdverbs(t, i+1)
	}
	return participle(t, i) || next(t, i) == "been" || next(t, i) == "had"
}

// older reports whether all that a sentence tells is told as older than the story: "the
// tape had been written for months".
func older(t []token) bool {
	had := false
	for k, x := range t {
		if (x.w == "had" || x.w == "'d") && pastPerfect(t, k) {
			had = true
			continue
		}
		if when, ok := tenseOf(t, k); ok && when != would && x.w != "been" {
			return false
		}
	}
	return had
}

// afterAdverbs returns the first token from i on that is more than an adverb.
func afterAdverbs(t []token, i int) int {
	for i < len(t) && skipped(t[i]) && !t[i].is(tagVerb|tagPast) {
		i++
	}
	return i
}

// participle reports whether token i is a past participle that is no base form.
func participle(t []token, i int) bool {
	return i < len(t) && t[i].is(tagParticiple) && lex().base[t[i].w] != t[i].w
}

// having returns the tense of a form of "have", be it the verb or one of its auxiliaries.
func having(had, modal bool) tense {
	switch {
	case modal:
		return would
	case had:
		return past
	}
	return present
}
