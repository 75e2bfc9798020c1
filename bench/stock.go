package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/storage"
)

// schedule is the name of the one that all posts belong to.
const schedule = "weekdays"

// stockStep is how many answers of a made-up past are committed together.
const stockStep = 5000

// A stock is a store with a made-up past.
type stock struct {
	path   string
	people int   // who gave the answers
	text   int64 // bytes of all the answers' texts
}

// fill makes a store at path in which so many people gave n answers to daily questions,
// each heard by the rules as if it came from the chat: people by people, day by
// day, one in ten of them a day late.
func fill(ctx context.Context, path string, questions *bank.Bank, n, people int, progress func(done int)) (stock, error) {
	s, err := storage.OpenWith(ctx, path, team, storage.Options{NoSync: true})
	if err != nil {
		return stock{}, err
	}
	st := stock{path: path, people: people}
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	p := past{questions: questions, rng: rng, texts: texts(4096, rng), people: people, days: (n + people - 1) / people}
	for done := 0; done < n && err == nil; {
		size := min(stockStep, n-done)
		err = s.Update(ctx, func(tx practice.Tx) error { return p.live(ctx, tx, size) })
		done += size
		progress(done)
	}
	st.text = int64(n) * textSize
	return st, errors.Join(err, s.Close())
}

// fewAnswers is how many the small store has that the large one is held against.
const fewAnswers = 10_000

// manyPeople gave the answers of the large store, and people those of the small one.
const manyPeople = 5000

// stocks makes the stores of the past and looks at the size of the large one.
func (b *bench) stocks() error {
	var err error
	if b.few, err = fill(b.ctx, filepath.Join(b.dir, "few.db"), b.questions, fewAnswers, people, func(int) {}); err != nil {
		return err
	}
	last := time.Now()
	b.many, err = fill(b.ctx, filepath.Join(b.dir, "many.db"), b.questions, b.answers, manyPeople, func(done int) {
		if time.Since(last) > 5*time.Second {
			last = time.Now()
			b.say(fmt.Sprintf("  %d of %d answers", done, b.answers))
		}
	})
	if err != nil {
		return err
	}
	info, err := os.Stat(b.many.path)
	if err != nil {
		return err
	}
	times := float64(info.Size()) / float64(b.many.text)
	r := row{
		what: fmt.Sprintf("file with %d answers of %d bytes by %d people, of the text's size", b.answers, textSize, manyPeople), got: fmt.Sprintf("%.2f", times),
		reach: "at most 1.6", ok: times <= 1.6, note: fmt.Sprintf("%s of %s", mebibytes(info.Size()), mebibytes(b.many.text)),
	}
	if b.answers < 1_000_000 {
		// A file grows by 16 MiB at a time, which is much of a small one.
		r.reach = ""
	}
	b.table.add(r)
	return nil
}
