package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"greenroom/practice"
)

// manyPeople answer in turns, as in a busy workspace: what is kept of each lies
// elsewhere than what is kept of the next.
func manyPeople(i int) practice.Person {
	return practice.Person(fmt.Sprintf("U%08X", uint32(i%1000)*2654435761))
}

func answerOf(i int) practice.Answer {
	at := longAgo.Add(time.Duration(i) * time.Minute)
	return practice.Answer{
		ID: practice.FirstID(at), Person: manyPeople(i), Origin: practice.InThread, Question: "why-this-employer", Attempt: 1, CreatedAt: at,
		Place:    practice.Place{Channel: "C1", Thread: practice.Stamp(longAgo.UnixMicro() + int64(i/1000))},
		Messages: []practice.Message{{Stamp: practice.Stamp(at.UnixMicro()), Text: "We moved the service desk to one queue."}},
	}
}

// answered has answers given from the first number to before the last, n of them in each commit.
func answered(t testing.TB, s *Store, first, last, n int) {
	t.Helper()
	for i := first; i < last; i += n {
		err := s.Update(context.Background(), func(tx practice.Tx) (err error) {
			for k := i; k < min(i+n, last); k++ {
				err = errors.Join(err, tx.PutAnswer(answerOf(k)))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestTheAnswersOfManyPeopleTouchFewPages: each page that a commit touches is
// written whole, and the rows by which a thousand people find their answers lie
// on hundreds of them.
func TestTheAnswersOfManyPeopleTouchFewPages(t *testing.T) {
	s := inside(t)
	answered(t, s, 0, 40_000, 1000)
	const n = 16_384
	before := s.db.Stats().TxStats
	answered(t, s, 40_000, 40_000+n, 128)
	after := s.db.Stats().TxStats
	if each := float64(after.GetPageCount()-before.GetPageCount()) / n; each > 0.45 {
		t.Errorf("an answer has %.2f pages written", each)
	}
}

// TestTheTailIsRememberedFromCommitToCommit holds what is remembered of the tail
// against the file, through answers that come late or are taken back, and updates
// that fail.
func TestTheTailIsRememberedFromCommitToCommit(t *testing.T) {
	ShortenTail(t, 256)
	s := inside(t)
	rng := rand.New(rand.NewPCG(1, 2))
	refused, settled := errors.New("refused"), map[practice.ID]bool{}
	there := map[int]bool{}
	for round := range 300 {
		err := s.Update(context.Background(), func(tx practice.Tx) error {
			if round > 0 && tx.(*transaction).seen.authors == nil {
				t.Error("nothing is remembered from the last commit")
			}
			for range 1 + rng.IntN(40) {
				switch i := round*20 + rng.IntN(500); {
				case round%7 == 3:
					if err := tx.PutAnswer(answerOf(5000 + i)); err != nil {
						return err
					}
				case there[i]:
					if err := tx.DropAnswer(answerOf(i).ID); err != nil {
						return err
					}
					delete(there, i)
				default:
					if err := tx.PutAnswer(answerOf(i)); err != nil {
						return err
					}
					there[i] = true
				}
			}
			if round%7 == 3 {
				return refused
			}
			return nil
		})
		if err != nil && !errors.Is(err, refused) {
			t.Fatal(err)
		}
		settled[sameTail(t, s)] = true
		if t.Failed() {
			t.Fatalf("after round %d", round)
		}
	}
	if len(settled) < 5 {
		t.Errorf("the tail was settled %d times", len(settled)-1)
	}
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

// sameTail compares what is remembered with what is read anew, and returns behind
// which answer the tail begins.
func sameTail(t *testing.T, s *Store) (behind practice.ID) {
	t.Helper()
	err := s.View(context.Background(), func(tx practice.Tx) error {
		view := tx.(*transaction)
		behind = view.indexed()
		if view.lately == nil {
			t.Error("nothing is remembered")
			return nil
		}
		fresh, err := (&transaction{tx: view.tx}).authors()
		if err != nil {
			return err
		}
		known := slices.SortedFunc(slices.Values(*view.lately), func(a, b authored) int { return cmp.Compare(a.id, b.id) })
		if !slices.Equal(known, fresh) {
			t.Errorf("remembered %d answers of the tail, where there are %d", len(known), len(fresh))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return behind
}

// Whoever looks for what was said before something reads no more than that: people
// leaf through their answers, and each page would else read the whole tail.
func TestWhatCameAfterIsNotReadInTheTail(t *testing.T) {
	s := inside(t)
	const n = 1000
	err := s.Update(context.Background(), func(tx practice.Tx) (err error) {
		for i := range n {
			a := answerOf(i)
			a.Person = "U1"
			err = errors.Join(err, tx.PutAnswer(a))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(context.Background(), func(tx practice.Tx) error {
		seen := 0
		allocated := testing.AllocsPerRun(5, func() {
			seen = 0
			if err := tx.AnswersBy("U1", answerOf(2).ID, func(practice.Answer) bool { seen++; return true }); err != nil {
				t.Error(err)
			}
		})
		if seen != 2 || allocated > n {
			t.Errorf("%d answers are seen, with %.0f allocations", seen, allocated)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
