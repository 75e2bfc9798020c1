package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"greenroom/practice"
)

const (
	people  = 1000
	channel = "C0BENCH0001"
	team    = "T0BENCH0001"
	botUser = "U0BENCHBOT1"

	textSize = 800 // bytes of an answer's text
)

// person returns the id of the i-th made-up person, from 0.
func person(i int) practice.Person {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	// The ids of a workspace are in no order.
	n := uint32(i)*2654435761 + 12345
	var id [9]byte
	for j := range id {
		id[j] = letters[n%32]
		n = n*1664525 + 1013904223 + uint32(i)
	}
	return practice.Person(fmt.Sprintf("U%04d%s", i*7919%10000, id[:6]))
}

// words are what the made-up answers are written with.
var words = strings.Fields(`
	we moved the service desk to one queue and cut backlog from four hundred tickets under sixty in a quarter
	I first asked each team lead what hurt most then wrote down three risks with owners and dates finance agreed
	because outage had cost us two days of orders so my manager wanted plan before Friday and nobody knew what
	restore would take my part was running weekly reviews talking with vendors about contracts that ended early
	after six months uptime rose to 99.95 percent while costs fell by eleven thousand euro per year I learned
	listening before deciding saves time next time would bring security into room sooner our customers noticed
	migration training budget patch incident change board stakeholder roadmap measure trust escalation`)

// texts returns n different answers of textSize bytes.
func texts(n int, rng *rand.Rand) []string {
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for sentence := 0; b.Len() < textSize; sentence++ {
			w := words[rng.IntN(len(words))]
			if b.Len() > 0 && rng.IntN(12) == 0 {
				b.WriteString(". ")
				w = strings.ToUpper(w[:1]) + w[1:]
			} else if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
		out[i] = b.String()[:textSize-1] + "."
	}
	return out
}

// posts puts n posts into a store, a minute apart up to last, and returns them.
func posts(tx practice.Tx, questions []string, n int, last time.Time) ([]practice.Post, error) {
	out := make([]practice.Post, n)
	for i := range out {
		at := last.Add(time.Duration(i-n) * time.Minute)
		out[i] = newPost(questions[i%len(questions)], at)
		if err := tx.PutPost(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func newPost(question string, at time.Time) practice.Post {
	at = at.UTC().Truncate(time.Microsecond)
	occurrence := at.Format("2006-01-02T15:04")
	return practice.Post{
		Key: "daily/" + schedule + "/" + occurrence, Schedule: schedule, Occurrence: occurrence, Channel: channel,
		Question: question, Ask: "Tell me about a time when you had to decide with half of the facts.", At: at,
		OpenUntil: at.Add(7 * 24 * time.Hour), Stamp: practice.Stamp(at.UnixMicro()),
	}
}
