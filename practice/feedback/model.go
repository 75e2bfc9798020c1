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
var partNames = [numParts]string{string(PartContext), string(PartAction), string(PartEvidence), string(PartResult), string(PartLearning)}

// columns is how many things a model may say of a text at most.
const columns = 6

// columnGeneric is what the model of sentences says of them all taken together: that
// anyone could have said it. The columns before it are the parts.
const columnGeneric = numParts

// A model is a linear one for each of a few things: a text shows one where the
// weights of its features come to more than zero, or the one for which they come to
// most. It was fitted on labelled answers
// (see train_test.go), and a person can read it: its file has one feature a line.
type model struct {
	index   map[string]int // of a feature in weights
	weights [][columns]float32
	bias    [columns]float32 // with the threshold taken off
}

// ofSentences says which of [partNames] a sentence shows, and of all sentences
// together whether anyone could have said it.
var ofSentences = modelOf("model/sentence.txt")

// modelOf returns what reads a model's file on first use.
func modelOf(file string) func() *model {
	return sync.OnceValue(func() *model { return readModel(file, read(file)) })
}

func readModel(file, text string) *model {
	m := &model{index: map[string]int{}}
	for line := range strings.Lines(text) {
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

// sum returns what grounds come to for column c.
func (m *model) sum(c int, of []ground) float32 {
	s := m.bias[c]
	for _, g := range of {
		s += m.weight(c, g.name) * g.value
	}
	return s
}

// weight returns what a feature counts for column c, 0 for one that the model does not
// know.
func (m *model) weight(c int, feature string) float32 {
	if k, ok := m.index[feature]; ok {
		return m.weights[k][c]
	}
	return 0
}

// A weigher adds up the weights of the features of one text after another.
type weigher struct {
	model    *model
	style    string
	seen     bits             // the features of the text
	ever     bits             // those of all texts
	together [columns]float32 // what all texts come to as one
}

func (m *model) weigher(style string) *weigher {
	n := len(m.weights)/64 + 1
	return &weigher{model: m, style: style, seen: make(bits, n), ever: make(bits, n), together: m.bias}
}

// weigh returns how far a text is from showing each column, above zero where it
// does. features adds the text's features to a sink; one that comes again counts once.
func (w *weigher) weigh(features func(*sink)) [columns]float32 {
	score := w.model.bias
	clear(w.seen)
	features(&sink{with: w.style, take: func(name []byte) {
		k, ok := w.model.index[string(name)]
		if !ok || !w.seen.add(k) {
			return
		}
		weights := &w.model.weights[k]
		for c, x := range weights {
			score[c] += x
		}
		if w.ever.add(k) {
			for c, x := range weights {
				w.together[c] += x
			}
		}
	}})
	return score
}

// bits are a set of small numbers.
type bits []uint64

// add adds a number, and reports whether it is new.
func (b bits) add(k int) bool {
	is := b[k/64]&(1<<(k%64)) != 0
	b[k/64] |= 1 << (k % 64)
	return !is
}

// weigh returns how far each sentence is from showing each part, by what the rules
// found there, its words, and where it stands, and how far all of them together are
// from what anyone could say.
func (a *answer) weigh(ruled [][numParts]bool) (scores [][numParts]float32, generic float32) {
	w := ofSentences().weigher(string(a.style))
	scores = make([][numParts]float32, len(a.sentences))
	for i := range a.sentences {
		x := w.weigh(func(to *sink) { a.features(i, ruled[i], to) })
		scores[i] = [numParts]float32(x[:numParts])
	}
	return scores, w.together[columnGeneric]
}
