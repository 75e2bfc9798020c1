package storagetest

import (
	"greenroom/practice"
)

var versions = []test{
	{"how an answer read before its edits stays until other versions or none take its place", func(s *shelf) {
		two := []practice.Version{{Text: "first", At: noon(1)}, {Message: 12, Text: "not \xff UTF-8", At: noon(2)}}
		earlier := func(id practice.ID, want []practice.Version) {
			s.t.Helper()
			comesBack(s, want, func(tx practice.Tx) ([]practice.Version, error) { return tx.Earlier(id) })
		}
		put := func(id practice.ID, v []practice.Version) func(practice.Tx) error {
			return func(tx practice.Tx) error { return tx.PutEarlier(id, v) }
		}
		s.put(putAnswer(practice.Answer{ID: 7, Person: "U1", Origin: practice.InPrivate}), put(7, two), put(8, two[:1]))
		s.reopen()
		earlier(7, two)
		earlier(8, two[:1])
		earlier(9, nil)
		s.put(put(7, two[1:]), put(8, nil), put(8, nil))
		earlier(7, two[1:])
		earlier(8, nil)
	}},

	{"how an answer read before its edits goes with it", func(s *shelf) {
		for _, id := range []practice.ID{7, 8} {
			s.put(putAnswer(practice.Answer{ID: id, Person: "U1", Origin: practice.InPrivate}),
				func(tx practice.Tx) error {
					return tx.PutEarlier(id, []practice.Version{{Text: "before", At: noon(1)}})
				})
		}
		s.put(func(tx practice.Tx) error { return tx.DropAnswer(7) })
		s.reopen()
		comesBack(s, nil, func(tx practice.Tx) ([]practice.Version, error) { return tx.Earlier(7) })
		comesBack(s, []practice.Version{{Text: "before", At: noon(1)}}, func(tx practice.Tx) ([]practice.Version, error) { return tx.Earlier(8) })
	}},
}
