package feedback

import (
	"hash/fnv"
	"os"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

// What the fit of the model of stops is made with.
const (
	stopRounds = 12   // passes over the places, of which there are many
	stopRare   = 25   // a feature of fewer places is left out
	stopSlight = 0.06 // so is a weight nearer to zero
	stopStrict = 0.02 // how much a mistake counts beside large weights
	stopBeta   = 0.8  // how much recall counts beside precision
)

// fitStops fits the model that says where speech would have a stop, and has all that is
// read from then on divided by it. What it learns from are answers with stops, which are
// taken out: the labels of an answer play no part in that.
func fitStops(t *testing.T) {
	co := stopCourse(t)
	taught := func(l lesson) bool { return hash(l.source)%4 != 0 }
	weights, bias := co.fitIn(stopRounds, 0, stopStrict, taught)
	var others []scored
	for _, l := range co.lessons {
		if !taught(l) {
			others = append(others, scored{bias + l.sum(weights), l.shows[0] == yes, l.weight})
		}
	}
	at, precision, recall := choose(others, stopBeta)
	t.Logf("%-9s threshold %5.2f; precision %.2f and recall %.2f on answers of writers that the fit has not seen", "a stop", at, precision, recall)
	stop := fitted{columns: []string{"a stop"}, names: co.names}
	stop.weights[0], stop.bias[0] = co.fitIn(stopRounds, 0, stopStrict, func(lesson) bool { return true })
	stop.bias[0] -= at
	stop.write(t, "model/stop.txt", "before which words of speech a stop would stand", stopSlight)
	text, err := os.ReadFile("model/stop.txt") // the program still holds the one before
	if err != nil {
		t.Fatal(err)
	}
	m := readModel("model/stop.txt", string(text))
	ofStops = func() *model { return m }
}

// stopCourse has a lesson for each place between two words of an answer.
func stopCourse(t *testing.T) *course {
	co := &course{names: map[string]int32{}}
	for _, file := range []string{"train.jsonl", "own.jsonl", "fresh.jsonl", "tune.jsonl", "examples.jsonl"} {
		for _, l := range lessonsOf(t, file) {
			co.stops(l.Answer, l.source())
		}
	}
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.All() {
		co.stops(q.Example, "bank")
		co.stops(q.Weak.Text, "bank")
	}
	co.leaveOutRare(stopRare)
	return co
}

// joints are what people put in the place of a stop when they speak.
var joints = [...]string{"", "and", "and then", "so", "", "and", "but"}

// stops adds the places of a text, once with nothing and once with joints in the place
// of its stops. Of where a comma stands or a clause begins anyway nobody knows
// whether people would stop there.
func (co *course) stops(text, source string) {
	p := plain(text)
	written := splitSentences(p)
	if len(written) < 3 || slices.ContainsFunc(written, func(s sentence) bool { return s.spoken || wordsIn(s.tokens) > breathless }) {
		return // nobody set its stops
	}
	for _, joined := range []bool{false, true} {
		var words []heardWord
		var is []truth
		for i, s := range written {
			begins := yes
			if i == 0 {
				begins = 0
			}
			if joined && i > 0 {
				for _, w := range strings.Fields(joints[hash(p.text[s.start:s.end])%len(joints)]) {
					words, is = append(words, heardWord{w, w}), append(is, begins)
					begins = no
				}
			}
			own, at := heard(s.tokens)
			for n, k := range at {
				place := no
				switch {
				case n == 0:
					place = begins
				case s.tokens[k-1].is(tagPunct), clauseBegins(s.tokens, k, dictated):
					place = 0
				}
				words, is = append(words, own[n]), append(is, place)
			}
		}
		for n := range words {
			if is[n] != 0 {
				l := lesson{source: source, weight: 1}
				l.shows[0] = is[n]
				co.add("", l, func(to *sink) { around(words, n, to) })
			}
		}
	}
}

// hash returns a number for a text, the same each time.
func hash(text string) int {
	h := fnv.New32a()
	h.Write([]byte(text))
	return int(h.Sum32() >> 1)
}
