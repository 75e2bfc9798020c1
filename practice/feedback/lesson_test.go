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
	values   []float64 // how much of each feature it has; 1 where there are none
	shows    [columns]truth
	source   string // who wrote the answer
	answer   int    // of which answer it is a sentence
	weight   float64
	lift     [columns]float32 // what is added to its scores
	taught   [columns]bool    // one of the sentences of its answer shows it, and nobody said which
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
		l.features = append(l.features, c.id(string(name)))
	}})
	slices.Sort(l.features)
	l.features = slices.Compact(l.features)
	c.lessons = append(c.lessons, l)
}

// id returns the number of a feature, a new one where it has none.
func (c *course) id(name string) int32 {
	id, ok := c.names[name]
	if !ok {
		id = int32(len(c.names))
		c.names[name] = id
	}
	return id
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

// The courses are what the models learn from.
type courses struct {
	sentences *course // what each sentence shows, the columns being the parts
	answers   *course // all features of an answer's sentences, and whether anyone could have said it
	owners    *course // whose actions an answer tells

	measures, stakeholders *course // what an answer speaks of
}

// learnable reads all labelled answers that a model may learn from.
func learnable(t *testing.T) courses {
	t.Helper()
	names := map[string]int32{} // sentences, alone or together, have the same features
	own := func() *course { return &course{names: map[string]int32{}} }
	co := courses{&course{names: names}, &course{names: names}, own(), own(), own()}
	for _, set := range []struct {
		file   string
		weight float64
	}{{"train.jsonl", 1}, {"own.jsonl", 1}, {"fresh.jsonl", 1}, {"tune.jsonl", realness}, {"examples.jsonl", authority}, {"corner.jsonl", corner}} {
		for _, l := range lessonsOf(t, set.file) {
			if set.file == "examples.jsonl" {
				l.ID = "examples-" + l.ID
			}
			l.teach(co, lesson{weight: set.weight})
		}
	}
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.All() {
		strong := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Example}
		strong.have(co, taught(q))
		weak := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Weak.Text}
		weak.lack(co, q.Weak.Lacks)
	}
	for _, c := range []*course{co.sentences, co.answers, co.owners, co.measures, co.stakeholders} {
		c.leaveOutRare(rare)
	}
	return co
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

// sentences adds those of an answer to a course, and returns the answer; nil where it
// can't be assessed. shows says what is known of sentence i.
func (l taughtAnswer) sentences(co courses, like lesson, shows func(a *answer, i int, one *lesson)) *answer {
	a := l.read()
	if a == nil {
		return nil
	}
	like.source, like.answer = l.source(), co.sentences.answers
	co.sentences.answers++
	ruled := a.flags(a.ruled())
	for i := range a.sentences {
		one, lift := like, a.lift(i, ruled[i])
		copy(one.lift[:], lift[:])
		shows(a, i, &one)
		co.sentences.add(l.Style, one, func(to *sink) { a.features(i, ruled[i], to) })
	}
	return a
}

// teach adds an answer's sentences to the courses, and itself to those of whole
// answers. like says what the lessons weigh.
func (l taughtAnswer) teach(co courses, like lesson) {
	a := l.sentences(co, like, func(a *answer, i int, one *lesson) {
		for p, shown := range l.shownBy(a, i) {
			one.shows[p] = truthOf(shown)
		}
	})
	if a == nil || l.Labels == nil {
		return // nobody has said what it is as a whole
	}
	like.source, like.answer = l.source(), co.sentences.answers-1
	whole := like
	for p, name := range partNames {
		if a.shows(p) {
			whole.shows[p] = truthOf(len(l.Spans[name]) > 0)
		}
	}
	l.together(co, a, whole, truthOf(l.Labels["generic"] == true))
	owner := like
	for c, who := range owners {
		if own, _ := l.Labels["ownership"].(string); own != "" {
			owner.shows[c] = truthOf(own == string(who))
		}
	}
	co.owners.add(l.Style, owner, func(to *sink) { a.traits(len(a.hedges()), a.company(), to) })
	l.speaks(co.measures, like, a, ofMeasures)
	l.speaks(co.stakeholders, like, a, ofStakeholders)
}

// speaks adds an answer to the course of topics that its label lists.
func (l taughtAnswer) speaks(co *course, like lesson, a *answer, of topics) {
	said, _ := l.Labels[of.name].([]any)
	named := a.named(of.name)
	like.lift = of.lift(named)
	for c, topic := range of.list {
		like.shows[c] = truthOf(slices.Contains(said, any(topic)))
	}
	co.add(l.Style, like, func(to *sink) { a.subjects(named, to) })
}

// have adds the sentences of an answer that has parts somewhere, and may have others,
// and the answer itself as one that not anyone could give.
func (l taughtAnswer) have(co courses, parts []string) {
	a := l.sentences(co, lesson{weight: realness}, func(_ *answer, _ int, one *lesson) {
		for p, name := range partNames {
			one.taught[p] = slices.Contains(parts, name)
		}
	})
	if a != nil {
		l.together(co, a, lesson{weight: 1}, no)
	}
}

// together adds all features of an answer's sentences, and whether anyone could have
// said it.
func (l taughtAnswer) together(co courses, a *answer, like lesson, generic truth) {
	like.answer, like.shows[columnGeneric] = co.sentences.answers-1, generic
	ruled := a.flags(a.ruled())
	co.answers.add(l.Style, like, func(to *sink) {
		for i := range a.sentences {
			a.features(i, ruled[i], to)
		}
	})
}

// lack adds the sentences of an answer that lacks parts, and may have others, and the
// answer itself, as one that anyone could give where it lacks depth, and as the group's
// where it lacks the speaker's own part.
func (l taughtAnswer) lack(co courses, gaps []bank.Gap) {
	lacking := map[bank.Gap]int{bank.GapContext: partContext, bank.GapDepth: partAction, bank.GapEvidence: partEvidence, bank.GapResult: partResult, bank.GapReflection: partLearning}
	a := l.sentences(co, lesson{weight: 1}, func(_ *answer, _ int, one *lesson) {
		for _, g := range gaps {
			if p, ok := lacking[g]; ok {
				one.shows[p] = no
			}
		}
	})
	if a == nil {
		return
	}
	if slices.Contains(gaps, bank.GapDepth) && slices.Contains([]bank.Style{bank.Knowledge, bank.Motivation, bank.Reverse}, a.style) {
		l.together(co, a, lesson{weight: realness}, yes) // there a lack of depth is just that
	}
	if !slices.Contains(gaps, bank.GapOwnPart) {
		return
	}
	owner := lesson{weight: corner}
	for c, who := range owners {
		owner.shows[c] = truthOf(who == OwnWe)
	}
	co.owners.add(l.Style, owner, func(to *sink) { a.traits(len(a.hedges()), a.company(), to) })
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
