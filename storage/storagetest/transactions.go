package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"greenroom/practice"
)

var errOnPurpose = errors.New("on purpose")

var transactions = []test{
	{"what was written is there after reopening", func(s *shelf) {
		s.update(func(tx practice.Tx) error { return tx.PutAsked("C1", "q1", 3) })
		s.reopen()
		s.counts("C1", map[string]int{"q1": 3})
	}},

	{"fifty writers lose no update", func(s *shelf) {
		const writers, each = 50, 10
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					err := s.store.Update(context.Background(), func(tx practice.Tx) error {
						asked, err := tx.Asked("C1")
						if err != nil {
							return err
						}
						if err := tx.PutAsked("C1", "shared", asked["shared"]+1); err != nil {
							return err
						}
						return tx.PutAsked("C1", fmt.Sprintf("own-%d-%d", w, i), 1)
					})
					if err != nil {
						s.t.Errorf("writer %d: %v", w, err)
					}
				}
			})
		}
		wg.Wait()
		s.reopen()
		want := map[string]int{"shared": writers * each}
		for w := range writers {
			for i := range each {
				want[fmt.Sprintf("own-%d-%d", w, i)] = 1
			}
		}
		s.counts("C1", want)
	}},

	{"what was acknowledged is seen by the next view", func(s *shelf) {
		var wg sync.WaitGroup
		for w := range 20 {
			wg.Go(func() {
				q := fmt.Sprint("q", w)
				for i := 1; i <= 10; i++ {
					err := s.store.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", q, i) })
					var got int
					err = errors.Join(err, s.store.View(context.Background(), func(tx practice.Tx) error {
						asked, err := tx.Asked("C1")
						got = asked[q]
						return err
					}))
					if err != nil || got != i {
						s.t.Errorf("%s: got %d after %d was written (%v)", q, got, i, err)
					}
				}
			})
		}
		wg.Wait()
	}},

	{"an update that fails after writing leaves nothing and disturbs nobody", func(s *shelf) {
		// The first holds the others up, so that a store that commits neighbours
		// together has them wait for the next commit.
		begun, goOn := make(chan bool, 1), make(chan bool)
		var wg sync.WaitGroup
		wg.Go(func() {
			err := s.store.Update(context.Background(), func(tx practice.Tx) error {
				select {
				case begun <- true:
				default:
				}
				<-goOn
				return tx.PutAsked("C1", "first", 1)
			})
			if err != nil {
				s.t.Errorf("first: %v", err)
			}
		})
		<-begun
		var started sync.WaitGroup
		for i := range 30 {
			started.Add(1)
			wg.Go(func() {
				started.Done()
				bad := i%3 == 1
				err := s.store.Update(context.Background(), func(tx practice.Tx) error {
					asked, err := tx.Asked("C1")
					if err != nil {
						return err
					}
					if asked["bad"] != 0 {
						return errors.New("sees what a failed neighbour wrote")
					}
					if bad {
						if err := tx.PutAsked("C1", "bad", 1); err != nil {
							return err
						}
						return errOnPurpose
					}
					return tx.PutAsked("C1", "good", asked["good"]+1)
				})
				if bad && err != errOnPurpose {
					s.t.Errorf("the failing update returned %v, not its own error as it is", err)
				}
				if !bad && err != nil {
					s.t.Errorf("its neighbour: %v", err)
				}
			})
		}
		started.Wait()
		close(goOn)
		wg.Wait()
		s.reopen()
		s.counts("C1", map[string]int{"first": 1, "good": 20})
	}},

	{"an update that panics leaves nothing and the store goes on", func(s *shelf) {
		func() {
			defer func() { _ = recover() }()
			err := s.store.Update(context.Background(), func(tx practice.Tx) error {
				_ = tx.PutAsked("C1", "q1", 1)
				panic("on purpose")
			})
			if err == nil {
				s.t.Error("no error of an update that panicked")
			}
		}()
		func() {
			defer func() { _ = recover() }()
			_ = s.store.View(context.Background(), func(practice.Tx) error { panic("on purpose") })
		}()
		s.counts("C1", map[string]int{})
		s.update(func(tx practice.Tx) error { return tx.PutAsked("C1", "q1", 2) })
		s.counts("C1", map[string]int{"q1": 2})
	}},

	{"a view returns its function's error", func(s *shelf) {
		err := s.store.View(context.Background(), func(practice.Tx) error { return errOnPurpose })
		if !errors.Is(err, errOnPurpose) {
			s.t.Errorf("got %v", err)
		}
	}},

	{"an update sees its own writes", func(s *shelf) {
		s.update(func(tx practice.Tx) error {
			if err := tx.PutAsked("C1", "q1", 7); err != nil {
				return err
			}
			asked, err := tx.Asked("C1")
			if asked["q1"] != 7 {
				return fmt.Errorf("got %v", asked)
			}
			return err
		})
	}},

	{"what an update writes without a value it sees at once", func(s *shelf) {
		s.update(func(tx practice.Tx) error {
			if err := tx.PutGone("C1", 11); err != nil {
				return err
			}
			if id, gone, err := tx.Heard("C1", 11); id != 0 || !gone || err != nil {
				return fmt.Errorf("a message that was deleted is heard as %d, gone %v (%w)", uint64(id), gone, err)
			}
			if err := errors.Join(tx.PutAnswer(inThread(7, "U1", 1, 21)), tx.DropAnswer(7)); err != nil {
				return err
			}
			if id, gone, err := tx.Heard("C1", 21); id != 0 || !gone || err != nil {
				return fmt.Errorf("a message of a dropped answer is heard as %d, gone %v (%w)", uint64(id), gone, err)
			}
			return nil
		})
		s.update(func(tx practice.Tx) error {
			p := practice.Post{Key: "p", Schedule: "s", Channel: "C1", At: noon(0)}
			if err := tx.PutPost(p); err != nil {
				return err
			}
			p.Stamp = 5
			return tx.PutPost(p)
		})
		same(s, "unsure", s.unsure("C1"), nil)
		s.update(func(tx practice.Tx) error {
			_, first, err := tx.Once("k", "", noon(0))
			_, again, err2 := tx.Once("k", "", noon(0))
			if !first || again {
				return fmt.Errorf("Once: %v, then %v", first, again)
			}
			return errors.Join(err, err2)
		})
	}},

	{"a view sees a state that does not change under it", func(s *shelf) {
		s.update(func(tx practice.Tx) error { return tx.PutAsked("C1", "q1", 1) })
		s.view(func(tx practice.Tx) error {
			written := make(chan error)
			go func() {
				written <- s.store.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q1", 2) })
			}()
			if err := <-written; err != nil {
				return err
			}
			asked, err := tx.Asked("C1")
			if asked["q1"] != 1 {
				return fmt.Errorf("the view sees %d, which was written after it began", asked["q1"])
			}
			return err
		})
		s.counts("C1", map[string]int{"q1": 2})
	}},

	{"writes in a view fail", func(s *shelf) {
		s.put(putAnswer(sample[practice.Answer]()), putPost(practice.Post{Key: "p"}), func(tx practice.Tx) error {
			return tx.PutStray(practice.Said{Place: practice.Place{Channel: "C1", Thread: 1}, Stamp: 2})
		})
		for name, write := range writes {
			if err := s.store.View(context.Background(), write); err == nil {
				s.t.Errorf("%s in a view: no error", name)
			}
		}
	}},

	{"a cancelled context runs nothing", func(s *shelf) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		ran := false
		f := func(practice.Tx) error {
			ran = true
			return nil
		}
		if err := s.store.View(ctx, f); !errors.Is(err, context.Canceled) {
			s.t.Errorf("View: %v", err)
		}
		if err := s.store.Update(ctx, f); !errors.Is(err, context.Canceled) {
			s.t.Errorf("Update: %v", err)
		}
		if ran {
			s.t.Error("the function ran")
		}
	}},
}

