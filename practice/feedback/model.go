package feedback

import (
	"strconv"
	"strings"
	"sync"
)

// The parts by their number.
const (
	partContext = iota
	partAction
	partEvidence
	partResult
	partLearning
	numParts
)

// partNames are the parts in the order of [Parts], as the model's file names them.
var partNames = [numParts]string{"context", "action", "evidence", "result", "learning"}

// columns is how many things a model says of a text.
const columns = 5

// A model is a linear one for each of a few things: a text shows one where the
// weights of its features come to more than zero. It was fitted on labelled answers
// (see train_test.go), and a person can read it: its file has one feature a line.
type model struct {
	index   map[string]int // of a feature in weights
	weights [][columns]float32
	bias    [columns]float32 // with the threshold taken off
}

// Each model is read on first use.
var (
	// ofSentences says which of [partNames] a sentence shows.
	ofSentences = sync.OnceValue(func() *model { return readModel("model/sentence.txt") })
	// ofAnswers says which of [wholeNames] an answer is, or whose actions it tells.
	ofAnswers = sync.OnceValue(func() *model { return readModel("model/answer.txt") })
)

func readModel(file string) *model {
	m := &model{index: map[string]int{}}
	for line := range strings.Lines(read(file)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			m.line(file, strings.Split(line, "\t"))
		}
	}
	return m
}

// line takes a feature with its weight for each column, in thousandths; nothing is 0.
// The feature "bias" is in every text.
func (m *model) line(file string, fields []string) {
	var w [columns]float32
	for c, f := range fields[1:] {
		n, err := strconv.Atoi(f)
		if err != nil && f != "" {
			panic(file + ": " + err.Error()) // it is part of the binary
		}
		w[c] = float32(n) / 1000
	}
	if fields[0] == "bias" {
		m.bias = w
		return
	}
	m.index[fields[0]] = len(m.weights)
	m.weights = append(m.weights, w)
}

// A weigher adds up the weights of the features of one text after another.
type weigher struct {
	model *model
	style string
	seen  []uint64 // a bit for each feature of the text
}

func (m *model) weigher(style string) *weigher {
	return &weigher{m, style, make([]uint64, len(m.weights)/64+1)}
}

// weigh returns how far a text is from showing each column, above zero where it
// does. features adds the text's features to a sink; one that comes again counts once.
func (w *weigher) weigh(features func(*sink)) [columns]float32 {
	score := w.model.bias
	clear(w.seen)
	features(&sink{with: w.style, take: func(name []byte) {
		k, ok := w.model.index[string(name)]
		if !ok || w.seen[k/64]&(1<<(k%64)) != 0 {
			return
		}
		w.seen[k/64] |= 1 << (k % 64)
		for c, x := range w.model.weights[k] {
			score[c] += x
		}
	}})
	return score
}

// weigh returns how far each sentence is from showing each part, by what the rules
// found there, its words, and where it stands.
func (a *answer) weigh(ruled [][numParts]bool) [][numParts]float32 {
	w := ofSentences().weigher(string(a.style))
	out := make([][numParts]float32, len(a.sentences))
	for i := range a.sentences {
		out[i] = w.weigh(func(to *sink) { a.features(i, ruled[i], to) })
	}
	return out
}
