package feedback

import (
	"strings"

	"greenroom/bank"
)

const (
	// knownSubject is how many words of its own a question's anatomy needs for
	// its subject to be known well enough.
	knownSubject = 30
	// longEnough is from how many words on somebody on the subject would have
	// used one of its words.
	longEnough = 25
)

// strays reports whether an answer has no word of what was asked, in any form,
// by another name, by its initials or near it. It is asked of knowledge and
// approach only, and where key points say what belongs to the subject: a story
// may be told in any words.
func (a *answer) strays(q bank.Question) bool {
	if a.own < longEnough || len(q.KeyPoints) == 0 || q.Style != bank.Knowledge && q.Style != bank.Approach {
		return false
	}
	subject, words := subjectOfQuestion(q)
	if words < knownSubject {
		return false
	}
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if !t.is(tagFunction|tagPunct|tagNumber) && subject.has(root(t.w)) {
				return false
			}
		}
	}
	return true
}

// subjectOfQuestion returns the roots of the words that a question's anatomy
// has of its own, and how many they are; the initials that may stand for some
// of them are among the roots, too. Words that say little in any answer count
// where the question itself has them.
func subjectOfQuestion(q bank.Question) (subject kindred, words int) {
	subject = newKindred()
	var shorts []string
	add := func(text string, little tag) {
		tokens := tokenize(text, 0, len(text))
		for i, t := range tokens {
			if !t.is(tagFunction | tagPunct | tagNumber | little) {
				subject.add(root(t.w))
			}
			shorts = append(shorts, initials(tokens[i:])...)
		}
	}
	const little = tagCommon | tagVague | tagMental | tagTime
	for _, text := range append([]string{q.Ask, strings.ReplaceAll(string(q.Area), "-", " ")}, q.Also...) {
		add(text, 0)
	}
	for _, k := range q.KeyPoints {
		for _, text := range append([]string{k.Point}, k.Terms...) {
			add(text, little)
		}
	}
	for _, p := range q.Structure.Parts {
		add(p.Name+": "+p.Prompt, little)
	}
	for _, text := range append(append([]string{q.Judges}, q.Evidence...), q.Signals...) {
		add(text, little)
	}
	words = len(subject.roots)
	for _, s := range shorts {
		subject.roots[s] = true
	}
	return subject, words
}

// initials returns what the first three, four and five words would be
// shortened to: "roi" for "return on investment".
func initials(t []token) []string {
	var out []string
	var short string
	for _, x := range t[:min(5, len(t))] {
		if x.is(tagPunct) {
			break
		}
		if short += x.w[:1]; len(short) >= 3 {
			out = append(out, short)
		}
	}
	return out
}
