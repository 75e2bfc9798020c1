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

// A model is a linear one for each part: a sentence shows a part where the weights
// of its features come to more than zero. It was fitted on labelled sentences (see
// train_test.go), and a person can read it: weights.txt has one feature a line.
type model struct {
	index   map[string]int // of a feature in weights
	weights [][numParts]float32
	bias    [numParts]float32 // with the threshold taken off
}

// linear returns the model, read on first use.
var linear = sync.OnceValue(func() *model {
	m := &model{index: map[string]int{}}
	for line := range strings.Lines(read("model/weights.txt")) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		m.line(strings.Split(line, "\t"))
	}
	return m
})

// line takes a feature with its weight for each part, in hundredths; nothing is 0.
// The feature "bias" is in every sentence.
func (m *model) line(fields []string) {
	var w [numParts]float32
	for p, f := range fields[1:] {
		n, err := strconv.Atoi(f)
		if err != nil && f != "" {
			panic("weights.txt: " + err.Error()) // it is part of the binary
		}
		w[p] = float32(n) / 100
	}
	if fields[0] == "bias" {
		m.bias = w
		return
	}
	m.index[fields[0]] = len(m.weights)
	m.weights = append(m.weights, w)
}

// weigh returns how far each sentence is from showing each part, above zero where
// it does, by the rules' findings and its words.
func (a *answer) weigh(ruled [][numParts]bool) [][numParts]float32 {
	m := linear()
	out := make([][numParts]float32, len(a.sentences))
	seen := make([]uint64, len(m.weights)/64+1) // a bit for each feature of the sentence
	for i := range a.sentences {
		score := m.bias
		clear(seen)
		to := sink{with: string(a.style), take: func(name []byte) {
			k, ok := m.index[string(name)]
			if !ok || seen[k/64]&(1<<(k%64)) != 0 {
				return
			}
			seen[k/64] |= 1 << (k % 64)
			for p, w := range m.weights[k] {
				score[p] += w
			}
		}}
		a.features(i, ruled[i], &to)
		out[i] = score
	}
	return out
}
