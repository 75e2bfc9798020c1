package storagetest

import (
	"greenroom/practice"
)

var votes = []test{
	{"tallies come back in the order of their kinds, each the latest of its kind", func(s *shelf) {
		put := func(t practice.Tally) func(practice.Tx) error {
			return func(tx practice.Tx) error { return tx.PutTally(t) }
		}
		s.put(put(practice.Tally{Note: "result", Helpful: 1}), put(practice.Tally{Note: "evidence", Off: 2}),
			put(practice.Tally{Note: "result", Helpful: 3, Off: 1}))
		s.reopen()
		comesBack(s, practice.Tally{Note: "result", Helpful: 3, Off: 1}, func(tx practice.Tx) (practice.Tally, error) { return tx.Tally("result") })
		comesBack(s, practice.Tally{Note: "hedges"}, func(tx practice.Tx) (practice.Tally, error) { return tx.Tally("hedges") })
		comesBack(s, []practice.Tally{{Note: "evidence", Off: 2}, {Note: "result", Helpful: 3, Off: 1}}, practice.Tx.Tallies)
		s.put(put(practice.Tally{Note: "evidence"}))
		comesBack(s, practice.Tally{Note: "evidence"}, func(tx practice.Tx) (practice.Tally, error) { return tx.Tally("evidence") })
	}},

	{"votes go with their answer, and the tally stays", func(s *shelf) {
		a := practice.Answer{ID: 7, Person: "U1", Origin: practice.InPrivate, Votes: []practice.Vote{{Note: "result", Verdict: practice.Off}}}
		s.put(putAnswer(a), func(tx practice.Tx) error { return tx.PutTally(practice.Tally{Note: "result", Off: 1}) })
		comesBack(s, a, func(tx practice.Tx) (practice.Answer, error) { return tx.Answer(a.ID) })
		s.put(func(tx practice.Tx) error { return tx.DropAnswer(a.ID) })
		s.reopen()
		comesBack(s, []practice.Tally{{Note: "result", Off: 1}}, practice.Tx.Tallies)
	}},
}
