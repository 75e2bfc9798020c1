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
	// chance is from how many words on a word or two of the subject come by chance.
	chance = 40
)

// far says for each style below which nearness an answer is probably to something
// else. Of 215 answers to the built-in questions that the values were set with, 7
// lie below it, one of them neither weak nor a ramble; of answers to another question of the same
// style about four in ten do, but of stories, which may be told in any words, one
// in six.
var far = map[bank.Style]float64{
	bank.Knowledge: 0.05, bank.Approach: 0.03, bank.Situational: 0.03, bank.Behavioural: 0.02, bank.Motivation: 0.02,
}

// nothingNear is below which nearness an explanation is surely of something else.
const nothingNear = 0.04

// aim looks how near an answer is to what was asked, in any form of its words, by
// another name or by its initials. It strays where that is sure, which it is for
// knowledge and approach only; it is doubtful where it may stray.
func (a *answer) aim(q bank.Question) (strayed, doubtful bool) {
	if a.own < longEnough || q.Style == bank.Reverse {
		return false, false
	}
	subject, words := subjectOfQuestion(q)
	if words < knownSubject {
		return false, false
	}
	all, core := a.touches(subject), a.touches(coreOfQuestion(q))
	near := float64(all+2*core) / float64(a.own)
	if len(q.KeyPoints) > 0 && (q.Style == bank.Knowledge || q.Style == bank.Approach) {
		strayed = all == 0 || q.Style == bank.Knowledge && near < nothingNear && a.own >= chance
	}
	return strayed, strayed || all == 0 || near < far[q.Style] && a.own >= chance
}

// touches returns how many different words of a subject the answer has.
func (a *answer) touches(subject kindred) int {
	seen := map[string]bool{}
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if r := root(t.w); !t.is(tagFunction|tagPunct|tagNumber) && subject.has(r) {
				seen[r] = true
			}
		}
	}
	return len(seen)
}

// littleWords say little in any answer.
const littleWords = tagCommon | tagVague | tagMental | tagTime

// coreOfQuestion returns the roots of the words that carry a question: its
// wordings' and its key points'.
func coreOfQuestion(q bank.Question) kindred {
	core := newKindred()
	texts := append([]string{q.Ask}, q.Also...)
	for _, k := range q.KeyPoints {
		texts = append(append(texts, k.Point), k.Terms...)
	}
	for _, text := range texts {
		for _, t := range tokensOfBank(text) {
			if !t.is(tagFunction | tagPunct | tagNumber | littleWords) {
				core.add(root(t.w))
			}
		}
	}
	return core
}

// subjectOfQuestion returns the roots of the words that a question's anatomy
// has of its own, and how many they are; the initials that may stand for some
// of them are among the roots, too. Words that say little in any answer count
// where the question itself has them.
func subjectOfQuestion(q bank.Question) (subject kindred, words int) {
	subject = newKindred()
	var shorts []string
	add := func(text string, little tag) {
		tokens := tokensOfBank(text)
		for i, t := range tokens {
			if !t.is(tagFunction | tagPunct | tagNumber | little) {
				subject.add(root(t.w))
			}
			shorts = append(shorts, initials(tokens[i:])...)
		}
	}
	for _, text := range append([]string{q.Ask, strings.ReplaceAll(string(q.Area), "-", " ")}, q.Also...) {
		add(text, 0)
	}
	for _, k := range q.KeyPoints {
		for _, text := range append([]string{k.Point}, k.Terms...) {
			add(text, littleWords)
		}
	}
	for _, p := range q.Structure.Parts {
		add(p.Name+": "+p.Prompt, littleWords)
	}
	for _, text := range append(append([]string{q.Judges}, q.Evidence...), q.Signals...) {
		add(text, littleWords)
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
