package storagetest

import (
	"fmt"

	"greenroom/practice"
)

var suggestions = []test{
	{"suggestions come newest first, from below where one asks", func(s *shelf) {
		const latest = practice.ID(1<<64 - 1)
		for _, id := range []practice.ID{300, 5, latest, 20} {
			s.put(putSuggestion(practice.Suggestion{ID: id, By: practice.Person(fmt.Sprint("U", id))}))
		}
		s.reopen()
		for _, c := range []struct {
			before practice.ID
			stop   int
			want   []practice.ID
		}{
			{0, 9, []practice.ID{latest, 300, 20, 5}}, {0, 2, []practice.ID{latest, 300}},
			{300, 9, []practice.ID{20, 5}}, {latest, 1, []practice.ID{300}}, {5, 9, nil},
		} {
			s.view(func(tx practice.Tx) error {
				var got []practice.ID
				err := tx.Suggestions(c.before, func(x practice.Suggestion) bool {
					got = append(got, x.ID)
					return len(got) < c.stop
				})
				same(s, fmt.Sprintf("Suggestions(%d)", uint64(c.before)), got, c.want)
				return err
			})
		}
	}},

	{"a suggestion replaces the one of its id, and an emptied field is empty", func(s *shelf) {
		x := sample[practice.Suggestion]()
		s.put(putSuggestion(x))
		bare := practice.Suggestion{ID: x.ID}
		s.put(putSuggestion(bare))
		comesBack(s, bare, func(tx practice.Tx) (practice.Suggestion, error) { return tx.Suggestion(x.ID) })
	}},
}

func putSuggestion(x practice.Suggestion) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutSuggestion(x) }
}
