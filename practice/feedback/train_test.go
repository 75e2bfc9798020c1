package feedback

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

var train = flag.Bool("train", false, "fit the models on the labelled answers and write model/*.txt")

// What the fits are made with. They were chosen by what is reached on answers of
// writers that a fit has not seen.
const (
	rounds         = 60    // passes over the lessons
	rare           = 4     // a feature of fewer lessons is left out
	slight         = 0.004 // so is a weight nearer to zero
	nearly         = 0.006 // how much worse than the best a threshold may serve
	corner         = 8     // what a case weighs that was misread once
	authority      = 6     // what one of the examples by others weighs
	realness       = 3     // what an answer weighs that was labelled by others than its writer
	sentenceStrict = 0.005 // how much a mistake counts beside large weights
	answerStrict   = 0.02  // the same for whole answers
)

// beta is how much recall counts beside precision in choosing the threshold of a
// column (F-beta): less where the model is less sure, for a wrong note costs more
// trust than a missing one.
var beta = map[string]float64{"context": 0.8, "action": 0.9, "evidence": 0.8, "result": 0.7, "learning": 0.4, "generic": 0.7}

// TestTrain fits the models anew: go test ./practice/feedback -run Train -train.
// The same labelled answers give the same weights.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("fits the models only with -train")
	}
	sentences, wholes := courses(t)
	for _, m := range []struct {
		file, of   string
		course     *course
		strictness float64
		names      [columns]string
		choice     int // columns before it have a threshold of none: the highest wins
	}{
		{"model/sentence.txt", "what a sentence shows", sentences, sentenceStrict, partNames, 0},
		{"model/answer.txt", "what an answer is as a whole", wholes, answerStrict, wholeNames, wholeGeneric},
	} {
		var weights [columns][]float64
		var bias [columns]float64
		for c, name := range m.names {
			m.course.settle(c, m.strictness)
			weights[c], bias[c] = m.course.fit(c, m.strictness, func(lesson) bool { return true })
			if c < m.choice {
				continue
			}
			threshold, precision, recall := choose(m.course.unseen(c, m.strictness), beta[name])
			bias[c] -= threshold
			t.Logf("%-9s threshold %5.2f; precision %.2f and recall %.2f on answers of writers that the fit has not seen", name, threshold, precision, recall)
		}
		if err := os.WriteFile(m.file, m.course.written(m.of, m.names, weights, bias), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// written returns the weights as the file of a model has them.
func (co *course) written(of string, columnNames [columns]string, weights [columns][]float64, bias [columns]float64) []byte {
	var lines []string
	row := func(name string, of func(c int) float64, least float64) {
		line, any := name, false
		for c := range columns {
			line += "\t"
			if w := of(c); math.Abs(w) >= least {
				line += fmt.Sprintf("%.0f", 1000*w)
				any = true
			}
		}
		if any {
			lines = append(lines, line)
		}
	}
	for name, id := range co.names {
		row(name, func(c int) float64 { return weights[c][id] }, slight)
	}
	slices.Sort(lines)
	row("bias", func(c int) float64 { return bias[c] }, 0)
	head := fmt.Sprintf("# Written by make train (%s): a feature, and in thousandths its weight for %s.\n", of, strings.Join(columnNames[:], ", "))
	return []byte(head + strings.Join(lines, "\n") + "\n")
}
