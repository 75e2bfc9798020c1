package feedback

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

// A lesson is a text to learn from: what is in it, and which of the columns it shows.
// Of some of the columns nobody may know.
type lesson struct {
	features []int32
	shows    [columns]truth
	source   string // who wrote the answer
	answer   int    // of which answer it is a sentence
	weight   float64
	ruled    [columns]bool // a rule found it
	taught   [columns]bool // one of the sentences of its answer shows it, and nobody said which
}

// A truth is what a person says of a text; the zero one that nobody knows.
type truth int8

const (
	yes truth = iota + 1
	no
)

func truthOf(is bool) truth {
	if is {
		return yes
	}
	return no
}

// A taughtAnswer is an answer with what its sentences show.
type taughtAnswer struct {
	ID, Style, Ask, Answer string
	Spans                  map[string][]string
	Labels                 map[string]any
}

// source is who wrote the answer: its number is written "t3-014".
func (l taughtAnswer) source() string {
	before, _, numbered := strings.Cut(l.ID, "-")
	if !numbered {
		return ""
	}
	return before
}

// lessonsOf reads labelled answers of testdata.
func lessonsOf(t *testing.T, file string) []taughtAnswer {
	t.Helper()
	content, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []taughtAnswer
	for line := range bytes.Lines(content) {
		var l taughtAnswer
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, l)
	}
	return out
}

// A course is what a model learns from: lessons of one kind of text, and the names of
// their features.
type course struct {
	names   map[string]int32
	lessons []lesson
	answers int
}

// add adds a lesson, of which features adds the features to a sink.
func (c *course) add(style string, l lesson, features func(*sink)) {
	features(&sink{with: style, take: func(name []byte) {
		id, ok := c.names[string(name)]
		if !ok {
			id = int32(len(c.names))
			c.names[string(name)] = id
		}
		l.features = append(l.features, id)
	}})
	slices.Sort(l.features)
	l.features = slices.Compact(l.features)
	c.lessons = append(c.lessons, l)
}

// leaveOutRare takes the features of fewer than some lessons out.
func (c *course) leaveOutRare(fewest int) {
	count := make([]int, len(c.names))
	for _, l := range c.lessons {
		for _, f := range l.features {
			count[f]++
		}
	}
	for i, l := range c.lessons {
		c.lessons[i].features = slices.DeleteFunc(l.features, func(f int32) bool { return count[f] < fewest })
	}
}

// courses reads all labelled answers that a model may learn from: what their
// sentences show, and what they are as a whole.
func courses(t *testing.T) (sentences, wholes *course) {
	t.Helper()
	sentences, wholes = &course{names: map[string]int32{}}, &course{names: map[string]int32{}}
	for _, set := range []struct {
		file   string
		weight float64
	}{{"train.jsonl", 1}, {"own.jsonl", 1}, {"fresh.jsonl", 1}, {"tune.jsonl", realness}, {"examples.jsonl", authority}, {"corner.jsonl", corner}} {
		for _, l := range lessonsOf(t, set.file) {
			l.teach(sentences, wholes, lesson{weight: set.weight})
		}
	}
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.All() {
		strong := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Example}
		strong.have(sentences, taught(q))
		weak := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Weak.Text}
		weak.lack(sentences, wholes, q.Weak.Lacks)
	}
	sentences.leaveOutRare(rare)
	wholes.leaveOutRare(rare)
	return sentences, wholes
}

func (l taughtAnswer) question() bank.Question {
	return bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}
}

// read takes an answer apart; nil where it can't be assessed.
func (l taughtAnswer) read() *answer {
	a := parse(l.question(), l.Answer)
	if reason, _ := refuse(a); reason != "" {
		return nil
	}
	return a
}

// teach adds an answer's sentences to a course, and itself to one of whole answers.
// like says what the lessons weigh.
func (l taughtAnswer) teach(sentences, wholes *course, like lesson) {
	a := l.read()
	if a == nil {
		return
	}
	flags := a.flags(a.ruled())
	var parts [numParts]bool
	like.source = l.source()
	for i := range a.sentences {
		one := like
		one.answer, one.ruled = sentences.answers, flags[i]
		for p, shown := range l.shownBy(a, i) {
			one.shows[p] = truthOf(shown)
			parts[p] = parts[p] || shown
		}
		sentences.add(l.Style, one, func(to *sink) { a.features(i, flags[i], to) })
	}
	sentences.answers++
	if l.Labels == nil {
		return // nobody has said what it is as a whole
	}
	whole := like
	whole.answer = wholes.answers
	for c, name := range wholeNames[:wholeGeneric] {
		if own, _ := l.Labels["ownership"].(string); own != "" {
			whole.shows[c] = truthOf(own == name)
		}
	}
	whole.shows[wholeGeneric] = truthOf(l.Labels["generic"] == true)
	wholes.add(l.Style, whole, func(to *sink) { a.traits(partsOf(parts), len(a.hedges()), to) })
	wholes.answers++
}

// have adds the sentences of an answer that has parts somewhere, and may have others.
func (l taughtAnswer) have(sentences *course, parts []string) {
	a := l.read()
	if a == nil {
		return
	}
	flags := a.flags(a.ruled())
	for i := range a.sentences {
		one := lesson{answer: sentences.answers, weight: realness, ruled: flags[i]}
		for p, name := range partNames {
			one.taught[p] = slices.Contains(parts, name)
		}
		sentences.add(l.Style, one, func(to *sink) { a.features(i, flags[i], to) })
	}
	sentences.answers++
}

// lack adds the sentences of an answer that lacks parts, and may have others, and the
// answer itself, where it lacks the speaker's own part, as the group's.
func (l taughtAnswer) lack(sentences, wholes *course, gaps []bank.Gap) {
	a := l.read()
	if a == nil {
		return
	}
	lacking := map[bank.Gap]int{bank.GapContext: partContext, bank.GapDepth: partAction, bank.GapEvidence: partEvidence, bank.GapResult: partResult, bank.GapReflection: partLearning}
	flags := a.flags(a.ruled())
	for i := range a.sentences {
		one := lesson{answer: sentences.answers, weight: 1}
		for _, g := range gaps {
			if p, ok := lacking[g]; ok {
				one.shows[p] = no
			}
		}
		sentences.add(l.Style, one, func(to *sink) { a.features(i, flags[i], to) })
	}
	sentences.answers++
	if slices.Contains(gaps, bank.GapOwnPart) {
		whole := lesson{answer: wholes.answers, weight: corner}
		for c, name := range wholeNames[:wholeGeneric] {
			whole.shows[c] = truthOf(name == string(OwnWe))
		}
		wholes.add(l.Style, whole, func(to *sink) { a.traits(Read(l.question(), l.Answer).Parts, len(a.hedges()), to) })
		wholes.answers++
	}
}

func partsOf(shown [numParts]bool) Parts {
	part := func(p int) Part { return Part{Present: shown[p]} }
	return Parts{part(partContext), part(partAction), part(partEvidence), part(partResult), part(partLearning)}
}

// shownBy returns which parts the labels see in a sentence: those of which a span
// covers half of it, or lies by half in it.
func (l taughtAnswer) shownBy(a *answer, i int) (shows [numParts]bool) {
	s := a.sentences[i]
	from, to := int(a.plain.from[s.start]), int(a.plain.from[s.end-1])+1
	for p, name := range partNames {
		for _, span := range l.Spans[name] {
			at := strings.Index(l.Answer, span)
			common := min(to, at+len(span)) - max(from, at)
			if at >= 0 && common*2 >= min(to-from, len(span)) {
				shows[p] = true
			}
		}
	}
	return shows
}
