package storagetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"greenroom/practice"
)

var thread = practice.Place{Channel: "C1", Thread: practice.Stamp(noon(0).UnixMicro())}

// inThread is an answer said n minutes after its post, in messages of those stamps.
func inThread(id practice.ID, by practice.Person, minutes int, stamps ...practice.Stamp) practice.Answer {
	a := practice.Answer{ID: id, Person: by, Origin: practice.InThread, Place: thread, CreatedAt: noon(minutes)}
	for _, at := range stamps {
		a.Messages = append(a.Messages, practice.Message{Stamp: at, Text: fmt.Sprint("said at ", at)})
	}
	return a
}

var answers = []test{
	{"one's own answers come newest first, from below where one asks", func(s *shelf) {
		const latest = practice.ID(1<<64 - 1)
		for _, id := range []practice.ID{5, 300, latest, 1 << 40, 20} {
			s.put(putAnswer(practice.Answer{ID: id, Person: "U1", Origin: practice.InPrivate}))
		}
		// Neighbours whose names begin alike.
		for i, p := range []practice.Person{"U", "U10", "U1x", "U2"} {
			s.put(putAnswer(practice.Answer{ID: practice.ID(100 + i), Person: p, Origin: practice.InPrivate}))
		}
		for _, c := range []struct {
			by     practice.Person
			before practice.ID
			stop   int
			want   []practice.ID
		}{
			{"U1", 0, 9, []practice.ID{latest, 1 << 40, 300, 20, 5}},
			{"U1", 1 << 40, 9, []practice.ID{300, 20, 5}},
			{"U1", 299, 9, []practice.ID{20, 5}},
			{"U1", 300, 1, []practice.ID{20}},
			{"U1", 5, 9, nil},
			{"U1", latest, 9, []practice.ID{1 << 40, 300, 20, 5}},
			{"U10", 0, 9, []practice.ID{101}},
			{"U", 0, 9, []practice.ID{100}},
			{"U9", 0, 9, nil},
		} {
			s.view(func(tx practice.Tx) error {
				var got []practice.ID
				err := tx.AnswersBy(c.by, c.before, func(a practice.Answer) bool {
					got = append(got, a.ID)
					return len(got) < c.stop
				})
				same(s, fmt.Sprintf("AnswersBy(%s, %d)", c.by, uint64(c.before)), got, c.want)
				return err
			})
		}
	}},

	{"everybody's answers come in the order of their ids, from above where one asks", func(s *shelf) {
		for _, id := range []practice.ID{9, 300, 1 << 40, 20} {
			s.put(putAnswer(practice.Answer{ID: id, Person: practice.Person(fmt.Sprint("U", id)), Origin: practice.InPrivate}))
		}
		for after, want := range map[practice.ID][]practice.ID{0: {9, 20, 300}, 9: {20, 300, 1 << 40}, 299: {300, 1 << 40}, 1 << 40: nil} {
			s.view(func(tx practice.Tx) error {
				var got []practice.ID
				err := tx.AnswersAfter(after, func(a practice.Answer) bool {
					got = append(got, a.ID)
					return len(got) < 3
				})
				same(s, fmt.Sprintf("AnswersAfter(%d)", uint64(after)), got, want)
				return err
			})
		}
	}},

	{"the last answer that was passed is remembered", func(s *shelf) {
		passed := func(want practice.ID) {
			s.view(func(tx practice.Tx) error {
				got, err := tx.Passed()
				same(s, "Passed()", []practice.ID{got}, []practice.ID{want})
				return err
			})
		}
		passed(0)
		s.put(func(tx practice.Tx) error { return tx.PutPassed(77) })
		s.reopen()
		passed(77)
	}},

	{"an answer is found by the very transaction that puts it, and no more once it is dropped", func(s *shelf) {
		s.put(func(tx practice.Tx) error {
			left := map[practice.Person][]practice.ID{}
			for i := range 700 {
				by := practice.Person(fmt.Sprint("U", i%7))
				a := practice.Answer{ID: practice.FirstID(noon(i)), Person: by, Origin: practice.InThread, Place: thread, CreatedAt: noon(i)}
				if err := tx.PutAnswer(a); err != nil {
					return err
				}
				left[by] = append(left[by], a.ID)
				if i%4 == 3 {
					if err := tx.DropAnswer(a.ID); err != nil {
						return err
					}
					left[by] = left[by][:len(left[by])-1]
				}
				want := practice.ID(0)
				if n := len(left[by]); n > 0 {
					want = left[by][n-1]
				}
				got, err := tx.LatestAnswer(thread, by)
				if err != nil && !errors.Is(err, practice.ErrNotFound) {
					return err
				}
				same(s, fmt.Sprintf("step %d: LatestAnswer of %s", i, by), []practice.ID{got.ID}, []practice.ID{want})
			}
			return nil
		})
	}},

	{"answers are found whether few or many were put before and after them", func(s *shelf) {
		chance := rand.New(rand.NewPCG(7, 11))
		kept := map[practice.ID]practice.Answer{}
		places := []practice.Place{thread, {Channel: "C2", Thread: thread.Thread}, {Channel: "C1", Thread: thread.Thread - 1}}
		latest := func(in practice.Place, by practice.Person) (id practice.ID) {
			for _, a := range kept {
				if a.Place == in && a.Person == by && a.Origin == practice.InThread {
					id = max(id, a.ID)
				}
			}
			return id
		}
		for step := range 700 {
			a := practice.Answer{
				ID: practice.FirstID(noon(step)), Person: practice.Person(fmt.Sprint("U", chance.IntN(3))),
				Origin: practice.InThread, Place: places[chance.IntN(3)], CreatedAt: noon(step),
			}
			if chance.IntN(4) == 0 {
				a.Origin, a.Place = practice.InPrivate, practice.Place{}
			}
			s.put(putAnswer(a))
			kept[a.ID] = a
			if chance.IntN(5) == 0 { // drop one, mostly an old one
				for id := range kept {
					s.put(func(tx practice.Tx) error { return tx.DropAnswer(id) })
					delete(kept, id)
					break
				}
			}
			if chance.IntN(5) == 0 { // move one, within its conversation
				for id, a := range kept {
					if a.Origin == practice.InThread && a.Place.Channel == "C1" {
						a.Place = places[2*chance.IntN(2)]
						s.put(putAnswer(a))
						kept[id] = a
						break
					}
				}
			}
			if step%37 == 0 {
				s.reopen()
			}
			if step%9 != 0 {
				continue
			}
			s.view(func(tx practice.Tx) error {
				for _, by := range []practice.Person{"U0", "U1", "U2"} {
					var want, got []practice.ID
					for id, a := range kept {
						if a.Person == by {
							want = append(want, id)
						}
					}
					slices.Sort(want)
					slices.Reverse(want)
					if err := tx.AnswersBy(by, 0, func(a practice.Answer) bool { got = append(got, a.ID); return true }); err != nil {
						return err
					}
					same(s, fmt.Sprintf("step %d: AnswersBy(%s)", step, by), got, want)
					for _, in := range places {
						a, err := tx.LatestAnswer(in, by)
						if err != nil && !errors.Is(err, practice.ErrNotFound) {
							return err
						}
						same(s, fmt.Sprintf("step %d: LatestAnswer(%v, %s)", step, in, by), []practice.ID{a.ID}, []practice.ID{latest(in, by)})
					}
				}
				for _, in := range places {
					var want, got []practice.ID
					for _, by := range []practice.Person{"U0", "U1", "U2"} {
						if id := latest(in, by); id != 0 {
							want = append(want, id)
						}
					}
					if err := tx.AnswersIn(in, func(a practice.Answer) bool { got = append(got, a.ID); return true }); err != nil {
						return err
					}
					slices.Sort(want)
					slices.Sort(got)
					same(s, fmt.Sprintf("step %d: AnswersIn(%v)", step, in), got, want)
				}
				return nil
			})
		}
	}},

	{"what a person put into a thread is found there as long as it stands in it", func(s *shelf) {
		shared := func(want ...practice.ID) {
			s.t.Helper()
			s.view(func(tx practice.Tx) error {
				var got []practice.ID
				err := tx.SharedIn(thread, func(a practice.Answer) bool { got = append(got, a.ID); return true })
				same(s, "SharedIn", got, want)
				return err
			})
		}
		a := practice.Answer{ID: 7, Person: "U1", Origin: practice.InPrivate, Place: thread}
		b := practice.Answer{ID: 8, Person: "U1", Origin: practice.AsRetry, Place: thread, Published: 50}
		c := practice.Answer{ID: 9, Person: "U2", Origin: practice.InPrivate, Place: practice.Place{Channel: "C2", Thread: thread.Thread}, Published: 51}
		s.put(putAnswer(a), putAnswer(b), putAnswer(c))
		shared(8)
		a.Published = 52
		s.put(putAnswer(a))
		s.reopen()
		shared(7, 8)
		b.Published = 0
		a.Place.Thread++
		s.put(putAnswer(a), putAnswer(b))
		shared()
		a.Place.Thread--
		s.put(putAnswer(a))
		shared(7)
		s.put(func(tx practice.Tx) error { return tx.DropAnswer(7) })
		shared()
	}},

	{"an answer is found by each of its messages", func(s *shelf) {
		a := inThread(7, "U1", 1, 11, 12)
		s.put(putAnswer(a))
		a.Messages = append(a.Messages, practice.Message{Stamp: 13})
		s.put(putAnswer(a))
		for at := practice.Stamp(11); at <= 13; at++ {
			s.heard("C1", at, 7, false)
		}
		s.heard("C1", 14, 0, false)
		s.heard("C2", 11, 0, false)
		s.heard("C", 11, 0, false)
	}},

	{"a text given in a form is no message to be found by", func(s *shelf) {
		s.put(putAnswer(practice.Answer{ID: 7, Person: "U1", Origin: practice.InPrivate, Place: thread, Messages: []practice.Message{{Text: "given"}}}))
		s.heard("C1", 0, 0, false)
	}},

	{"a deleted message is gone, heard or not, and stays gone", func(s *shelf) {
		a := inThread(7, "U1", 1, 11, 12)
		s.put(putAnswer(a),
			func(tx practice.Tx) error { return tx.PutGone("C1", 11) },
			func(tx practice.Tx) error { return tx.PutGone("C1", 99) })
		a.Messages = a.Messages[1:]
		s.put(putAnswer(a))
		s.reopen()
		s.heard("C1", 11, 0, true)
		s.heard("C1", 12, 7, false)
		s.heard("C1", 99, 0, true)
		s.heard("C2", 99, 0, false)
	}},

	{"a dropped answer is nowhere and its messages are gone", func(s *shelf) {
		s.put(putAnswer(inThread(7, "U1", 1, 11, 12)), putAnswer(inThread(8, "U2", 1, 21)),
			func(tx practice.Tx) error { return tx.DropAnswer(7) },
			func(tx practice.Tx) error { return tx.DropAnswer(7) })
		s.heard("C1", 11, 0, true)
		s.heard("C1", 12, 0, true)
		s.heard("C1", 21, 8, false)
		s.latest("U1", 0)
		s.latest("U2", 8)
		s.view(func(tx practice.Tx) error {
			if _, err := tx.Answer(7); err == nil {
				s.t.Error("the answer is still there")
			}
			return tx.AnswersBy("U1", 0, func(a practice.Answer) bool {
				s.t.Errorf("its person still has %v", a.ID)
				return true
			})
		})
	}},

	{"the latest answer in a thread is that of the last attempt", func(s *shelf) {
		s.put(putAnswer(inThread(7, "U1", 1, 11)), putAnswer(inThread(9, "U1", 2, 12)))
		s.latest("U1", 9)
		// An edit of the first attempt does not make it the last.
		s.put(putAnswer(inThread(7, "U1", 1, 11, 13)))
		s.latest("U1", 9)
	}},

	{"with the last attempt dropped the one before it is the latest", func(s *shelf) {
		elsewhere := inThread(8, "U1", 2, 55)
		elsewhere.Place.Thread++
		private := practice.Answer{ID: 10, Person: "U1", Origin: practice.InPrivate, Place: thread, CreatedAt: noon(3)}
		s.put(putAnswer(inThread(7, "U1", 1, 11)), putAnswer(elsewhere), putAnswer(private), putAnswer(inThread(12, "U1", 4, 12)),
			func(tx practice.Tx) error { return tx.DropAnswer(12) })
		s.latest("U1", 7)
	}},

	{"only what is said in a thread is the latest there", func(s *shelf) {
		for i, o := range []practice.Origin{practice.InPrivate, practice.InRound, practice.ToFollowUp, practice.AsRetry} {
			s.put(putAnswer(practice.Answer{ID: practice.ID(i + 1), Person: "U1", Origin: o, Place: thread}))
		}
		s.latest("U1", 0)
		if got := s.in(thread, 9); len(got) != 0 {
			s.t.Errorf("AnswersIn: %v", got)
		}
	}},

	{"a thread has the latest answer of each of its people and of no other thread", func(s *shelf) {
		s.put(putAnswer(inThread(1, "U1", 1, 11)), putAnswer(inThread(2, "U2", 1, 12)), putAnswer(inThread(3, "U1", 2, 13)))
		for i, other := range []practice.Place{{Channel: "C1", Thread: thread.Thread + 1}, {Channel: "C10", Thread: thread.Thread}, {Channel: "C", Thread: thread.Thread}} {
			s.put(putAnswer(practice.Answer{ID: practice.ID(50 + i), Person: "U5", Origin: practice.InThread, Place: other}))
		}
		s.equal("AnswersIn", s.in(thread, 9), map[practice.ID]bool{2: true, 3: true})
		if got := s.in(thread, 1); len(got) != 1 {
			s.t.Errorf("AnswersIn went on after it was told to stop: %v", got)
		}
	}},
}

func (s *shelf) heard(channel string, at practice.Stamp, wantID practice.ID, wantGone bool) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		id, gone, err := tx.Heard(channel, at)
		if id != wantID || gone != wantGone {
			s.t.Errorf("Heard(%s, %d) = %d, %v; want %d, %v", channel, at, uint64(id), gone, uint64(wantID), wantGone)
		}
		return err
	})
}

// latest fails the test where a person's latest answer in the thread is another; 0 is none.
func (s *shelf) latest(by practice.Person, want practice.ID) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		if a, err := tx.LatestAnswer(thread, by); a.ID != want || (err == nil) != (want != 0) {
			s.t.Errorf("LatestAnswer of %s: %d, %v; want %d", by, uint64(a.ID), err, uint64(want))
		}
		return nil
	})
}

func (s *shelf) in(p practice.Place, stop int) map[practice.ID]bool {
	s.t.Helper()
	got := map[practice.ID]bool{}
	s.view(func(tx practice.Tx) error {
		return tx.AnswersIn(p, func(a practice.Answer) bool {
			got[a.ID] = true
			return len(got) < stop
		})
	})
	return got
}
