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
	genericStrict  = 0.004 // the same for all sentences of an answer together
	partStrict     = 0.1   // for what they come to
	ownerStrict    = 0.006 // for whose actions are told
	topicStrict    = 0.015 // and for what is spoken of
)

// beta is how much recall counts beside precision in choosing the threshold of a
// column (F-beta): less where the model is less sure, for a wrong note costs more
// trust than a missing one.
var beta = map[string]float64{"context": 0.7, "action": 0.8, "evidence": 0.65, "result": 0.7, "learning": 0.34, "generic": 0.7,
	"uptime": 0.8, "ticket resolution": 0.8, "cost control": 0.8, "team performance": 0.8, "user satisfaction": 0.8,
	"service desk": 0.8, "executives": 0.8, "vendors": 0.8, "security": 0.8, "end users": 0.8}

// A fitted model is one that is about to be written.
type fitted struct {
	columns []string
	names   map[string]int32
	weights [columns][]float64
	bias    [columns]float64
}

// TestTrain fits the models anew: go test ./practice/feedback -run Train -train.
// The same labelled answers give the same weights.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("fits the models only with -train")
	}
	fitStops(t)
	isSpeech = func([]token) bool { return false }
	co := learnable(t)
	all := func(lesson) bool { return true }
	sentence := fitted{columns: append(slices.Clone(partNames[:]), "generic"), names: co.sentences.names}
	for p := range numParts {
		co.sentences.settle(p, sentenceStrict)
		sentence.weights[p], sentence.bias[p] = co.sentences.fit(p, sentenceStrict, all)
	}
	sentence.weights[columnGeneric], sentence.bias[columnGeneric] = co.answers.fit(columnGeneric, genericStrict, all)
	sentence.bias[columnGeneric] -= threshold(t, "generic", co.answers.scored(columnGeneric, genericStrict))
	sentence.write(t, "model/sentence.txt", "what a sentence shows, and all of them together", slight)

	part := fitted{columns: partNames[:], names: map[string]int32{}}
	scores := co.unseenScores()
	generics := co.answers.unseen(columnGeneric, genericStrict)
	for p, name := range partNames {
		whole := &course{names: part.names}
		for i, l := range co.answers.lessons {
			if !math.IsNaN(generics[i]) {
				whole.stand(l, surestOf(scores[l.answer]).grounds(p, float32(generics[i])))
			}
		}
		part.weights[p], part.bias[p] = whole.fit(p, partStrict, all)
		part.bias[p] -= threshold(t, name, whole.scored(p, partStrict))
	}
	part.write(t, "model/part.txt", "what an answer shows, by its sentences", slight)

	owner := fitted{names: co.owners.names}
	for c, who := range owners {
		owner.columns = append(owner.columns, string(who))
		owner.weights[c], owner.bias[c] = co.owners.fit(c, ownerStrict, all)
	}
	owner.write(t, "model/owner.txt", "whose actions an answer tells, the highest being so", slight)

	for _, of := range []struct {
		file   string
		course *course
		topics topics
	}{{"model/measure.txt", co.measures, ofMeasures}, {"model/stakeholder.txt", co.stakeholders, ofStakeholders}} {
		topic := fitted{columns: of.topics.list, names: of.course.names}
		for c, name := range topic.columns {
			topic.weights[c], topic.bias[c] = of.course.fit(c, topicStrict, all)
			topic.bias[c] -= threshold(t, name, of.course.scored(c, topicStrict))
		}
		topic.write(t, of.file, "what an answer speaks of", slight)
	}
}

// threshold chooses from which score on a column is believed.
func threshold(t *testing.T, name string, of []scored) float64 {
	at, precision, recall := choose(of, beta[name])
	t.Logf("%-9s threshold %5.2f; precision %.2f and recall %.2f on answers of writers that the fit has not seen", name, at, precision, recall)
	return at
}

// unseenScores returns by answer what each of its sentences comes to, by fits that have
// not seen its writer.
func (co courses) unseenScores() map[int][][numParts]float32 {
	var unseen [numParts][]float64
	for p := range unseen {
		unseen[p] = co.sentences.unseen(p, sentenceStrict)
	}
	out := map[int][][numParts]float32{}
	for i, l := range co.sentences.lessons {
		score := [numParts]float32(l.lift[:numParts])
		for p := range score {
			score[p] += float32(unseen[p][i])
		}
		out[l.answer] = append(out[l.answer], score)
	}
	return out
}

// stand adds a lesson on what there is to say of an answer.
func (c *course) stand(l lesson, of []ground) {
	l.features, l.values = nil, nil
	for _, g := range of {
		l.features, l.values = append(l.features, c.id(g.name)), append(l.values, float64(g.value))
	}
	c.lessons = append(c.lessons, l)
}

// write writes the file of a model.
func (f fitted) write(t *testing.T, file, of string, slight float64) {
	var lines []string
	row := func(name string, of func(c int) float64, least float64) {
		line, any := name, false
		for c := range f.columns {
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
	for name, id := range f.names {
		row(name, func(c int) float64 {
			if int(id) < len(f.weights[c]) {
				return f.weights[c][id]
			}
			return 0 // it came up only after that column was fitted
		}, slight)
	}
	slices.Sort(lines)
	row("bias", func(c int) float64 { return f.bias[c] }, 0)
	head := fmt.Sprintf("# Written by make train (%s): a feature, and in thousandths its weight for %s.\n", of, strings.Join(f.columns, ", "))
	if err := os.WriteFile(file, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
