package feedback_test

import (
	"fmt"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// Every reply in a thread is looked through while its person's envelope waits.
func BenchmarkConfidential300Words(b *testing.B) {
	text := unrepeated(6)
	for b.Loop() {
		feedback.Confidential(text)
	}
}

// An explanation is read against the points of its subject, which costs most.
func BenchmarkReadKnowledge300Words(b *testing.B) {
	all, err := bank.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	q, ok := all.Find("recovery-point-and-time")
	if !ok {
		b.Fatal("there is no such question")
	}
	text := strings.Join(strings.Fields(strings.Repeat(q.Example+" ", 4))[:300], " ")
	for i := 0; b.Loop(); i++ {
		feedback.Read(q, fmt.Sprint(text, " ", i))
	}
}

// Speech is divided into its clauses first.
func BenchmarkReadDictated300Words(b *testing.B) {
	var said []string
	for _, l := range examples(b, "train.jsonl") {
		if strings.HasPrefix(l.ID, "s1-") {
			said = append(said, strings.Fields(l.Answer)...)
		}
	}
	text := strings.Join(said[:300], " ")
	for i := 0; b.Loop(); i++ {
		feedback.Read(story, fmt.Sprint(text, " ", i))
	}
}
