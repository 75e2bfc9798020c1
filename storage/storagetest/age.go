package storagetest

import (
	"errors"
	"slices"
	"time"

	"greenroom/practice"
)

var ages = []test{
	{"rounds of everybody are visited in the order of their ids, from after one on", func(s *shelf) {
		round := func(id string, p practice.Person) func(practice.Tx) error {
			return func(tx practice.Tx) error {
				return tx.PutRound(practice.Round{ID: id, Person: p, Stage: practice.Ended, EndedAt: time.UnixMicro(1)})
			}
		}
		s.put(round("b", "U1"), round("a", "U2"), round("c", "U1"))
		s.reopen()
		for _, x := range []struct {
			after string
			most  int
			want  []string
		}{{"", 9, []string{"a", "b", "c"}}, {"a", 9, []string{"b", "c"}}, {"aa", 1, []string{"b"}}, {"c", 9, nil}} {
			var got []string
			s.view(func(tx practice.Tx) error {
				got = nil
				return tx.RoundsAfter(x.after, func(r practice.Round) bool {
					got = append(got, r.ID)
					return len(got) < x.most
				})
			})
			if !slices.Equal(got, x.want) {
				s.t.Errorf("after %q: %v", x.after, got)
			}
		}
		s.put(func(tx practice.Tx) error { return tx.DropRound("b") })
		s.view(func(tx practice.Tx) error {
			return tx.RoundsAfter("a", func(r practice.Round) bool {
				if r.ID != "c" {
					s.t.Errorf("after a there is %s", r.ID)
				}
				return true
			})
		})
	}},

	{"strays of all channels are visited as they were put, and dropped one by one", func(s *shelf) {
		one, two := sample[practice.Said](), sample[practice.Said]()
		one.Place, two.Place = practice.Place{Channel: "C1", Thread: 7}, practice.Place{Channel: "C2", Thread: 7}
		s.put(func(tx practice.Tx) error { return errors.Join(tx.PutStray(one), tx.PutStray(two)) })
		s.reopen()
		all := func() (out []practice.Said) {
			s.view(func(tx practice.Tx) error {
				out = nil
				return tx.Strays(func(x practice.Said) bool {
					out = append(out, x)
					return true
				})
			})
			return out
		}
		if got := all(); len(got) != 2 || !slices.Contains(got, one) || !slices.Contains(got, two) {
			s.t.Errorf("got %+v", got)
		}
		s.put(func(tx practice.Tx) error { return errors.Join(tx.DropStray(one), tx.DropStray(one)) })
		if got := all(); len(got) != 1 || got[0] != two {
			s.t.Errorf("got %+v", got)
		}
	}},
}
