package storagetest

import (
	"errors"
	"slices"

	"greenroom/practice"
)

var readings = []test{
	{"the posts since a message come newest first, those of all schedules", func(s *shelf) {
		s.put(putPost(practice.Post{Key: "a", Schedule: "s", Channel: "C1", Stamp: 10}), putPost(practice.Post{Key: "b", Schedule: "t", Channel: "C2", Stamp: 30}),
			putPost(practice.Post{Key: "c", Schedule: "s", Channel: "C2", Stamp: 20, Gone: true}), putPost(practice.Post{Key: "d", Schedule: "s", Channel: "C1"}))
		s.reopen()
		for _, c := range []struct {
			since practice.Stamp
			most  int
			want  []string
		}{{0, 9, []string{"b", "c", "a"}}, {20, 9, []string{"b", "c"}}, {0, 2, []string{"b", "c"}}, {31, 9, nil}} {
			s.view(func(tx practice.Tx) error {
				var got []string
				err := tx.PostsSince(c.since, func(p practice.Post) bool {
					got = append(got, p.Key)
					if p.Gone != (p.Key == "c") {
						s.t.Errorf("%s is gone: %v", p.Key, p.Gone)
					}
					return len(got) < c.most
				})
				same(s, "since", got, c.want)
				return err
			})
		}
	}},

	{"how far a thread was read is kept, and nothing of one that never was", func(s *shelf) {
		want := practice.Reading{
			Post: "p", AsOf: noon(1), Replies: 7, Latest: 70, Begun: noon(2), Whole: true, Cursor: "c", Upto: 50, Count: 8, Last: 80, Again: true, Over: true,
		}
		s.put(func(tx practice.Tx) error { return tx.PutReading(want) })
		s.reopen()
		s.view(func(tx practice.Tx) error {
			got, err := tx.Reading("p")
			none, missing := tx.Reading("q")
			same(s, "readings", []practice.Reading{got, none}, []practice.Reading{want, {Post: "q"}})
			return errors.Join(err, missing)
		})
	}},

	{"the gap is kept", func(s *shelf) {
		gap := func(want practice.Gap) {
			s.view(func(tx practice.Tx) error {
				got, err := tx.Gap()
				same(s, "gap", []practice.Gap{got}, []practice.Gap{want})
				return err
			})
		}
		gap(practice.Gap{})
		s.put(func(tx practice.Tx) error { return tx.PutGap(practice.Gap{End: noon(2), Owed: noon(1)}) })
		s.reopen()
		gap(practice.Gap{End: noon(2), Owed: noon(1)})
	}},

	{"the trouble with a channel is kept until it is dropped", func(s *shelf) {
		put := func(channel, cause string) func(practice.Tx) error {
			return func(tx practice.Tx) error {
				return tx.PutTrouble(practice.Trouble{Channel: channel, Schedule: "s", Cause: cause, Told: []string{"x", cause}, Since: noon(1), Retry: noon(2), Posting: true})
			}
		}
		s.put(put("C1", "gone"), put("C10", "shut"), put("C1", "closed"), func(tx practice.Tx) error { return tx.DropTrouble("C10") })
		s.put(put("C2", "shut"), func(tx practice.Tx) error { return tx.DropTrouble("C3") })
		s.reopen()
		s.view(func(tx practice.Tx) error {
			got, err := tx.Troubles()
			var causes []string
			for _, t := range got {
				causes = append(causes, t.Channel+" "+t.Cause)
			}
			same(s, "troubles", causes, []string{"C1 closed", "C2 shut"})
			t, one := tx.Trouble("C1")
			if !slices.Equal(t.Told, []string{"x", "closed"}) || !t.Since.Equal(noon(1)) || !t.Retry.Equal(noon(2)) || !t.Posting || t.Schedule != "s" {
				s.t.Errorf("got %+v", t)
			}
			if _, err := tx.Trouble("C10"); !errors.Is(err, practice.ErrNotFound) {
				s.t.Errorf("Trouble of a channel without: %v", err)
			}
			return errors.Join(err, one)
		})
	}},
}
