package feedback

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

var train = flag.Bool("train", false, "fit the model on the labelled sentences and write model/weights.txt")

// What the fit is made with. The folds choose the thresholds.
const (
	rounds   = 8      // passes over the sentences
	bags     = 5      // fits on sentences drawn anew each time, whose mean is taken
	orders   = 3      // in which the answers are put to make folds
	folds    = 5      // by which a threshold is found on answers that the fit has not seen
	decay    = 0.0005 // how much a weight is drawn to zero
	rate     = 0.1    // how far a step goes at first
	rare     = 3      // a feature of fewer sentences is left out
	slight   = 0.04   // so is a weight nearer to zero
	surer    = 0.7    // how much recall counts beside precision in choosing a threshold (F-beta)
	precise  = 0.86   // the precision below which a threshold is not chosen
	corner   = 8      // how often a case counts that was misread once
	others   = 3      // how often an answer counts that is labelled as a whole
	ours     = 4      // how often an answer of the built-in pack counts
	realness = 2      // how often an answer that was labelled by another than its writer counts
)

// A lesson is an answer to learn from: its sentences, with their features and what
// they show. Of some only the answer as a whole is labelled.
type lesson struct {
	sentences [][]int32
	shows     [][numParts]bool // empty where only told is known
	told      [numParts]answerLabel
	weight    int
}

// An answerLabel says whether an answer shows a part; the zero one that nobody
// knows.
type answerLabel int

const (
	shown answerLabel = iota + 1
	notShown
)

func labelOf(yes bool) answerLabel {
	if yes {
		return shown
	}
	return notShown
}

