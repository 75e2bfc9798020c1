package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"greenroom/practice"
	"greenroom/storage"
)

// page asks for pages of people's own answers in both stores.
func (b *bench) page() error {
	few, err := b.pages(b.few)
	if err != nil {
		return err
	}
	many, err := b.pages(b.many)
	if err != nil {
		return err
	}
	typical, before := quantile(many, 0.5), quantile(few, 0.5)
	b.table.add(row{
		what: fmt.Sprintf("a page of one's own answers with %d stored, p50", b.answers), got: micros(typical), reach: "under 200 µs",
		ok: typical < 200*time.Microsecond, note: "p99 " + micros(quantile(many, 0.99)),
	})
	times := float64(typical) / float64(before)
	b.table.add(row{
		what: fmt.Sprintf("the same, of that with %d", fewAnswers), got: fmt.Sprintf("%.2f", times), reach: "at most 2", ok: times <= 2,
		note: fmt.Sprintf("%s, p99 %s", micros(before), micros(quantile(few, 0.99))),
	})
	return nil
}

func (b *bench) pages(of stock) (took []time.Duration, err error) {
	s, err := storage.Open(b.ctx, of.path, team)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	coach := &practice.Coach{Store: s, Bank: b.questions, Now: time.Now}
	rng := rand.New(rand.NewPCG(3, 3))
	for i := range 6000 {
		who := person(rng.IntN(of.people))
		began := time.Now()
		page, err := coach.Mine(b.ctx, who, practice.Filter{}, 0)
		if err != nil {
			return nil, err
		}
		if i >= 2000 { // the first are to warm up
			took = append(took, time.Since(began))
		}
		if len(page.Answers) == 0 {
			return nil, fmt.Errorf("%s has no answers in %s", who, of.path)
		}
	}
	slices.Sort(took)
	return took, nil
}
