package feedback

import (
	"fmt"
	"greenroom/bank"
	"testing"
)

func TestHits(t *testing.T) {
	b, _ := bank.Load(nil)
	for _, q := range b.All() {
		for _, text := range []string{q.Example, q.Weak.Text} {
			a := parse(q, text)
			for _, f := range []string{"measures", "stakeholders"} {
				for _, s := range a.sentences {
					for i := range s.tokens {
						if h, ok := cues(f).at(s.tokens, i); ok {
							fmt.Printf("%s %s: %s [%s]\n", q.ID, f[:4], h.name, a.cut(s.tokens[h.start].start, s.tokens[h.end-1].end))
						}
					}
				}
			}
		}
	}
}
