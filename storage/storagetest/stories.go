package storagetest

import (
	"errors"

	"greenroom/bank"
	"greenroom/practice"
)

var stories = []test{
	{"stories come back to their person alone, that of the newest answer first", func(s *shelf) {
		const latest = practice.ID(1<<64 - 1)
		for _, x := range []practice.Story{{ID: 300, Person: "U1"}, {ID: latest, Person: "U1"}, {ID: 7, Person: "U1"}, {ID: 8, Person: "U12"}, {ID: 9, Person: "U"}} {
			s.put(putStory(x))
		}
		s.reopen()
		for _, c := range []struct {
			person practice.Person
			stop   int
			want   []practice.ID
		}{{"U1", 9, []practice.ID{latest, 300, 7}}, {"U1", 2, []practice.ID{latest, 300}}, {"U12", 9, []practice.ID{8}}, {"U", 9, []practice.ID{9}}, {"U2", 9, nil}} {
			s.view(func(tx practice.Tx) error {
				var got []practice.ID
				err := tx.StoriesBy(c.person, func(x practice.Story) bool {
					got = append(got, x.ID)
					return len(got) < c.stop
				})
				same(s, "StoriesBy("+string(c.person)+")", got, c.want)
				return err
			})
		}
	}},

	{"a story replaces the one of its answer, is its person's, and can be dropped twice", func(s *shelf) {
		x := sample[practice.Story]()
		s.put(putStory(x))
		x.Title, x.Competencies = "Another", []bank.Competency{"budgeting"}
		s.put(putStory(x))
		s.reopen()
		comesBack(s, x, func(tx practice.Tx) (practice.Story, error) { return tx.Story(x.Person, x.ID) })
		isMissing(s, "somebody else's", "U-other", x.ID)
		s.put(func(tx practice.Tx) error { return tx.DropStory("U-other", x.ID) })
		comesBack(s, x, func(tx practice.Tx) (practice.Story, error) { return tx.Story(x.Person, x.ID) })
		for range 2 {
			s.put(func(tx practice.Tx) error { return tx.DropStory(x.Person, x.ID) })
		}
		isMissing(s, "a dropped one", x.Person, x.ID)
	}},

	{"a story goes with its answer, and its answer does not go with it", func(s *shelf) {
		for _, id := range []practice.ID{7, 8} {
			s.put(putAnswer(practice.Answer{ID: id, Person: "U1", Origin: practice.InPrivate}), putStory(practice.Story{ID: id, Person: "U1", Title: "Mail night"}))
		}
		s.put(func(tx practice.Tx) error { return tx.DropAnswer(7) }, func(tx practice.Tx) error { return tx.DropStory("U1", 8) })
		s.reopen()
		isMissing(s, "the story of a dropped answer", "U1", 7)
		s.view(func(tx practice.Tx) error {
			_, err := tx.Answer(8)
			return err
		})
	}},
}

func putStory(x practice.Story) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutStory(x) }
}

func isMissing(s *shelf, what string, p practice.Person, id practice.ID) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		if got, err := tx.Story(p, id); !errors.Is(err, practice.ErrNotFound) {
			s.t.Errorf("%s: got %+v, %v", what, got, err)
		}
		return nil
	})
}