// TestTrain fits the model anew: go test ./practice/feedback -run Train -train.
// The same labelled answers give the same weights.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("fits the model only with -train")
	}
	names := map[string]int32{}
	var lessons []lesson
	for _, l := range lessonsOf(t, "train.jsonl") {
		lessons = append(lessons, l.lesson(names, 1))
	}
	for _, l := range lessonsOf(t, "tune.jsonl") {
		lessons = append(lessons, l.lesson(names, realness))
	}
	for _, l := range lessonsOf(t, "corner.jsonl") {
		lessons = append(lessons, l.lesson(names, corner))
	}
	for _, file := range []string{"own.jsonl", "fresh.jsonl", "examples.jsonl"} {
		for _, l := range lessonsOf(t, file) {
			lessons = append(lessons, l.wholeLesson(names))
		}
	}
	lessons = append(lessons, packLessons(t, names)...)
	leaveOutRare(lessons, len(names))
	var weights [numParts][]float64
	var bias [numParts]float64
	for p := range numParts {
		threshold, precision, recall := choose(lessons, p, len(names))
		weights[p], bias[p] = fitTwice(lessons, p, len(names))
		bias[p] -= threshold
		t.Logf("%-9s threshold %.2f, on folds precision %.2f, recall %.2f", partNames[p], threshold, precision, recall)
	}
	if err := os.WriteFile("model/weights.txt", written(names, weights, bias), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A taughtAnswer is an answer with what its sentences show.
type taughtAnswer struct {
	Style, Ask, Answer string
	Spans              map[string][]string
	Labels             map[string]any
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

// lesson reads an answer whose sentences are labelled.
func (l taughtAnswer) lesson(names map[string]int32, weight int) lesson {
	a, out := l.read(names)
	out.weight = weight
	for p, name := range partNames {
		out.told[p] = labelOf(len(l.Spans[name]) > 0)
	}
	for i := range out.sentences {
		out.shows = append(out.shows, l.shownBy(a, i))
	}
	return out
}

// wholeLesson reads an answer that is labelled as a whole.
func (l taughtAnswer) wholeLesson(names map[string]int32) lesson {
	_, out := l.read(names)
	out.weight = others
	for p, name := range partNames {
		out.told[p] = labelOf(l.Labels[name] == true)
	}
	return out
}

// packLessons are the strong and weak answers of the built-in pack: what a question
// teaches stands in its example, and its weak answer lacks what it is said to.
func packLessons(t *testing.T, names map[string]int32) []lesson {
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	lacking := map[bank.Gap]string{bank.GapResult: "result", bank.GapEvidence: "evidence", bank.GapReflection: "learning", bank.GapContext: "context", bank.GapDepth: "action"}
	var out []lesson
	for _, q := range b.All() {
		strong := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Example}
		_, l := strong.read(names)
		l.weight = ours
		for p, name := range partNames {
			if slices.Contains(taught(q), name) {
				l.told[p] = shown
			}
		}
		weak := taughtAnswer{Style: string(q.Style), Ask: q.Ask, Answer: q.Weak.Text}
		_, w := weak.read(names)
		w.weight = ours
		for _, g := range q.Weak.Lacks {
			if p := slices.Index(partNames[:], lacking[g]); p >= 0 {
				w.told[p] = notShown
			}
		}
		out = append(out, l, w)
	}
	return out
}

// read reads an answer as the model will, adding the names of its features. It has
// no sentences where the answer can't be assessed.
func (l taughtAnswer) read(names map[string]int32) (*answer, lesson) {
	var out lesson
	a := parse(bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}, l.Answer)
	if reason, _ := refuse(a); reason != "" {
		return a, out
	}
	flags := a.flags(a.ruled())
	for i := range a.sentences {
		var features []int32
		to := sink{with: l.Style, take: func(name []byte) {
			id, ok := names[string(name)]
			if !ok {
				id = int32(len(names))
				names[string(name)] = id
			}
			features = append(features, id)
		}}
		a.features(i, flags[i], &to)
		slices.Sort(features)
		out.sentences = append(out.sentences, slices.Compact(features))
	}
	return a, out
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

// leaveOutRare takes the features of too few sentences out.
func leaveOutRare(lessons []lesson, features int) {
	count := make([]int, features)
	for _, l := range lessons {
		for _, s := range l.sentences {
			for _, f := range s {
				count[f]++
			}
		}
	}
	for _, l := range lessons {
		for i, s := range l.sentences {
			l.sentences[i] = slices.DeleteFunc(s, func(f int32) bool { return count[f] < rare })
		}
	}
}

// fitTwice fits on the labelled sentences, and once more with the answers that are
// labelled as a whole: of one that shows a part the sentence does that the first
// fit takes for it most.
func fitTwice(lessons []lesson, p, features int) ([]float64, float64) {
	weights, bias := fit(lessons, nil, p, features)
	_ = bias // the same for each sentence
	return fit(lessons, weights, p, features)
}

// fit returns the weights and the bias of a logistic regression for a part: the
// mean of several, each by stochastic gradients with steps of its own for each
// feature, on sentences drawn with replacement.
func fit(lessons []lesson, before []float64, p, features int) ([]float64, float64) {
	type sentence struct {
		features []int32
		shows    bool
	}
	var all []sentence
	for _, l := range lessons {
		for range l.weight {
			switch {
			case len(l.sentences) == 0:
			case l.shows != nil:
				for i, s := range l.sentences {
					all = append(all, sentence{s, l.shows[i][p]})
				}
			case l.told[p] == notShown:
				for _, s := range l.sentences {
					all = append(all, sentence{s, false})
				}
			case l.told[p] == shown && before != nil:
				all = append(all, sentence{slices.MaxFunc(l.sentences, func(x, y []int32) int {
					return cmp.Compare(sum(before, x), sum(before, y))
				}), true})
			}
		}
	}
	mean, meanBias := make([]float64, features), 0.0
	for bag := range bags {
		chance := rand.New(rand.NewPCG(uint64(bag), uint64(p)))
		weights, sums := make([]float64, features), make([]float64, features)
		bias, biasSum := 0.0, 0.0
		drawn := make([]sentence, len(all))
		for i := range drawn {
			drawn[i] = all[chance.IntN(len(all))]
		}
		for range rounds {
			chance.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
			for _, s := range drawn {
				error := 1 / (1 + math.Exp(-bias-sum(weights, s.features)))
				if s.shows {
					error--
				}
				for _, f := range s.features {
					g := error + decay*weights[f]
					sums[f] += g * g
					weights[f] -= rate * g / (math.Sqrt(sums[f]) + 1e-6)
				}
				biasSum += error * error
				bias -= rate * error / (math.Sqrt(biasSum) + 1e-6)
			}
		}
		for f, w := range weights {
			mean[f] += w / bags
		}
		meanBias += bias / bags
	}
	return mean, meanBias
}

func sum(weights []float64, features []int32) float64 {
	s := 0.0
	for _, f := range features {
		s += weights[f]
	}
	return s
}

// choose returns the threshold that serves best on answers that a fit has not
// seen, and what is reached with it there.
func choose(lessons []lesson, p, features int) (threshold, precision, recall float64) {
	type seen struct {
		score  float64
		shows  bool
		weight int
	}
	var all []seen
	for k := range orders * folds {
		order, fold := rand.New(rand.NewPCG(uint64(k/folds), 7)).Perm(len(lessons)), k%folds
		var rest []lesson
		for k, i := range order {
			if k%folds != fold {
				rest = append(rest, lessons[i])
			}
		}
		weights, bias := fitTwice(rest, p, features)
		for k, i := range order {
			if k%folds != fold || len(lessons[i].sentences) == 0 || lessons[i].shows == nil {
				continue
			}
			best := math.Inf(-1)
			for _, s := range lessons[i].sentences {
				best = max(best, bias+sum(weights, s))
			}
			all = append(all, seen{best, lessons[i].told[p] == shown, lessons[i].weight})
		}
	}
	best := -1.0
	for _, at := range all {
		right, found, there := 0, 0, 0
		for _, x := range all {
			if x.shows {
				there += x.weight
			}
			if x.score > at.score {
				found += x.weight
				if x.shows {
					right += x.weight
				}
			}
		}
		pr, re := float64(right)/float64(max(1, found)), float64(right)/float64(max(1, there))
		f := (1 + surer*surer) * pr * re / max(1e-9, surer*surer*pr+re)
		if pr >= precise && f > best {
			best, threshold, precision, recall = f, at.score, pr, re
		}
	}
	return threshold, precision, recall
}

// written returns the weights as model/weights.txt has them.
func written(names map[string]int32, weights [numParts][]float64, bias [numParts]float64) []byte {
	var lines []string
	row := func(name string, of func(p int) float64, least float64) {
		line, any := name, false
		for p := range numParts {
			line += "\t"
			if w := of(p); math.Abs(w) >= least {
				line += fmt.Sprintf("%.0f", 100*w)
				any = true
			}
		}
		if any {
			lines = append(lines, line)
		}
	}
	for name, id := range names {
		row(name, func(p int) float64 { return weights[p][id] }, slight)
	}
	slices.Sort(lines)
	row("bias", func(p int) float64 { return bias[p] }, 0)
	head := "# Written by make train: a feature, and in hundredths its weight for " + strings.Join(partNames[:], ", ") + ".\n"
	return []byte(head + strings.Join(lines, "\n") + "\n")
}
