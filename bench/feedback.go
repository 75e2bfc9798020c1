package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"greenroom/practice/feedback"
)

// feedback reads the pack's own examples, each drawn out to 300 words.
func (b *bench) feedback() error {
	const size = 300
	var took []time.Duration
	for _, q := range b.questions.All() {
		words := strings.Fields(q.Example)
		if len(words) == 0 {
			return fmt.Errorf("question %s has no example", q.ID)
		}
		for len(words) < size {
			words = append(words, words[:min(len(words), size-len(words))]...)
		}
		answer := strings.Join(words[:size], " ")
		for i := range 4 {
			began := time.Now()
			r := feedback.Read(q, answer)
			if i > 0 { // the first is to warm up
				took = append(took, time.Since(began))
			}
			if !r.Assessed {
				return fmt.Errorf("the example of %s is not assessed: %s", q.ID, r.Reason)
			}
		}
	}
	slices.Sort(took)
	typical := quantile(took, 0.5)
	b.table.add(row{
		what: "feedback on a 300-word answer, p50", got: micros(typical), reach: "under 2 ms", ok: typical < 2*time.Millisecond,
		note: "p99 " + micros(quantile(took, 0.99)),
	})
	return nil
}