// writes is every method that writes.
var writes = map[string]func(practice.Tx) error{
	"PutAnswer":       func(tx practice.Tx) error { return tx.PutAnswer(practice.Answer{ID: 9, Person: "U1"}) },
	"DropAnswer":      func(tx practice.Tx) error { return tx.DropAnswer(sample[practice.Answer]().ID) },
	"PutGone":         func(tx practice.Tx) error { return tx.PutGone("C1", 1) },
	"PutPost":         func(tx practice.Tx) error { return tx.PutPost(practice.Post{Key: "k"}) },
	"PutStray":        func(tx practice.Tx) error { return tx.PutStray(practice.Said{}) },
	"TakeStrays":      func(tx practice.Tx) error { _, err := tx.TakeStrays("C1"); return err },
	"PutAsked":        func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) },
	"PutReading":      func(tx practice.Tx) error { return tx.PutReading(practice.Reading{Post: "p"}) },
	"PutGap":          func(tx practice.Tx) error { return tx.PutGap(practice.Gap{}) },
	"PutTrouble":      func(tx practice.Tx) error { return tx.PutTrouble(practice.Trouble{Channel: "C1"}) },
	"DropTrouble":     func(tx practice.Tx) error { return tx.DropTrouble("C1") },
	"PutStanding":     func(tx practice.Tx) error { return tx.PutStanding(practice.Standing{Schedule: "s"}) },
	"PutFate":         func(tx practice.Tx) error { return tx.PutFate("s", "o", practice.Posted) },
	"PutPosting":      func(tx practice.Tx) error { return tx.PutPosting(practice.Posting{Key: "k"}) },
	"PutDeadline":     func(tx practice.Tx) error { return tx.PutDeadline(practice.Deadline{At: noon(0)}) },
	"DropDeadline":    func(tx practice.Tx) error { return tx.DropDeadline(practice.Deadline{At: noon(0)}) },
	"PutRound":        func(tx practice.Tx) error { return tx.PutRound(practice.Round{ID: "r", Person: "U1"}) },
	"PutProfile":      func(tx practice.Tx) error { return tx.PutProfile(practice.Profile{Person: "U1"}) },
	"Once":            func(tx practice.Tx) error { _, _, err := tx.Once("new", "", noon(0)); return err },
	"PutStory":        func(tx practice.Tx) error { return tx.PutStory(practice.Story{ID: 9, Person: "U1"}) },
	"PutPreparation":  func(tx practice.Tx) error { return tx.PutPreparation(practice.Preparation{Person: "U1"}) },
	"DropPreparation": func(tx practice.Tx) error { return tx.DropPreparation("U1") },
	"PutAct":          func(tx practice.Tx) error { return tx.PutAct(practice.Act{At: noon(0)}) },
}

// counts fails the test where a channel's questions were not asked that often.
func (s *shelf) counts(channel string, want map[string]int) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		got, err := tx.Asked(channel)
		s.equal("asked in "+channel, got, want)
		return err
	})
}
